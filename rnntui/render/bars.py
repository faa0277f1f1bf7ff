"""Numbers as bars and shades, which say by their length and density what the digits beside them say."""

from __future__ import annotations

import math

SHADES = " ░▒▓█"
"""From nothing to all, in quarters."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def gate_bar(value: float, width: int) -> str:
    """How far a gate is open, 0 to 1: `███░░`, or one shade where there is one cell."""
    if math.isnan(value):
        return " " * width
    share = min(max(value, 0.0), 1.0)
    if width == 1:
        return SHADES[round(share * (len(SHADES) - 1))]
    filled = round(share * width)
    return "█" * filled + "░" * (width - filled)


def size_bar(value: float, most: float, width: int) -> str:
    """How large a value is beside the largest of its kind, to an eighth of a cell: `██▍ `."""
    if not width or not math.isfinite(value) or not math.isfinite(most) or most <= 0:
        return " " * width
    eighths = round(min(abs(value) / most, 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def shade(value: float, most: float) -> str:
    """Sign and density of a value in two cells, readable without colour: `+▒`, `-█`, ` ·` for nothing."""
    if math.isnan(value):
        return "!!"
    if value == 0 or most <= 0:
        return " ·"
    share = 1.0 if math.isinf(most) else min(abs(value) / most, 1.0)
    return ("+" if value > 0 else "-") + SHADES[max(1, math.ceil(share * (len(SHADES) - 1)))]
