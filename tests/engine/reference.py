"""A second interpreter of the notation, slow and plain: single vectors, a step at a time, by recursion.

It shares the checked tree and the inferred sizes with the engine, and nothing else: no order of computation, no
direction, no stacking, no batch. All is float64.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rnntui.engine.expression import (
    Apply,
    Binary,
    Clock,
    Constant,
    Negative,
    Node,
    Number,
    Token,
    Value,
    Weight,
    values,
)
from rnntui.engine.interventions import Intervention, Start
from rnntui.engine.program import Program

Array = NDArray[np.float64]

FUNCTIONS: Mapping[str, Callable[[Array], Array]] = {
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "hard_sigmoid": lambda x: np.clip(x / 5 + 0.5, 0, 1),
    "tanh": np.tanh,
    "relu": lambda x: np.where(x < 0, 0.0, x),
    "identity": lambda x: x,
    "exp": np.exp,
    "log": np.log,
}


class Reference:
    """One sentence, run by the equations as they are written: `reference["h"]` is (T, size)."""

    def __init__(
        self,
        program: Program,
        weights: Mapping[str, NDArray[np.floating]],
        units: Mapping[str, int],
        inputs: Mapping[str, NDArray[np.floating]],
        *,
        labels: Sequence[str] = (),
        initial: Mapping[str, NDArray[np.floating]] | None = None,
        forced: Iterable[Intervention] = (),
    ) -> None:
        self.program = program
        self.weights = {name: np.asarray(weight, np.float64) for name, weight in weights.items()}
        self.units = units
        self.inputs = {name: np.asarray(array, np.float64) for name, array in inputs.items()}
        self.labels = list(labels)
        self.initial = {name: np.asarray(start, np.float64) for name, start in (initial or {}).items()}
        named = [(program.variable(each.variable), each) for each in forced]
        self.forced = [pair for pair in named if not isinstance(pair[1], Start)]
        self.forced_starts = [pair for pair in named if isinstance(pair[1], Start)]
        self.backward = _backward(program)
        self.known: dict[str, list[Array]] = {}
        """The steps of each variable that were computed, in its own direction."""
        self.length: dict[Clock, int] = {program.clocks[name]: len(array) for name, array in self.inputs.items()}

    def __getitem__(self, name: str) -> Array:
        """All steps of a variable: (steps, size)."""
        return self.all(self.program.variable(name))

    def steps(self, clock: Clock) -> int:
        """How many steps a clock takes; those of `u` until the last token is said."""
        if clock not in self.length:
            until = self.program.architecture.until
            assert until is not None
            self.length[clock] = until.steps
            said = (self.at(until.variable, step)[self.labels.index(until.token)] > 0 for step in range(until.steps))
            self.length[clock] = next((step + 1 for step, end in enumerate(said) if end), until.steps)
            self.known = {name: each for name, each in self.known.items() if self.program.clocks[name] != clock}
        return self.length[clock]

    def count(self, name: str) -> int:
        """How many steps a variable has."""
        return 1 if self.program.once(name) else self.steps(self.program.clocks[name])

    def size(self, name: str) -> int:
        """How many units a variable has."""
        clocks: dict[str, Clock] = {"T": "t", "U": "u"}
        parts = self.program.shapes.variables[name]
        return sum(self.steps(clocks[part]) if part in clocks else self.units[part] for part in parts)

    def start(self, name: str) -> Array:
        """What a variable is before its first step, and after its last."""
        start = self.unforced_start(name)
        for variable, each in self.forced_starts:
            if variable == name:
                start = start.copy()
                start[slice(None) if each.unit is None else each.unit] = each.value
        return start

    def unforced_start(self, name: str) -> Array:
        if name in self.initial:
            return self.initial[name]
        tree = self.program.architecture.initial.get(name)
        if tree is None:
            return np.zeros(self.size(name))
        if isinstance(tree, Token):
            return one_hot(self.size(name), self.labels.index(tree.text))
        return np.broadcast_to(self.value(tree, 0), (self.size(name),))

    def at(self, name: str, step: int) -> Array:
        """A variable at one step."""
        count = self.count(name)
        if not 0 <= step < count:
            return self.start(name)
        # In the variable's own direction, so that no recursion is as deep as the sentence is long.
        known = self.known.setdefault(name, [])
        place = count - 1 - step if name in self.backward else step
        while len(known) <= place:
            each = count - 1 - len(known) if name in self.backward else len(known)
            known.append(self.computed(name, each))
        return known[place]

    def computed(self, name: str, step: int) -> Array:
        if name in self.inputs:
            value: Array = self.inputs[name][step].copy()
        else:
            tree = self.program.equations[name].tree
            value = np.broadcast_to(self.value(tree, step), (self.size(name),)).copy()
        for variable, each in self.forced:
            if variable == name and each.step in (None, step):
                value[slice(None) if each.unit is None else each.unit] = each.value
        return value

    def all(self, name: str) -> Array:
        rows = [self.at(name, step) for step in range(self.count(name))]
        return np.stack(rows) if rows else np.zeros((0, self.size(name)))

    def last(self, name: str) -> Array:
        """The value that was computed last."""
        return self.at(name, 0 if name in self.backward and self.count(name) else self.count(name) - 1)

    def value(self, node: Node, step: int) -> Array:
        match node:
            case Number(value) | Constant(_, value):
                return np.asarray(value)
            case Weight(name):
                return self.weights[name]
            case Value(name, _, "all"):
                return self.all(name)
            case Value(name, _, "last"):
                return self.last(name)
            case Value(name, _, "step", offset):
                return self.at(name, step + offset)
            case Negative(operand):
                return -self.value(operand, step)
            case Binary(operator, left, right):
                return _combined(operator, self.value(left, step), self.value(right, step))
            case Apply("concat", arguments):
                return np.concatenate([self.value(each, step) for each in arguments])
            case Apply("softmax", (argument,)):
                return _softmax(self.value(argument, step))
            case Apply("greedy", (argument,)):
                vector = self.value(argument, step)
                return one_hot(len(vector), int(np.argmax(vector)) if vector.any() else None)
            case Apply(function, (argument,)):
                with np.errstate(all="ignore"):
                    return np.asarray(FUNCTIONS[function](self.value(argument, step)))
        raise AssertionError(node)


def one_hot(size: int, place: int | None) -> Array:
    vector = np.zeros(size)
    if place is not None:
        vector[place] = 1
    return vector


def _combined(operator: str, a: Array, b: Array) -> Array:
    with np.errstate(all="ignore"):
        match operator:
            case "@":
                return np.asarray(a @ b)
            case "+":
                return np.asarray(a + b)
            case "-":
                return np.asarray(a - b)
            case "*":
                return np.asarray(a * b)
        return np.asarray(a / b)


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max(initial=-np.inf))
    return np.asarray(powers / powers.sum()) if len(x) else x


def _backward(program: Program) -> frozenset[str]:
    """The variables that need a later step of themselves."""
    reads = {name: [v for v in values(each.tree) if v.at == "step"] for name, each in program.equations.items()}
    needs = {name: {name} for name in reads}
    for _ in reads:
        for name, read in reads.items():
            needs[name] |= {below for v in read for below in needs.get(v.name, ())}
    later = [(name, v.name) for name, read in reads.items() for v in read if v.offset > 0]
    return frozenset(n for n in reads if any(a in needs[n] and n in needs.get(b, ()) for a, b in later))
