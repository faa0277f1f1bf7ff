"""Whatever sizes a terminal has had, in the end it shows what one shows that had this size from the start."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from emulator import Emulator, shown
from pseudo import READY, Terminal, terminal

Size = tuple[int, int]
LAST: Size = (100, 30)


def storm(count: int) -> list[Size]:
    chance = random.Random(0)
    return [(chance.randint(1, 250), chance.randint(1, 70)) for _ in range(count)]


@cache
def fresh(size: Size) -> list[str]:
    """The screen of an app that has just started."""
    with terminal(size=size) as app:
        app.wait_for(READY)
        app.read(0.3)
        return shown(app.output, *size)


@contextmanager
def resizable() -> Iterator[tuple[Terminal, Emulator]]:
    """The app in a terminal of the last size, and what shows its output so far."""
    with terminal(size=LAST) as app:
        app.wait_for(READY)
        app.read(0.3)
        screen = Emulator(*LAST)
        screen.feed(app.taken())
        yield app, screen


def resize(app: Terminal, screen: Emulator, size: Size, pause: float = 0.0) -> None:
    """Give both another size; what was written in the pause was for that one, or for the one before."""
    app.resize(*size)
    screen.resize(*size)
    app.read(pause)
    screen.feed(app.taken())


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param([*storm(200), (120, 40)], id="storm"),
        pytest.param([(90, 30), (120, 40)], id="narrower and wider"),
        pytest.param([(1, 1), (120, 40)], id="one cell"),
        pytest.param([(50, 15), (120, 40)], id="too small for a while"),
        # So fast that the app sees the last alone, and finds nothing changed.
        pytest.param([(80, 20)], id="there and back"),
    ],
)
def test_the_picture_is_right_after(sizes: list[Size]) -> None:
    expected = fresh(LAST)
    with resizable() as (app, screen):
        for size in sizes:
            resize(app, screen, size, 0.025 if len(sizes) > 1 else 0.0)
        resize(app, screen, LAST)
        app.wait_until(lambda: screen.feed(app.taken()) == expected)
        app.read(0.3)
        assert screen.feed(app.taken()) == expected
        app.press("q")
        assert app.status() == 0


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (250, 70)])
def test_a_new_size_is_drawn_as_at_the_start(size: Size) -> None:
    expected = fresh(size)
    assert len([line for line in expected if line]) > 10
    with resizable() as (app, screen):
        resize(app, screen, size)
        app.wait_until(lambda: screen.feed(app.taken()) == expected)


def test_too_small_a_terminal_says_what_is_needed() -> None:
    with terminal(size=(40, 10)) as app:
        app.wait_until(lambda: "60x20" in " ".join(shown(app.output, 40, 10)))
        app.read(0.3)
        said = " ".join(line.strip() for line in shown(app.output, 40, 10) if line)
        assert said == "rnntui needs 60x20 cells; this terminal has 40x10."
        app.press("q")
        assert app.status() == 0
