"""`rnntui trace --ablate h`: which unit mattered, headless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import UsageError
from .output import progress_shown

if TYPE_CHECKING:
    from ..session.realise import Realised

_PLACE = re.compile(r"\s*([^\W\d]\w*)\s*(?:\[\s*([0-9]{1,9})?\s*(:\s*([0-9]{1,9})?\s*)?\])?\s*")
HINT = "write h for all units of h, h[3] for one of them, h[0:8] for the first eight"


def ablated(done: Realised, place: str, form: str, lang: str = "en") -> str:
    """The units of a variable, ranked, in one of the formats: all, or those that the place names.

    Raises UsageError for a format or a place that is none.
    """
    if form not in ("table", "json", "csv", "markdown"):
        raise UsageError(f"--ablate has no format {form}", "valid are table, json, csv, markdown")
    from ..session.ablation import ablation

    name, units = chosen(done, place)
    with progress_shown() as show:
        found = ablation(done, name, lambda so_far: show(so_far.done), units)
    match form:
        case "json":
            from ..render.ablation_data import ablation_to_json

            return ablation_to_json(done.trace, found)
        case "csv":
            from ..render.ablation_data import ablation_to_csv

            return ablation_to_csv(found)
    from ..render.ablation_table import ablation_markdown, ablation_table

    return ablation_markdown(found) if form == "markdown" else ablation_table(found, lang)


def chosen(done: Realised, place: str) -> tuple[str, range | None]:
    """The variable and the units that a place names: `h`, `h[3]`, `h[0:8]`, `h[8:]`; None for all of them.

    Raises UsageError for a place that is none, or that has no units; RnntuiError for an unknown variable.
    """
    match = _PLACE.fullmatch(place)
    if match is None or (match[2] is None and match[3] is None and "[" in place):
        raise UsageError(f"--ablate is '{place}'", HINT)
    if "[" not in place:
        return match[1], None
    first = int(match[2] or 0)
    if match[3] is None:
        return match[1], range(first, first + 1)
    count = done.trace.units(match[1])
    stop = min(int(match[4]), count) if match[4] is not None else count
    if first >= stop:
        raise UsageError(f"--ablate is '{place}', which has no units", f"the units are 0 to {count - 1}")
    return match[1], range(first, stop)
