"""Two runs side by side as plain text, in full precision: for the clipboard and for files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from ..render.beside import LETTERS, vector
from ..render.show import show
from .beside import order_of, shown_names
from .copying import MOST_STEPS, Copied, lines
from .view import View

if TYPE_CHECKING:
    from ..session.all_orders import AllOrders
    from ..session.beside import Comparison
    from ..session.differences import Kind

Shown = Literal["table", "time", "orders"]
"""What of a comparison can be copied."""


def copied_beside(comparison: Comparison, view: View, shown: Shown, orders: AllOrders | None) -> Copied:
    """The table of one column, a variable over the columns, or all orders that were run."""
    match shown:
        case "orders":
            return Copied("orders", ".tsv", _orders(orders))
        case "time":
            return Copied(f"{comparison.variable}_compared", ".tsv", _over_time(comparison, view))
    return Copied(f"compared_{comparison.column}", ".tsv", _table(comparison, view))


def _table(comparison: Comparison, view: View) -> str:
    """One row a unit in the order that is shown; of each variable A, B and B - A, blank where there is none."""
    found = comparison.differences
    head, columns = ["unit"], []
    for name in shown_names(comparison, view):
        for kind in found.kinds(name):
            head.append(f"{name} {LETTERS[kind]}")
            there = vector(comparison, kind, name, comparison.column) if comparison.columns else None
            columns.append([] if there is None else [repr(float(value)) for value in there])
    rows = (
        (str(unit), *(column[unit] if unit < len(column) else "" for column in columns))
        for unit in order_of(comparison, view)
    )
    return lines((tuple(head), *rows))


def _over_time(comparison: Comparison, view: View) -> str:
    """One row a column as far as it was looked at, around the current one: its tokens, then the units of each."""
    name, found = comparison.variable, comparison.differences
    kinds = tuple(found.kinds(name))
    head = (
        "column",
        "A",
        "B",
        *(f"{name}[{u}] {LETTERS[kind]}" for kind in kinds for u in range(found.units(kind, name))),
    )
    stop = len(comparison.columns) if view.ahead else min(comparison.farthest + 1, len(comparison.columns))
    first = max(0, min(comparison.column - MOST_STEPS // 2, stop - MOST_STEPS))
    return lines((head, *_rows(comparison, view, kinds, range(first, min(stop, first + MOST_STEPS)))))


def _rows(comparison: Comparison, view: View, kinds: tuple[Kind, ...], columns: range) -> Iterator[tuple[str, ...]]:
    name, found = comparison.variable, comparison.differences
    for column in columns:
        ahead = view.ahead or column > comparison.column
        cells: list[str] = []
        for kind in kinds:
            there = vector(comparison, kind, name, column, ahead=ahead)
            cells += [""] * found.units(kind, name) if there is None else [repr(float(value)) for value in there]
        yield str(column), *_tokens(comparison, column), *cells


def _tokens(comparison: Comparison, column: int) -> tuple[str, str]:
    found = []
    for session, moment in zip((comparison.a, comparison.b), comparison.columns[column], strict=True):
        tokens = session.trace.tokens
        found.append(show(tokens[moment]) if moment is not None and moment < len(tokens) else "")
    return found[0], found[1]


def _orders(found: AllOrders | None) -> str:
    """One row an order: its words, the network's answer, and that to the bag of words."""
    network, bag = (None, None) if found is None else (found.network, found.bag)
    if network is None:
        return ""
    sides = {"": network} if bag is None else {"": network, " bag-of-words": bag}
    titles = [f"{s.variable}[{unit}]{named}" for named, s in sides.items() for unit in range(s.answers.shape[1])]
    rows = (
        (
            " ".join(show(word) for word in network.orders.sentence(order)),
            *(
                repr(float(value)) if order < len(s.answers) else ""
                for s in sides.values()
                for value in (s.answers[order] if order < len(s.answers) else s.answers[0])
            ),
        )
        for order in range(len(network.answers))
    )
    return lines((("order", *titles), *rows))
