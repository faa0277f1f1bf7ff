"""The compiled forward pass of a program.

What does not recur is computed for all steps at once; what recurs runs in a loop that was written for it
(kernel.py). Inside, the batch is the last axis and a single sentence has none, so that one loop serves both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

import numpy as np

from ..dataclass import dataclass
from ..errors import RnntuiError
from .arrays import FloatArray, IntArray, OneHot, Weights
from .expression import Value, values
from .interventions import Intervention
from .order import Component
from .program import Program
from .running import Running
from .scan import Scan
from .stacking import stacks_of
from .stores import Stores
from .windows import Windows, can_be_windowed

MUCH_MEMORY = 32_000_000
"""Bytes of values from which on a run keeps only its states, and makes the rest again when it is looked at."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A program compiled once, to be run with any weights and inputs."""

    program: Program
    scans: Mapping[Component, Scan]
    margins: Mapping[str, tuple[int, int]]
    """The rows that each variable needs before and after its steps."""
    stacks: Mapping[Value, tuple[str, ...]]
    """Weights that multiply the same vector for all steps at once."""

    def bind(self, weights: Weights, units: Mapping[str, int], labels: Sequence[str] = ()) -> Bound:
        """Put the weights in: stacked and scaled once for all runs. `units` says how many each size has."""
        tokens = {}
        for name, text in self.program.tokens.items():
            if text not in labels:
                hint = f"the labels are {', '.join(labels) or 'not set'}"
                raise RnntuiError(f"'{name}' begins or ends with the token '{text}', which no label names", hint)
            tokens[text] = list(labels).index(text)
            width = sum(units[part] for part in self.program.shapes.variables[name.split()[0]])
            if tokens[text] >= width:
                raise RnntuiError(f"'{name}' is the token '{text}', label {tokens[text]}, and has {width} units")
        dtype = np.result_type(*weights.values()) if weights else np.dtype(np.float64)
        return Bound(self, weights, dict(units), tokens, dtype)


def compile_plan(program: Program) -> Plan:
    """Compile a program."""
    scans = {c: Scan(program, c) for c in program.components if c.kind in ("forward", "backward")}
    return Plan(program, scans, _margins(program), stacks_of(program))


def _margins(program: Program) -> dict[str, tuple[int, int]]:
    """The rows that each variable needs before and after its steps; those of one scan lie in one array."""
    margins = {name: [0, 0] for name in program.names}
    trees = [e.tree for e in program.equations.values()] + list(program.architecture.initial.values())
    for value in (value for tree in trees for value in values(tree)):
        pair = margins[value.name]
        pair[0] = max(pair[0], -value.offset, value.at == "last")
        pair[1] = max(pair[1], value.offset)
    for component in program.components:
        widest = [max(margins[name][side] for name in component.names) for side in (0, 1)]
        for name in component.names:
            margins[name] = [0, 0] if component.kind == "once" else widest
    return {name: (pair[0], pair[1]) for name, pair in margins.items()}


@dataclass(frozen=True, eq=False)
class Bound:
    """A plan with weights: ready to run."""

    plan: Plan
    weights: Weights
    units: Mapping[str, int]
    tokens: Mapping[str, int]
    dtype: np.dtype[np.floating]
    cache: dict[object, object] = field(default_factory=dict)
    """Weights as the loops need them, made at the first run that needs them."""

    def run(
        self,
        inputs: Mapping[str, FloatArray | OneHot],
        lengths: IntArray | None = None,
        *,
        initial: Mapping[str, FloatArray] | None = None,
        interventions: Iterable[Intervention] = (),
        until: Component | None = None,
    ) -> Stores:
        """Run once, and return what every variable was.

        `inputs` has (T, size) arrays, or (T, B, size) with the `lengths` (B,) of the sentences; `initial` sets
        what a variable is before its first step, (size,) or (B, size). Raises RnntuiError for shapes that
        do not fit. With `until` nothing is computed after that component.
        """
        running = Running(self, inputs, lengths, initial or {}, tuple(interventions))
        running.run(inputs, until)
        return running.stores

    def trace(
        self,
        inputs: Mapping[str, FloatArray | OneHot],
        lengths: IntArray | None = None,
        *,
        initial: Mapping[str, FloatArray] | None = None,
        interventions: Iterable[Intervention] = (),
    ) -> Stores | Windows:
        """Run once, as `run` does; of a run that would take much memory only the states are kept."""
        forced = tuple(interventions)
        running = Running(self, inputs, lengths, initial or {}, forced)
        if running.bytes() <= MUCH_MEMORY or not can_be_windowed(self.plan.program):
            running.run(inputs)
            return running.stores
        return Windows(self, running.stores, inputs, running.initial, forced, running.width)
