"""How far the answers of a network lie apart."""

from __future__ import annotations

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, IntArray
from .rounding import ROUNDING


@dataclass(frozen=True, eq=False)
class Spread:
    """How far some answers lie apart, for each output and over all of them."""

    least: FloatArray
    """(size,): the smallest value of each output."""
    greatest: FloatArray
    """(size,): the largest one."""
    deviation: FloatArray
    """(size,): the standard deviation, of the answers themselves and not of a larger population."""
    different: IntArray
    """(size,): how many values there are that differ by more than rounding."""
    distance: float
    """The largest distance (Euclidean) between two answers; 0 where they are equal but for rounding."""
    farthest: tuple[int, int]
    """Which two answers these are."""


def spread_of(answers: FloatArray) -> Spread:
    """The spread of answers, (count, size), one of them at least. NaN in an output makes its numbers NaN."""
    rounding = ROUNDING * float(np.finfo(answers.dtype).eps)
    values = answers.astype(np.float64)
    with np.errstate(all="ignore"):
        different = np.array([_different(column, rounding) for column in values.T], np.intp)
        distance, farthest = _farthest(values)
        scale = np.maximum(abs(values).max(axis=None, initial=1), 1)
        if distance <= rounding * scale:
            distance, farthest = 0.0, (0, 0)
        return Spread(values.min(0), values.max(0), values.std(0), different, distance, farthest)


def _different(column: FloatArray, rounding: float) -> int:
    """How many values lie apart from the next smaller one by more than rounding."""
    ordered = np.sort(column)
    finite = ordered[np.isfinite(ordered)]
    gaps = np.diff(finite) > rounding * np.maximum(abs(finite[1:]), 1)
    others = np.unique(ordered[~np.isfinite(ordered)])
    return int(gaps.sum()) + bool(len(finite)) + len(others)


def _farthest(values: FloatArray) -> tuple[float, tuple[int, int]]:
    """The largest distance between two rows, and which two they are."""
    if not np.isfinite(values).all():
        return float("nan"), (0, 0)
    rows, first = np.unique(values, axis=0, return_index=True)
    # From a common centre, and in its scale, the sums of squares lose no digits and stay finite.
    centred = rows / 2 - (rows.min(0) / 4 + rows.max(0) / 4)
    largest = float(abs(centred).max(initial=0))
    if not largest:
        return 0.0, (0, 0)
    centred /= largest
    squares = (centred**2).sum(1)
    best, pair = -1.0, (0, 0)
    for start in range(0, len(rows), 512):
        part = centred[start : start + 512]
        apart = squares[start : start + 512, None] + squares - 2 * (part @ centred.T)
        place = int(apart.argmax())
        if apart.flat[place] > best:
            row, other = divmod(place, len(rows))
            best, pair = float(apart.flat[place]), (start + row, other)
    distance = 2 * largest * float(np.sqrt(((centred[pair[0]] - centred[pair[1]]) ** 2).sum()))
    ends = sorted((int(first[pair[0]]), int(first[pair[1]])))
    return distance, (ends[0], ends[1])
