"""The numbers that go into one value, in rows: those of a product side by side, each with where it came from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from .explanation import Choice, Explanation, Function, Operation, Part, Products, Quantity
from .explanation_text import FEW, named


@dataclass(frozen=True)
class Row:
    """A line of a list of terms."""

    terms: tuple[Quantity, ...]
    """The numbers that came from somewhere: two of a product; none in the line above the products of a sum."""
    value: float
    """What they come to: the product, or the number itself."""
    text: str = ""
    """Above the products of a sum, or the entries of a choice: what they are."""
    count: int = 0
    """How many there are then."""
    by_size: bool = False
    """Whether the largest come first."""
    level: int = 0
    """0 for what the equation names, 1 for what is summed."""
    zeros: int = 0
    """Of how many products it is known that they are 0, so that they stand at the end of the list."""


def rows_of(explanation: Explanation) -> tuple[Row, ...]:
    """All numbers that go into a value, in the order of the equation, of a long sum the largest first.

    What comes to 0 in a long sum, as with one-hot vectors nearly all, stands behind all else.
    """
    last: list[Row] = []
    return (*_rows(explanation.root, last), *last)


def _rows(part: Part, last: list[Row]) -> Iterator[Row]:
    match part:
        case Quantity(_, value, source, _, within):
            if source is not None or within is not None:
                yield Row((part,), value)
        case Products(text, _, products, value):
            order: Sequence[int] = range(len(products))
            by_size = len(products) > FEW
            if by_size:
                order = sorted(order, key=lambda k: -_weighed(abs(products[k])))
            zeros = [k for k in order if products[k] == 0] if by_size else []
            yield Row((), value, text, len(products), by_size, zeros=len(zeros))
            yield from (_product(part, k) for k in order if not zeros or products[k] != 0)
            if zeros:
                last += [Row((), 0.0, text, len(zeros), zeros=len(zeros)), *(_product(part, k) for k in zeros)]
        case Choice(_, _, _, entries, value):
            by_size = len(entries) > FEW
            order = range(len(entries))
            if by_size:
                order = sorted(order, key=lambda k: -_weighed(entries[k].value))
            yield Row((), value, named(part), len(entries), by_size)
            for k in order:
                is_term = entries[k].source is not None or entries[k].within is not None
                yield Row((entries[k],) if is_term else (), entries[k].value, level=1)
        case Operation(_, left, right):
            if left is not None:
                yield from _rows(left, last)
            yield from _rows(right, last)
        case Function(_, _, argument):
            yield from _rows(argument, last)


def _product(part: Products, place: int) -> Row:
    terms = tuple(each for each in part.factors[place] if each.source is not None or each.within is not None)
    return Row(terms, part.products[place], level=1)


def _weighed(value: float) -> float:
    """A number by which others are sorted: NaN comes first, as it is what matters then."""
    return math.inf if math.isnan(value) else value


def inside(explanation: Explanation, term: Quantity) -> Explanation | Quantity:
    """An entry of an expression without a name, taken apart as a value is; the term that it is another name of."""
    assert term.within is not None
    root = term.within()
    while isinstance(root, Function) and root.name == "concat":
        root = root.argument
    if isinstance(root, Quantity) and (root.source is not None or root.within is not None):
        return root
    return Explanation(
        explanation.variable,
        explanation.step,
        explanation.unit,
        explanation.sentence,
        term.value,
        term.text,
        explanation.equation,
        explanation.says,
        root,
    )
