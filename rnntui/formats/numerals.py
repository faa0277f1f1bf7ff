"""Numbers as decimals that give the same numbers again."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..engine.arrays import FloatArray

_LARGEST_WHOLE = 2**53
"""Up to here every whole number has a float64 of its own."""


def shortest(array: FloatArray) -> list[Any]:
    """The numbers of an array as nested lists of floats whose `repr` is the shortest that gives them again.

    A float32 0.1 becomes 0.1, where its value as a float64 would be 0.10000000149011612.
    """
    if array.dtype == np.float64:
        listed: list[Any] = array.tolist()
        return listed
    texts = array.astype("U32").astype(np.float64)
    found: list[Any] = texts.tolist()
    return found


def json_number(value: float) -> int | float | str:
    """A number as JSON takes it: whole ones without a point, NaN and the infinities, which it lacks, as texts."""
    if not math.isfinite(value):
        return str(value)
    whole = value.is_integer() and abs(value) < _LARGEST_WHOLE and (value or math.copysign(1, value) > 0)
    return int(value) if whole else value


def csv_number(value: float) -> str:
    """A number as it stands in a table: `3`, `0.25`, `nan`."""
    return repr(value).removesuffix(".0")
