"""The checked tree of a condition: an expression that asks something of a run, or is watched in it.

It has the names and numbers of the notation as leaves, and beside its operators comparisons, logic, functions that
make one number of a vector, the token that is read or written, the number of the step, and texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from ...dataclass import dataclass
from ..expression import FUNCTIONS, Clock, Constant, Number, Value, Weight

REDUCTIONS = ("abs", "max", "min", "sum", "mean", "argmax", "argmin", "any", "all")
"""The functions that conditions have beside those of equations."""
SEVERAL = ("max", "min")
"""Those that take two or more arguments too: then entry by entry."""
KNOWN = (*FUNCTIONS, *REDUCTIONS)

Comparator = Literal["<", "<=", ">", ">=", "==", "!="]


def _column() -> int:
    return field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True)
class Text:
    """A text in quotes."""

    value: str
    column: int = _column()


@dataclass(frozen=True)
class Spoken:
    """The token of a step: what is read on clock t, what is written on clock u."""

    clock: Clock | None = None
    """None for the clock on which the condition runs."""
    offset: int = 0
    """Steps from now."""
    column: int = _column()


@dataclass(frozen=True)
class Step:
    """The number of the step, counted from 0."""

    clock: Clock
    column: int = _column()


@dataclass(frozen=True)
class Fixed:
    """A variable at one step, counted from 0."""

    name: str
    clock: Clock
    step: int
    column: int = _column()


@dataclass(frozen=True)
class Entry:
    """One unit of a vector, or one row of a matrix."""

    of: Term
    place: int
    column: int = _column()


@dataclass(frozen=True)
class Minus:
    """Minus an expression."""

    operand: Term
    column: int = _column()


@dataclass(frozen=True)
class Pair:
    """Two expressions and the operator between them."""

    operator: Literal["@", "*", "+", "-", "/"]
    left: Term
    right: Term
    column: int = _column()


@dataclass(frozen=True)
class Call:
    """A function of one or more expressions."""

    function: str
    """One of KNOWN."""
    arguments: tuple[Term, ...]
    column: int = _column()


@dataclass(frozen=True)
class Comparison:
    """Two or more expressions, each compared with the next: all of it holds, or none."""

    comparators: tuple[Comparator, ...]
    operands: tuple[Term, ...]
    column: int = _column()


@dataclass(frozen=True)
class Joined:
    """Truth values joined by `and` or `or`."""

    word: Literal["and", "or"]
    operands: tuple[Term, ...]
    column: int = _column()


@dataclass(frozen=True)
class Not:
    """The contrary of a truth value."""

    operand: Term
    column: int = _column()


Term: TypeAlias = (
    Number
    | Constant
    | Weight
    | Value
    | Text
    | Spoken
    | Step
    | Fixed
    | Entry
    | Minus
    | Pair
    | Call
    | Comparison
    | Joined
    | Not
)


def parts(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of, from left to right."""
    match term:
        case Entry(of=operand) | Minus(operand) | Not(operand):
            return (operand,)
        case Pair(_, left, right):
            return (left, right)
        case Call(_, operands) | Comparison(_, operands) | Joined(_, operands):
            return operands
    return ()


def walk(term: Term) -> Iterator[Term]:
    """A term and all below it, parents first, from left to right."""
    yield term
    for part in parts(term):
        yield from walk(part)
