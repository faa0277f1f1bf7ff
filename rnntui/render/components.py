"""Vectors as the rows of a table: each number with its digits and its shade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..dataclass import dataclass
from .bars import shade
from .cells import fitted, is_whole

if TYPE_CHECKING:
    from ..engine.arrays import FloatArray

WIDEST = 6
"""Cells of a number that is not whole."""


@dataclass(frozen=True)
class Components:
    """Some numbers of some vectors."""

    dimensions: tuple[int, ...]
    """Which of the numbers."""
    digits: int
    """Cells of a number without its shade."""
    rows: tuple[tuple[str, ...], ...]
    """Each number and its shade, in `digits` + 1 cells: `+0.729▓`, `1█`, `·`."""


def shown_dimensions(vectors: FloatArray, are_entries: bool) -> tuple[int, ...]:
    """Which numbers of vectors (n, size) are shown; where they stand for words those alone that are not 0 in all."""
    if not are_entries:
        return tuple(range(vectors.shape[1]))
    return tuple(np.flatnonzero(vectors.any(axis=0)).tolist())


def digits_of(vectors: FloatArray) -> int:
    """Cells of the numbers of vectors (n, size) without their shades."""
    if not vectors.size or not is_whole(vectors):
        return WIDEST
    return max(len(fitted(float(extreme), WIDEST, True)) for extreme in (vectors.min(), vectors.max()))


def components(vectors: FloatArray, dimensions: Sequence[int]) -> Components:
    """Some numbers of vectors (n, size) as cells; as broad, and shaded, as all numbers of the vectors ask for."""
    finite = abs(vectors)[abs(vectors) < float("inf")]
    most = float(finite.max()) if finite.size else 0.0
    whole, digits = is_whole(vectors), digits_of(vectors)
    shown = vectors[:, list(dimensions)].tolist()
    rows = tuple(tuple(_cell(value, most, whole).rjust(digits + 1) for value in row) for row in shown)
    return Components(tuple(dimensions), digits, rows)


def _cell(value: float, most: float, whole: bool) -> str:
    if value == 0:
        return "·"
    return fitted(value, WIDEST, whole) + shade(value, most)[1]
