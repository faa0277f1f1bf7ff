"""What was asked of a run as a table of a terminal or of Markdown: one row a step, one column an expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..engine.digits import brief
from ..engine.expression import Clock
from ..engine.trace import Trace
from ..session.asked import Asked
from ..translation import translated
from .asked_data import token_at
from .show import show
from .text_columns import Column, aligned, folded, markdown

HELD = "●"
MOST_TOLD = 20
"""So many steps are named at which a condition holds."""


def asked_table(trace: Trace, found: Sequence[Asked], width: int | None = None, lang: str = "en") -> str:
    """Aligned columns, a table for each clock; below them how often each breakpoint holds, and where first."""
    tables = [aligned(_head(trace, c), [_column(o, c) for o in some], width) for c, some in _by_clock(trace, found)]
    said = [f"{translated(_said(one, trace), lang)}\n" for one in found if one.sort == "break"]
    return "\n".join(tables) + "".join(said)


def asked_markdown(trace: Trace, found: Sequence[Asked]) -> str:
    """The same tables in Markdown."""
    made = [markdown([*_head(trace, c), *(_column(one, c) for one in some)]) for c, some in _by_clock(trace, found)]
    return "\n".join(made)


def _by_clock(trace: Trace, found: Sequence[Asked]) -> Iterator[tuple[Clock, list[Asked]]]:
    for clock in trace.clocks:
        some = [one for one in found if clock in one.values]
        if some:
            yield clock, some


def _head(trace: Trace, clock: Clock) -> list[Column]:
    steps = range(trace.clocks[clock])
    columns = [[f"step {clock}" if len(trace.clocks) > 1 else "step", *map(str, steps)]]
    if trace.tokens if clock == "t" else trace.answers:
        columns.append(["token" if clock == "t" else "answer", *(show(token_at(trace, clock, s)) for s in steps)])
    return columns


def _column(one: Asked, clock: Clock) -> Column:
    rows = one.values[clock]
    if one.sort == "break":
        return [show(one.text), *(HELD if held else "" for held in rows)]
    if rows.dtype == object:
        return [show(one.text), *(show(str(text)) for text in rows)]
    if not one.condition.units:
        is_truth = one.condition.shape.kind == "truth"
        return [show(one.text), *(str(bool(v)).lower() if is_truth else brief(float(v)) for v in rows)]
    vectors = [folded([brief(float(value)) for value in row]) for row in rows]
    widths = [max(map(len, entries)) for entries in zip(*vectors, strict=True)]
    cells = (" ".join(n.rjust(w) for n, w in zip(vector, widths, strict=True)) for vector in vectors)
    return [show(one.text), *cells]


def _said(one: Asked, trace: Trace) -> str:
    """How often a breakpoint holds, and at which steps."""
    places = [
        f"{clock}={step}" if len(trace.clocks) > 1 else str(step)
        for clock, held in one.values.items()
        for step in held.nonzero()[0][: MOST_TOLD + 1]
    ]
    if not places:
        return f"{show(one.text)} holds at none of {one.steps} steps"
    more = "" if one.count <= MOST_TOLD else ", …"
    return f"{show(one.text)} holds at {one.count} of {one.steps} steps: {', '.join(places[:MOST_TOLD])}{more}"
