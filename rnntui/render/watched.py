"""What an expression comes to, in a few characters: numbers, short vectors, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cells import vector_text
from .numbers import number
from .show import show

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..engine.conditions import Condition

MOST_ENTRIES = 4
"""So many entries of a vector are shown."""
LARGEST_WHOLE = 1e6
"""From here on whole numbers are shown as others are."""
MOST_CHARACTERS = 12
"""So many cells a text is taken to have."""


def value_text(value: NDArray[Any]) -> str:
    """A value: `+0.383`, `2`, `(+0.09, -0.05, …, 128)`, `"saw"`; truth values are 1 and 0."""
    if value.dtype == object:
        return f'"{show(str(value[()]))}"'
    if value.dtype == bool:
        value = value.astype(float)
    if value.ndim == 0:
        one = float(value)
        return str(int(one)) if one.is_integer() and abs(one) < LARGEST_WHOLE else number(one)
    if value.ndim > 1:
        return " x ".join(map(str, value.shape))
    if len(value) <= MOST_ENTRIES:
        return vector_text(value)
    return f"{vector_text(value[: MOST_ENTRIES - 1])[:-1]}, …, {len(value)})"


def usual_width(found: Condition) -> int:
    """How many cells the value of an expression mostly takes."""
    if len(found.shape.sizes) == 1:
        return 7 * min(found.units[0], MOST_ENTRIES) + 1
    if found.shape.sizes:
        return 12
    return {"text": MOST_CHARACTERS, "truth": 5, "number": 7}[found.shape.kind]
