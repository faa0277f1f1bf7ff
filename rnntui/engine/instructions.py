"""What a loop is made of: segments of memory, and instructions that fill them.

A segment is a vector with a place in one of three arenas: `work` (what a step computes), `row` (what was
computed for all steps before the loop: W @ x and biases) and `fixed` (what is the same at every step).
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from ..dataclass import dataclass
from .evaluate import clock_of_rows
from .expression import Apply, Binary, Negative, Node, Value, Weight
from .order import Component
from .program import Program
from .shapes import Size

Arena = Literal["work", "row", "fixed"]


@dataclass(frozen=True)
class Term:
    """A part of a sum, with its sign and scale as one factor."""

    factor: float
    node: Node


@dataclass(frozen=True)
class Segment:
    """A vector with a place of its own."""

    arena: Arena
    size: Size
    name: str = ""
    """The variable that it holds; empty for what is in between."""
    lag: int = 0
    """How many steps ago the variable had this value."""
    terms: tuple[Term, ...] = ()
    """In the arenas `row` and `fixed`: the sum that is computed before the loop."""


Operand = int | float
"""The number of a segment, or a number as such."""


@dataclass(frozen=True)
class Instruction:
    """One operation of a step."""

    operation: str
    """`dot`, `add`, `subtract`, `multiply`, `divide`, `negative`, `evaluate`, or a pointwise function."""
    out: int
    arguments: tuple[Operand, ...]
    level: int
    """After all instructions of lower levels."""
    weight: str = ""
    """For `dot`: the matrix."""
    factor: float = 1.0
    """For `dot`: what the matrix is multiplied by."""
    node: Node | None = None
    """For `evaluate`: the expression."""


@dataclass
class Lowered:
    """One step of a scan."""

    component: Component
    segments: list[Segment] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    halved: frozenset[str] = frozenset()
    """The variables that the loop computes at half their value, because only a sigmoid reads them."""


def vector_size(node: Node, program: Program) -> Size:
    """The size of an expression that is a vector; () for a number."""
    shapes = program.shapes
    match node:
        case Value(name):
            return shapes.variables[name]
        case Weight(name):
            return shapes.weights[name][0]
        case Negative(operand):
            return vector_size(operand, program)
        case Binary("@", Weight(name)):
            return shapes.weights[name][0]
        case Binary("@", left, right):
            if left in shapes.matrices:
                return (clock_of_rows(left, shapes.matrices.__contains__).upper(),)
            return vector_size(right, program)
        case Binary(_, left, right):
            return vector_size(left, program) or vector_size(right, program)
        case Apply("concat", arguments):
            return tuple(part for each in arguments for part in vector_size(each, program))
        case Apply(_, arguments):
            return vector_size(arguments[0], program)
    return ()


def signed_terms(node: Node, factor: float = 1.0) -> list[Term]:
    """An expression as a sum of terms."""
    match node:
        case Negative(operand):
            return signed_terms(operand, -factor)
        case Binary("+" | "-" as operator, left, right):
            sign = -factor if operator == "-" else factor
            return signed_terms(left, factor) + signed_terms(right, sign)
    return [Term(factor, node)]
