"""`rnntui trace --ablate h`: which unit mattered, headless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..session.realise import Realised


def ablated(done: Realised, variable: str, form: str, lang: str = "en") -> str:
    """The units of a variable, ranked, in one of the formats. Raises UsageError for a format that is none."""
    if form not in ("table", "json", "csv", "markdown"):
        raise UsageError(f"--ablate has no format {form}", "valid are table, json, csv, markdown")
    from ..session.ablation import ablation

    found = ablation(done, variable)
    match form:
        case "json":
            from ..render.ablation_data import ablation_to_json

            return ablation_to_json(done.trace, found)
        case "csv":
            from ..render.ablation_data import ablation_to_csv

            return ablation_to_csv(found)
    from ..render.ablation_table import ablation_markdown, ablation_table

    return ablation_markdown(found) if form == "markdown" else ablation_table(found, lang)
