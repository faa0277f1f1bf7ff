"""The rows of a trace where each step has one: in CSV and in tables."""

from __future__ import annotations

from collections.abc import Sequence

from ..engine.trace import Trace


def steps_of(trace: Trace, name: str, sentence: int | None = None) -> int:
    """How many steps a variable has, in a batch those of one sentence."""
    lengths = None if trace.program.once(name) else trace.lengths(trace.program.clocks[name])
    return trace.steps(name) if lengths is None or sentence is None else int(lengths[sentence])


def rows_of(trace: Trace, names: Sequence[str], sentence: int | None = None) -> int:
    """How many rows some variables fill: as many as the longest of them has steps."""
    return max((steps_of(trace, name, sentence) for name in names), default=0)


def sentences(trace: Trace) -> Sequence[int | None]:
    """The sentences of a batch; one None for a run of a single sentence."""
    return [None] if trace.batch is None else range(trace.batch)
