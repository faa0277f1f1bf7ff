"""What a drawing is made of: boxes and lines, with the rows and columns of everything."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ...dataclass import dataclass
from .block import Block
from .network import Read

Point = tuple[int, int]
"""Column and row."""


@dataclass(frozen=True)
class Measures:
    """How much room things get."""

    height: int
    """Rows of a box; one row has no frame."""
    before: tuple[int, ...]
    """Of each gutter, cells that stay free right of the block at its left,"""
    after: tuple[int, ...]
    """and left of the block at its right."""
    rooms: int = 0
    """Rows between boxes and rails."""
    channel: int = 1
    """Rows at least between two layers."""


@dataclass(frozen=True)
class Placed:
    """A box on the screen."""

    block: int
    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Edge:
    """A read as a line of level and upright parts, from the box that is read to the one that reads."""

    read: Read
    source: int
    target: int
    points: tuple[Point, ...]
    """Its corners. The first and the last are next to the boxes, or in their frames; where it comes from elsewhere
    the first is at the edge."""
    signal: Hashable
    """Lines of one signal meet; those of others cross."""
    before: Hashable
    """The signal up to the joint, where there is one."""
    direction: tuple[int, int] = (0, -1)
    """The column and row by which its last cell is beyond the one before."""
    enters: tuple[int, int] | None = None
    """The gutter out of which it enters a block, and the row in which; None within a block."""
    side: str = "top"
    """Of its box where it begins: `top`, `left` or `right`."""
    joins: bool = False
    """Whether it begins next to its box, and not in its frame."""
    begins: bool = False
    """Whether it comes from something that is not shown."""
    rail: bool = False
    """Whether it goes over the top."""
    joint: Point | None = None
    """Where it goes up to become part of what all steps give, and can only go up."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A drawing without values."""

    width: int
    height: int
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    """The first column of each block."""
    ends: tuple[tuple[int, int], ...]
    """Of each gutter the columns from which, and up to which, nothing goes up or down."""
    boxes: tuple[Placed, ...]
    edges: tuple[Edge, ...]
    rooms: range
    """The rows between boxes and rails."""


def corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a line without those that are no corners."""
    found: list[Point] = []
    for point in points:
        if found and found[-1] == point:
            continue
        if len(found) > 1 and (found[-2][0] == found[-1][0] == point[0] or found[-2][1] == found[-1][1] == point[1]):
            found.pop()
        found.append(point)
    return tuple(found)
