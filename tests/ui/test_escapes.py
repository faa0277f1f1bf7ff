"""From style to style, and from place to place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen_model import STYLES, Screen

from rnntui.ui.escapes import blank_style, move, transition

PLACE = st.tuples(st.integers(0, 120), st.integers(0, 300))


@pytest.mark.parametrize("old", STYLES)
@pytest.mark.parametrize("new", STYLES)
def test_from_style_to_style(old: str, new: str) -> None:
    screen, reference = Screen(), Screen()
    screen.write(f"\x1b[{old}m{transition(old, new)}" if old else transition(old, new))
    reference.write(f"\x1b[{new}m" if new else "")
    assert screen.style == reference.style
    assert transition(new, new) == ""


@pytest.mark.parametrize("style", STYLES)
def test_a_blank_looks_the_same_in_what_shows_of_its_style(style: str) -> None:
    screen, reference = Screen(), Screen()
    screen.write(f"\x1b[0;{blank_style(style)}m ")
    reference.write(f"\x1b[0;{style}m ")
    assert screen.cells == reference.cells
    assert blank_style(blank_style(style)) == blank_style(style)


def test_colours_that_are_not_seen_on_a_blank_make_no_style() -> None:
    assert blank_style("1;38;2;1;2;3;48;2;9;9;9") == "48;2;9;9;9"
    assert blank_style("7;38;2;1;2;3;48;2;9;9;9") == "7;38;2;1;2;3;48;2;9;9;9"


@given(PLACE, PLACE)
def test_from_place_to_place(here: tuple[int, int], there: tuple[int, int]) -> None:
    for start in (here, None):
        screen = Screen()
        screen.row, screen.column = here
        screen.write(move(start, there))
        assert (screen.row, screen.column) == there
    assert len(move(here, there)) <= len(move(None, there))
    assert move(here, here) == ""


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ((4, 9), (4, 10), "\x1b[C"),
        ((4, 9), (4, 22), "\x1b[13C"),
        ((4, 9), (5, 7), "\x1b[B\b\b"),
        ((4, 9), (3, 9), "\x1b[A"),
        ((4, 9), (4, 2), "\x1b[7D"),
        ((4, 9), (9, 0), "\x1b[10H"),
        ((4, 9), (30, 50), "\x1b[31;51H"),
        (None, (4, 9), "\x1b[5;10H"),
    ],
)
def test_the_shortest_way(here: tuple[int, int] | None, there: tuple[int, int], expected: str) -> None:
    assert move(here, there) == expected
