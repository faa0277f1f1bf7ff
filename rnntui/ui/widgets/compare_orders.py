"""All orders of a sentence: how far the network's answers lie apart, beside those to the bag of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...render.bars import gate_bar
from ...render.orders import answer_text, listed, number_text, share, widest_unit
from ...render.show import show
from ..spans import Kind, Line, Span, cropped, cut, padded
from ..view import View
from .compare_guide import side_text
from .compare_panel import ComparePanel
from .panel import rule

if TYPE_CHECKING:
    from ...errors import RnntuiError
    from ...session.all_orders import AllOrders
    from ...session.beside import Comparison
    from ...session.shuffle import Shuffle

HEAD = 24
"""Cells of what a row says."""
BAR = 16
"""Cells of where an answer lies."""
SPREAD = 8
"""Rows of the spread, with its title."""


def sentence(shuffle: Shuffle, order: int) -> str:
    """The words in one of the orders, made visible."""
    words = shuffle.orders.sentence(order)[:200]
    blank = "" if all(len(each) == 1 for each in words) and not "".join(words).isascii() else " "
    return blank.join(show(each) for each in words)


def spread_rows(found: AllOrders, comparison: Comparison, view: View, width: int) -> tuple[Line, ...]:
    """How many orders were run, and how far the answers lie apart, of the network and of the bag of words."""
    words = view.words
    half = max((width - HEAD) // 2, 12)
    spread = found.network.spread() if found.network is not None and len(found.network.answers) else None
    unit = widest_unit(spread) if spread is not None else 0
    columns = [_column(each, view, unit) for each in (found.network, found.bag)]
    if found.missing is not None:
        columns[1] = [words("orders.missing", error=words.told(found.missing))]
    place = found.network.name_of(unit) if found.network is not None else "y"
    labels = [
        words("orders.run"),
        words("orders.range", name=place),
        words("orders.different", name=place),
        words("orders.deviation", name=place),
        words("orders.distance"),
        words("orders.ends"),
        words("orders.ends.to"),
    ]
    titles = (side_text(comparison, view), words("orders.bag"))
    lines: list[Line] = [
        (Span(" " * HEAD), *(Span(padded(show(title), half - 1) + " ", "strong") for title in titles)),
    ]
    for row, label in enumerate(labels):
        cells = [column[row] if row < len(column) else "" for column in columns]
        kind: Kind = "strong" if row == 4 else "plain"
        lines.append(
            (Span(padded(f" {label}", HEAD), "dim"), *(Span(padded(cell, half - 1) + " ", kind) for cell in cells))
        )
    return tuple(cropped(line, width) for line in lines)


def _column(shuffle: Shuffle | None, view: View, unit: int) -> list[str]:
    words = view.words
    if shuffle is None or not len(shuffle.answers):
        return [words("orders.waiting")]
    spread = shuffle.spread()
    # Another network may have fewer outputs than the one whose widest output is looked at.
    unit = min(unit, len(spread.least) - 1)
    done, total = f"{len(shuffle.answers):,}", f"{shuffle.total:,}"
    counted = words("orders.of", done=done, total=total)
    if shuffle.orders.is_sample:
        possible = shuffle.orders.possible
        every = words("orders.many") if possible is None else f"{possible:,}"
        counted = words("orders.sample", done=done, total=total, possible=every)
    first, second = spread.farthest
    column = [
        counted,
        f"{number_text(spread.least[unit])} … {number_text(spread.greatest[unit])}",
        str(int(spread.different[unit])),
        # Rounding alone is no deviation.
        number_text(spread.deviation[unit]) if spread.different[unit] > 1 else "0",
        number_text(spread.distance),
    ]
    if spread.distance != spread.distance:
        return [*column, words("orders.not.finite")]
    if not spread.distance:
        return [*column, words("orders.none")]
    ends = [f"{sentence(shuffle, order)} {answer_text(shuffle, order, unit)}" for order in (first, second)]
    return [*column, *ends]


def list_rows(found: AllOrders, view: View, first: int, width: int, height: int) -> tuple[Line, ...]:
    """The orders by their answers, from small to large, with where each of them lies."""
    shuffle, bag = found.network, found.bag
    if shuffle is None or height < 2 or not len(shuffle.answers):
        return ()
    spread = shuffle.spread()
    unit = widest_unit(spread)
    ranked = listed(shuffle, unit)
    count, rows = len(ranked), height - 1
    first = max(0, min(first, count - rows))
    last = min(first + rows, count) - 1
    right: Line = ()
    if rows < count:
        right = (Span(view.words("rows", first=first, last=last, count=count), "dim"),)
    lines: list[Line] = [rule(view.words("orders.list"), width, False, right)]
    flat = min(unit, bag.answers.shape[1] - 1) if bag is not None else 0
    shown = ranked[first : last + 1]
    answers = [answer_text(shuffle, order, unit) for order in shown]
    others = [answer_text(bag, k, flat) if bag is not None and k < len(bag.answers) else "" for k in shown]
    sizes = [max(map(cell_len, texts)) + 2 for texts in (answers, others)]
    texts = [sentence(shuffle, order) for order in shown]
    room = max(min(width - BAR - sum(sizes) - 2, max(map(cell_len, texts)) + 2), 12)
    for order, text, answer, other in zip(shown, texts, answers, others, strict=True):
        kind: Kind = "accent" if order == 0 else "plain"
        lines.append(
            (
                Span("▶" if order == 0 else " ", "accent"),
                Span(padded(cut(text, room - 1), room), kind),
                Span(padded(answer, sizes[0]), kind),
                Span(gate_bar(share(shuffle, spread, order, unit), BAR), "bar"),
                Span(f"  {other}", "dim"),
            )
        )
    return tuple(cropped(line, width) for line in lines)


class CompareOrders(ComparePanel, can_focus=True):
    """What is known so far; the arrows and the wheel go through the list."""

    wheel = "app.unit"
    found: AllOrders | None = None
    error: RnntuiError | None = None
    first: int = 0
    """The first order of the list that is shown."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        words = self.view.words
        close: Line = (Span(words("orders.close"), "dim", "app.orders"),)
        text = cut(show(comparison.shown.setup.text[:200]), max(width - 40, 10))
        head = rule(words("orders.title", sentence=text), width, self.has_focus, close, "app.orders")
        if self.error is not None:
            return (head, cropped((Span(f" {show(words.told(self.error))}", "accent"),), width))
        if self.found is None:
            return (head,)
        lines = [head, *spread_rows(self.found, comparison, self.view, width)]
        if self.found.is_done and self.found.network is not None:
            blind = not self.found.network.spread().distance
            one = self.found.network.total == 1
            said = words("orders.said.one" if one else "orders.said.blind" if blind else "orders.said")
            lines.append(cropped((Span(f" {said}", "strong"),), width))
        else:
            lines.append(())
        return (*lines, *list_rows(self.found, self.view, self.first, width, height - len(lines)))
