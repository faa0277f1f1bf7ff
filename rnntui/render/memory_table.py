"""How much each token weighs in a value, as a table of a terminal or of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from ..engine.trace import Trace
from ..session.memory import Memory
from ..translation import translated
from .bars import size_bar
from .curves import magnitude
from .show import show

BAR = 24
"""Cells of the bars."""


def memory_table(trace: Trace, memory: Memory, lang: str = "en") -> str:
    """A row for each token with its number and a bar; below them the largest beside the smallest."""
    most = float(memory.norms[memory.largest]) if memory.largest >= 0 else 0.0
    rows = [(*row, size_bar(float(memory.norms[step]), most, BAR)) for step, row in enumerate(_rows(trace, memory))]
    heads = ("step", "token", f"weighs in {memory.place}", "")
    table = [heads, *rows]
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(heads))]
    widths[3] = 0
    lines = [_line(heads, widths), _line(tuple("─" * width for width in widths), widths)]
    lines += [_line(row, widths) for row in rows]
    return "\n".join(lines) + "\n" + translated(_said(trace, memory), lang) + "\n"


def memory_markdown(trace: Trace, memory: Memory) -> str:
    """The same in Markdown, without bars."""
    lines = [f"| step | token | weighs in {memory.place} |", "| ---: | --- | ---: |"]
    for step, token, value in _rows(trace, memory):
        escaped = "".join(f"\\{each}" if each in "\\`*_{}[]<>()#+!|~&" else each for each in token)
        lines.append(f"| {step} | {escaped} | {value} |")
    return "\n".join(lines) + "\n"


def _rows(trace: Trace, memory: Memory) -> Iterator[tuple[str, str, str]]:
    for step, norm in enumerate(memory.norms):
        token = show(trace.tokens[step]) if step < len(trace.tokens) else ""
        yield str(step), token, magnitude(float(norm), 10) if step < memory.read else "not read yet"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        " " * (width - cell_len(cell)) + cell if place in (0, 2) else cell + " " * (width - cell_len(cell))
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _said(trace: Trace, memory: Memory) -> str:
    """The norm in words, and the largest beside the smallest."""
    norms, units = memory.norms, trace.units(memory.place.variable)
    whole = "" if memory.place.unit is not None or units == 1 else f", all {units} units (Frobenius)"
    said = f"the norm of the derivative by each input vector{whole}"
    if memory.largest < 0:
        return said
    most, least = (f"step {step} {magnitude(float(norms[step]), 10)}" for step in (memory.largest, memory.smallest))
    return f"{said}; most {most}, least {least}"
