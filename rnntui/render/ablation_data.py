"""Which unit mattered, as JSON and CSV, in full precision."""

from __future__ import annotations

import csv
import io

from ..engine.trace import Trace
from ..formats.json_text import json_text
from ..formats.numerals import csv_number, json_number
from ..session.ablation import Ablation

FORMAT = "rnntui-ablation/1"


def ablation_to_json(trace: Trace, found: Ablation) -> str:
    """One object in one line, strictly JSON; numbers as in `rnntui-trace/1`, steps and units counted from 0.

    - `variable`: the one whose units are silenced, `output` the one whose change is measured.
    - `answer` and `values`: the answer and the last output with all units; the answer is empty where nothing names it.
    - `effects`: the most important first; `change` is the Euclidean distance between the outputs of all steps.
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
            "effects": [
                {
                    "unit": effect.unit,
                    "change": json_number(effect.change),
                    "step": effect.step,
                    "answer": effect.answer,
                    "values": [json_number(each) for each in effect.output],
                }
                for effect in found.effects
            ],
        }
    )


def ablation_to_csv(found: Ablation) -> str:
    """RFC 4180 with a header: `unit`, `change`, `step`, `answer`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["unit", "change", "step", "answer"])
    for effect in found.effects:
        writer.writerow([str(effect.unit), csv_number(effect.change), str(effect.step), effect.answer])
    return text.getvalue()
