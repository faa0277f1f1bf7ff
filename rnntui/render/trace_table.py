"""A trace as a table of a terminal or of Markdown: one row a step, one column a variable."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from ..engine.digits import brief
from ..engine.trace import Trace
from .show import show

MOST_UNITS = 8
"""Of a variable with more units than this the first and the last are shown."""
_FOLDED = ("signal", "part")


def shown_names(trace: Trace) -> tuple[str, ...]:
    """The variables that are shown where nobody chose: all but signals and parts."""
    equations = trace.program.equations
    return tuple(name for name in trace.names if name not in equations or equations[name].role not in _FOLDED)


def table_rows(trace: Trace, names: Sequence[str], sentence: int | None = None) -> list[list[str]]:
    """The cells, header first; an unknown token has a question mark in front."""
    tokens = [f"?{show(t)}" if step in trace.unknown else show(t) for step, t in enumerate(trace.tokens)]
    header = ["step", *(["token"] if tokens else []), *names]
    rows = [header]
    for step in range(max((trace.steps(name) for name in names), default=0)):
        row = [str(step)]
        if tokens:
            row.append(tokens[step] if step < len(tokens) else "")
        for name in names:
            row.append(_vector(trace, name, step, sentence) if step < trace.steps(name) else "")
        rows.append(row)
    return rows


def _vector(trace: Trace, name: str, step: int, sentence: int | None) -> str:
    vector = [brief(float(value)) for value in trace.at(name, step, sentence)]
    if len(vector) > MOST_UNITS:
        half = MOST_UNITS // 2
        vector = [*vector[:half], "…", *vector[-half:]]
    return " ".join(vector)


def as_table(trace: Trace, names: Sequence[str] | None = None) -> str:
    """Aligned columns; wide characters keep theirs."""
    chosen = shown_names(trace) if names is None else names
    rows = table_rows(trace, chosen)
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    folded = [name for name in trace.names if name not in chosen] if names is None else []
    if folded:
        lines.append(f"not shown: {', '.join(folded)} (--only NAMES shows them)")
    if trace.unknown:
        lines.append(f"? marks words that the encoding does not know: {_unknown(trace)}")
    return "\n".join(lines) + "\n"


def as_markdown(trace: Trace, names: Sequence[str] | None = None) -> str:
    """A table in Markdown, with all variables."""
    rows = table_rows(trace, trace.names if names is None else names)
    lines = [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]
    lines.insert(1, f"| {' | '.join('---' for _ in rows[0])} |")
    return "\n".join(lines) + "\n"


def _unknown(trace: Trace) -> str:
    return ", ".join(dict.fromkeys(show(trace.tokens[step]) for step in trace.unknown))


def _escaped(cell: str) -> str:
    """A cell in which nothing is markup."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>()#+!|~" else character for character in cell)
