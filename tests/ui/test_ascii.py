"""`--ascii`: nothing on the screen but ASCII and what the user wrote, every cell in its place."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from test_pictures import CASES

import rnntui
from rnntui.cli import main
from rnntui.render.bars import SHADES, gate_bar, shade, size_bar
from rnntui.session.setup import Setup
from rnntui.ui.ascii import in_ascii
from rnntui.ui.snapshot import take

ROOT = Path(rnntui.__file__).parent
DRAWN = (*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "render").glob("[bch]*.py")))
"""Where the texts and marks of the screen are made."""
MORE = {
    "palette": (Setup(text="I saw a saw"), (120, 40), ("ctrl+p",)),
    "help": (Setup(text="I saw a saw"), (120, 60), ("question_mark",)),
    "help, further down": (Setup(text="I saw a saw"), (80, 24), ("question_mark", "pagedown", "pagedown")),
    "directions": (Setup(text="I saw a saw"), (80, 24), ("D", "down")),
    "nothing fits": (Setup(text="I saw a saw"), (80, 24), ("A", "q", "q")),
    "notification": (Setup(text="I saw a saw"), (120, 40), ("H", *"999999999", "enter")),
    "many": (Setup(text="a b c d e f g h i j k").with_size("hidden", 1000), (120, 40), ("end", "up")),
}
SCREENS = {
    **{name: case[:3] for name, case in CASES.items() if case[3] == "en"},
    **MORE,
}


def in_english(setup: Setup, press: tuple[str, ...]) -> tuple[Setup, tuple[str, ...]]:
    """The same with a sentence, and keys, in ASCII."""
    keys = tuple(key if key.isascii() else "x" for key in press)
    return (setup if setup.text.isascii() else replace(setup, text="I saw a saw")), keys


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_in_ascii_and_every_word_in_its_place(name: str) -> None:
    setup, size, press = SCREENS[name]
    setup, press = in_english(setup, press)
    plain = take(setup, size=size, press=press, kind="text").splitlines()
    drawn = take(setup, size=size, press=press, kind="text", ascii_only=True).splitlines()
    assert "".join(drawn).isascii(), sorted({c for line in drawn for c in line if not c.isascii()})
    assert len(drawn) == len(plain)
    for was, now in zip(plain, drawn, strict=True):
        for word in re.finditer("(?<!⇧)[A-Za-z0-9]{3,}", was):
            place = cell_len(was[: word.start()])
            assert now[place : place + len(word[0])] == word[0], now


@pytest.mark.parametrize("name", ["kinship_end", "lstm_memory", "chooser", "palette", "notification"])
def test_the_svg_is_in_ascii_too(name: str) -> None:
    setup, size, press = SCREENS[name]
    setup, press = in_english(setup, press)
    drawn = html.unescape(take(setup, size=size, press=press, ascii_only=True))
    assert drawn.replace("\xa0", " ").isascii()


def test_what_the_user_wrote_stays(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "我 saw ß Δ é 👨‍👩‍👧 ▶️", "--ascii", "--lang", "zh-TW", "--size", "120x40"]) == 0
    drawn = capfd.readouterr().out
    for kept in ("我", "ß", "Δ", "é", "👨‍👩‍👧", "▶️", "方程式", "（"):
        assert kept in drawn
    assert not set("─━│▌▐▸•·▾→") & set(drawn)


def strings(path: Path) -> Iterator[str]:
    """The texts in a file of ours, without its docstrings."""
    tree = ast.parse(path.read_text())
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_every_mark_of_ours_has_something_that_stands_for_it() -> None:
    marks = {c for path in DRAWN if path.name != "ascii.py" for text in strings(path) for c in text if not c.isascii()}
    narrow = {c for c in marks if cell_len(c) == 1}
    assert len(narrow) > 20
    # A Greek letter is a mark in |Δh| alone, and the blank is one of the SVG.
    assert {c for c in narrow if not in_ascii(c).isascii()} == {"Δ", "\xa0"}


def test_levels_stay_apart() -> None:
    assert len(set(map(in_ascii, SHADES))) == len(SHADES)
    gates = [in_ascii(gate_bar(value / 5, 5)) for value in range(6)]
    assert gates == [".....", "#....", "##...", "###..", "####.", "#####"]
    assert [in_ascii(gate_bar(value / 4, 1)) for value in range(5)] == [" ", ".", ":", "=", "#"]
    assert [in_ascii(shade(value, 4)) for value in (0, 1, 2, 3, 4, -4)] == [" .", "+.", "+:", "+=", "+#", "-#"]


def test_marks_that_stand_side_by_side_stay_apart() -> None:
    assert len(set(map(in_ascii, "≠•✎"))) == 3
    assert len(set(map(in_ascii, "●◆▸"))) == 3


def test_a_size_bar_is_rounded() -> None:
    bars = [in_ascii(size_bar(8 + eighths, 32, 4)) for eighths in range(9)]
    assert bars == [*["#   "] * 4, "#|  ", *["##  "] * 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1·0.5 + 2·-3", "1*0.5 + 2*-3"),
        ("W[0] · x[1]", "W[0] . x[1]"),
        ("3→128→2", "3>128>2"),
        ("by |Δh|", "by |dh|"),
        ("Δελτα", "Δελτα"),
        ("1·2 + … + 5·6", "1*2 +...+ 5*6"),
        ("GRU ×2 ⇄ 3→4", "GRU x2<> 3>4"),
        ("⇧Tab    ", "S-Tab   "),
        ("←       ", "Left    "),
        ("←→", "<>"),
        ("▶️", "▶️"),
    ],
)
def test_what_stands_for_what(text: str, expected: str) -> None:
    assert in_ascii(text) == expected


@given(
    st.text(st.one_of(st.sampled_from("█▍▌─·•▶→←⇄▾…Δ|⇧Tab 🔎\ufe0f\u200d1k"), st.characters(exclude_categories=["Cs"])))
)
def test_any_text_stays_as_wide_as_it_was(text: str) -> None:
    assert cell_len(in_ascii(text)) == cell_len(text)
    assert in_ascii(in_ascii(text)) == in_ascii(text)
