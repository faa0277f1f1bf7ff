"""All orders of a sentence through one network or two, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from ..dataclass import dataclass
from ..formats.json_text import json_text
from ..formats.numerals import csv_number, json_number, shortest
from ..session.shuffle import Shuffle

FORMAT = "rnntui-orders/1"


@dataclass(frozen=True, eq=False)
class Ordered:
    """The orders of a sentence, run through A and through B."""

    a: Shuffle
    b: Shuffle | None
    """None where B could not be made."""
    networks: tuple[str, str]
    """What A and B are, in the words of the options."""
    seed: int
    """What a sample was drawn with."""
    missing: str = ""
    """Why there is no B."""

    @property
    def sides(self) -> tuple[tuple[str, Shuffle], ...]:
        """The runs that there are, under their letters."""
        return (("A", self.a),) if self.b is None else (("A", self.a), ("B", self.b))


def orders_to_json(found: Ordered) -> str:
    """One object in one line, strictly JSON; numbers as in `rnntui-trace/1`.

    - `tokens`: the sentence. `orders`: the orders that were run, the sentence's own first; `possible`: how many there
      are, null for more than 2^53; `sample`: whether some were left out, drawn with `seed`.
    - `a`, `b` (null where it could not be made: `missing` says why): the `network` in the words of the options, the
      `variable` that was looked at, its last values as `answers`, in the order of `orders` (of what a decoder writes
      those of all steps, one after the other, and its tokens as `said`, else null); for each unit `least`,
      `greatest`, standard `deviation` and how many `different` values there are; the largest `distance` between two
      answers (Euclidean, 0 where they are equal but for rounding) and the numbers of the `farthest` two orders.
    """
    orders = found.a.orders
    return json_text(
        {
            "format": FORMAT,
            "tokens": list(orders.sentence(0)),
            "possible": orders.possible,
            "sample": orders.is_sample,
            "seed": found.seed if orders.is_sample else None,
            "orders": [list(orders.sentence(k)) for k in range(len(orders.numbers))],
            "a": _side(found.a, found.networks[0]),
            "b": None if found.b is None else _side(found.b, found.networks[1]),
            "missing": found.missing or None,
        }
    )


def _side(shuffle: Shuffle, network: str) -> dict[str, Any]:
    spread = shuffle.spread()
    vectors = {"least": spread.least, "greatest": spread.greatest, "deviation": spread.deviation}
    return {
        "network": network,
        "variable": shuffle.variable,
        "answers": [list(map(json_number, row)) for row in shortest(shuffle.answers)],
        **{name: list(map(json_number, shortest(vector))) for name, vector in vectors.items()},
        "different": spread.different.tolist(),
        "distance": json_number(spread.distance),
        "farthest": list(spread.farthest),
        "said": [list(tokens) for tokens in shuffle.said] or None,
    }


def orders_to_csv(found: Ordered) -> str:
    """RFC 4180 with a header, in full precision: `order` with blanks between its tokens, then `y[0] A`, …, `y[0] B`, …:
    one row an order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    titles = [f"{s.name_of(entry)} {letter}" for letter, s in found.sides for entry in range(s.answers.shape[1])]
    writer.writerow(["order", *titles])
    answers = [shortest(shuffle.answers) for _, shuffle in found.sides]
    for k, rows in enumerate(zip(*answers, strict=True)):
        writer.writerow([" ".join(found.a.orders.sentence(k)), *(csv_number(value) for row in rows for value in row)])
    return text.getvalue()
