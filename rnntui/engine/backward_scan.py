"""One scan reversed: in a loop, from where it ended to where it began, the adjoints of what recurs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from ..dataclass import dataclass
from .adjoints import Adjoints
from .arrays import FloatArray
from .backward_around import Around
from .backward_collapse import Collapsed, collapsed
from .backward_edges import Place, reversed_edges
from .backward_factors import Factors
from .backward_kernel import BackwardKernel, Row, compile_backward
from .backward_leaves import Leaves
from .expression import Node, Value
from .order import Component
from .program import Program
from .pullback import pull
from .scan import CHUNK
from .stores import Chunk


class BackwardScan:
    """A component that recurs, reversed: `run` takes the adjoints of its variables to all that they were made of."""

    def __init__(self, program: Program, component: Component, leaves: Leaves) -> None:
        self.program = program
        self.component = component
        self.leaves = leaves
        self.compiled: dict[frozenset[str], tuple[Collapsed, BackwardKernel]] = {}

    def variant(self, masked: frozenset[str]) -> tuple[Collapsed, BackwardKernel]:
        """The edges and the loop for a run in which the adjoints of some variables end somewhere."""
        if masked not in self.compiled:
            found = collapsed(reversed_edges(self.program, self.component, self.leaves, masked))
            self.compiled[masked] = found, compile_backward(found)
        return self.compiled[masked]

    def run(self, adjoints: Adjoints) -> None:
        """Reverse all steps. What the variables have gathered becomes their whole adjoint."""
        names = self.component.names
        for name in adjoints.rows.keys() & set(names):
            adjoints.settle(name)
        stores = adjoints.stores
        ragged = stores.lengths[self.component.clock] is not None
        masked = frozenset(name for name in names if adjoints.forced.of(name))
        if ragged and self.component.kind == "backward":
            # Beyond the end of a sentence lies its start: what arrives there goes no further.
            masked = frozenset(names)
        edges, kernel = self.variant(masked)
        _Run(self, adjoints, edges, kernel).run()


class _Run:
    """One run of the loop of a reversed scan."""

    def __init__(self, scan: BackwardScan, adjoints: Adjoints, edges: Collapsed, kernel: BackwardKernel) -> None:
        self.scan = scan
        self.adjoints = adjoints
        self.stores = stores = adjoints.stores
        self.edges = edges
        self.kernel = kernel
        self.clock = scan.component.clock
        self.steps = stores.steps[self.clock]
        self.dead = {name: _dead(adjoints, name) for name in scan.component.names if adjoints.forced.of(name)}
        self.parts = [edge for block in kernel.blocks.values() for edge in block]
        factors = Factors(Chunk(stores, 0, self.steps), self.dead)
        spans: dict[Place, slice] = {}
        self.around = Around(adjoints, edges, factors, scan.leaves, np.empty(0), spans)
        ends = np.cumsum([0, *(self.around.size(edge.source) for edge in self.parts)]).tolist()
        self.spans = [slice(*pair) for pair in pairwise(ends)]
        spans |= {e.target: span for e, span in zip(self.parts, self.spans, strict=True) if e.target in edges.made}
        self.buffer = np.empty((self.steps, ends[-1], *stores.batch_shape), stores.dtype)
        self.around.buffer = self.buffer

    def run(self) -> None:
        """Take the adjoints of the scan to all that it was made of."""
        self.around.before_the_loop()
        self.loop()
        for name in self.edges.kept:
            if isinstance(name, str):
                self.adjoints.settle(name)
        self.around.after_the_loop()

    def loop(self) -> None:
        """The adjoints of what recurs, chunk by chunk, from where the scan ended."""
        weights = self.stores.weights
        matrices = [np.concatenate([weights[each] for each in m.weights]).T for m in self.kernel.matrices]
        matrices = [np.ascontiguousarray(each, self.stores.dtype) for each in matrices]
        scratches = [np.empty((len(each), *self.stores.batch_shape), self.stores.dtype) for each in matrices]
        calls = [self.call(node) for node in self.kernel.calls]
        backward = self.scan.component.kind == "backward"
        lengths = self.stores.lengths[self.clock]
        width = self.buffer.shape[1]
        factors = np.empty((min(CHUNK, self.steps), width, *self.stores.batch_shape), self.stores.dtype)
        firsts = range(0, self.steps, CHUNK)
        for first in firsts if backward else reversed(firsts):
            stop = min(first + CHUNK, self.steps)
            chunk = factors[: stop - first]
            made = Factors(Chunk(self.stores, first, stop), self.dead)
            for edge, span in zip(self.parts, self.spans, strict=True):
                made.product(edge.factors, chunk[:, span])
            if lengths is not None:
                np.copyto(chunk, 0, where=np.arange(first, stop)[:, None, None] >= lengths)
            rows = [self.row(row, chunk, first, stop) for row in self.kernel.rows]
            step, direction = first, 1
            if not backward:
                rows, step, direction = [each[::-1] for each in rows], stop - 1, -1
            self.kernel.loop(step, direction, rows, matrices, scratches, calls)

    def row(self, row: Row, factors: FloatArray, first: int, stop: int) -> FloatArray:
        """An array of which the loop sees a row at each of some neighbouring steps."""
        if row.kind == "adjoint":
            return self.around.rows(row.place, row.offset)[first:stop]
        if row.kind == "parts":
            assert isinstance(row.place, int)
            assert isinstance(row.last, int)
            return self.buffer[first:stop, self.spans[row.place].start : self.spans[row.last].stop]
        block = self.kernel.blocks[row.place]
        start = self.parts.index(block[0])
        whole = slice(self.spans[start].start, self.spans[start + len(block) - 1].stop)
        part = factors[:, whole] if row.kind == "factors" else self.buffer[first:stop, whole]
        if len(block) == 1:
            return part
        return part.reshape((len(part), len(block), part.shape[1] // len(block), *part.shape[2:]))

    def call(self, node: Node) -> Callable[[int, FloatArray], None]:
        """Goes back through an expression as a whole, at one step."""
        kept = frozenset(name for name in self.edges.kept if isinstance(name, str))
        sink = _AtStep(self.around)

        def back(step: int, adjoint: FloatArray) -> None:
            sink.step = step
            pull(node, adjoint[None], Chunk(self.stores, step, step + 1), self.scan.leaves, kept, sink)

        return back


@dataclass(eq=False)
class _AtStep:
    """Adds to the adjoints of a scan at one step."""

    around: Around
    step: int = 0

    def vector(self, name: str, _adjoint: FloatArray) -> None:
        raise AssertionError(name)

    def matrix(self, name: str, _vectors: object, _adjoint: FloatArray) -> None:
        raise AssertionError(name)

    def value(self, node: Value, adjoint: FloatArray) -> None:
        self.around.rows(node.name, node.offset)[self.step] += adjoint[0]


def _dead(adjoints: Adjoints, name: str) -> FloatArray:
    """Where a variable was forced: (steps, size[, B])."""
    alive = np.ones_like(adjoints.now(name))
    adjoints.forced.apply_to_all(name, alive)
    return np.asarray(alive == 0)
