"""Cosines in cells of a matrix: sign, digits and a shade, so that they are read without colour."""

from __future__ import annotations

import math

from .bars import SHADES

SIZES = (9, 7, 5, 4)
"""Cells that a cosine may take, from roomy to narrow."""
NOTHING = 0.0005
"""What is smaller is shown as zero: rounding, at a right angle."""


def cosine_cell(value: float, size: int) -> str:
    """A cosine in so many cells, one of `SIZES`: `+0.923▓▓ `, `+0.92▓ `, `+.9▓ `, `+.9▓`; `·` for nothing."""
    body = size if size == 4 else size - 1
    if math.isnan(value):
        return "!!".rjust(body - 1).ljust(size)
    shades = 2 if size == 9 else 1
    digits = body - shades
    if abs(value) < NOTHING:
        return (f"{' 0':<{digits}}" + "·" * shades).ljust(size)
    shade = SHADES[max(1, math.ceil(min(abs(value), 1.0) * (len(SHADES) - 1)))]
    return (f"{_digits(value, digits):<{digits}}" + shade * shades).ljust(size)


def _digits(value: float, width: int) -> str:
    """Sign and digits: `+0.923`, `+0.92`, `+.9`, `+1`."""
    sign = "+" if value > 0 else "-"
    if width > 3:
        return f"{value:+.{width - 3}f}"
    # Only what is all but 1 is 1; else a tenth would make likeness of what is less.
    tenths = int(abs(value) * 10)
    return f"{sign}1" if round(abs(value), 2) >= 1 else f"{sign}.{tenths}"


def cosine_bar(value: float, width: int) -> str:
    """How far a cosine is from zero, as a bar of full cells; empty where it is nothing."""
    if math.isnan(value) or abs(value) < NOTHING:
        return " " * width
    filled = max(round(min(abs(value), 1.0) * width), 1)
    return ("█" * filled)[:width].ljust(width)
