"""The adjoints of one run: where they gather, and what of them belongs to a variable's start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .arrays import FloatArray, OneHot
from .expression import Clock, Value
from .interventions import Intervention, Interventions
from .stores import Stores

CLOCK_OF: dict[str, Clock] = {"T": "t", "U": "u"}


class Adjoints:
    """The derivatives of one number by all values of a run, and by the weights: they add up here.

    The rows of a variable are those of its values in the stores: what is read of it before its first step, after
    its last one or beyond the end of its sentence is its start, whose adjoint is put apart by `settle`.
    """

    def __init__(
        self,
        stores: Stores,
        units: Mapping[str, int],
        live: Set[str],
        asked: Set[str],
        interventions: Iterable[Intervention],
    ) -> None:
        """`units` says how many units each size has, `asked` whose adjoints are wanted; `live` are on the way there."""
        self.stores = stores
        self.units = units
        self.live = live
        self.asked = asked
        self.rows: dict[str, FloatArray] = {}
        """(before + steps + after, size[, B]), for the variables that an adjoint has reached."""
        self.starts: dict[str, FloatArray] = {}
        """(size[, B]), for the variables whose start an adjoint has reached."""
        self.weights: dict[str, FloatArray] = {}
        # A forced value does not depend on what its equation says: its adjoint ends there. A step at which an
        # output had ended already has no value to be forced.
        inside = (replace(each, value=0.0) for each in interventions if self.has_step(each))
        self.forced = Interventions(tuple(inside), stores)

    def has_step(self, each: Intervention) -> bool:
        return each.step is None or each.step < self.steps(self.stores.program.variable(each.variable))

    def steps(self, name: str) -> int:
        """How many steps a variable has in this run."""
        program = self.stores.program
        return 1 if program.once(name) else self.stores.steps[program.clocks[name]]

    def of(self, name: str) -> FloatArray:
        """The rows of a variable; zero until something is added."""
        if name not in self.rows:
            stores = self.stores
            before, after = stores.margins[name]
            shape = (before + self.steps(name) + after, stores.units(name), *stores.batch_shape)
            self.rows[name] = np.zeros(shape, stores.dtype)
        return self.rows[name]

    def now(self, name: str, offset: int = 0) -> FloatArray:
        """The adjoints of a variable at its steps, or of what it was `offset` steps away."""
        first = self.stores.margins[name][0] + offset
        return self.of(name)[first : first + self.steps(name)]

    def vector(self, name: str, adjoint: FloatArray) -> None:
        """Add to the gradient of a weight that is a vector."""
        found = adjoint.sum(axis=tuple(axis for axis in range(adjoint.ndim) if axis != 1))
        self.add_weight(name, found)

    def matrix(self, name: str, vectors: FloatArray | OneHot, adjoint: FloatArray) -> None:
        """Add to the gradient of a weight matrix that was multiplied with these vectors."""
        self.add_weight(name, outer_product(adjoint, vectors, self.stores.batch is not None))

    def add_weight(self, name: str, gradient: FloatArray) -> None:
        """Add to the gradient of a weight."""
        if name in self.weights:
            self.weights[name] += gradient
        else:
            self.weights[name] = gradient

    def value(self, node: Value, adjoint: FloatArray) -> None:
        """Add to the adjoints of a variable where it was read."""
        name = node.name
        if node.at == "step":
            rows = self.now(name, node.offset)
            rows += adjoint
        elif node.at == "all":
            # Beyond the end of a sentence it is 0: what multiplies all steps leaves those out.
            rows = self.now(name)
            rows += adjoint.sum(axis=0)
        else:
            self.last(name, adjoint.sum(axis=0))

    def last(self, name: str, adjoint: FloatArray) -> None:
        """Add to the adjoint of the value that was computed last, each sentence's own: (size[, B])."""
        stores, rows = self.stores, self.of(name)
        program = stores.program
        clock = program.clocks[name]
        if program.once(name):
            rows[0] += adjoint
            return
        before = stores.margins[name][0]
        lengths = stores.lengths[clock]
        backward = any(c.kind == "backward" and name in c.names for c in program.components)
        if lengths is None:
            rows[before + (0 if backward else stores.steps[clock] - 1)] += adjoint
            return
        places = np.where(lengths == 0, before - 1, before) if backward else before + lengths - 1
        rows[places, :, np.arange(len(lengths))] += adjoint.T

    def inside(self, name: str) -> NDArray[np.bool_]:
        """Which steps each sentence of a ragged batch has: (steps, 1, B)."""
        lengths = self.stores.lengths[self.stores.program.clocks[name]]
        assert lengths is not None
        return np.asarray(np.arange(self.steps(name))[:, None, None] < lengths)

    def settle(self, name: str) -> None:
        """Put apart the adjoint of the start, and drop that of entries which a sentence does not have."""
        if name not in self.rows:
            return
        stores, rows = self.stores, self.rows[name]
        self.shorten(name)
        if stores.program.once(name):
            return
        ragged = stores.lengths[stores.program.clocks[name]] is not None
        before, after = stores.margins[name]
        if not (before or after or ragged):
            return
        end = before + self.steps(name)
        found = rows[:before].sum(axis=0) + rows[end:].sum(axis=0)
        rows[:before] = 0
        rows[end:] = 0
        if ragged:
            beyond = ~self.inside(name)
            found += np.where(beyond, rows[before:end], stores.dtype.type(0)).sum(axis=0)
            np.copyto(rows[before:end], stores.dtype.type(0), where=beyond)
        if name in self.starts:
            self.starts[name] += found
        else:
            self.starts[name] = found

    def shorten(self, name: str) -> None:
        """Drop the adjoints of entries that stand for steps which a sentence does not have."""
        stores = self.stores
        end = 0
        for part in stores.program.shapes.variables[name]:
            clock = CLOCK_OF.get(part)
            width = self.units[part] if clock is None else stores.steps[clock]
            end += width
            lengths = None if clock is None else stores.lengths[clock]
            if lengths is not None:
                entries = self.rows[name][:, end - width : end]
                np.copyto(entries, stores.dtype.type(0), where=np.arange(width)[:, None] >= lengths)

    def force(self, name: str) -> None:
        """Drop the adjoints of what was forced."""
        if self.forced.of(name):
            self.forced.apply_to_all(name, self.now(name))


def outer_product(adjoint: FloatArray, vectors: FloatArray | OneHot, batched: bool) -> FloatArray:
    """The gradient of W where W @ vectors has an adjoint: their outer products, summed over steps and sentences."""
    if isinstance(vectors, OneHot):
        return gathered(adjoint, vectors, batched)
    if not batched:
        return np.asarray(adjoint.T @ vectors)
    if adjoint.shape[2] != vectors.shape[2]:
        vectors = np.broadcast_to(vectors, (*vectors.shape[:2], adjoint.shape[2]))
    return np.asarray(np.tensordot(adjoint, vectors, axes=([0, 2], [0, 2])))


def gathered(adjoint: FloatArray, vectors: OneHot, batched: bool) -> FloatArray:
    """The same for one-hot vectors: the adjoints of each id are added up in its column."""
    rows = (adjoint.swapaxes(1, 2) if batched else adjoint).reshape(-1, adjoint.shape[1])
    ids = vectors.ids.reshape(-1)
    found = np.zeros((adjoint.shape[1], vectors.size), adjoint.dtype)
    order = np.argsort(ids, kind="stable")
    order = order[np.searchsorted(ids[order], 0) :]
    if len(order):
        present, firsts = np.unique(ids[order], return_index=True)
        found[:, present] = np.add.reduceat(rows[order], firsts, axis=0).T
    return found
