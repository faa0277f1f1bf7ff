"""Boxes in layers, what is read below what reads it, in an order in which few lines cross (after Sugiyama 1981)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ...dataclass import dataclass
from ...engine.graph import in_order

ROUNDS, SWEEPS = 3, 8
MOST_SWAPS = 4_000
"""So many pairs of neighbours are tried the other way round."""


class Item(NamedTuple):
    """What stands in a layer: the box of a variable, or the line by which its value passes the layer."""

    name: str
    passes: bool = False


@dataclass(frozen=True)
class Layers:
    """The layers from the lowest to the highest, each from left to right."""

    rows: tuple[tuple[Item, ...], ...]
    of: Mapping[str, int]
    """The layer of each box."""

    @cached_property
    def passing(self) -> tuple[frozenset[str], ...]:
        """Of each layer the variables whose values pass it."""
        return tuple(frozenset(name for name, passes in row if passes) for row in self.rows)


def layered(
    names: Sequence[str],
    pairs: Collection[tuple[str, str]],
    inputs: Collection[str] = (),
    pulls: Mapping[str, float] | None = None,
    *,
    one_each: bool = False,
    levels: Mapping[str, int] | None = None,
) -> Layers:
    """Layers for variables of which the second of each pair reads the first; there is no cycle among them.

    Inputs stand lowest. `pulls` draws a box to the left (0) or to the right (1). With `one_each` each layer has
    one box. `levels` are the layers where these are known.
    """
    of = levels_of(names, pairs, inputs, one_each=one_each) if levels is None else levels
    count = max(of.values(), default=-1) + 1
    rows: list[list[Item]] = [[] for _ in range(count)]
    for name in names:
        rows[of[name]].append(Item(name))
        highest = max((of[target] for source, target in pairs if source == name), default=0)
        for level in range(of[name] + 1, highest):
            rows[level].append(Item(name, True))
    ordered = _Order(rows, of, pairs, pulls or {}).best()
    return Layers(tuple(map(tuple, ordered)), of)


def levels_of(
    names: Sequence[str], pairs: Collection[tuple[str, str]], inputs: Collection[str] = (), *, one_each: bool = False
) -> dict[str, int]:
    """The layer of each variable: above all that it reads, and as low as that allows."""
    place = {name: index - len(names) * (name in inputs) for index, name in enumerate(names)}
    needs: dict[str, set[str]] = {name: set() for name in names}
    readers: dict[str, set[str]] = {name: set() for name in names}
    for source, target in pairs:
        needs[target].add(source)
        readers[source].add(target)
    order = in_order(needs, place.__getitem__)
    if one_each:
        return {name: index for index, name in enumerate(order)}
    levels: dict[str, int] = {}
    for name in order:
        levels[name] = 1 + max((levels[source] for source in needs[name]), default=-1)
    for name in reversed(order):
        if not needs[name] and readers[name] and name not in inputs:
            # What only reads the step before stands right below what needs it.
            levels[name] = max(min(levels[target] for target in readers[name]) - 1, 0)
    return levels


class _Order:
    """Looks for an order in which few lines cross."""

    def __init__(
        self,
        rows: Sequence[Sequence[Item]],
        of: Mapping[str, int],
        pairs: Iterable[tuple[str, str]],
        pulls: Mapping[str, float],
    ) -> None:
        self.rows = [list(row) for row in rows]
        self.pulls = pulls
        self.below: dict[tuple[int, Item], list[Item]] = {}
        self.above: dict[tuple[int, Item], list[Item]] = {}
        self.links: list[set[tuple[Item, Item]]] = [set() for _ in rows]
        """Of each layer, what leads into it from the one below."""
        for source, target in pairs:
            for level in range(of[source] + 1, of[target] + 1):
                low = Item(source, level - 1 > of[source])
                high = Item(target) if level == of[target] else Item(source, True)
                self.links[level].add((low, high))
        for level, links in enumerate(self.links):
            for low, high in sorted(links):
                self.below.setdefault((level, high), []).append(low)
                self.above.setdefault((level - 1, low), []).append(high)

    def best(self) -> list[list[Item]]:
        """The best order of all sweeps, with neighbours changed where that helps."""
        best, fewest = self.rows, self.crossings(self.rows)
        for _ in range(ROUNDS):
            rows = best
            for sweep in range(SWEEPS):
                if not fewest:
                    break
                rows = self.swept(rows, upwards=sweep % 2 == 0)
                count = self.crossings(rows)
                if count < fewest:
                    best, fewest = rows, count
            rows = self.swapped(best)
            if rows == best:
                break
            best, fewest = rows, self.crossings(rows)
        return best

    def swept(self, rows: list[list[Item]], *, upwards: bool) -> list[list[Item]]:
        """Each layer sorted by where its neighbours on one side stand."""
        found = [list(row) for row in rows]
        beside = self.below if upwards else self.above
        for level in range(len(rows)) if upwards else reversed(range(len(rows))):
            other = level - 1 if upwards else level + 1
            place = _places(found[other]) if 0 <= other < len(rows) else {}
            own = _places(found[level])

            wanted = {}
            for item in found[level]:
                near = [place[each] for each in beside.get((level, item), ()) if each in place]
                if item.name in self.pulls and not item.passes:
                    near.append(self.pulls[item.name])
                wanted[item] = sum(near) / len(near) if near else own[item]
            found[level].sort(key=wanted.__getitem__)
        return found

    def swapped(self, rows: list[list[Item]]) -> list[list[Item]]:
        """Neighbours the other way round, as long as fewer lines cross."""
        found = [list(row) for row in rows]
        tries, better = 0, True
        while better and tries < MOST_SWAPS:
            better = False
            for level, row in enumerate(found):
                for place in range(len(row) - 1):
                    tries += 1
                    before = self.around(found, level)
                    row[place : place + 2] = row[place + 1], row[place]
                    if self.around(found, level) < before:
                        better = True
                    else:
                        row[place : place + 2] = row[place + 1], row[place]
        return found

    def around(self, rows: list[list[Item]], level: int) -> float:
        """Crossings below and above one layer, and how far its boxes are from where they are drawn to."""
        crossed = sum(self.crossed(rows, each) for each in (level, level + 1) if each < len(rows))
        place = _places(rows[level])
        drawn = sum(
            abs(place[item] - self.pulls.get(item.name, place[item])) for item in rows[level] if not item.passes
        )
        return crossed + drawn / (len(rows[level]) + 1)

    def crossings(self, rows: list[list[Item]]) -> float:
        """How often lines cross in all layers."""
        return sum(self.crossed(rows, level) for level in range(1, len(rows)))

    def crossed(self, rows: list[list[Item]], level: int) -> int:
        """How often lines cross below one layer."""
        if level < 1:
            return 0
        low = {item: place for place, item in enumerate(rows[level - 1])}
        high = {item: place for place, item in enumerate(rows[level])}
        ends = sorted((low[a], high[b]) for a, b in self.links[level])
        return sum(b > d for place, (_, b) in enumerate(ends) for _, d in ends[place + 1 :])


def _places(row: Sequence[Item]) -> dict[Item, float]:
    return {item: (place + 0.5) / len(row) for place, item in enumerate(row)}


def same_order(rows: Sequence[Sequence[Item]]) -> list[Item]:
    """All items in one order, from left to right, that the layers agree on; a line keeps its place in all of them.

    Lines that the layers have in different orders are put in the order of the lowest.
    """
    place: dict[Item, int] = {}
    follows: dict[Item, set[Item]] = {}
    for level, row in enumerate(rows):
        for column, item in enumerate(row):
            place.setdefault(item, level * 10_000 + column)
            follows.setdefault(item, set())
    for row in rows:
        for left, right in pairwise(row):
            if not _leads(follows, left, right):
                follows[right].add(left)
    return in_order(follows, place.__getitem__)


def _leads(follows: Mapping[Item, set[Item]], item: Item, to: Item) -> bool:
    """Whether `item` has to stand right of `to` already."""
    waiting, seen = [item], {item}
    while waiting:
        each = waiting.pop()
        if each == to:
            return True
        new = follows[each] - seen
        seen |= new
        waiting += new
    return False
