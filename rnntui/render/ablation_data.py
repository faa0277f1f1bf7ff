"""Which unit mattered, as JSON and CSV, in full precision."""

from __future__ import annotations

import csv
import io

from ..engine.trace import Trace
from ..formats.json_text import json_text
from ..formats.numerals import csv_number, json_number
from ..session.ablation import Ablation, Effect

FORMAT = "rnntui-ablation/1"


def ablation_to_json(trace: Trace, found: Ablation) -> str:
    """One object in one line, strictly JSON; numbers as in `rnntui-trace/1`, steps and units counted from 0.

    - `variable`: the one whose units are silenced, `output` the one whose change is measured.
    - `answer` and `values`: the answer and the last output with all units; the answer is empty where nothing names it.
    - `effects`: the most important first; `change` is the Euclidean distance between the outputs of all steps.
    - `together`: the same for all units silenced at once, without `unit`.
    """
    return json_text(
        {
            "format": FORMAT,
            "architecture": trace.program.architecture.name,
            "tokens": list(trace.tokens) or None,
            "variable": found.variable,
            "output": found.output,
            "answer": found.answer,
            "values": [json_number(each) for each in found.values],
            "together": None if found.together is None else _effect(found.together),
            "effects": [{"unit": effect.unit, **_effect(effect)} for effect in found.effects],
        }
    )


def _effect(effect: Effect) -> dict[str, object]:
    return {
        "change": json_number(effect.change),
        "step": effect.step,
        "answer": effect.answer,
        "values": [json_number(each) for each in effect.output],
    }


def ablation_rows(found: Ablation) -> list[list[str]]:
    """The titles `unit`, `change`, `step`, `answer`, then a row for each unit, the most important first."""
    rows = ([str(each.unit), csv_number(each.change), str(each.step), each.answer] for each in found.effects)
    return [["unit", "change", "step", "answer"], *rows]


def ablation_to_csv(found: Ablation) -> str:
    """RFC 4180 with a header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(ablation_rows(found))
    return text.getvalue()
