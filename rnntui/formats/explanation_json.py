"""The worked arithmetic of one value as JSON: the format `rnntui-explanation/1`."""

from __future__ import annotations

from ..engine.explanation import Explanation
from .json_text import json_text
from .numerals import json_number

FORMAT = "rnntui-explanation/1"


def explanation_to_json(explanation: Explanation) -> str:
    """One object in one line: where the value stands, its equation, and the lines of its arithmetic.

    Every `value` is in full precision; `text` is what is shown, and `exact` whether the numbers shown give it.
    """
    return json_text(
        {
            "format": FORMAT,
            "place": explanation.place,
            "variable": explanation.variable,
            "step": explanation.step,
            "unit": explanation.unit,
            "sentence": explanation.sentence,
            "value": json_number(explanation.value),
            "forced": explanation.forced,
            "equation": explanation.equation,
            "says": dict(explanation.says),
            "lines": [
                {"label": line.label, "text": line.text, "value": json_number(float(line.value)), "exact": line.exact}
                for line in explanation.lines
            ],
        }
    )
