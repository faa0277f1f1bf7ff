"""What a block of boxes is laid out for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from rich.cells import cell_len

from ...dataclass import dataclass
from .network import Read

Side = Literal["left", "right"]


@dataclass(frozen=True)
class Mark:
    """What is written at the end of a line, right below the box that it enters."""

    text: str
    """What stands right of the line."""
    valve: bool = False
    """Whether the line itself goes through a valve, which has a bracket at either side."""

    @property
    def left(self) -> int:
        """Cells that it takes left of the line,"""
        return int(self.valve)

    @property
    def right(self) -> int:
        """and right of it."""
        return cell_len(self.text) + self.valve


class Arrival(NamedTuple):
    """A line that comes into a box."""

    read: Read
    side: Side | None
    """From beside the block; None for a line within it."""
    mark: Mark | None
    beside: bool
    """Whether it may enter the box from the side."""


@dataclass(frozen=True)
class Box:
    """A box in a block."""

    x: int
    width: int
    level: int

    @property
    def inner(self) -> range:
        """The columns within its frame."""
        return range(self.x + 1, self.x + self.width - 1)


@dataclass(frozen=True, eq=False)
class Spec:
    """What a block is laid out for."""

    names: tuple[str, ...]
    inputs: tuple[str, ...]
    reads: tuple[Read, ...]
    """All that its boxes read, from wherever."""
    enters: Callable[[Read], Side | None]
    """From which side something is read that is not in the block itself; None for what is."""
    marks: Callable[[Read], Mark | None]
    beside: Callable[[Read], bool]
    """Whether something may enter its box from the side, if that stands alone, rather than from below."""
    widths: Mapping[str, int]
    one_each: bool = False
    levels: Mapping[str, int] | None = None
    """The layers, where other blocks have them too."""

    @cached_property
    def arrivals(self) -> Mapping[str, tuple[Arrival, ...]]:
        """What comes into each box."""
        found: dict[str, list[Arrival]] = {name: [] for name in self.names}
        for read in self.reads:
            found[read.target].append(Arrival(read, self.enters(read), self.marks(read), self.beside(read)))
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def inside(self) -> tuple[Read, ...]:
        """What is read within the block."""
        return tuple(each.read for arrivals in self.arrivals.values() for each in arrivals if each.side is None)

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Read, ...]]:
        """What reads each box within the block."""
        found: dict[str, list[Read]] = {name: [] for name in self.names}
        for read in self.inside:
            found[read.source].append(read)
        return {name: tuple(each) for name, each in found.items()}
