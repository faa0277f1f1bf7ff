"""Where lines leave a box at its top and enter it at its bottom, straight wherever they can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from .layers import Layers
from .network import Read
from .spec import Arrival, Box, Mark, Spec

Key: TypeAlias = tuple[str, str, str, int, bool]
"""Of a read."""


class Ports:
    """All of one block; `narrow` are the boxes on whose edge there is no room for their lines."""

    def __init__(self, spec: Spec, layers: Layers, boxes: Mapping[str, Box], passes: Mapping[str, int]) -> None:
        self.spec = spec
        self.layers = layers
        self.boxes = boxes
        self.passes = passes
        self.narrow: list[str] = []
        self.outs = self._outs()
        self.ports = self._ports()
        if not self.narrow:
            self._straighten()

    def is_far(self, read: Read) -> bool:
        """Whether the line of a read passes other layers."""
        return self.boxes[read.target].level - self.boxes[read.source].level > 1

    def below(self, read: Read) -> int:
        """The column from which a read of the block itself comes into the channel below its box."""
        return self.passes[read.source] if self.is_far(read) else self.outs[read.source]

    def bends(self) -> float:
        """How many lines are not straight, and how far off the middle of their boxes they are."""
        found = 0.0
        for read in self.spec.inside:
            ends = [(self.below(read), self.ports[read.key])]
            ends += [(self.outs[read.source], self.passes[read.source])] if self.is_far(read) else []
            found += sum(1 + abs(low - high) / 50 for low, high in ends if low != high)
        return found + sum(map(self._aside, self.boxes)) / 20

    def _aside(self, name: str) -> int:
        """How far from the middle of a box its lines are, where it has one at its top or at its bottom."""
        box = self.boxes[name]
        middle = box.x + box.width // 2
        found = abs(self.outs[name] - middle) if self.spec.leaving[name] else 0
        arrivals = self.spec.arrivals[name]
        return found + (abs(self.ports.get(arrivals[0].read.key, middle) - middle) if len(arrivals) == 1 else 0)

    def _outs(self) -> dict[str, int]:
        """The middle of each box's top, or next to it where another value begins to pass above."""
        found = {}
        for name, box in self.boxes.items():
            taken = self._passing(box.level + 1, name)
            own = self.passes.get(name)
            inner = box.inner
            wanted = own if own is not None and own in inner else box.x + box.width // 2
            free = [x for x in inner if x not in taken] or list(inner)
            found[name] = min((abs(x - wanted), x) for x in free)[1]
        return found

    def _passing(self, level: int, but: str = "") -> set[int]:
        """The columns in which values pass a layer."""
        if not 0 <= level < len(self.layers.passing):
            return set()
        return {self.passes[name] for name in self.layers.passing[level] if name != but}

    def _ports(self) -> dict[Key, int]:
        found: dict[Key, int] = {}
        width = max((box.x + box.width for box in self.boxes.values()), default=0)
        below: dict[int, set[int]] = {}
        for name, box in self.boxes.items():
            below.setdefault(box.level + 1, self._passing(box.level)).add(self.outs[name])
        for name, box in self.boxes.items():
            entering: list[tuple[float, int | None, Arrival]] = []
            for each in self.spec.arrivals[name]:
                if each.side is not None and each.beside and self._is_alone(name):
                    continue
                x = self.below(each.read) if each.side is None else None
                entering.append((x if x is not None else -1 if each.side == "left" else width + 1, x, each))
            entering.sort(key=lambda each: each[0])
            marks = [each.mark for _, _, each in entering]
            columns = columns_of(box, [x for _, x, _ in entering], marks, below.get(box.level, ()))
            if columns is None:
                self.narrow.append(name)
                continue
            found |= {each.read.key: x for (_, _, each), x in zip(entering, columns, strict=True)}
        return found

    def _is_alone(self, name: str) -> bool:
        """Whether a box is the only one of its layer: with another, a line could come from it at the same height."""
        return is_outermost(self.boxes, name, "left") and is_outermost(self.boxes, name, "right")

    def _straighten(self) -> None:
        """Let lines leave right below where one of them enters the box above."""
        for name, box in self.boxes.items():
            reads = self.spec.leaving[name]
            near = [self.ports[read.key] for read in reads if not self.is_far(read)]
            if not near or self.outs[name] in near or any(self.is_far(read) for read in reads):
                continue
            taken = self._passing(box.level + 1, name)
            free = [x for x in near if x in box.inner and x not in taken]
            if free:
                self.outs[name] = min(free, key=lambda x: abs(x - self.outs[name]))


def is_outermost(boxes: Mapping[str, Box], name: str, side: str) -> bool:
    """Whether no other box of its layer stands between a box and one side of its block."""
    box = boxes[name]
    others = [each.x for each in boxes.values() if each.level == box.level]
    return box.x == (min(others) if side == "left" else max(others))


def columns_of(
    box: Box, wanted: Sequence[int | None], marks: Sequence[Mark | None], taken: Collection[int]
) -> list[int] | None:
    """A column for each line that enters a box, in this order; None where there are not enough.

    A line from straight below stays straight; the columns from which other values come are left out.
    """
    first, last = box.inner[0], box.inner[-1]
    count = len(wanted)
    best: list[dict[int, tuple[float, int | None]]] = []
    for place, (x, mark) in enumerate(zip(wanted, marks, strict=True)):
        even = first + (place + 0.5) * (last - first + 1) / count - 0.5
        straight = x is not None and first <= x <= last
        before = list(best[-1].items()) if best else []
        gap = _apart(marks[place - 1], mark) if place else 0
        costs: dict[int, tuple[float, int | None]] = {}
        least: tuple[float, int] | None = None
        at = 0
        for column in range(first + _left(mark), last - _right(mark) + 1):
            while at < len(before) and before[at][0] + gap <= column:
                # The cheapest of all that stand far enough to the left.
                found = before[at][1][0], before[at][0]
                least = found if least is None else min(least, found)
                at += 1
            if (place and least is None) or (column in taken and column != x):
                continue
            cost = 10.0 * (column != x) + abs(column - (x or 0)) if straight else abs(column - even) / 2
            costs[column] = (cost, None) if least is None else (cost + least[0], least[1])
        if not costs:
            return None
        best.append(costs)
    if not best:
        return []
    columns: list[int] = []
    chosen: int | None = min((cost, each) for each, (cost, _) in best[-1].items())[1]
    for costs in reversed(best):
        assert chosen is not None
        columns.append(chosen)
        chosen = costs[chosen][1]
    return columns[::-1]


def least_width(marks: Sequence[Mark | None]) -> int:
    """How wide a box has to be at least for so many lines that enter it."""
    apart = [_apart(left, right) for left, right in pairwise(marks)]
    return 3 + sum(apart) + (_left(marks[0]) + _right(marks[-1]) if marks else 0)


def _apart(first: Mark | None, second: Mark | None) -> int:
    return 1 + max(_right(first) + _left(second), 1)


def _left(mark: Mark | None) -> int:
    return 0 if mark is None else mark.left


def _right(mark: Mark | None) -> int:
    return 0 if mark is None else mark.right
