"""What `--set` says: a value that is forced, written in the notation of the screen."""

from __future__ import annotations

import math
import re

from ..engine.interventions import Intervention
from ..errors import UsageError

_FORM = re.compile(
    r"\s*(?P<name>[^\W\d]\w*)\s*\[\s*(?P<step>\d+|:)\s*\]\s*(?:\[\s*(?P<unit>\d+|:)\s*\])?\s*=\s*(?P<value>\S+)\s*"
)
_HINT = "write f[3][0]=0 for one step, f[:][0]=0 for every step, f[3]=0 for every unit"


def parse_edit(text: str) -> Intervention:
    """Read `f[3][0]=0`; `:` for every step or unit. Raises UsageError for anything else."""
    match = _FORM.fullmatch(text)
    if match is None or not text.isascii():
        raise UsageError(f"'{text}' sets nothing", _HINT)
    try:
        value = float(match["value"])
    except ValueError:
        raise UsageError(f"'{match['value']}' in '{text}' is no number", _HINT) from None
    if not math.isfinite(value) or "_" in match["value"]:
        raise UsageError(f"'{match['value']}' in '{text}' is no finite number", _HINT)
    return Intervention(match["name"], value, _index(match["step"]), _index(match["unit"]))


def _index(text: str | None) -> int | None:
    return None if text in (None, ":") else int(text)
