"""A row of numbers that span many orders of magnitude, as a row of cells on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

LEVELS = "▁▂▃▄▅▆▇█"
"""From the least that is told apart to the largest."""
MOST_DECADES = 12
"""What is smaller than the largest by more powers of ten than these is at the lowest level."""


def decades(curves: Iterable[Sequence[float]]) -> int:
    """How many powers of ten the widest of some curves spans, from 1 up to a limit."""
    widest = 1.0
    for curve in curves:
        known = [value for value in curve if math.isfinite(value) and value > 0]
        if known:
            widest = max(widest, math.log10(max(known)) - math.log10(min(known)))
    return min(math.ceil(widest - 1e-9), MOST_DECADES)


def log_levels(values: Sequence[float], span: int) -> str:
    """One cell for each value: `█` for the largest, `▁` for what is `span` powers of ten smaller, or more.

    A zero is `·`, and what is not known, NaN, is blank.
    """
    known = [value for value in values if math.isfinite(value) and value > 0]
    most = math.log10(max(known)) if known else 0.0
    return "".join(_level(value, most, span) for value in values)


def _level(value: float, most: float, span: int) -> str:
    if math.isnan(value):
        return " "
    if value <= 0:
        return "·"
    share = 1.0 if math.isinf(value) else 1 - (most - math.log10(value)) / span
    return LEVELS[max(0, min(round(share * (len(LEVELS) - 1)), len(LEVELS) - 1))]


def columns(values: Sequence[float], most: float, rows: int) -> list[str]:
    """Bars that stand beside each other, from the top row down: a cell a value, to an eighth of a cell.

    What is not zero is seen, however small it is.
    """
    lines = []
    eighths = [_eighths(value, most, rows) for value in values]
    for row in range(rows - 1, -1, -1):
        lines.append("".join((" " + LEVELS)[max(0, min(each - 8 * row, 8))] for each in eighths))
    return lines


def _eighths(value: float, most: float, rows: int) -> int:
    if not value > 0 or not most > 0:
        return 0
    share = 1.0 if math.isinf(value) else min(value / most, 1.0)
    return max(round(share * rows * 8), 1)


def magnitude(value: float, width: int = 7) -> str:
    """A number that is not negative in three figures and at most `width` cells: `66.1`, `0.0494`, `9.5e-45`."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf"
    text = f"{value:.3g}"
    for digits in (2, 1, 0):
        if "e" not in text and len(text) <= width:
            break
        mantissa, exponent = f"{value:.{digits}e}".split("e")
        text = f"{mantissa.rstrip('0').rstrip('.') if digits else mantissa}e{int(exponent)}"
        if len(text) <= width:
            break
    return text
