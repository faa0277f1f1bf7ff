"""Two runs side by side as CSV: one row a column of the alignment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from ..formats.numerals import csv_number, shortest
from ..session.differences import Differences, Kind
from ..session.sides import INDICES, Index, Side

_LETTERS: Mapping[Kind, str] = {"a": "A", "b": "B", "difference": "B-A"}
_ROWS = 256
"""Columns that are written at once: of a long run no more is computed again at a time."""


def comparison_to_csv(found: Differences, names: Sequence[str] | None = None) -> str:
    """RFC 4180 with a header, in full precision: `of` (`t`, `u` or `once`), `column`, then `step` and `token` of A and
    of B, then each unit of each variable as `y[0] A`, `y[0] B` and, where the two can be subtracted, `y[0] B-A`.

    A cell is empty where a run has no such step, or the variable belongs to other steps.
    """
    shown = tuple(dict.fromkeys((*found.compared, *found.apart))) if names is None else tuple(names)
    parts = [(name, kind, index) for name in shown for kind, index in found.kinds(name).items()]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    header = [f"{name}[{unit}] {_LETTERS[kind]}" for name, kind, _ in parts for unit in range(found.units(kind, name))]
    writer.writerow(["of", "column", "step A", "token A", "step B", "token B", *header])
    for index in INDICES:
        if any(each == index for _, _, each in parts):
            writer.writerows(_rows(found, parts, index))
    return text.getvalue()


def _rows(found: Differences, parts: Sequence[tuple[str, Kind, Index]], index: Index) -> Iterator[list[str]]:
    columns = found.alignments[index].columns
    for first in range(0, len(columns), _ROWS):
        stop = min(first + _ROWS, len(columns))
        rows = []
        for place in range(first, stop):
            a, b = columns[place]
            rows.append([index, str(place), *_step(found.a, index, a), *_step(found.b, index, b)])
        for name, kind, own in parts:
            empty = [""] * found.units(kind, name)
            if own != index:
                for row in rows:
                    row += empty
                continue
            array, there = found.rows(kind, name, first, stop)
            for row, numbers, is_there in zip(rows, shortest(array), there, strict=True):
                row += map(csv_number, numbers) if is_there else empty
        yield from rows


def _step(side: Side, index: Index, step: int | None) -> list[str]:
    if step is None:
        return ["", ""]
    return [str(step), side.tokens[step] if index == "t" and side.tokens else ""]
