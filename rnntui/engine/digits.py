"""Numbers within a formula: as short as they can be."""

from __future__ import annotations

import math


def brief(value: float, figures: int = 4) -> str:
    """No sign if positive and no zeros that say nothing: `42`, `0.383`, `-0.738`, `1.2e-05`.

    Those of a number that is all but whole say that it is not: `12.00`.
    """
    if math.isnan(value) or math.isinf(value):
        return str(float(value))
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    text = f"{value:.{figures}g}"
    is_whole = "." not in text and "e" not in text
    return f"{value:#.{figures}g}".rstrip(".") if is_whole else text
