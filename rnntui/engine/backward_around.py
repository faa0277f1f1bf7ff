"""What of a reversed scan needs no loop: adjoints that only pass through it, and the gradients of its weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..dataclass import dataclass
from .adjoints import Adjoints, outer_product
from .arrays import FloatArray
from .backward_collapse import Collapsed
from .backward_edges import Edge, Place
from .backward_factors import Factors
from .backward_leaves import Leaves
from .expression import Value
from .pullback import back_through, pull
from .stores import AllSteps


class Around:
    """The adjoints of all places of a scan at all of its steps."""

    def __init__(
        self,
        adjoints: Adjoints,
        edges: Collapsed,
        factors: Factors,
        leaves: Leaves,
        buffer: FloatArray,
        spans: Mapping[Place, slice],
    ) -> None:
        self.adjoints = adjoints
        self.stores = adjoints.stores
        self.batched = adjoints.stores.batch is not None
        self.edges = edges
        self.factors = factors
        self.leaves = leaves
        self.buffer = buffer
        self.spans = spans
        """For the derived places that the loop makes: where it does, in the buffer (steps, width[, B])."""
        self.names = frozenset(edges.reversed.component.names)
        self.steps = self.stores.steps[edges.reversed.component.clock]
        self.units = {**adjoints.units, "T": self.stores.steps["t"], "U": self.stores.steps["u"]}
        self.points: dict[Place, FloatArray] = {}
        self.outer: dict[Place, FloatArray] = {}
        """What derived places have that does not come from the loop."""
        self.inner: dict[Place, FloatArray | None] = {}
        """What derived places have from the loop, where it was asked for."""

    def rows(self, place: Place, offset: int = 0) -> FloatArray:
        """The adjoints of a place that is added up, at all steps, or of what it was some steps away."""
        if isinstance(place, str):
            return self.adjoints.now(place, offset)
        if place not in self.points:
            shape = (self.steps, self.size(place), *self.stores.batch_shape)
            self.points[place] = np.zeros(shape, self.stores.dtype)
        return self.points[place]

    def size(self, place: Place) -> int:
        """How long the adjoint of a place is."""
        if isinstance(place, str):
            return self.stores.units(place)
        return sum(self.units[part] for part in self.edges.reversed.sizes[place])

    def gathered(self, place: Place) -> FloatArray | None:
        """What a variable has gathered from its readers outside of the scan; None where that is nothing."""
        if isinstance(place, str) and place in self.adjoints.rows and self.rows(place).any():
            return self.rows(place)
        return None

    def give(self, edge: Edge, adjoint: FloatArray) -> None:
        """Add what an edge makes of an adjoint at all steps."""
        if edge.node is not None:
            assert isinstance(edge.target, str)
            read = _Reading(self.adjoints, edge.offset)
            pull(edge.node, adjoint, AllSteps(self.stores), self.leaves, frozenset((edge.target,)), read)
            return
        found = adjoint
        if edge.weight:
            found = back_through(self.stores.weights[edge.weight], adjoint, self.batched)
        found = self.factors.times(found, edge.factors)
        if edge.target not in self.edges.derived:
            rows = self.rows(edge.target, edge.offset)
            rows += found
        elif edge.target in self.outer:
            self.outer[edge.target] = self.outer[edge.target] + found
        else:
            self.outer[edge.target] = found

    def before_the_loop(self) -> None:
        """Give on what places outside of the loop have gathered."""
        for place in self.edges.derived:
            gathered = self.gathered(place)
            if gathered is not None:
                self.outer[place] = self.outer[place] + gathered if place in self.outer else gathered.copy()
            if place in self.outer:
                for edge in self.edges.leaving[place]:
                    if edge.target not in self.edges.tails:
                        self.give(edge, self.outer[place])

    def after_the_loop(self) -> None:
        """Finish the adjoints of all variables, and give on what weights and variables outside of the scan get."""
        for place in self.edges.tails:
            if isinstance(place, str) and place not in self.adjoints.live:
                continue
            for edge in self.edges.reversed.edges:
                if edge.target == place and (found := self.total(edge.source)) is not None:
                    self.give(edge, found)
            if isinstance(place, str):
                self.adjoints.settle(place)
        self.give_outside()
        for place in self.adjoints.asked & self.edges.derived.keys():
            if (found := self.total(place)) is not None:
                self.rows(place)[...] = found

    def total(self, place: Place) -> FloatArray | None:
        """The whole adjoint of a place at all steps; None where it is zero."""
        inner, outer = self.from_loop(place), self.outer.get(place)
        if inner is None or outer is None:
            return outer if inner is None else inner
        return inner + outer

    def from_loop(self, place: Place) -> FloatArray | None:
        """What a place has from those that are added up; None where that is zero."""
        if place not in self.edges.derived:
            return self.rows(place)
        if place in self.spans:
            return self.buffer[:, self.spans[place]]
        if place not in self.inner:
            edge = self.edges.derived[place]
            source = None if edge is None else self.from_loop(edge.source)
            if edge is not None and source is not None:
                source = self.factors.times(source, edge.factors)
            self.inner[place] = source
        return self.inner[place]

    def give_outside(self) -> None:
        live = self.adjoints.live - self.names
        together: dict[Value | None, list[tuple[str, Place]]] = {}
        for each in self.edges.reversed.outside:
            read = each.weight in live or (each.vector is not None and each.vector.name in live)
            if each.kind == "other":
                read = not live.isdisjoint(self.leaves.names(each.node))
            if not read or (found := self.total(each.source)) is None:
                continue
            if each.kind in ("bias", "product"):
                together.setdefault(each.vector, []).append((each.weight, each.source))
            elif each.kind == "matrix":
                self.adjoints.matrix(each.weight, self.factors.value(each.node), found)
            else:
                pull(each.node, found, AllSteps(self.stores), self.leaves, live, self.adjoints)
        for vector, pairs in together.items():
            for run in self.side_by_side(pairs):
                self.weights(vector, run)

    def side_by_side(self, pairs: list[tuple[str, Place]]) -> list[list[tuple[str, Place]]]:
        """Weights in runs whose adjoints are neighbours in the buffer."""
        in_buffer = {place: self.spans[place] for _, place in pairs if place in self.spans and place not in self.outer}
        pairs = sorted(pairs, key=lambda pair: in_buffer[pair[1]].start if pair[1] in in_buffer else -1)
        runs: list[list[tuple[str, Place]]] = []
        end = None
        for pair in pairs:
            span = in_buffer.get(pair[1])
            if span is not None and span.start == end:
                runs[-1].append(pair)
            else:
                runs.append([pair])
            end = None if span is None else span.stop
        return runs

    def weights(self, vector: Value | None, run: list[tuple[str, Place]]) -> None:
        """The gradients of several weights at once: of matrices that multiply a vector, or of vectors if it is None."""
        adjoint = self.total(run[0][1])
        assert adjoint is not None
        if len(run) > 1:
            adjoint = self.buffer[:, self.spans[run[0][1]].start : self.spans[run[-1][1]].stop]
        live = self.adjoints.live
        if any(weight in live for weight, _ in run):
            if vector is None:
                gradient = adjoint.sum(axis=(0, 2) if self.batched else 0)
            else:
                gradient = outer_product(adjoint, AllSteps(self.stores).value(vector), self.batched)
            first = 0
            for weight, place in run:
                stop = first + self.size(place)
                if weight in live:
                    self.adjoints.add_weight(weight, gradient[first:stop])
                first = stop
        if vector is not None and vector.name in live and vector.name not in self.names:
            weights = [self.stores.weights[weight] for weight, _ in run]
            matrix = weights[0] if len(run) == 1 else np.concatenate(weights)
            self.adjoints.value(vector, back_through(matrix, adjoint, self.batched))


@dataclass(frozen=True, eq=False)
class _Reading:
    """Adds to a variable as it was read some steps away, and to nothing else."""

    adjoints: Adjoints
    offset: int

    def vector(self, name: str, _adjoint: FloatArray) -> None:
        raise AssertionError(name)

    def matrix(self, name: str, _vectors: object, _adjoint: FloatArray) -> None:
        raise AssertionError(name)

    def value(self, node: Value, adjoint: FloatArray) -> None:
        if node.offset == self.offset:
            self.adjoints.value(node, adjoint)
