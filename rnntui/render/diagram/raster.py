"""Lines into characters: what meets in a cell decides which corner, crossing or junction stands there."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from ...dataclass import dataclass
from .scene import Point

UP, RIGHT, DOWN, LEFT = range(4)
LIGHT, HEAVY = 1, 2
STEPS = {(0, -1): UP, (1, 0): RIGHT, (0, 1): DOWN, (-1, 0): LEFT}
OPPOSITE = {UP: DOWN, DOWN: UP, LEFT: RIGHT, RIGHT: LEFT}
ARROWS = {UP: "▲", RIGHT: "▶", DOWN: "▼", LEFT: "◀"}
JUNCTION = "●"
"""Where lines of one value go on in all four directions; two that only cross have a plain cross."""


@cache
def glyphs() -> dict[tuple[int, int, int, int], str]:
    """The character for each weight of the lines upwards, to the right, downwards, to the left."""
    found = {}
    for code in range(0x2500, 0x2580):
        name = unicodedata.name(chr(code)).removeprefix("BOX DRAWINGS ")
        if any(word in name for word in ("DASH", "DOUBLE", "ARC", "DIAGONAL")):
            continue
        found[_weights(name)] = chr(code)
    return found


def _weights(name: str) -> tuple[int, int, int, int]:
    weights = [0, 0, 0, 0]
    common = 0
    for part in name.split(" AND "):
        words = part.split()
        own = LIGHT if "LIGHT" in words else HEAVY if "HEAVY" in words else 0
        common = common or own
        for direction, among in (
            (UP, ("UP", "VERTICAL")),
            (RIGHT, ("RIGHT", "HORIZONTAL")),
            (DOWN, ("DOWN", "VERTICAL")),
            (LEFT, ("LEFT", "HORIZONTAL")),
        ):
            if any(word in words for word in among):
                weights[direction] = own or common
    return weights[0], weights[1], weights[2], weights[3]


Join: TypeAlias = tuple[Point, int]
"""A cell, and a direction in which a line leaves it."""


@dataclass
class Cell:
    """What meets in a cell."""

    signals: tuple[set[Hashable], set[Hashable], set[Hashable], set[Hashable]] = field(
        default_factory=lambda: (set(), set(), set(), set())
    )
    """Whose lines go in each direction."""
    arrow: int | None = None
    """The direction of the line that ends here."""

    def character(self, heavy: Collection[int] = ()) -> str:
        """The character that shows it, where the lines in some directions are heavy."""
        if self.arrow is not None:
            return ARROWS[self.arrow]
        up, right, down, left = self.signals
        if up and right and down and left and (up | down) & (left | right):
            return JUNCTION
        weights = [(HEAVY if each in heavy else LIGHT) if self.signals[each] else 0 for each in range(4)]
        return glyphs()[weights[0], weights[1], weights[2], weights[3]]


class Raster:
    """Cells of lines."""

    def __init__(self) -> None:
        self.cells: dict[Point, Cell] = {}

    def draw(self, joins: Iterable[Join], signal: Hashable) -> None:
        """Draw a line."""
        for point, direction in joins:
            self.cells.setdefault(point, Cell()).signals[direction].add(signal)

    def end(self, point: Point, direction: int) -> None:
        """Let a line end in an arrow."""
        self.cells.setdefault(point, Cell()).arrow = direction


def line(points: Sequence[Point]) -> Iterator[Join]:
    """A line through corners."""
    for a, b in pairwise(points):
        step = (_sign(b[0] - a[0]), _sign(b[1] - a[1]))
        assert 0 in step, "lines are level or upright"
        direction = STEPS[step]
        here = a
        while here != b:
            there = (here[0] + step[0], here[1] + step[1])
            yield here, direction
            yield there, OPPOSITE[direction]
            here = there


def frame(x: int, y: int, width: int, height: int) -> Iterator[Join]:
    """The frame of a box."""
    right, bottom = x + width - 1, y + height - 1
    return line([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
