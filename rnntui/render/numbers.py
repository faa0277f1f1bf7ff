"""Numbers in cells: fixed width where they stand in columns, exact where they are whole."""

from __future__ import annotations

import math

from ..engine.digits import brief

__all__ = ["brief", "number"]


def number(value: float, digits: int = 3) -> str:
    """A number for a column: sign and `digits` decimals, fewer figures where it is large or would look like zero.

    Never longer than `digits` + 6 characters, or 7: `+0.093`, `-0.437`, `+42.000`, `+1.2e+05`, `nan`, `+inf`.
    """
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "+inf" if value > 0 else "-inf"
    # Minus zero is zero to whoever reads it.
    text = f"{value + 0.0:+.{digits}f}"
    if len(text) > digits + 6 or (value and not float(text)):
        return f"{value:+.{max(digits - 2, 0)}e}"
    return text
