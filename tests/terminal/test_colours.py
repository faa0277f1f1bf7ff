"""The colours sent are of the kind that the terminal says it has, and nothing is said by them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from emulator import Emulator, shown
from pseudo import COMMAND, terminal

SIZE = (100, 30)
READY = b"(1 of"
STYLE = re.compile(rb"\x1b\[([\d;]*)m")


def colours(output: bytes) -> set[str]:
    """The kinds of colours in an output: `16`, `256`, `true`."""
    return {kind for style in STYLE.findall(output) for kind in _kinds(style.decode())}


def _kinds(style: str) -> Iterator[str]:
    codes = iter(style.split(";"))
    for code in codes:
        if code in ("38", "48"):
            deep = next(codes) == "2"
            yield "true" if deep else "256"
            for _ in range(3 if deep else 1):
                next(codes)
        elif re.fullmatch(r"(3|4|9|10)[0-7]", code):
            yield "16"


def test_colours_are_told_apart() -> None:
    assert colours(b"\x1b[0;1;7mx\x1b[39;49m") == set()
    assert colours(b"\x1b[1;31m") == colours(b"\x1b[107m") == {"16"}
    assert colours(b"\x1b[0;38;5;31m") == {"256"}
    assert colours(b"\x1b[48;2;1;5;31mx\x1b[94m") == {"true", "16"}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm"}, {"16"}),
        ({"TERM": "xterm-256color"}, {"256"}),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"true"}),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, set()),
    ],
)
@pytest.mark.parametrize("arguments", [("--sample", "kinship"), ("I saw", "--arch", "lstm")], ids=["kinship", "lstm"])
def test_every_kind_of_terminal_gets_its_colours_and_the_same_text(
    environment: dict[str, str], expected: set[str], arguments: tuple[str, ...]
) -> None:
    text = in_full_colour(arguments)
    with terminal(command=(*COMMAND, *arguments), size=SIZE, environment=environment) as app:
        screen = Emulator(*SIZE)
        app.wait_for(READY)
        app.press("n")
        output = []

        def met() -> bool:
            output.append(app.taken())
            return screen.feed(output[-1]) == text

        app.wait_until(met)
        assert colours(b"".join(output)) == expected


@cache
def in_full_colour(arguments: tuple[str, ...]) -> list[str]:
    """The text of the screen at the second step, where there are all colours."""
    with terminal(command=(*COMMAND, *arguments), size=SIZE, environment={"COLORTERM": "truecolor"}) as app:
        app.wait_for(READY)
        app.press("n")
        app.wait_until(lambda: any("(2 of" in line for line in shown(app.output, *SIZE)))
        app.read(0.3)
        return shown(app.output, *SIZE)
