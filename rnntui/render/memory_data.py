"""How much each token weighs in a value, as JSON and CSV, in full precision."""

from __future__ import annotations

import csv
import io

from ..engine.trace import Trace
from ..formats.json_text import json_text
from ..formats.numerals import csv_number, json_number, shortest
from ..session.memory import Memory

FORMAT = "rnntui-memory/1"


def memory_to_json(trace: Trace, memory: Memory) -> str:
    """One object in one line, strictly JSON; numbers as in `rnntui-trace/1`, steps and units counted from 0.

    - `of`: the `variable`, `step` and `unit` that is looked back from; `unit` is null for all of them.
    - `norm`: `euclidean` of one unit's derivative, `frobenius` of that of all units.
    - `tokens`: null where vectors were fed. `norms`: one number for each of them.
    - `read`: how many tokens the value can depend on; the norms after them are 0.
    """
    place = memory.place
    return json_text(
        {
            "format": FORMAT,
            "architecture": trace.program.architecture.name,
            "of": {"variable": place.variable, "step": place.step, "unit": place.unit},
            "norm": "frobenius" if place.unit is None else "euclidean",
            "tokens": list(trace.tokens) or None,
            "norms": [json_number(text) for text in shortest(memory.norms[None])[0]],
            "read": memory.read,
        }
    )


def memory_to_csv(trace: Trace, memory: Memory) -> str:
    """RFC 4180 with a header: `step`, `token` where there is a sentence, `norm`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["step", *(["token"] if trace.tokens else []), "norm"])
    for step, norm in enumerate(shortest(memory.norms[None])[0]):
        writer.writerow([str(step), *([trace.tokens[step]] if trace.tokens else []), csv_number(norm)])
    return text.getvalue()
