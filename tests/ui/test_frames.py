"""A thinned frame draws the same picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from screen_model import STYLES, Screen

from rnntui.ui.frames import Frames

WIDTH, HEIGHT = 12, 5
BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"

TEXT = st.text(alphabet="abc  01你祖─▐", min_size=1, max_size=6)
PIECE = st.tuples(
    st.integers(0, HEIGHT - 1),
    st.integers(0, WIDTH - 1),
    st.lists(st.tuples(TEXT, st.sampled_from(STYLES)), min_size=1, max_size=3),
)
Pieces = list[tuple[int, int, list[tuple[str, str]]]]
FRAMES = st.lists(st.lists(PIECE, min_size=1, max_size=6), min_size=1, max_size=6)


def frame(pieces: Pieces) -> str:
    """A frame as Textual writes it."""
    drawn = []
    for row, column, spans in pieces:
        drawn.append(f"\x1b[{row + 1};{column + 1}H")
        drawn += [f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in spans]
        drawn.append("\n")
    return "".join([*drawn, "\x1b[1;1H"])


@given(FRAMES, st.sampled_from([0, WIDTH, 10 * WIDTH]))
def test_a_thinned_frame_draws_the_same(pieces: list[Pieces], width: int) -> None:
    whole, thin, frames = Screen(), Screen(width), Frames(width)
    for each in pieces:
        whole.write(frame(each))
        thin.write(frames.thinned(frame(each)))
        assert thin.shows(whole)
        assert (thin.row, thin.column) == (whole.row, whole.column)


@given(FRAMES, st.data())
def test_rows_draw_what_a_frame_does(pieces: list[Pieces], data: st.DataObject) -> None:
    whole, thin, frames = Screen(), Screen(WIDTH), Frames(WIDTH)
    for each in pieces:
        whole.write(frame(each))
        if data.draw(st.booleans()):
            thin.write(frames.drawn(each, (0, 0), True))
        else:
            thin.write(frames.thinned(frame(each)))
        assert thin.shows(whole)
        assert (thin.row, thin.column) == (0, 0)


def test_rows_that_are_there_are_not_sent_again() -> None:
    frames = Frames(80)
    rows = [(2, 3, [("+0.479", STYLES[1]), ("你", STYLES[2])])]
    assert frames.drawn(rows, (0, 0), True).startswith(BEGIN)
    assert frames.drawn(rows, (0, 0), True) == ""


def test_what_is_there_is_not_sent_again() -> None:
    frames = Frames(80)
    drawn = frame([(0, 0, [("+0.479 ███░░", STYLES[1]), ("你", STYLES[2])])])
    assert len(frames.thinned(drawn)) > 40
    assert frames.thinned(drawn) == ""
    assert frames.thinned(drawn.replace("0.479", "0.481")) == "\x1b[22m\x1b[4C81\x1b[6D"
    frames.forget()
    assert len(frames.thinned(drawn)) > 40


def test_a_column_is_written_downwards_style_by_style() -> None:
    frames = Frames(80)

    def drawn(digit: int) -> str:
        return frame([(row, 0, [(f"+0.{digit}00 ", STYLES[1]), (f"{digit}", STYLES[2])]) for row in range(3)])

    frames.thinned(drawn(1))
    # Down the second column, and up the first.
    bold = "\x1b[7C2\x1b[B\b2\x1b[B\b2"
    assert frames.thinned(drawn(2)) == f"{bold}\x1b[22m\x1b[5D2\x1b[A\b2\x1b[A\b2\x1b[4D"


def test_blanks_go_with_any_style_in_which_they_look_the_same() -> None:
    frames = Frames(80)
    frames.thinned(frame([(0, 0, [("aaaa", STYLES[1]), ("bbbb", STYLES[2])])]))
    assert frames.thinned(frame([(0, 0, [("a   ", STYLES[1]), ("   b", STYLES[2])])])) == "\x1b[C      \x1b[7D"
    # A colour that is not seen is no change.
    assert frames.thinned(frame([(0, 1, [("   ", STYLES[2])])])) == ""


def test_what_is_no_frame_passes_and_makes_all_unknown() -> None:
    frames = Frames()
    drawn = frame([(0, 0, [("abc", STYLES[1])])])
    frames.thinned(drawn)
    assert frames.thinned("\x1b[?1049l") == "\x1b[0m\x1b[?1049l"
    assert "abc" in frames.thinned(drawn)


def test_marks_around_nothing_are_left_out() -> None:
    frames = Frames()
    drawn = frame([(0, 0, [("abc", STYLES[1])])])
    assert frames.thinned(BEGIN) == ""
    assert frames.thinned(drawn).startswith(BEGIN)
    assert frames.thinned(END) == END
    assert [frames.thinned(each) for each in (BEGIN, drawn, END)] == ["", "", ""]
    assert frames.thinned("\x1b[?25h") == "\x1b[?25h"
    whole = f"{BEGIN}{drawn.replace('c', 'd')}{END}"
    assert frames.thinned(whole) == f"{BEGIN}\x1b[1;3Hd\x1b[1H{END}"


def test_text_whose_width_is_in_doubt_is_sent_whole_and_all_that_follows() -> None:
    frames = Frames(80)
    drawn = frame([(0, 0, [("ab", STYLES[1]), ("👨‍👩‍👧", STYLES[1]), ("yz", STYLES[1])])])
    for _ in range(2):
        thinned = frames.thinned(drawn)
        assert "👨‍👩‍👧" in thinned
        assert "yz" in thinned
    assert "ab" not in thinned


def test_what_follows_text_of_doubtful_width_has_a_place_of_its_own() -> None:
    # A terminal may draw the thumb 4 cells wide.
    frames = Frames(80)
    thinned = frames.thinned(frame([(0, 0, [("a👍🏽bc👍🏽*", STYLES[0])])]))
    assert "a👍🏽\x1b[1;4Hbc👍🏽\x1b[1;8H*" in thinned
