"""Which value an option means: a variable, its step and perhaps a unit, as in `h[3][0]`, `h[-1]` or `y[T]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..engine.trace import Trace

_PLACE = re.compile(r"\s*([^\W\d]\w*)\s*\[\s*(-?[0-9]{1,9}|[TU])\s*\]\s*(?:\[\s*([0-9]{1,9})\s*\]\s*)?")


def place_in(trace: Trace, text: str) -> tuple[str, int, int | None] | None:
    """The variable, its step, where -1 is the last, and its unit, None where none is named; None for no place at all.

    `T`, or `U`, is the step computed last, as in equations. Raises RnntuiError for a variable that is not there,
    UsageError for the letter of another clock.
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    name, step, unit = match[1], match[2], None if match[3] is None else int(match[3])
    return name, _last(trace, name, step) if step in ("T", "U") else int(step), unit


def _last(trace: Trace, name: str, letter: str) -> int:
    from ..engine.at_step import AtStep

    actual = trace.program.variable(name)
    clock = trace.program.clocks[actual]
    if letter != clock.upper():
        raise UsageError(f"'{name}' runs over {clock}, not {letter.lower()}", f"write {name}[{clock.upper()}]")
    return AtStep(trace, clock, 0, None).last_step(actual)
