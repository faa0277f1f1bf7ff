"""Between two layers: which line bends at which height, so that no two lie on each other and few cross."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import field
from itertools import combinations, pairwise

from ...dataclass import dataclass
from ...engine.graph import in_order

MOST_TURNS = 30


@dataclass
class Net:
    """The lines of one value in one channel."""

    bottoms: set[int] = field(default_factory=set)
    """Columns from which it comes from below,"""
    tops: set[int] = field(default_factory=set)
    """and in which it leaves upwards."""
    sides: set[int] = field(default_factory=set)
    """Columns of what it meets beside the boxes."""

    @property
    def columns(self) -> set[int]:
        """All columns that it has to connect."""
        return self.bottoms | self.tops | self.sides

    @property
    def is_straight(self) -> bool:
        """Whether it goes up without a bend."""
        return len(self.columns) < 2 and not self.sides

    def spans(self, column: int) -> bool:
        """Whether its level part passes over a column."""
        return min(self.columns) < column < max(self.columns)

    def meets(self, other: Net) -> bool:
        """Whether the level parts of two would lie on each other at the same height."""
        return min(self.columns) <= max(other.columns) and min(other.columns) <= max(self.columns)


def tracks(nets: Mapping[Hashable, Net]) -> dict[Hashable, int]:
    """The height of each net's level part, counted from the lowest, 0; what is straight has none."""
    bent = {key: net for key, net in nets.items() if not net.is_straight}
    found: dict[Hashable, int] = {}
    for key in _ordered(bent):
        lower = [found[each] for each in found if bent[each].meets(bent[key]) or _is_below(bent[each], bent[key])]
        found[key] = max(lower, default=-1) + 1
    return found


def _is_below(low: Net, high: Net) -> bool:
    """Whether one has to bend lower than the other: it ends below where the other begins."""
    return bool(low.bottoms & high.tops)


def _ordered(nets: Mapping[Hashable, Net]) -> list[Hashable]:
    """The nets from the lowest to the highest."""
    order = sorted(nets, key=lambda key: (min(nets[key].columns), max(nets[key].columns)))
    for _ in range(MOST_TURNS):
        changed = False
        for place, (low, high) in enumerate(pairwise(tuple(order))):
            if order[place] == low and _crossed(nets[high], nets[low]) < _crossed(nets[low], nets[high]):
                order[place : place + 2] = high, low
                changed = True
        if not changed:
            break
    rank = {key: index for index, key in enumerate(order)}
    needs: dict[Hashable, set[Hashable]] = {key: set() for key in nets}
    for a, b in combinations(nets, 2):
        if _is_below(nets[a], nets[b]):
            needs[b].add(a)
        if _is_below(nets[b], nets[a]):
            needs[a].add(b)
    found = in_order(needs, rank.__getitem__)
    assert len(found) == len(order), "two lines would lie on each other"
    return found


def _crossed(low: Net, high: Net) -> int:
    """How often two cross, where the one bends lower than the other."""
    return sum(map(low.spans, high.bottoms)) + sum(map(high.spans, low.tops))


def columns(
    intervals: Mapping[Hashable, tuple[int, int]], after: Mapping[Hashable, set[Hashable]]
) -> dict[Hashable, int]:
    """A column for each upright line beside the boxes, counted from 0: short ones first, none on another.

    `intervals` are the first and the last height of each, `after` those that one has to stand right of.
    """
    order = sorted(intervals, key=lambda key: (intervals[key][1] - intervals[key][0], intervals[key][0]))
    rank = {key: place for place, key in enumerate(order)}
    found: dict[Hashable, int] = {}
    for key in in_order({key: after.get(key, ()) for key in order}, rank.__getitem__):
        low, high = intervals[key]
        taken = {found[each] for each in found if intervals[each][0] <= high and low <= intervals[each][1]}
        least = max((found[each] + 1 for each in after.get(key, ())), default=0)
        found[key] = next(column for column in range(least, least + len(found) + 1) if column not in taken)
    return found
