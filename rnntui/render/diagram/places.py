"""Where the boxes of a layer stand, from left to right: near what they read and what reads them, never overlapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from ...dataclass import dataclass
from .layers import Item, Layers, same_order

ROUNDS = 60
APART = 2
"""Blank cells between two boxes,"""
BESIDE = 1
"""and between a line and what is next to it."""
SPREAD = 3
"""So much wider than needed the boxes stand when the search begins."""


@dataclass(frozen=True)
class Standing:
    """Where everything stands, and how near to each other it may."""

    places: Mapping[Item, int]
    """The first cell of each item, in one order from left to right; a line has one place in all layers it passes."""
    left: Mapping[Item, Mapping[Item, int]]
    """What stands left of an item, each with how far its first cell is from the item's at least,"""
    right: Mapping[Item, Mapping[Item, int]]
    """and what stands right of it."""

    def room(self, item: Item) -> tuple[float, float]:
        """The first and the last cell in which an item could begin, where all others stay."""
        least = max((self.places[each] + gap for each, gap in self.left[item].items()), default=-inf)
        return least, min((self.places[each] - gap for each, gap in self.right[item].items()), default=inf)

    def moved(self, item: Item, by: int) -> Standing | None:
        """An item further to one side; None where something is in the way."""
        x = self.places[item] + by
        least, most = self.room(item)
        return replace(self, places={**self.places, item: x}) if least <= x <= most else None


def standing(layers: Layers, widths: Mapping[str, int], pairs: Sequence[tuple[str, str]]) -> Standing:
    """Put everything near what it is linked to."""
    order = same_order(layers.rows)
    rank = {item: place for place, item in enumerate(order)}
    left: dict[Item, dict[Item, int]] = {item: {} for item in order}
    right: dict[Item, dict[Item, int]] = {item: {} for item in order}
    for row in layers.rows:
        for first, second in pairwise(sorted(row, key=rank.__getitem__)):
            gap = _width(first, widths) + (BESIDE if first.passes or second.passes else APART)
            left[second][first] = right[first][second] = max(gap, left[second].get(first, 0))
    near: dict[Item, list[Item]] = {item: [] for item in order}
    for source, target in pairs:
        links = [(Item(source), Item(target))]
        if _is_far(layers, source, target):
            links = [(Item(source), Item(source, True)), (Item(source, True), Item(target))]
        for a, b in links:
            near[a].append(b)
            near[b].append(a)
    solved = _solved(order, left, right, near, widths)
    found: dict[Item, int] = {}
    for item in order:
        x = round(solved[item])
        found[item] = max(x, max((found[each] + gap for each, gap in left[item].items()), default=x))
    return _snapped(layers, Standing(found, left, right), widths, pairs)


def _is_far(layers: Layers, source: str, target: str) -> bool:
    return layers.of[target] - layers.of[source] > 1


def _width(item: Item, widths: Mapping[str, int]) -> int:
    return 1 if item.passes else widths[item.name]


def _solved(
    order: Sequence[Item],
    left: Mapping[Item, Mapping[Item, int]],
    right: Mapping[Item, Mapping[Item, int]],
    near: Mapping[Item, Sequence[Item]],
    widths: Mapping[str, int],
) -> dict[Item, float]:
    """Each item again and again put where its neighbours draw it, as far as those beside it let it."""
    half = {item: _width(item, widths) / 2 for item in order}
    at: dict[Item, float] = {}
    for item in order:
        at[item] = max((at[each] + gap * SPREAD for each, gap in left[item].items()), default=0.0)
    for turn in range(ROUNDS):
        for item in order if turn % 2 else reversed(order):
            drawn = [at[each] + half[each] for each in near[item]]
            if not drawn:
                continue
            wanted = sum(drawn) / len(drawn) - half[item]
            least = max((at[each] + gap for each, gap in left[item].items()), default=wanted)
            most = min((at[each] - gap for each, gap in right[item].items()), default=wanted)
            at[item] = min(max(wanted, least), most)
    for item in order:
        # What nothing draws stands next to its neighbour.
        if not near[item] and left[item]:
            at[item] = max(at[each] + gap for each, gap in left[item].items())
    for item in order:
        least = max((at[each] + gap for each, gap in left[item].items()), default=at[item])
        at[item] = max(at[item], least)
    return at


def _snapped(layers: Layers, at: Standing, widths: Mapping[str, int], pairs: Sequence[tuple[str, str]]) -> Standing:
    """Put each line straight above where it begins, or below where it ends, if there is room."""
    for item in at.places:
        if not item.passes:
            continue
        ends = [target for source, target in pairs if source == item.name and _is_far(layers, source, target)]
        for name in (item.name, *ends):
            by = at.places[Item(name)] + widths[name] // 2 - at.places[item]
            if (moved := at.moved(item, by)) is not None:
                at = moved
                break
    return at
