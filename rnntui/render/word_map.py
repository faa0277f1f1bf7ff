"""A map of words in characters: a mark for each, and its label beside it where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from ..dataclass import dataclass

MARKS = {"here": "●", "sentence": "●", "neighbour": "×", "other": "·"}
"""What a word on the map is, in one cell."""
_FIRST = ("here", "sentence", "neighbour", "other")
"""Whose label is placed first."""


@dataclass(frozen=True)
class MapWord:
    """A word that is to stand on the map; both directions run from -1 to 1."""

    text: str
    x: float
    y: float
    part: str


@dataclass(frozen=True)
class Placed:
    """A piece of the map."""

    row: int
    column: int
    text: str
    label: int
    """Which of the labels it belongs to."""


def at(label: MapWord, width: int, height: int) -> tuple[int, int]:
    """Row and column of a word's mark."""
    return round((1 - label.y) / 2 * (height - 1)), round((label.x + 1) / 2 * (width - 1))


def word_map(labels: Sequence[MapWord], width: int, height: int) -> tuple[Placed, ...]:
    """The pieces in the order of rows and columns; none lies over another, and none is cut off."""
    return placed(labels, [at(label, width, height) for label in labels], width, height)


def placed(labels: Sequence[MapWord], marks: Sequence[tuple[int, int]], width: int, height: int) -> tuple[Placed, ...]:
    """The marks at these rows and columns, and the labels beside them."""
    taken: set[tuple[int, int]] = set()
    pieces: list[Placed] = []
    order = sorted(range(len(labels)), key=lambda place: _FIRST.index(labels[place].part))
    for place in order:
        row, column = marks[place]
        if 0 <= row < height and 0 <= column < width and (row, column) not in taken:
            taken.add((row, column))
            pieces.append(Placed(row, column, MARKS[labels[place].part], place))
    ends: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for place in order:
        text = f"▐{labels[place].text}▌" if labels[place].part == "here" else labels[place].text
        size, mark = cell_len(text), marks[place]
        # Words at one place share its mark, and stand beside each other.
        beside = [(row, each) for row, start, stop in ends.get(mark, []) for each in (stop + 1, start - size - 1)]
        for row, column in (*beside, *_beside(*mark, size)):
            cells = {(row, each) for each in range(column, column + size)}
            # No other mark is so near that the word could be taken for its own.
            near = {(row, each) for each in (column - 2, column + size + 1)} & (set(marks) - {mark})
            apart = cells | {(row, column - 1), (row, column + size)}
            if 0 <= row < height and column >= 0 and column + size <= width and not apart & taken and not near:
                taken |= cells
                ends.setdefault(mark, []).append((row, column, column + size))
                pieces.append(Placed(row, column, text, place))
                break
    return tuple(sorted(pieces, key=lambda piece: (piece.row, piece.column)))


def _beside(row: int, column: int, size: int) -> tuple[tuple[int, int], ...]:
    """Where a label may begin: right, left, below or above its mark, or farther off."""
    left = column - size - 1
    middle = column - size // 2
    beside = (row, column + 2), (row, left), (row + 1, column + 1), (row - 1, column + 1)
    return (*beside, (row + 1, left), (row - 1, left), (row + 1, middle), (row - 1, middle), (row + 2, column + 1))
