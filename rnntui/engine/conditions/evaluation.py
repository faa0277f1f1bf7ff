"""A condition at some neighbouring steps of a run, all of them at once.

Every array has the steps as its first axis; it is 1 long where a value is the same at all of them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...dataclass import dataclass
from ..arrays import FloatArray
from ..at_step import AtStep
from ..expression import Clock, Constant, Number, Value, Weight
from ..functions import POINTWISE, greedy, pointwise, softmax
from ..trace import Trace
from .tree import Call, Comparator, Comparison, Entry, Fixed, Joined, Minus, Not, Pair, Spoken, Step, Term, Text

AnyArray = NDArray[Any]

_CALCULATED: dict[str, Callable[[AnyArray, AnyArray], AnyArray]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}
_COMPARED: dict[Comparator, Callable[[AnyArray, AnyArray], AnyArray]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def truth(values: AnyArray) -> NDArray[np.bool_]:
    """Which values count as true: all numbers but zero and NaN."""
    return values if values.dtype == bool else (values != 0) & (values == values)


@dataclass(frozen=True)
class Some:
    """Some steps of one clock of a run of one sentence."""

    trace: Trace
    clock: Clock
    first: int
    stop: int

    def value(self, term: Term) -> AnyArray:
        """A term that was checked: (steps, …) or (1, …)."""
        match term:
            case Number(value) | Constant(_, value):
                return np.full(1, value, self.trace.dtype)
            case Text(text):
                return _texts([text])
            case Spoken(clock, offset):
                return self.tokens(clock or self.clock, offset)
            case Step():
                return np.arange(self.first, self.stop, dtype=self.trace.dtype)
            case Weight(name):
                return self.trace.weights[name][None]
            case Value(name, clock, "all"):
                return self.rows(name, 0, self.trace.clocks[clock])[None]
            case Value(name, clock, "last"):
                return self.trace.at(name, AtStep(self.trace, clock, 0, None).last_step(name))[None]
            case Value(name, _, _, offset):
                return self.rows(name, self.first + offset, self.stop + offset)
            case Fixed(name, _, step):
                return self.trace.at(name, step)[None]
            case Entry(of, place):
                return np.asarray(self.value(of)[:, place])
            case Minus(operand):
                return np.negative(self.numbers(operand))
            case Not(operand):
                return ~truth(self.value(operand))
            case Pair("@", left, right):
                return _product(self.numbers(left), self.numbers(right))
            case Pair(sign, left, right):
                return _CALCULATED[sign](*_aligned(self.numbers(left), self.numbers(right)))
            case Joined(word, operands):
                both = operator.and_ if word == "and" else operator.or_
                return reduce(lambda a, b: both(*_aligned(a, b)), (truth(self.value(each)) for each in operands))
            case Comparison(comparators, operands):
                return self.compared(comparators, operands)
            case Call(function, arguments):
                return self.called(function, arguments)

    def numbers(self, term: Term) -> FloatArray:
        """A term as numbers, truth values as 0 and 1."""
        found = self.value(term)
        return found.astype(self.trace.dtype) if found.dtype == bool else found

    def rows(self, name: str, first: int, stop: int) -> FloatArray:
        """A variable at some steps; before the first and after the last one it is its start: (steps, size)."""
        steps = self.trace.steps(name)
        inner = self.trace.between(name, min(max(first, 0), steps), min(max(stop, 0), steps))
        before, after = min(max(-first, 0), stop - first), min(max(stop - steps, 0), stop - first)
        if not before and not after:
            return inner
        start = self.trace.at(name, -1)[None]
        return np.concatenate([start.repeat(before, 0), inner, start.repeat(after, 0)])

    def tokens(self, clock: Clock, offset: int) -> AnyArray:
        """The tokens that are read or written at these steps, empty where there is none."""
        answers = self.trace.answers
        known = self.trace.tokens if clock == "t" else answers[0].tokens if answers else ()
        steps = range(self.first + offset, self.stop + offset)
        return _texts([known[step] if 0 <= step < len(known) else "" for step in steps])

    def compared(self, comparators: Sequence[Comparator], operands: Sequence[Term]) -> AnyArray:
        values = [self.value(each) for each in operands]
        links = [
            np.asarray(_COMPARED[sign](*_aligned(one, other)), bool)
            for sign, one, other in zip(comparators, values, values[1:], strict=False)
        ]
        return reduce(lambda a, b: operator.and_(*_aligned(a, b)), links)

    def called(self, function: str, arguments: Sequence[Term]) -> AnyArray:
        if function in ("any", "all"):
            found = truth(self.value(arguments[0]))
            axes = tuple(range(1, found.ndim))
            return np.asarray(found.any(axes) if function == "any" else found.all(axes))
        values = [self.numbers(each) for each in arguments]
        first = values[0]
        if function in POINTWISE:
            return pointwise(function, first)
        match function:
            case "abs":
                return np.abs(first)
            case "softmax" | "greedy":
                return (softmax if function == "softmax" else greedy)(first, None, 1)
            case "argmax" | "argmin":
                return np.asarray(getattr(first, function)(axis=1), self.trace.dtype)
            case "concat":
                steps = max(len(each) for each in values)
                return np.concatenate([np.broadcast_to(each, (steps, *each.shape[1:])) for each in values], axis=1)
            case "max" | "min" if len(values) > 1:
                larger = np.maximum if function == "max" else np.minimum
                return reduce(lambda a, b: larger(*_aligned(a, b)), values)
        return np.asarray(getattr(first, function)(axis=tuple(range(1, first.ndim))), self.trace.dtype)


def _texts(texts: Sequence[str]) -> AnyArray:
    # As objects: NumPy's own texts lose zeros at their end.
    found = np.empty(len(texts), object)
    found[:] = texts
    return found


def _aligned(one: AnyArray, other: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Both with as many axes, so that a vector stands beside each row and a scalar beside every entry."""
    axes = max(one.ndim, other.ndim)
    grown = [each.reshape(each.shape[:1] + (1,) * (axes - each.ndim) + each.shape[1:]) for each in (one, other)]
    return grown[0], grown[1]


def _product(left: FloatArray, right: FloatArray) -> FloatArray:
    """A matrix times a vector, or a vector times a matrix, at each step."""
    if left.ndim == 3:
        return np.asarray(right @ left[0].T if len(left) == 1 else np.matmul(left, right[..., None])[..., 0])
    return np.asarray(left @ right[0] if len(right) == 1 else np.matmul(left[:, None], right)[:, 0])
