"""What a screen shows as rows of cells, in full precision, and rows as CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ..formats.numerals import csv_number, shortest
from ..session.attention import attention_shown, is_reached, weights_at
from ..session.encoding_words import rows_of, vocabulary_of
from ..session.memory import Memory
from ..session.realise import Realised
from ..session.session import Session
from ..session.sheets import Sheet, cells, column_name, row_name
from .show import show
from .text_columns import markdown

Rows: TypeAlias = "list[list[str]]"
"""The first one has the titles."""


def rows_to_csv(rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def rows_to_markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    return markdown([list(column) for column in zip(*rows, strict=True)])


def tabbed_rows(text: str) -> Rows:
    """The rows of a text with tabs between its cells."""
    return [line.split("\t") for line in text.splitlines()]


def memory_rows(session: Session, memory: Memory) -> Rows:
    """How much each token weighs in a value; one that is not read yet has no number."""
    tokens = session.trace.tokens
    numbers = shortest(memory.norms[None])[0]
    rows = [
        [str(step), show(tokens[step]) if step < len(tokens) else "", csv_number(norm) if step < memory.read else ""]
        for step, norm in enumerate(numbers)
    ]
    return [["step", "token", f"weighs in {memory.place}"], *rows]


def encoding_rows(realised: Realised) -> Rows:
    """The vectors of the words of a sentence; where its order is lost that of the whole sentence below them."""
    vocabulary = vocabulary_of(realised)
    names = [word.name for word in vocabulary.words]
    vectors = rows_of(vocabulary, names) if names else ()
    titles = [show(name) for name in vocabulary.entries] or [f"x[{k}]" for k in range(vocabulary.size)]
    rows = [
        [show(names[place]) if place < len(names) else "Σ", *map(csv_number, map(float, vector))]
        for place, vector in enumerate(vectors)
    ]
    return [["token", *titles], *rows]


BLOCK = 256
"""So many rows of a sheet are looked up at once."""


def sheet_rows(realised: Realised, sheet: Sheet) -> Iterator[list[str]]:
    """A table of weights, vectors, starts or values: each row with its number and, where it has one, its name."""
    columns = range(sheet.columns)
    titles = [show(column_name(realised, sheet, column)) or str(column) for column in columns]
    yield [sheet.name, "name", *titles]
    for first in range(0, sheet.rows, BLOCK):
        rows = range(first, min(first + BLOCK, sheet.rows))
        for row, line in zip(rows, cells(realised, sheet, rows, columns), strict=True):
            yield [str(row), show(row_name(realised, sheet, row)), *(csv_number(each.value) for each in line)]


def attention_rows(session: Session) -> Rows:
    """The weights of the input tokens at each step of the answer that was reached; none where nothing is weighed."""
    name = attention_shown(session)
    if name is None:
        return []
    return [["step", *(show(token) for token in session.trace.tokens)], *_weights(session, name)]


def _weights(session: Session, name: str) -> Iterator[list[str]]:
    for step in range(session.trace.steps(name)):
        if is_reached(session, name, step):
            yield [str(step), *map(csv_number, shortest(weights_at(session, name, step)[None])[0])]
