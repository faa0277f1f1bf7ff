"""A thinned frame draws the same picture."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rnntui.ui.frames import Frames, transition

STYLES = (
    "",
    "38;2;1;2;3;48;2;9;9;9",
    "1;38;2;1;2;3;48;2;9;9;9",
    "7;38;5;4;48;2;9;9;9",
    "1;7;38;2;1;2;3;48;2;9;9;8",
    "2;3;4;31;107",
    "1;2;9",
)
WIDTH, HEIGHT = 12, 3
_TOKEN = re.compile(r"\x1b\[([\d;]*)([HmC])|(\r?\n)|(.)", re.DOTALL)


class Screen:
    """A terminal that knows as much as a frame needs."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, object]] = {}
        self.row = self.column = 0
        self.style: dict[str, str] = {}

    def write(self, data: str) -> None:
        for numbers, kind, line, character in _TOKEN.findall(data):
            if kind == "H":
                self.row, self.column = (int(number) - 1 for number in numbers.split(";"))
            elif kind == "C":
                self.column += int(numbers)
            elif kind == "m":
                self.restyle(numbers)
            elif line:
                self.row, self.column = self.row + 1, 0
            else:
                self.put(character)

    def put(self, character: str) -> None:
        width = cell_len(character)
        place = (self.row, self.column)
        # Half a wide character can't be shown: its other half becomes blank.
        if self.cells.get(place, ("x", None))[0] == "":
            self.cells[self.row, self.column - 1] = (" ", None)
        after = (self.row, self.column + width)
        if self.cells.get(after, ("x", None))[0] == "":
            self.cells[after] = (" ", None)
        style = tuple(sorted(self.style.items()))
        self.cells[place] = (character, style)
        if width == 2:
            self.cells[self.row, self.column + 1] = ("", style)
        self.column += width

    def restyle(self, numbers: str) -> None:
        codes = iter(numbers.split(";"))
        for code in codes:
            if code in ("", "0"):
                self.style = {}
            elif code in ("38", "48"):
                kind = next(codes)
                self.style[code] = ";".join([kind, *(next(codes) for _ in range(3 if kind == "2" else 1))])
            elif code in ("39", "49"):
                self.style.pop("38" if code == "39" else "48", None)
            elif code in ("31", "107"):
                self.style["38" if code == "31" else "48"] = code
            elif code in ("22", "23", "24", "27", "29"):
                for mark in {"22": "12", "23": "3", "24": "4", "27": "7", "29": "9"}[code]:
                    self.style.pop(mark, None)
            else:
                self.style[code] = "on"


TEXT = st.text(alphabet="abc 01你祖─▐", min_size=1, max_size=6)
PIECE = st.tuples(
    st.integers(0, HEIGHT - 1),
    st.integers(0, WIDTH - 1),
    st.lists(st.tuples(TEXT, st.sampled_from(STYLES)), max_size=3),
)
FRAMES = st.lists(st.lists(PIECE, min_size=1, max_size=4), min_size=1, max_size=6)


def frame(pieces: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """A frame as Textual writes it."""
    drawn = []
    for row, column, spans in pieces:
        drawn.append(f"\x1b[{row + 1};{column + 1}H")
        drawn += [f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in spans]
        drawn.append("\n")
    return "".join([*drawn, "\x1b[1;1H"])


@given(FRAMES)
def test_a_thinned_frame_draws_the_same(pieces: list[list[tuple[int, int, list[tuple[str, str]]]]]) -> None:
    whole, thin, frames = Screen(), Screen(), Frames()
    for each in pieces:
        whole.write(frame(each))
        thin.write(frames.thinned(frame(each)))
        assert thin.cells == whole.cells
        assert (thin.row, thin.column) == (whole.row, whole.column)


def test_what_is_there_is_not_sent_again() -> None:
    frames = Frames()
    drawn = frame([(0, 0, [("+0.479 ███░░", STYLES[1]), ("你", STYLES[2])])])
    assert len(frames.thinned(drawn)) > 40
    assert frames.thinned(drawn) == ""
    assert frames.thinned(drawn.replace("0.479", "0.481")) == "\x1b[4C\x1b[22m81\x1b[1;1H"
    frames.forget()
    assert len(frames.thinned(drawn)) > 40


def test_what_is_no_frame_passes_and_makes_all_unknown() -> None:
    frames = Frames()
    drawn = frame([(0, 0, [("abc", STYLES[1])])])
    frames.thinned(drawn)
    assert frames.thinned("\x1b[?1049l") == "\x1b[0m\x1b[?1049l"
    assert "abc" in frames.thinned(drawn)
    assert frames.thinned("\x1b[?2026h") == "\x1b[?2026h"
    assert frames.thinned(drawn) == ""


def test_text_whose_width_is_in_doubt_is_sent_whole() -> None:
    frames = Frames()
    drawn = frame([(0, 0, [("a👨‍👩‍👧b", STYLES[1])])])
    assert "👨‍👩‍👧" in frames.thinned(drawn)
    assert "👨‍👩‍👧" in frames.thinned(drawn)


@pytest.mark.parametrize("old", STYLES)
@pytest.mark.parametrize("new", STYLES)
def test_from_style_to_style(old: str, new: str) -> None:
    screen, reference = Screen(), Screen()
    screen.write(f"\x1b[{old}m{transition(old, new)}" if old else transition(old, new))
    reference.write(f"\x1b[{new}m" if new else "")
    assert screen.style == reference.style
    assert transition(new, new) == ""
