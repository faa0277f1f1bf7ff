"""Numbers of a whole vector as cells of a column: whole ones as they are, others with as many decimals as fit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .numbers import number

if TYPE_CHECKING:
    from ..engine.arrays import FloatArray

FORCED, CHANGED = "✎", "≠"
"""Before a number that an edit holds, and before one that is another since something was edited."""
TINIEST = 0.00005
"""What is smaller is shown by its exponent."""
LARGEST_WHOLE = 1e6
"""From here on whole numbers are shown as others are."""


def is_whole(vector: FloatArray) -> bool:
    """Whether every entry is a whole number that is short enough to be shown without decimals."""
    if not vector.size:
        return True
    return bool((vector == vector.round()).all() and abs(vector).max() < LARGEST_WHOLE)


def fitted(value: float, width: int, whole: bool = False) -> str:
    """One number in at most `width` cells, 5 or more: `+0.729`, `+0.0003`, `-12.00`, `+1e+05`; `42` where `whole`."""
    if whole and math.isfinite(value):
        # A minus sign before a zero would say nothing.
        text = f"{value + 0.0:.0f}"
        if len(text) <= width:
            return "0" if text == "-0" else text
    if width > 6 and TINIEST <= abs(value) < 0.0005:
        return f"{value:+.4f}"
    for digits in (3, 2, 1, 0):
        text = number(value, digits)
        if len(text) <= width:
            return text
    return "+big" if value > 0 else "-big"


def cells(vector: FloatArray, units: Iterable[int], width: int) -> tuple[str, ...]:
    """The entries at `units` of a vector, each at most `width` cells; empty where it has no such unit."""
    whole = is_whole(vector)
    size = len(vector)
    return tuple(fitted(float(vector[unit]), width, whole) if unit < size else "" for unit in units)


def vector_text(vector: FloatArray) -> str:
    """A short vector in parentheses, as it is said aloud: `(12, 12)`, `(+0.09, -0.05)`."""
    if is_whole(vector):
        return f"({', '.join(fitted(float(value), 8, True) for value in vector)})"
    return f"({', '.join(_short(float(value)) for value in vector)})"


def _short(value: float) -> str:
    """Two decimals, more where the number would look like zero."""
    return fitted(value, 7) if 0 < abs(value) < 0.005 else number(value, 2)


def largest(vector: FloatArray) -> int:
    """The unit with the largest value; the first of several, -1 where there is none."""
    return int(vector.argmax()) if len(vector) else -1
