"""What differs between two pictures of a row, in pieces, and the order in which they are sent with the least bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from .escapes import Place, blank_style, move

Cell: TypeAlias = tuple[str, str] | None
"""A character and its style, as the numbers of its escape sequence, of a blank only what shows; the right half of
a wide character has no character. None where it is not known what the terminal shows."""

_GAP = 3
"""So many bytes of unchanged cells are sent again rather than jumped over, which takes as many."""


class Piece(NamedTuple):
    """Neighbouring cells of one style that are sent together."""

    row: int
    start: int
    stop: int
    style: str
    text: str


def is_half(cell: Cell) -> bool:
    """Whether this is the right half of a wide character."""
    return cell is not None and not cell[0]


def pieces_of(row: int, before: list[Cell], cells: list[Cell], ranges: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """What differs in a row, whole characters each, in pieces of one style; blanks go with any that look the same.

    It differs within some ranges of columns alone.
    """
    before.extend([None] * (len(cells) - len(before)))
    start = stop = 0
    style = ""
    for place in _changed(before, cells, ranges):
        new = cells[place]
        if new is None or place < stop:
            continue
        first = place if new[0] else place - 1
        after = first + 1
        if after < len(cells) and is_half(cells[after]):
            after += 1
        if start < stop:
            if first == stop and new[1] == style:
                stop = after
                continue
            joined = _joined(style, cells[stop:first], cells[first:after])
            if joined is not None:
                stop, style = after, joined
                continue
            yield _piece(row, start, stop, style, cells)
        start, stop, style = first, after, new[1]
    if start < stop:
        yield _piece(row, start, stop, style, cells)


def _changed(before: list[Cell], cells: list[Cell], ranges: Iterable[tuple[int, int]]) -> list[int]:
    """The columns of the cells that differ."""
    changed: list[int] = []
    reached = 0
    for start, stop in sorted(ranges):
        first = max(start, reached)
        changed += [
            place
            for place, (old, new) in enumerate(zip(before[first:stop], cells[first:stop], strict=True), first)
            if old is not new and old != new
        ]
        reached = max(reached, stop)
    return changed


def _piece(row: int, start: int, stop: int, style: str, cells: list[Cell]) -> Piece:
    return Piece(row, start, stop, style, "".join([cell[0] for cell in cells[start:stop] if cell is not None]))


def _joined(style: str, gap: list[Cell], more: list[Cell]) -> str | None:
    """The style in which a piece, a gap and more cells can be sent as one; None where they can't, or it is wide."""
    if len(gap) > _GAP or sum(len(cell[0].encode()) for cell in gap if cell is not None) > _GAP:
        return None
    for cell in (*gap, *more):
        if cell is None:
            return None
        character, other = cell
        if other == style or (character == " " and other == blank_style(style)):
            continue
        if character == " " or blank_style(other) != style:
            return None
        style = other
    return style


def dye_blanks(pieces: dict[str, list[Piece]], style: str | None) -> None:
    """Let pieces of blanks go with a style in which they look the same: the present one, or the first there is."""
    for blank in [each for each in pieces if blank_style(each) == each]:
        others = (style, *pieces) if style is not None else tuple(pieces)
        other = next((each for each in others if each != blank and blank_style(each) == blank), None)
        if other is not None and all(not piece.text.strip(" ") for piece in pieces[blank]):
            pieces[other] = sorted(pieces.get(other, []) + pieces.pop(blank))


def ordered(here: Place | None, pieces: list[Piece]) -> list[Piece]:
    """Pieces of one style in an order in which the ways are short: row by row, or column by column."""
    if len(pieces) < 3:
        return pieces
    down: list[Piece] = []
    columns: list[list[Piece]] = []
    right = -1
    for piece in sorted(pieces, key=lambda each: each.start):
        if piece.start >= right:
            columns.append([])
        columns[-1].append(piece)
        right = max(right, piece.stop)
    row = 0 if here is None else here[0]
    for column in columns:
        column.sort(key=lambda each: (each.row, each.start))
        if abs(column[-1].row - row) < abs(column[0].row - row):
            column.reverse()
        row = column[-1].row
        down += column
    return min(pieces, down, key=lambda order: _way(here, order))


def _way(here: Place | None, pieces: list[Piece]) -> int:
    """How many bytes it takes to go from piece to piece."""
    size = 0
    for row, start, stop, _, _ in pieces:
        size += len(move(here, (row, start)))
        here = row, stop
    return size
