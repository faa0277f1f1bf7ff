"""Numbers within a formula: as short as they can be."""

from __future__ import annotations

import math


def brief(value: float, figures: int = 4) -> str:
    """No sign if positive and no zeros that say nothing: `42`, `0.383`, `-0.738`, `1.2e-05`."""
    if math.isnan(value) or math.isinf(value):
        return str(float(value))
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.{figures}g}"
