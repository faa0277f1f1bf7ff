"""`rnntui trace --memory 'h[3]'`: how much each token still weighs in a value, headless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError
from .place import place_in

if TYPE_CHECKING:
    from ..engine.trace import Trace
    from ..session.memory import Place
    from ..session.realise import Realised


def place_of(trace: Trace, text: str) -> Place:
    """Read `h[3][0]`, or `h[3]` for all units. Raises UsageError for what is no place."""
    from ..session.memory import Place

    found = place_in(trace, text)
    if found is None:
        raise UsageError(f"--memory is '{text}'", "write a variable with its step, as in h[3], or h[3][0] for one unit")
    return Place(*found)


def remembered(done: Realised, text: str, form: str, lang: str = "en") -> str:
    """The norms in one of the formats, what a table says in a language.

    Raises UsageError for a place or a format that is none.
    """
    from ..session.memory import memory

    place = place_of(done.trace, text)
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
