"""What was asked of a run as a table of a terminal or of Markdown: one row a step, one column an expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..engine.digits import brief
from ..engine.expression import Clock
from ..engine.trace import Trace
from ..session.asked import Asked
from ..translation import translated
from .asked_data import token_at
from .show import show
from .text_columns import Column, aligned, markdown, numbers

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
    rows, there = one.values[clock], one.defined[clock]
    if one.sort == "break":
        return [show(one.text), *(HELD if held else "" for held in rows)]
    if one.condition.units:
        return numbers(show(one.text), rows, there.tolist())
    return [show(one.text), *(_cell(one, value) if known else "" for value, known in zip(rows, there, strict=True))]


def _cell(one: Asked, value: Any) -> str:
    match one.condition.shape.kind:
        case "text":
            return show(str(value))
        case "truth":
            return str(bool(value)).lower()
    return brief(float(value))


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
