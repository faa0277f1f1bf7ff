"""The worked arithmetic as a table in Markdown."""

from __future__ import annotations

from .digits import brief
from .explanation import Explanation


def as_markdown(explanation: Explanation) -> str:
    """A heading line, the equation, and a table of the lines."""

    def code(text: str) -> str:
        return f"`{text.replace('`', chr(0x2BC)).replace('|', chr(0x2223))}`"

    rows = [f"**{code(explanation.place)} = {brief(explanation.value, 6)}**", ""]
    if not explanation.equation:
        return "\n".join([*rows, "It is given, not computed.", ""])
    if explanation.forced:
        rows += [f"Forced; its equation gives {brief(explanation.computed, 6)}.", ""]
    rows += [code(explanation.equation), "", "| what | how | value |", "| --- | --- | ---: |"]
    for line in explanation.worked():
        how = code(line.text) if line.text else ""
        mark = "" if line.exact else "≈ "
        rows.append(f"| {code(line.label)} | {how} | {mark}{brief(line.value)} |")
    return "\n".join([*rows, ""])
