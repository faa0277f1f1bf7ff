"""What a condition comes to: whether its parts fit each other and the run, and on which clock it runs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from ...dataclass import dataclass
from ...errors import NotationError
from ..expression import Clock, Constant, Number, Value, Weight
from ..shapes import Size, size_text
from ..source import Source
from ..trace import Trace
from .tree import Call, Comparison, Entry, Fixed, Joined, Minus, Not, Pair, Spoken, Step, Term, Text, walk

Kind = Literal["number", "truth", "text"]
MOST_NUMBERS = 1 << 20
"""So many numbers all steps of a variable may have together: they are held at once."""
_RANKS = ("scalar", "vector", "matrix")


@dataclass(frozen=True)
class Shape:
    """What a term is at one step."""

    kind: Kind
    sizes: tuple[Size, ...] = ()
    """None for one value, one for a vector, two for a matrix."""

    @property
    def text(self) -> str:
        """Rank and sizes, as a message names them: `vector of hidden`."""
        if not self.sizes:
            return "text" if self.kind == "text" else "scalar"
        return f"{_RANKS[len(self.sizes)]} of {' x '.join(map(size_text, self.sizes))}"


def clock_of(tree: Term, source: Source) -> Clock | None:
    """The clock on which a condition runs: that of its index letters; None where it has none, and runs on both.

    Raises NotationError where it has both.
    """
    found: Clock | None = None
    for term in walk(tree):
        clock: Clock | None = None
        if (isinstance(term, Value) and term.at == "step") or isinstance(term, Spoken | Step):
            clock = term.clock
        if clock is not None and found not in (None, clock):
            hint = "of the other one write [:] for all steps, or the number of one step, as in h[3]"
            raise source.error("this reads steps over t and over u at once", hint, column=term.column)
        found = clock or found
    return found


class Check:
    """Finds the shape of a tree; raises NotationError where it means nothing in a run."""

    def __init__(self, trace: Trace, source: Source) -> None:
        self.trace = trace
        self.program = trace.program
        self.source = source
        self.counts = counts_of(trace)

    def count(self, size: Size) -> int:
        """How many units a size has in the run, or how many steps."""
        return sum(self.counts.get(part, 0) for part in size)

    def error(self, message: str, hint: str, term: Term) -> NotationError:
        return self.source.error(message, hint, column=term.column or None)

    def shape(self, term: Term) -> Shape:
        """The shape of a term that is well-formed."""
        match term:
            case Number() | Constant() | Step():
                return Shape("number")
            case Text():
                return Shape("text")
            case Spoken(clock):
                self.check_token(term, clock)
                return Shape("text")
            case Weight(name):
                return Shape("number", self.program.weights[name])
            case Value(name, clock, at):
                size = self.program.shapes.variables[name]
                return Shape("number", (self.all_steps(term, name, clock), size) if at == "all" else (size,))
            case Fixed(name, clock, step):
                if step >= (steps := self.trace.clocks[clock]):
                    hint = f"its steps are 0 to {steps - 1}" if steps else "it has no steps"
                    raise self.error(f"'{name}' has no step {step}", hint, term)
                return Shape("number", (self.program.shapes.variables[name],))
            case Entry(of, place):
                return self.entry(term, self.shape(of), place)
            case Minus(operand):
                return Shape("number", self.numbers(operand).sizes)
            case Not(operand):
                return Shape("truth", self.numbers(operand).sizes)
            case Pair("@", left, right):
                return self.product(term, self.numbers(left), self.numbers(right))
            case Pair(_, left, right):
                return Shape("number", self.together(term, (self.numbers(left), self.numbers(right))))
            case Joined(_, operands):
                return Shape("truth", self.together(term, tuple(map(self.numbers, operands))))
            case Comparison():
                return self.comparison(term)
            case Call():
                return self.function(term, term.function)

    def numbers(self, term: Term) -> Shape:
        """The shape of a term that has to be numbers or truth values."""
        found = self.shape(term)
        if found.kind == "text":
            raise self.error("a text can't be calculated with", 'compare it, as in token == "not"', term)
        return found

    def check_token(self, term: Term, clock: Clock | None) -> None:
        if clock is not None and clock not in self.trace.clocks:
            raise self.error("this network writes no tokens over u", "write token, or token[t-1]", term)
        # Before there is a sentence it has no tokens either.
        if not self.trace.tokens and self.trace.clocks["t"] and clock != "u":
            raise self.error("there are no tokens: vectors are fed", "ask for the numbers, as in x[t][0] > 0", term)

    def all_steps(self, term: Term, name: str, clock: Clock) -> Size:
        count = self.trace.clocks[clock] * self.trace.units(name)
        if count > MOST_NUMBERS:
            message = f"all steps of '{name}' are {count:,} numbers, too many to be looked at together"
            raise self.error(message, f"write {name}[{clock}] for one step after the other", term)
        return (clock.upper(),)

    def entry(self, term: Term, of: Shape, place: int) -> Shape:
        if of.kind == "text" or not of.sizes:
            raise self.error("only a vector or a matrix has units", "leave the number in brackets out", term)
        count = self.count(of.sizes[0])
        if place >= count:
            raise self.error(f"there is no unit {place}", f"its units are 0 to {count - 1}", term)
        return Shape(of.kind, of.sizes[1:])

    def together(self, term: Term, shapes: tuple[Shape, ...]) -> tuple[Size, ...]:
        """The sizes of what is combined entry by entry: a scalar goes with all, a vector with each row."""
        most: tuple[Size, ...] = ()
        for sizes in (shape.sizes for shape in shapes):
            longer, shorter = (sizes, most) if len(sizes) > len(most) else (most, sizes)
            if longer[len(longer) - len(shorter) :] != shorter:
                one, other = Shape("number", most).text, Shape("number", sizes).text
                hint = "use sizes of the same name, or a weight matrix between them"
                raise self.error(f"a {one} and a {other} don't fit each other", hint, term)
            most = longer
        return most

    def product(self, term: Term, left: Shape, right: Shape) -> Shape:
        if (len(left.sizes), len(right.sizes)) == (1, 1):
            raise self.error("a vector @ a vector means nothing", "write sum(a[t] * b[t])", term)
        if sorted((len(left.sizes), len(right.sizes))) != [1, 2]:
            message = f"a {_RANKS[len(left.sizes)]} @ a {_RANKS[len(right.sizes)]} means nothing"
            raise self.error(message, "'@' is weight @ vector, v[:] @ vector or vector @ v[:]", term)
        if left.sizes[-1] != right.sizes[0]:
            hint = "use sizes of the same name, or a weight matrix between them"
            raise self.error(f"a {left.text} and a {right.text} don't fit each other", hint, term)
        return Shape("number", left.sizes[:1] if len(left.sizes) == 2 else right.sizes[1:])

    def comparison(self, term: Comparison) -> Shape:
        shapes = tuple(map(self.shape, term.operands))
        for place, (one, other) in enumerate(pairwise(shapes)):
            if (one.kind == "text") != (other.kind == "text"):
                raise self.error("a text and a number can't be compared", 'texts are written "not"', term)
            if one.kind == "text" and term.comparators[place] not in ("==", "!="):
                raise self.error("texts have no order here", "write == or !=", term)
        return Shape("truth", self.together(term, shapes))

    def function(self, term: Call, function: str) -> Shape:
        shapes = tuple(map(self.numbers, term.arguments))
        first = shapes[0]
        match function:
            case "concat":
                for argument, shape in zip(term.arguments, shapes, strict=True):
                    if len(shape.sizes) != 1:
                        message = f"concat takes vectors, not a {_RANKS[len(shape.sizes)]}"
                        raise self.error(message, "write concat(a[t], b[t])", argument)
                return Shape("number", (tuple(part for shape in shapes for part in shape.sizes[0]),))
            case "softmax" | "greedy" | "argmax" | "argmin":
                if len(first.sizes) != 1:
                    message = f"{function} takes a vector, not a {_RANKS[len(first.sizes)]}"
                    raise self.error(message, f"write {function}(a[t])", term)
                return Shape("number", first.sizes if function in ("softmax", "greedy") else ())
            case "any" | "all":
                return Shape("truth")
            case "sum" | "mean":
                return Shape("number")
            case "max" | "min":
                return Shape("number", self.together(term, shapes) if len(shapes) > 1 else ())
        return Shape("number", first.sizes)


def counts_of(trace: Trace) -> Mapping[str, int]:
    """How many units each named size has in a run, and how many steps each clock."""
    program = trace.program
    found = {"T": trace.clocks.get("t", 0), "U": trace.clocks.get("u", 0)}
    for name, size in program.shapes.variables.items():
        if len(size) == 1:
            found.setdefault(size[0], trace.units(name))
    for name, sizes in program.weights.items():
        for size, count in zip(sizes, trace.weights[name].shape, strict=True):
            if len(size) == 1:
                found.setdefault(size[0], count)
    return found
