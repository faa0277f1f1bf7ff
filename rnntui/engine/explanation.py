"""The worked arithmetic of one value, as data: a tree of what was added, multiplied and put through functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from ..dataclass import dataclass
from .architecture import Text
from .digits import brief


@dataclass(frozen=True)
class Source:
    """Where a number stands: an entry of a variable at a step, or of a weight."""

    name: str
    indices: tuple[int, ...]
    """(step, unit) of a variable; (row, column) or (entry,) of a weight; (entry,) of a vector from elsewhere."""
    kind: Literal["variable", "weight", "entry"]


@dataclass(frozen=True)
class Quantity:
    """One number that goes into the arithmetic."""

    text: str
    """As it is called: `h[2][0]`, `W_h[0][1]`, `0.5`."""
    value: float
    source: Source | None = None
    """None for a number of the equation itself, or one that is computed on the way."""
    work: Part | None = None
    """For a variable of role part or signal, which stays folded away: how it came about itself."""
    within: Callable[[], Part] | None = field(default=None, compare=False, repr=False)
    """For an entry of an expression that has no name of its own, such as `(r[3] * h[2])[0]`: how it came about."""


@dataclass(frozen=True)
class Products:
    """A row of a matrix times a vector: products that are summed."""

    text: str
    """As it is called: `W_h[0] · x[3]`."""
    factors: tuple[tuple[Quantity, Quantity], ...]
    products: tuple[float, ...]
    value: float

    def largest(self, count: int) -> tuple[int, ...]:
        """The places of the products that contribute most, in their own order."""
        by_size = sorted(range(len(self.products)), key=lambda place: -abs(self.products[place]))
        return tuple(sorted(by_size[:count]))


@dataclass(frozen=True)
class Operation:
    """Two parts and what stands between them; without a left part, minus the right one."""

    operator: Literal["*", "+", "-", "/"]
    left: Part | None
    right: Part
    value: float


@dataclass(frozen=True)
class Function:
    """A function of one part."""

    name: str
    """As it is written: the slot's name where it stands in a slot."""
    function: str
    argument: Part
    value: float


@dataclass(frozen=True)
class Choice:
    """Softmax and greedy: one entry of a vector beside all others."""

    function: Literal["softmax", "greedy"]
    entry: int
    text: str
    """The vector as it is called."""
    entries: tuple[Quantity, ...]
    value: float


Part: TypeAlias = Quantity | Products | Operation | Function | Choice


def parts_of(part: Part) -> Iterator[Part]:
    """A part after all that it is made of, from left to right."""
    match part:
        case Quantity(work=work) if work is not None:
            yield from parts_of(work)
        case Operation(_, left, right):
            if left is not None:
                yield from parts_of(left)
            yield from parts_of(right)
        case Function(_, _, argument):
            yield from parts_of(argument)
    yield part


@dataclass(frozen=True)
class Line:
    """One line of the arithmetic."""

    label: str
    """What is computed: `U_h[0] · h[2]`, or the name of a number."""
    text: str
    """How: `1·4 + 1·4 + 1·4`; empty for a number that is just there."""
    value: float
    exact: bool
    """Whether the numbers shown give the value shown; where rounding hides a digit they do not."""
    sources: tuple[Source, ...] = ()
    """Where the numbers of this line come from."""


@dataclass(frozen=True)
class Explanation:
    """How one value came about."""

    variable: str
    step: int
    unit: int
    sentence: int | None
    value: float
    """As the run has it."""
    place: str
    """`h[3][0]`."""
    equation: str
    """As it was written; empty for an input, which is given."""
    says: Text
    root: Part
    forced: bool = False
    """Whether an intervention set the value, whatever the equation says."""

    @property
    def computed(self) -> float:
        """What the arithmetic comes to: the value, up to the rounding of a sum in another order."""
        return self.root.value

    @property
    def lines(self) -> tuple[Line, ...]:
        """Each sum of products, each other number, and what is made of them, with 4 figures."""
        return self.worked()

    def worked(self, figures: int = 4, most: int = 6, more: str | None = None) -> tuple[Line, ...]:
        """The lines with so many figures, and the `most` largest products of each sum.

        `more` says that there are others, such as "{count} more".
        """
        from .explanation_text import MORE, lines

        return lines(self, figures, most, MORE if more is None else more)

    def short(self, width: int) -> str:
        """The arithmetic in one line of at most `width` characters: `0.383·0.265 + 0.729·-0.738 ≈ -0.437`."""
        from .explanation_text import short

        return short(self, width)

    def text(self, figures: int = 4, most: int = 6) -> str:
        """Several lines of plain text, with the `most` largest products of each sum."""
        from .explanation_text import as_text

        return as_text(self, figures, most)

    def markdown(self) -> str:
        """A table in Markdown."""
        from .explanation_markdown import as_markdown

        return as_markdown(self)

    def latex(self) -> str:
        """An aligned display for LaTeX (needs amsmath)."""
        from .explanation_latex import as_latex

        return as_latex(self)

    def __str__(self) -> str:
        return self.text()


def recomputed(
    part: Part, leaf: Callable[[float], float], apply: Callable[[str, float], float], inline: bool = False
) -> float:
    """What a part comes to when each number that is shown is replaced by `leaf` of it.

    With `inline` the numbers within folded variables are shown, not the variables' own.
    """
    match part:
        case Quantity(work=work) if inline and work is not None:
            return recomputed(work, leaf, apply, inline)
        case Operation(operator, left, right):
            b = recomputed(right, leaf, apply, inline)
            if left is None:
                return -b
            a = recomputed(left, leaf, apply, inline)
            match operator:
                case "+":
                    return a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
            return a / b if b else float("nan")
        case Function(_, function, argument):
            return apply(function, recomputed(argument, leaf, apply, inline))
    return leaf(part.value)


def rounded(value: float, figures: int) -> float:
    """The number that is read where `value` is shown."""
    return float(brief(value, figures))
