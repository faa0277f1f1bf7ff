"""Which adjoints of a scan recur, and so must be computed in a loop; all others are made for all steps at once.

A place that only one other place leads to, by factors, needs no adding up: what it was made of gets its adjoint
straight from there, times the factors of both. For an LSTM this leaves h and c, for a GRU h alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..dataclass import dataclass
from .backward_edges import Edge, Factor, Place, Reversed, Sum
from .graph import in_order


@dataclass(frozen=True, eq=False)
class Collapsed:
    """The edges of a scan, of which those between what recurs are joined."""

    reversed: Reversed
    leaving: Mapping[Place, tuple[Edge, ...]]
    """The edges that leave each place, as they were."""
    derived: Mapping[Place, Edge | None]
    """The places that need no adding up, each with the one edge that stands for all that lead to it, in an order
    in which no edge leads back."""
    kept: tuple[Place, ...]
    """The places whose adjoints are added up in the loop, in the order of one step."""
    tails: tuple[Place, ...]
    """The places from which nothing leads back into the loop: they are added up after it."""
    joined: Mapping[Place, tuple[Edge, ...]]
    """For each kept place the edges by factors that leave it: to kept places, or to what a matrix needs."""
    through: tuple[Edge, ...]
    """The edges within the loop that go back through a matrix or an expression."""
    made: frozenset[Place]
    """The derived places that the loop makes, because a matrix or an expression needs them."""


def collapsed(found: Reversed) -> Collapsed:
    """Join the edges of a scan."""
    return _Collapse(found).run()


class _Collapse:
    def __init__(self, found: Reversed) -> None:
        self.found = found
        self.entering: dict[Place, list[Edge]] = {place: [] for place in found.sizes}
        self.leaving: dict[Place, list[Edge]] = {place: [] for place in found.sizes}
        for edge in found.edges:
            self.entering[edge.target].append(edge)
            self.leaving[edge.source].append(edge)
        self.derived: dict[Place, Edge | None] = {}

    def run(self) -> Collapsed:
        while self.derive():
            pass
        order = list(self.found.sizes).index
        same_step = {p: {e.source for e in self.entering[p] if e.source in self.derived} for p in self.derived}
        derived = {place: self.derived[place] for place in in_order(same_step, order)}
        tails = self.tails()
        kept = [place for place in self.found.sizes if place not in derived and place not in tails]
        joined: dict[Place, list[Edge]] = {place: [] for place in kept}
        through: list[Edge] = []
        made: set[Place] = set()
        needs: dict[Place, set[Place]] = {place: set() for place in kept}
        for edge in (edge for edge in self.found.edges if edge.target in joined):
            source, factors = self.origin(edge.source)
            if source not in joined:
                continue
            if not edge.offset:
                needs[edge.target].add(source)
            if not edge.weight and edge.node is None:
                joined[source].append(Edge(source, edge.target, edge.offset, (*factors, *edge.factors)))
                continue
            if factors and edge.source not in made:
                made.add(edge.source)
                joined[source].append(Edge(source, edge.source, 0, factors))
            through.append(edge if factors else Edge(source, edge.target, edge.offset, (), edge.weight, edge.node))
        steps = tuple(in_order(needs, kept.index))
        merged = {place: tuple(_merged(joined[place])) for place in steps}
        leaving = {place: tuple(edges) for place, edges in self.leaving.items()}
        return Collapsed(self.found, leaving, derived, steps, tails, merged, tuple(through), frozenset(made))

    def origin(self, place: Place) -> tuple[Place, tuple[Factor, ...]]:
        """The place that a derived place gets its adjoint from, and all factors between them."""
        factors: tuple[Factor, ...] = ()
        while (edge := self.derived.get(place)) is not None:
            place, factors = edge.source, (*edge.factors, *factors)
        return place, factors

    def derive(self) -> bool:
        """Find places that need no adding up; false where there are no more."""
        before = len(self.derived)
        for place, edges in self.entering.items():
            if place in self.derived or any(edge.offset or edge.weight or edge.node for edge in edges):
                continue
            if len(edges) < 2:
                self.derived[place] = edges[0] if edges else None
                continue
            origins = [self.origin(edge.source) for edge in edges]
            if len({source for source, _ in origins}) == 1 and all(source != place for source, _ in origins):
                ways = tuple((*factors, *edge.factors) for (_, factors), edge in zip(origins, edges, strict=True))
                self.derived[place] = Edge(origins[0][0], place, 0, (Sum(ways),))
        return len(self.derived) > before

    def tails(self) -> tuple[Place, ...]:
        """The places that are added up and lead to none that leads back, each after those that lead to it."""
        dead: set[Place] = set()
        grows = True
        while grows:
            more = {
                place
                for place, edges in self.leaving.items()
                if place not in dead and all(edge.target in dead for edge in edges)
            }
            dead |= more
            grows = bool(more)
        needs = {place: {edge.source for edge in self.entering[place]} & dead for place in dead}
        return tuple(p for p in in_order(needs, list(self.found.sizes).index) if p not in self.derived)


def _merged(edges: Iterable[Edge]) -> list[Edge]:
    """One edge for all that lead from one place to the same."""
    groups: dict[tuple[Place, int], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.target, edge.offset), []).append(edge)
    return [
        same[0]
        if len(same) == 1
        else Edge(same[0].source, target, offset, (Sum(tuple(edge.factors for edge in same)),))
        for (target, offset), same in groups.items()
    ]
