"""What the edits changed: a run beside the same run without them, only where one looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..engine.arrays import FloatArray
from ..engine.interventions import Start
from .realise import Realised

BoolArray = NDArray[np.bool_]
_SLACK = 64
"""So many units in the last place do two runs differ by rounding alone: a loop that stops to force a value may add
in another order."""


def is_edited(realised: Realised) -> bool:
    """Whether any edit is made."""
    return realised.edited.is_changed


def was(realised: Realised, variable: str, step: int, unit: int) -> float | None:
    """What a value was without the edits; None where it is the same, or there was none."""
    changed = changed_at(realised, variable, step)
    then = _then(realised, variable, step)
    return None if changed is None or not changed[unit] or then is None or unit >= len(then) else float(then[unit])


def changed_at(realised: Realised, variable: str, step: int) -> BoolArray | None:
    """Which units of a variable are others at a step, (size,); None where none is. Beyond all steps it is the start."""
    if not is_edited(realised):
        return None
    now, then = realised.trace.at(variable, step), _then(realised, variable, step)
    if then is None or len(then) != len(now):
        # It is of a step that there was none of, or as long as the answer, which was not as long.
        return np.ones(len(now), bool)
    changed = _differ(now, then)
    return changed if changed.any() else None


def changed_among(realised: Realised, variable: str, step: int, units: Sequence[int]) -> frozenset[int]:
    """Those of some units of a variable that are others at a step: what is not seen is not looked at."""
    if not is_edited(realised):
        return frozenset()
    now, then = realised.trace.at(variable, step), _then(realised, variable, step)
    some = [unit for unit in units if unit < len(now)]
    if then is None or len(then) != len(now):
        return frozenset(some)
    changed = _differ(now[some], then[some]).tolist()
    return frozenset(unit for unit, is_other in zip(some, changed, strict=True) if is_other)


def _then(realised: Realised, variable: str, step: int) -> FloatArray | None:
    """A variable at a step without the edits; None at one that there was not."""
    before = realised.unedited
    is_there = step < before.steps(variable) or step >= realised.trace.steps(variable)
    return before.at(variable, step) if is_there else None


def changed_between(realised: Realised, variable: str, steps: range) -> BoolArray | None:
    """Which values of a variable are others at some neighbouring steps: (steps, size); None where none is."""
    if not is_edited(realised):
        return None
    trace, before = realised.trace, realised.unedited
    now = trace.between(variable, steps.start, steps.stop)
    if now.shape[1] != before.units(variable):
        return np.ones(now.shape, bool)
    then = before.between(variable, steps.start, steps.stop)
    changed = np.ones(now.shape, bool)
    changed[: len(then)] = _differ(now[: len(then)], then)
    return changed if changed.any() else None


def changed_bands(
    realised: Realised, variable: str, steps: range, bands: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """In which bands of units, from the first to the last of each, and at which of some steps anything is another."""
    changed = changed_between(realised, variable, steps)
    if changed is None:
        return frozenset()
    return frozenset(
        (band, int(place))
        for band, (first, last) in enumerate(bands)
        for place in np.flatnonzero(changed[:, first : last + 1].any(axis=1))
    )


def forced_at(realised: Realised, variable: str, step: int, units: Iterable[int] | None = None) -> frozenset[int]:
    """The units of a variable, or those of some, that are forced at a step; beyond all steps those of its start."""
    edits = realised.edited.interventions
    if not edits:
        return frozenset()
    is_start = not 0 <= step < realised.trace.steps(variable)
    name_of = realised.trace.program.variable
    here = [
        each.unit
        for each in edits
        if isinstance(each, Start) == is_start and each.step in (None, step) and name_of(each.variable) == variable
    ]
    if not here:
        return frozenset()
    some = range(realised.trace.units(variable)) if units is None else units
    return frozenset(unit for unit in some if None in here or unit in here)


def forced_bands(
    realised: Realised, variable: str, steps: range, bands: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """In which bands of units, from the first to the last of each, and at which of some steps any is forced."""
    found = set()
    for place, step in enumerate(steps):
        forced = forced_at(realised, variable, step)
        found |= {(band, place) for band, (first, last) in enumerate(bands) if forced & {*range(first, last + 1)}}
    return frozenset(found)


def _differ(now: NDArray[np.floating], then: NDArray[np.floating]) -> BoolArray:
    """Where two arrays differ by more than rounding; what is no number is equal to itself."""
    changed: BoolArray = now != then
    if changed.any():
        slack = _SLACK * float(np.finfo(now.dtype).eps)
        with np.errstate(all="ignore"):
            changed &= ~(np.abs(now - then) <= slack * (1 + np.abs(then)))
        changed &= ~(np.isnan(now) & np.isnan(then))
    return changed
