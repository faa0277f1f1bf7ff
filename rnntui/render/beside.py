"""Numbers of two runs side by side, for the screen: vectors of a column, what differs, and heat maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .bars import shade
from .heat import Band

if TYPE_CHECKING:
    from ..engine.arrays import FloatArray
    from ..engine.expression import Clock
    from ..session.beside import Comparison
    from ..session.differences import Kind

LETTERS: dict[Kind, str] = {"a": "A", "b": "B", "difference": "B-A"}
"""What each kind of number is called."""


def clock_of(comparison: Comparison, kind: Kind, name: str) -> Clock:
    """The clock at whose steps a variable is computed; KeyError for a run that does not have it."""
    session, side = comparison.a, comparison.differences.a
    if kind == "b":
        session, side = comparison.b, comparison.differences.b
    return session.model.program.clocks[side.name_of(name) or name]


def place_of(comparison: Comparison, kind: Kind, name: str, column: int) -> int | None:
    """The place of a column among those that a variable has; None where it has nothing there.

    What belongs to the sentence as a whole stands in the last column of its clock.
    """
    index = comparison.differences.kinds(name).get(kind)
    if index is None or comparison.clock_of(column) != clock_of(comparison, kind, name):
        return None
    if index != "once":
        return column if index == "t" else column - comparison.inputs
    last = comparison.inputs if comparison.clock_of(column) == "t" else len(comparison.columns)
    return 0 if column == last - 1 else None


def vector(comparison: Comparison, kind: Kind, name: str, column: int, *, ahead: bool = False) -> FloatArray | None:
    """A variable in a column, (size,); None where there is no such step, or it is not computed by now."""
    place = place_of(comparison, kind, name, column)
    if place is None or not (ahead or _is_known(comparison, kind, name, column)):
        return None
    rows, there = comparison.differences.rows(kind, name, place, place + 1)
    return rows[0] if there and there[0] else None


def _is_known(comparison: Comparison, kind: Kind, name: str, column: int) -> bool:
    if kind == "difference":
        return comparison.is_known(name, column)
    if comparison.columns[column][kind == "b"] is None:
        return column <= comparison.column
    return comparison.has_computed(kind, name, column)


def apart(a: FloatArray, b: FloatArray, rounding: float) -> list[bool]:
    """For each unit whether two vectors differ there by more than `rounding`, or so many times their largest value."""
    with np.errstate(all="ignore"):
        sizes = np.maximum(abs(a), abs(b))
        scale = sizes[np.isfinite(sizes)].max(initial=1)
        found = ~(abs(b - a) <= rounding * scale) & (a != b) & ~(np.isnan(a) & np.isnan(b))
    return [bool(each) for each in found]


def differing(comparison: Comparison, first: int, stop: int) -> list[bool]:
    """In which of some columns anything differs that can be subtracted, or one run has no step."""
    inputs, found = comparison.inputs, comparison.differences
    marks = found.differing("t", min(first, inputs), min(stop, inputs))
    marks += found.differing("u", max(first - inputs, 0), max(stop - inputs, 0))
    once = found.differing("once")
    if any(once) and first < inputs <= stop:
        marks[inputs - 1 - first] = True
    return marks


def ranked(comparison: Comparison, name: str, count: int) -> tuple[int, ...]:
    """The units of a variable, those first that differ most in the column; ties, and units that can't, by number."""
    difference = vector(comparison, "difference", name, comparison.column) if comparison.columns else None
    if difference is None:
        return tuple(range(count))
    sizes = abs(difference)
    sizes[sizes != sizes] = float("inf")
    units = [int(unit) for unit in (-sizes).argsort(kind="stable")]
    return (*units, *range(len(units), count))


def heat(comparison: Comparison, kind: Kind, name: str, columns: range, rows: int, most: float) -> tuple[Band, ...]:
    """The heat map of a variable over some columns in at most `rows` rows, shaded by what `most` is.

    Where there are more units than rows, each row has the value of its band that is farthest from zero. A column
    in which there is nothing has empty cells.
    """
    if rows < 1 or kind not in comparison.differences.kinds(name):
        return ()
    vectors = [vector(comparison, kind, name, column, ahead=True) for column in columns]
    units = comparison.differences.units(kind, name)
    size = max(-(-units // rows), 1)
    return tuple(
        Band(first, min(first + size, units) - 1, tuple(_cell(each, first, size, most) for each in vectors))
        for first in range(0, units, size)
    )


def _cell(vector: FloatArray | None, first: int, size: int, most: float) -> str:
    if vector is None:
        return ""
    part = vector[first : first + size]
    return shade(float(part[abs(part).argmax()]), most)


def greatest(comparison: Comparison, kinds: Sequence[Kind], name: str, columns: range) -> float:
    """The largest size of a variable in some columns, of A, B or what differs; 0 where there is nothing."""
    vectors = (vector(comparison, kind, name, column, ahead=True) for kind in kinds for column in columns)
    return max((float(np.nanmax(abs(each), initial=0)) for each in vectors if each is not None), default=0.0)
