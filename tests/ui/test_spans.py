"""Text is cut and joined by cells, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rnntui.render.show import show
from rnntui.ui.spans import Span, cropped, cut, in_clauses, joined, padded, width_of, wrapped

TEXT = st.text(max_size=30).map(show)
LINE = st.lists(st.builds(Span, TEXT), max_size=5).map(tuple)


@given(TEXT, st.integers(0, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(padded(text, width)) == width
    if cell_len(text) <= width:
        assert cut(text, width) == text


@given(TEXT, st.integers(0, 40))
def test_clauses_fit(text: str, width: int) -> None:
    assert cell_len(in_clauses(text, width)) <= width


def test_no_clause_is_cut_that_is_not_the_first() -> None:
    english = "Enter: where c came from. Bksp goes back; Esc to the start, 1 stays."
    assert in_clauses(english, 70) == english
    assert in_clauses(english, 60) == "Enter: where c came from. Bksp goes back; Esc to the start."
    assert in_clauses(english, 45) == "Enter: where c came from. Bksp goes back."
    assert in_clauses("≠ c 沒改之前是 0.5。U 列出修改，u 復原。", 36) == "≠ c 沒改之前是 0.5。U 列出修改。"
    assert in_clauses("Where does it look? Rows add up to 1.", 30) == "Where does it look?"
    assert in_clauses(english, 12) == "Enter: wher…"


@given(LINE, LINE, st.integers(1, 60))
def test_lines_fit(left: tuple[Span, ...], right: tuple[Span, ...], width: int) -> None:
    assert width_of(cropped(left, width)) <= width
    if width_of(right) < width:
        assert width_of(joined(left, right, width)) <= width


@given(st.text(alphabet="ab 你我，。", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrapping() -> None:
    assert wrapped("the cat sat on the mat", 8) == ("the cat", "sat on", "the mat")
    assert wrapped("保留遺忘閘放行的舊記憶，加上新的", 12) == ("保留遺忘閘放", "行的舊記憶，", "加上新的")


@given(st.text(alphabet="ab 你我，。", max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_there_is_room(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(text, width))


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert wrapped("a longlonglong b", 8) == ("a", "longlong", "long b")


def test_a_bracket_opens_no_line_s_end() -> None:
    assert wrapped("用這張表的詞造句（add0 到 9）", 18) == ("用這張表的詞造句", "（add0 到 9）")
