"""What `--set` says: a value that is forced, written in the notation of the screen."""

from __future__ import annotations

import math
import re

from ..engine.interventions import Intervention
from ..errors import UsageError

_FORM = re.compile(
    r"\s*(?P<name>[^\W\d]\w*)"
    r"\s*\[\s*(?P<step>[0-9]{1,9}|:)\s*\]"
    r"\s*(?:\[\s*(?P<unit>[0-9]{1,9}|:)\s*\])?"
    r"\s*=\s*(?P<value>\S+)\s*"
)
_HINT = "write f[3][0]=0 for one step, f[:][0]=0 for every step, f[3]=0 for every unit; weights can't be set yet"


def parse_edit(text: str) -> Intervention:
    """Read `f[3][0]=0`; `:` for every step or unit. Raises UsageError for anything else.

    Whether there is such a variable, step and unit shows when it runs.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise UsageError(f"'{text}' sets nothing", _HINT)
    return Intervention(match["name"], _number(match["value"], text), _index(match["step"]), _index(match["unit"]))


def edit_text(edit: Intervention) -> str:
    """An intervention as `--set` takes it: `f[3][0]=0.0`, read again to the bit."""
    step, unit = (":" if index is None else str(index) for index in (edit.step, edit.unit))
    return f"{edit.variable}[{step}][{unit}]={float(edit.value)!r}"


def _number(text: str, whole: str) -> float:
    try:
        # Python alone takes 1_000 and １２.
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"'{text}' in '{whole}' is no finite number", _HINT)
    return value


def _index(text: str | None) -> int | None:
    return None if text in (None, ":") else int(text)
