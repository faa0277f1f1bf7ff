"""Which unit mattered, as a table of a terminal or of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from rich.cells import cell_len

from ..session.ablation import Ablation
from ..translation import translated
from .bars import size_bar
from .cells import fitted, largest, vector_text
from .numbers import brief
from .show import show

BAR = 16
"""Cells of the bars."""
MOST_IN_FULL = 3
"""Outputs of more numbers than this are not written out."""


def said(answer: str, output: tuple[float, ...]) -> str:
    """An answer in words; where it has none its numbers, or the largest of many."""
    if answer:
        return show(answer)
    vector = np.array(output)
    if not len(vector):
        return "–"
    if len(vector) <= MOST_IN_FULL:
        return vector_text(vector)
    best = largest(vector)
    return f"{best}: {fitted(float(vector[best]), 7)}"


def ablation_table(found: Ablation, lang: str = "en") -> str:
    """A row for each unit, that which matters most first; above them the answer with all units."""
    most = max((effect.change for effect in found.effects if effect.change == effect.change), default=0.0)
    bars = (size_bar(effect.change, most, BAR) for effect in found.effects)
    heads = ("unit", f"|Δ{found.output}|", "", "most at step", "answer without it")
    table = [
        heads,
        *((unit, change, bar, *rest) for (unit, change, *rest), bar in zip(_rows(found), bars, strict=True)),
    ]
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(heads))]
    lines = [_line(row, widths) for row in (heads, tuple("─" * width for width in widths), *table[1:])]
    return "\n".join([*(translated(each, lang) for each in _told(found)), *lines]) + "\n"


def ablation_markdown(found: Ablation) -> str:
    """The same in Markdown, without bars."""
    lines = [f"| unit | \\|Δ{found.output}\\| | most at step | answer without it |", "| ---: | ---: | ---: | --- |"]
    for row in _rows(found):
        *numbers, answer = row
        escaped = "".join(f"\\{each}" if each in "\\`*_{}[]<>()#+!|~&" else each for each in answer)
        lines.append(f"| {' | '.join(numbers)} | {escaped} |")
    return "\n".join(lines) + "\n"


def _told(found: Ablation) -> Iterator[str]:
    name, output = found.variable, found.output
    yield f"units of {name} silenced in turn; with all of them the answer is {said(found.answer, found.values)}"
    if (all_of := found.together) is not None:
        change = brief(all_of.change, 4)
        yield f"without all of {name} at once the answer is {said(all_of.answer, all_of.output)}, |Δ{output}| {change}"
    yield f"|Δ{output}| is how far {output} moves, a Euclidean distance over all steps and units"
    if found.is_uneven:
        yield "where only one of two answers has a step, the other counts as 0 there"


def _rows(found: Ablation) -> Iterator[tuple[str, str, str, str]]:
    for effect in found.effects:
        answer = said(effect.answer, effect.output)
        yield str(effect.unit), brief(effect.change, 4), str(effect.step), answer


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        " " * (width - cell_len(cell)) + cell if place in (0, 1, 3) else cell + " " * (width - cell_len(cell))
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
