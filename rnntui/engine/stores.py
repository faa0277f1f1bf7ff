"""Where the values of one run lie, and how expressions read them while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np

from ..dataclass import dataclass
from ..errors import RnntuiError
from .arrays import FloatArray, IntArray, OneHot, Weights
from .evaluate import product
from .expression import Apply, Clock, Node, Token, Value
from .program import Program


@dataclass(eq=False)
class Stores:
    """The arrays of one run: each variable's rows, with rows for what lies before and after its steps."""

    program: Program
    weights: Weights
    dtype: np.dtype[np.floating]
    batch: int | None
    """How many sentences; None for a single one, without an axis of its own."""
    margins: Mapping[str, tuple[int, int]]
    """How many rows lie before and after the steps of each variable."""
    tokens: Mapping[str, int]
    """The place of each token of `[initial]` in its one-hot vector."""
    steps: dict[Clock, int]
    """How many steps each clock has, in the longest sentence."""
    lengths: dict[Clock, IntArray | None]
    """The steps of each sentence (B,), where they differ."""
    rows: dict[str, FloatArray] = field(default_factory=dict)
    """(before + steps + after, size[, B])."""
    one_hot: dict[str, OneHot] = field(default_factory=dict)
    """The inputs that are tokens, with the same rows."""
    initial: dict[str, FloatArray] = field(default_factory=dict)
    """(size[, B]), for the variables that do not start at zero."""

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """The axis of the batch: (B,), or () for a single sentence."""
        return () if self.batch is None else (self.batch,)

    def units(self, name: str) -> int:
        """How many units a variable has."""
        if name in self.one_hot:
            return self.one_hot[name].size
        return int(self.rows[name].shape[1])

    def now(self, name: str, offset: int = 0) -> FloatArray | OneHot:
        """A variable at all steps of its clock, or as it was `offset` steps away: (steps, size[, B])."""
        first = self.margins[name][0] + offset
        stop = first + self.steps[self.program.clocks[name]]
        if name in self.one_hot:
            whole = self.one_hot[name]
            return OneHot(whole.ids[first:stop], whole.size)
        return self.rows[name][first:stop]

    def last(self, name: str) -> FloatArray:
        """The value that was computed last, each sentence's own: (1, size[, B])."""
        clock = self.program.clocks[name]
        if self.program.once(name):
            return self.rows[name][:1]
        before = self.margins[name][0]
        rows = self.dense(name)
        lengths = self.lengths[clock]
        backward = any(c.kind == "backward" and name in c.names for c in self.program.components)
        if lengths is None:
            row = before + (0 if backward else self.steps[clock] - 1)
            return rows[row : row + 1]
        places = np.where(lengths == 0, before - 1, before) if backward else before + lengths - 1
        return np.ascontiguousarray(rows[places, :, np.arange(len(lengths))].T)[None]

    def all(self, name: str) -> FloatArray:
        """All steps as a matrix, zero beyond the end of each sentence: (1, steps, size[, B])."""
        before = self.margins[name][0]
        clock = self.program.clocks[name]
        rows = self.dense(name)[before : before + self.steps[clock]]
        lengths = self.lengths[clock]
        if lengths is not None:
            rows = np.where(np.arange(len(rows))[:, None, None] < lengths, rows, self.dtype.type(0))
        return rows[None]

    def dense(self, name: str) -> FloatArray:
        """The rows of a variable, also where it is kept as tokens."""
        if name not in self.one_hot:
            return self.rows[name]
        vectors = self.one_hot[name].dense(self.dtype)
        return vectors if self.batch is None else np.ascontiguousarray(vectors.swapaxes(1, 2))

    def start(self, name: str) -> FloatArray:
        """What a variable is before its first step: (size[, B])."""
        if name in self.initial:
            return self.initial[name]
        return np.zeros((self.units(name), *self.batch_shape), self.dtype)

    def end(self, clock: Clock, lengths: IntArray) -> None:
        """Cut a clock off where the last sentence ended, and what was computed of it beyond."""
        self.steps[clock] = steps = int(lengths.max(initial=0))
        self.lengths[clock] = None if self.batch is None or (lengths == steps).all() else lengths
        for name, rows in self.rows.items():
            if self.program.clocks[name] == clock and not self.program.once(name):
                before, after = self.margins[name]
                self.rows[name] = rows[: before + steps + after]
                self.rows[name][before + steps :] = self.start(name)

    def between(self, name: str, first: int, stop: int) -> FloatArray:
        """A variable at some of its steps, zero beyond the end of each sentence: (steps, size[, B])."""
        before, after = self.margins[name]
        if name in self.one_hot:
            whole = self.one_hot[name]
            vectors = OneHot(whole.ids[before + first : before + stop], whole.size).dense(self.dtype)
            return vectors if self.batch is None else vectors.swapaxes(1, 2)
        shown = self.rows[name][before + first : before + stop]
        lengths = self.lengths[self.program.clocks[name]]
        if after and lengths is not None and not self.program.once(name):
            shown = np.where(np.arange(first, stop)[:, None, None] < lengths, shown, self.dtype.type(0))
        return shown


@dataclass(eq=False)
class AllSteps:
    """The scope of an expression over all steps of its clock at once."""

    stores: Stores

    @property
    def dtype(self) -> np.dtype[np.floating]:
        return self.stores.dtype

    @property
    def batched(self) -> bool:
        return self.stores.batch is not None

    def weight(self, name: str) -> FloatArray:
        return self.stores.weights[name]

    def value(self, node: Value) -> FloatArray | OneHot:
        if node.at == "all":
            return self.stores.all(node.name)
        if node.at == "last":
            return self.stores.last(node.name)
        return self.stores.now(node.name, node.offset)

    def product(self, weight: str, vector: Value) -> FloatArray:
        return product(self.weight(weight), self.value(vector), self.batched)

    def token(self, node: Token) -> FloatArray:
        raise RnntuiError(f"a token can't stand here: '{node.text}'")

    def is_matrix(self, node: Node) -> bool:
        return node in self.stores.program.shapes.matrices

    def there(self, node: Apply) -> FloatArray | None:
        clock = self.stores.program.shapes.over_steps.get(node)
        return None if clock is None else self.steps_there(clock)

    def steps_there(self, clock: Clock) -> FloatArray | None:
        lengths = self.stores.lengths[clock]
        if lengths is None:
            return None
        return np.asarray(np.arange(self.stores.steps[clock])[None, :, None] < lengths)


@dataclass(eq=False)
class Chunk(AllSteps):
    """The scope of an expression over some neighbouring steps."""

    first: int = 0
    stop: int = 0

    def value(self, node: Value) -> FloatArray | OneHot:
        if node.at != "step":
            return super().value(node)
        name = node.name
        first = self.stores.margins[name][0] + node.offset
        if name in self.stores.one_hot:
            whole = self.stores.one_hot[name]
            return OneHot(whole.ids[first + self.first : first + self.stop], whole.size)
        return self.stores.rows[name][first + self.first : first + self.stop]


@dataclass(eq=False)
class OneStep(Chunk):
    """The scope of an expression within the loop: what the scan itself has is in its working memory."""

    work: Mapping[tuple[str, int], FloatArray] = field(default_factory=dict)
    """(variable, distance) -> (size[, B])."""

    def value(self, node: Value) -> FloatArray | OneHot:
        if node.at == "step" and (node.name, abs(node.offset)) in self.work:
            return self.work[node.name, abs(node.offset)][None]
        return super().value(node)
