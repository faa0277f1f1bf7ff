"""`rnntui trace --break 'f[t][0] < 0.2' --watch 'h[t]'`: conditions and watches over a whole run, headless."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import RnntuiError, UsageError

if TYPE_CHECKING:
    from ..engine.trace import Trace


def told(
    trace: Trace, breaks: Sequence[str], watches: Sequence[str], form: str, width: int | None = None, lang: str = "en"
) -> str:
    """What was asked, in one of the formats. Raises UsageError for a format that is none, and for an expression that
    means nothing in this run."""
    if form not in ("table", "json", "csv", "markdown"):
        raise UsageError(f"--break and --watch have no format {form}", "valid are table, json, csv, markdown")
    from ..session.asked import asked

    try:
        found = asked(trace, breaks, watches)
    except RnntuiError as error:
        raise UsageError(error.message, error.hint) from None
    match form:
        case "json":
            from ..render.asked_data import asked_to_json

            return asked_to_json(trace, found)
        case "csv":
            from ..render.asked_data import asked_to_csv

            return asked_to_csv(trace, found)
    from ..render.asked_table import asked_markdown, asked_table

    return asked_markdown(trace, found) if form == "markdown" else asked_table(trace, found, width, lang)
