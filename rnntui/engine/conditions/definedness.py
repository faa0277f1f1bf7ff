"""At which steps a condition has a value.

Beyond the ends of a run there are only those values that the network itself reads there.
"""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from ..expression import Clock, Value
from ..program import Program
from ..trace import Trace
from .evaluation import Some, truth
from .tree import Fixed, Joined, Spoken, Term, parts, walk

BoolArray = NDArray[np.bool_]


def defined_steps(term: Term, some: Some) -> BoolArray:
    """At which of some steps a term that was checked has a value: (steps,), or (1,) where it is the same at all.

    `and` and `or` have one as soon as an operand that has decides, whatever the others are.
    """
    match term:
        case Value(name, clock, "step", offset):
            before, after = has_start(some.trace.program, name)
            return _within(some, offset, some.trace.clocks[clock], before, after)
        case Spoken(clock, offset):
            return _within(some, offset, _spoken(some, clock or some.clock), False, False)
    found = [defined_steps(part, some) for part in parts(term)]
    every = reduce(np.logical_and, found, np.ones(1, bool))
    if not isinstance(term, Joined) or every.all():
        return every
    decided = [here & _decides(part, term.word, some) for part, here in zip(term.operands, found, strict=True)]
    return reduce(np.logical_or, decided, every)


def settled(term: Term, trace: Trace) -> tuple[Clock, int] | None:
    """Clock and step at which the last of the values of single steps and of whole runs is computed that a term reads;
    None where it reads none."""
    found: list[tuple[Clock, int]] = []
    for each in walk(term):
        match each:
            case Value(_, clock, "last" | "all"):
                found.append((clock, trace.clocks[clock] - 1))
            case Fixed(_, clock, step):
                found.append((clock, step))
    # What is written comes after what is read, and u after t.
    return max(found, default=None)


def has_start(program: Program, name: str) -> tuple[bool, bool]:
    """Whether a variable is defined before its first step, and after its last: where an equation reads it there."""
    offsets = program.offsets.get(name, frozenset())
    return name in program.architecture.initial or any(k < 0 for k in offsets), any(k > 0 for k in offsets)


def _within(some: Some, offset: int, count: int, before: bool, after: bool) -> BoolArray:
    steps = np.arange(some.first + offset, some.stop + offset)
    return ((steps >= 0) | before) & ((steps < count) | after)


def _spoken(some: Some, clock: str) -> int:
    """How many tokens are read or written on a clock."""
    if clock == "t":
        return len(some.trace.tokens)
    answers = some.trace.answers
    return len(answers[0].tokens) if answers else 0


def _decides(term: Term, word: str, some: Some) -> BoolArray:
    """At which steps an operand alone says what comes out, for all of its units."""
    values = truth(some.value(term))
    axes = tuple(range(1, values.ndim))
    return np.asarray(values.all(axes) if word == "or" else ~values.any(axes))
