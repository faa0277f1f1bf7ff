"""The order of the units: by index, or by what changed most with a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..engine.trace import Trace


def by_change(trace: Trace, variable: str, step: int) -> tuple[int, ...]:
    """The units of a variable, those first whose value differs most from the step before; ties by index.

    NaN counts as the largest change: it is what one looks for.
    """
    change = abs(trace.at(variable, step) - trace.at(variable, step - 1))
    change[change != change] = float("inf")
    return tuple(int(unit) for unit in (-change).argsort(kind="stable"))


def extremes(trace: Trace, variable: str, step: int) -> tuple[float, float, float]:
    """The least, the mean and the greatest value of a variable at a step; zeros where it has no units."""
    vector = trace.at(variable, step)
    if not vector.size:
        return 0.0, 0.0, 0.0
    return float(vector.min()), float(vector.mean()), float(vector.max())


def greatest_size(trace: Trace, variable: str, step: int) -> float:
    """The largest absolute value of a variable at a step."""
    vector = trace.at(variable, step)
    return float(abs(vector).max()) if vector.size else 0.0
