"""One variable over time: units, or bands of units, by steps, as signs and shades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dataclass import dataclass
from .bars import shade

if TYPE_CHECKING:
    from ..engine.arrays import FloatArray
    from ..engine.trace import Trace


@dataclass(frozen=True)
class Band:
    """One row of a heat map."""

    first: int
    last: int
    """The units that it stands for, both included."""
    cells: tuple[str, ...]
    """Sign and shade of the extreme value of the band, for each step."""


def bands(trace: Trace, variable: str, steps: range, rows: int) -> tuple[Band, ...]:
    """The heat map of a variable over some steps in at most `rows` rows.

    Where there are more units than rows, each row shows the value of its band that is farthest from zero.
    """
    units = trace.units(variable)
    if not units or rows < 1:
        return ()
    size = -(-units // rows)
    vectors = [trace.at(variable, step) for step in steps]
    firsts = range(0, units, size)
    values = [[_extreme(vector[first : first + size]) for vector in vectors] for first in firsts]
    finite = [abs(value) for row in values for value in row if value == value]
    most = max(finite, default=0.0)
    return tuple(
        Band(first, min(first + size, units) - 1, tuple(shade(value, most) for value in row))
        for first, row in zip(firsts, values, strict=True)
    )


def _extreme(vector: FloatArray) -> float:
    return float(vector[abs(vector).argmax()])
