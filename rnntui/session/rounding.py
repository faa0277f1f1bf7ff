"""When two values are called equal: within the rounding of what is computed in another order."""

from __future__ import annotations

import numpy as np

from ..engine.arrays import FloatArray

ROUNDING = 64
"""How many times the rounding unit of the coarser dtype two values may lie apart and still be called equal.

Runs of different length or in a batch are computed in other chunks, and round otherwise in their last digits.
"""


def differs(a: FloatArray, b: FloatArray, rounding: float) -> FloatArray:
    """Which rows of two arrays (rows, size) differ by more than `rounding`, or so many times their largest value.

    NaN equals NaN, and an infinity itself.
    """
    with np.errstate(all="ignore"):
        sizes = np.maximum(abs(a), abs(b))
        scale = np.where(np.isfinite(sizes), sizes, 0).max(axis=1, initial=1)
        apart = ~(abs(b - a) <= rounding * scale[:, None])
    return np.asarray((apart & (a != b) & ~(np.isnan(a) & np.isnan(b))).any(axis=1))
