"""All orders of a sentence through one network or two, as tables of a terminal or of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..engine.digits import brief
from ..session.shuffle import Shuffle
from ..translation import translated
from .cells import vector_text
from .comparison_orders import Ordered
from .comparison_table import sentence
from .show import show
from .text_columns import MOST_UNITS, Column, aligned, markdown, numbers

MOST_ORDERS = 24
"""So many orders stand in a table: all of four words."""


def as_table(found: Ordered, width: int | None = None, lang: str = "en") -> str:
    """Which runs these are, how far the answers spread, the answers themselves, and what that comes to."""
    tokens = found.a.orders.sentence(0)
    runs = [f"{letter}  {sentence(tokens)}  {network}" for letter, network in zip("AB", found.networks, strict=True)]
    head = "".join(f"{show(run)}\n" for run, _ in zip(runs, found.sides, strict=False))
    spreads = aligned([_units(found)], _spreads(found), width)
    answers = aligned([_orders(found)], _answers(found), width)
    notes = "".join(f"{show(translated(note, lang))}\n" for note in _notes(found))
    return "\n".join([head, spreads, answers, notes])


def as_markdown(found: Ordered) -> str:
    """The same two tables in Markdown."""
    return "\n".join((markdown([_units(found), *_spreads(found)]), markdown([_orders(found), *_answers(found)])))


def _entries(found: Ordered) -> list[int]:
    """The entries of an answer that are listed: the first ones, or of what a decoder writes those that differ most."""
    count = max(int(shuffle.answers.shape[1]) for _, shuffle in found.sides)
    if not found.a.said:
        return list(range(min(MOST_UNITS, count)))
    spread = found.a.spread()
    apart = [int(entry) for entry in (-spread.deviation).argsort(kind="stable") if spread.different[entry] > 1]
    return sorted(apart[:MOST_UNITS])


def _units(found: Ordered) -> Column:
    return ["unit", *(found.a.name_of(entry) for entry in _entries(found))]


def _spreads(found: Ordered) -> list[Column]:
    """For each unit the least and the greatest answer, their deviation, and how many differ."""
    columns: list[Column] = []
    for letter, shuffle in found.sides:
        spread = shuffle.spread()
        vectors = {"least": spread.least, "greatest": spread.greatest, "deviation": spread.deviation}
        vectors["different"] = spread.different.astype(np.float64)
        for name, vector in vectors.items():
            entries = _entries(found)
            cells = [brief(float(vector[entry])) for entry in entries if entry < len(vector)]
            width = max(map(len, cells), default=0)
            empty = [""] * (len(entries) - len(cells))
            columns.append([f"{name} {letter}", *(cell.rjust(width) for cell in cells), *empty])
    return columns


def _orders(found: Ordered) -> Column:
    orders = found.a.orders
    return ["order", *(show(sentence(orders.sentence(k))) for k in range(min(len(orders.numbers), MOST_ORDERS)))]


def _answers(found: Ordered) -> list[Column]:
    columns = []
    for letter, shuffle in found.sides:
        title = f"{shuffle.variable} {letter}"
        if shuffle.said:
            columns.append([title, *(show(" ".join(tokens) or "–") for tokens in shuffle.said[:MOST_ORDERS])])
        else:
            rows = shuffle.answers[:MOST_ORDERS]
            columns.append(numbers(title, rows, [True] * len(rows)))
    return columns


def _notes(found: Ordered) -> Iterator[str]:
    """How many orders there are, how far their answers lie apart, and what was left out, a line each."""
    orders = found.a.orders
    count = len(orders.numbers)
    if not orders.is_sample:
        yield f"all {count:,} orders" if count > 1 else "there is one order alone"
    elif orders.possible is None:
        yield f"{count:,} orders of more than 9,007,199,254,740,992, drawn with the seed {found.seed}"
    else:
        yield f"{count:,} of {orders.possible:,} orders, drawn with the seed {found.seed}"
    for letter, shuffle in found.sides:
        yield _distance(letter, shuffle)
    if found.missing:
        yield f"there is no bag of words beside it: {found.missing}"
    if count > MOST_ORDERS:
        yield f"the table has the first {MOST_ORDERS} orders (--format csv has them all)"
    if any(shuffle.answers.shape[1] > MOST_UNITS for _, shuffle in found.sides):
        yield f"the tables have {MOST_UNITS} units (--format csv has them all)"


def _distance(letter: str, shuffle: Shuffle) -> str:
    spread = shuffle.spread()
    if np.isnan(spread.distance):
        return f"{letter}: some answers are no finite numbers"
    if not spread.distance:
        return f"{letter}: the same answer to every order; order makes no difference"
    if shuffle.said:
        to = [sentence(shuffle.orders.sentence(k)) for k in spread.farthest]
        different = len(set(shuffle.said))
        return f"{letter}: {different:,} different answers, the farthest to {to[0]} and {to[1]}"
    ends = [(sentence(shuffle.orders.sentence(k)), shuffle.answers[k]) for k in spread.farthest]
    first, second = (text if len(v) > MOST_UNITS else f"{text} {vector_text(v)}" for text, v in ends)
    return f"{letter}: the answers lie up to {brief(spread.distance)} apart, farthest {first} and {second}"
