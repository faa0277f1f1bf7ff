"""A trace as CSV: one row a step, one column a unit of each variable."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ..engine.trace import Trace
from .numerals import csv_number, shortest
from .trace_rows import rows_of, sentences, steps_of

_ROWS = 256
"""Steps that are written at once: of a long run no more is computed again at a time."""


def trace_to_csv(trace: Trace, names: tuple[str, ...] | None = None) -> str:
    """RFC 4180 with a header: `step`, `token` where there is a sentence, `answer` where one is written, then `x[0]`,
    `x[1]`, …, in full precision.

    Variables of the second clock and those with one value for the sentence fill the rows that they have. Of a
    batch each sentence has its own rows, as many as it has steps, with a column `sentence`.
    """
    return "".join(csv_pieces(trace, names))


def csv_pieces(trace: Trace, names: tuple[str, ...] | None = None) -> Iterator[str]:
    """The same text piece by piece: of a long run no more is held at a time."""
    shown = trace.names if names is None else names
    header = [*(["sentence"] if trace.batch is not None else []), "step", *(["token"] if trace.tokens else [])]
    header += ["answer"] if trace.answers else []
    yield _lines([header + [f"{name}[{unit}]" for name in shown for unit in range(trace.units(name))]])
    for sentence in sentences(trace):
        count = rows_of(trace, shown, sentence)
        for first in range(0, count, _ROWS):
            rows = _rows(trace, shown, range(first, min(first + _ROWS, count)), sentence)
            yield _lines(rows if sentence is None else [[str(sentence), *row] for row in rows])


def _lines(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _rows(trace: Trace, names: Sequence[str], steps: range, sentence: int | None) -> list[list[str]]:
    """The cells of some steps: step, token, then the numbers of each variable, empty where it has no such step."""
    rows = [[str(step)] for step in steps]
    if trace.tokens:
        for step, row in zip(steps, rows, strict=True):
            row.append(trace.tokens[step] if step < len(trace.tokens) else "")
    if trace.answers:
        said = trace.answers[sentence or 0].tokens
        for step, row in zip(steps, rows, strict=True):
            row.append(said[step] if step < len(said) else "")
    for name in names:
        array = trace.between(name, steps.start, min(steps.stop, steps_of(trace, name, sentence)))
        numbers = shortest(array if sentence is None else array[:, sentence])
        for place, row in enumerate(rows):
            row += map(csv_number, numbers[place]) if place < len(numbers) else [""] * trace.units(name)
    return rows
