"""`rnntui trace --memory 'h[3]'`: how much each token still weighs in a value, headless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..session.memory import Place
    from ..session.realise import Realised

_PLACE = re.compile(r"\s*([^\W\d]\w*)\s*\[\s*(-?[0-9]{1,9})\s*\]\s*(?:\[\s*([0-9]{1,9})\s*\]\s*)?")


def place_in(text: str) -> Place:
    """Read `h[3][0]`, or `h[3]` for all units. Raises UsageError for anything else."""
    from ..session.memory import Place

    match = _PLACE.fullmatch(text)
    if match is None:
        raise UsageError(f"--memory is '{text}'", "write a variable with its step, as in h[3], or h[3][0] for one unit")
    return Place(match[1], int(match[2]), None if match[3] is None else int(match[3]))


def remembered(done: Realised, text: str, form: str, lang: str = "en") -> str:
    """The norms in one of the formats, what a table says in a language.

    Raises UsageError for a place or a format that is none.
    """
    from ..session.memory import memory

    place = place_in(text)
    if form not in ("table", "json", "csv", "markdown"):
        raise UsageError(f"--memory has no format {form}", "valid are table, json, csv, markdown")
    found = memory(done, place)
    match form:
        case "json":
            from ..render.memory_data import memory_to_json

            return memory_to_json(done.trace, found)
        case "csv":
            from ..render.memory_data import memory_to_csv

            return memory_to_csv(done.trace, found)
    from ..render.memory_table import memory_markdown, memory_table

    return memory_markdown(done.trace, found) if form == "markdown" else memory_table(done.trace, found, lang)
