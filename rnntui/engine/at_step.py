"""The scope of an expression at one step of one sentence of a finished run."""

from __future__ import annotations

import numpy as np

from ..dataclass import dataclass
from .arrays import FloatArray
from .evaluate import product
from .expression import Apply, Clock, Node, Token, Value
from .trace import Trace


@dataclass(eq=False)
class AtStep:
    """Reads the values of a trace as an equation of `clock` at `step` does."""

    trace: Trace
    clock: Clock
    step: int
    sentence: int | None
    batched: bool = False

    @property
    def dtype(self) -> np.dtype[np.floating]:
        return self.trace.dtype

    def weight(self, name: str) -> FloatArray:
        return self.trace.weights[name]

    def steps(self, clock: Clock) -> int:
        """How many steps this sentence took."""
        lengths = self.trace.lengths(clock)
        return self.trace.clocks[clock] if lengths is None else int(lengths[self.sentence or 0])

    def vector(self, name: str, step: int) -> FloatArray:
        """A variable at a step, (size,); one over the steps of a clock only as long as the sentence."""
        found = self.trace.at(name, step, self.sentence)
        size = self.trace.program.shapes.variables[name]
        if size in (("T",), ("U",)):
            return found[: self.steps("t" if size == ("T",) else "u")]
        return found

    def last_step(self, name: str) -> int:
        """The step of the value that was computed last; -1 where none was."""
        program = self.trace.program
        if program.once(name):
            return 0
        steps = self.steps(program.clocks[name])
        backward = any(c.kind == "backward" and name in c.names for c in program.components)
        return min(0, steps - 1) if backward else steps - 1

    def value(self, node: Value) -> FloatArray:
        if node.at == "all":
            steps = self.steps(node.clock)
            rows = [self.vector(node.name, step) for step in range(steps)]
            empty = np.zeros((0, self.trace.units(node.name)), self.dtype)
            return (np.stack(rows) if rows else empty)[None]
        return self.vector(node.name, self.step_of(node))[None]

    def product(self, weight: str, vector: Value) -> FloatArray:
        return product(self.weight(weight), self.value(vector), self.batched)

    def step_of(self, node: Value) -> int:
        """The step that a reading means."""
        return self.last_step(node.name) if node.at == "last" else self.step + node.offset

    def token(self, node: Token) -> FloatArray:
        raise AssertionError(node)

    def is_matrix(self, node: Node) -> bool:
        return node in self.trace.program.shapes.matrices

    def there(self, _node: Apply) -> None:
        return None

    def steps_there(self, _clock: Clock) -> None:
        return None
