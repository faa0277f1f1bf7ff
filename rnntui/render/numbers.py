"""Numbers in cells: fixed width where they stand in columns, exact where they are whole."""

from __future__ import annotations

import math

from ..engine.digits import brief

__all__ = ["brief", "number"]


def number(value: float, digits: int = 3) -> str:
    """A number for a column: sign and `digits` decimals where it is small, fewer figures where it is large.

    Never longer than `digits` + 6 characters: `+0.093`, `-0.437`, `+42.000`, `+1.2e+05`, `nan`, `+inf`.
    """
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "+inf" if value > 0 else "-inf"
    size = abs(value)
    if size != 0 and (size < 0.5 * 10.0**-digits or size >= 10_000):
        return f"{value:+.{max(digits - 2, 0)}e}"
    return f"{value:+.{digits}f}"
