"""What was asked of a run as JSON and as CSV, in full precision."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from ..engine.expression import Clock
from ..engine.trace import Trace
from ..formats.json_text import json_text
from ..formats.numerals import csv_number, json_number, shortest
from ..session.asked import Asked

FORMAT = "rnntui-conditions/1"


def asked_to_json(trace: Trace, found: Sequence[Asked]) -> str:
    """One object in one line: of each breakpoint the steps at which it holds, of each watch its values, by clock;
    null where it has none."""
    stops = {each.text: _held(each) for each in found if each.sort == "break"}
    watches = {each.text: {c: _plain(_listed(each, c)) for c in each.values} for each in found if each.sort == "watch"}
    return json_text(
        {
            "format": FORMAT,
            "tokens": list(trace.tokens) or None,
            "answer": list(trace.answers[0].tokens) if trace.answers else None,
            "clocks": dict(trace.clocks),
            "breakpoints": stops,
            "watches": watches,
        }
    )


def _held(one: Asked) -> dict[str, list[int]]:
    return {clock: [int(step) for step in held.nonzero()[0]] for clock, held in one.values.items()}


def asked_to_csv(trace: Trace, found: Sequence[Asked]) -> str:
    """RFC 4180 with a header: `clock` where there are two, `step`, `token`, then a column for each breakpoint, 1 where
    it holds, and one for each unit of each watch, `h[t][0]` …; empty where it has no value, as at the steps of another
    clock."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    clocks = len(trace.clocks) > 1
    writer.writerow([*(["clock"] if clocks else []), "step", "token", *(name for one in found for name in _names(one))])
    for clock, steps in trace.clocks.items():
        columns = [_listed(one, clock) if clock in one.values else None for one in found]
        for step in range(steps):
            row = [*([clock] if clocks else []), str(step), token_at(trace, clock, step)]
            for one, column in zip(found, columns, strict=True):
                value = None if column is None else column[step]
                row += [""] * len(_names(one)) if value is None else list(map(_cell, _entries(value)))
            writer.writerow(row)
    return text.getvalue()


def token_at(trace: Trace, clock: Clock, step: int) -> str:
    """What is read or written at a step; empty where there is nothing of it."""
    known = trace.tokens if clock == "t" else trace.answers[0].tokens if trace.answers else ()
    return known[step] if step < len(known) else ""


def _names(one: Asked) -> list[str]:
    if one.condition.units:
        return [f"{one.text}[{unit}]" for unit in range(one.condition.units[0])]
    return [one.text]


def _listed(one: Asked, clock: Clock) -> list[Any]:
    """The values at all steps as nested lists of Python's own, None where there is none."""
    array = one.values[clock]
    listed: list[Any] = shortest(array) if array.dtype.kind == "f" else array.tolist()
    if one.sort == "break":
        return listed
    return [value if there else None for value, there in zip(listed, one.defined[clock], strict=True)]


def _entries(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, list) else (value,)


def _cell(value: float | bool | str) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, bool) else csv_number(value)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return json_number(value) if isinstance(value, float) else value
