"""Columns of text for a terminal or for Markdown; every cell of them is safe to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len

from ..engine.digits import brief

if TYPE_CHECKING:
    from ..engine.arrays import FloatArray

MOST_UNITS = 8
"""Of a vector with more units than this the first and the last are shown."""
_GAP = "  "

Column: TypeAlias = "list[str]"
"""The title of a column and its cells."""


def numbers(title: str, rows: FloatArray, there: Sequence[bool]) -> Column:
    """A column of vectors, (rows, size), those of one unit below each other; empty where there is none."""
    vectors = [
        folded([brief(float(value)) for value in row]) if is_there else []
        for row, is_there in zip(rows, there, strict=True)
    ]
    widths = [max(map(len, entries)) for entries in zip(*filter(None, vectors), strict=True)]
    return [title, *(" ".join(n.rjust(w) for n, w in zip(vector, widths, strict=False)) for vector in vectors)]


def folded(entries: list[str]) -> list[str]:
    """So many entries that all of them fit, with … for those between."""
    half = MOST_UNITS // 2
    return entries if len(entries) <= MOST_UNITS else [*entries[:half], "…", *entries[-half:]]


def aligned(head: Sequence[Column], columns: Sequence[Column], width: int | None) -> str:
    """A table; one wider than `width` cells is broken into several, one below the other, each with its head."""
    first = [_padded(column) for column in head]
    blocks = _blocks(first, [_padded(column) for column in columns], width)
    return "\n\n".join("\n".join(_lines(first + block)) for block in blocks) + "\n"


def markdown(columns: Sequence[Column]) -> str:
    """A table in Markdown."""
    rows = [f"| {' | '.join(map(_escaped, row))} |" for row in zip(*columns, strict=True)]
    rows.insert(1, f"| {' | '.join('---' for _ in columns)} |")
    return "\n".join(rows) + "\n"


def _padded(column: Column) -> Column:
    width = max(map(cell_len, column))
    return [cell + " " * (width - cell_len(cell)) for cell in column]


def _blocks(head: list[Column], columns: list[Column], width: int | None) -> Iterator[list[Column]]:
    """The columns in groups that fit beside the head; a column that is too wide by itself stands alone."""
    room = sum(cell_len(column[0]) + len(_GAP) for column in head)
    block: list[Column] = []
    used = room
    for column in columns:
        needed = cell_len(column[0]) + len(_GAP)
        if block and width is not None and used + needed - len(_GAP) > width:
            yield block
            block, used = [], room
        block.append(column)
        used += needed
    yield block


def _lines(columns: list[Column]) -> Iterator[str]:
    title, *rows = zip(*columns, strict=True)
    yield _GAP.join(title).rstrip()
    yield _GAP.join("─" * cell_len(cell) for cell in title)
    for row in rows:
        yield _GAP.join(row).rstrip()


def _escaped(cell: str) -> str:
    """A cell in which nothing is markup."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>()#+!|~&" else character for character in cell)
