"""What a decoder wrote: its tokens, and whether it came to an end by itself or at the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dataclass import dataclass
from .arrays import FloatArray

if TYPE_CHECKING:
    from .trace import Trace


@dataclass(frozen=True)
class Answer:
    """The answer to one sentence."""

    tokens: tuple[str, ...]
    """What was written at each output step, the token that ends it included; a number where there are no labels."""
    ended: bool
    """Whether the last of them is the token that ends an answer; else it was cut off at the limit."""
    end: str
    """The token that ends an answer."""
    limit: int
    """The most steps that an answer may take."""

    @property
    def said(self) -> tuple[str, ...]:
        """The tokens without the one that ends it."""
        return self.tokens[:-1] if self.ended else self.tokens


def answers_of(trace: Trace) -> tuple[Answer, ...]:
    """The answer to each sentence of a run; empty where the program writes none."""
    until = trace.program.ending
    if until is None:
        return ()
    rows = trace[until.variable]
    lengths = trace.lengths("u")
    if lengths is None:
        return (_answer(rows, trace),)
    return tuple(_answer(rows[:length, b], trace) for b, length in enumerate(lengths))


def _answer(vectors: FloatArray, trace: Trace) -> Answer:
    until = trace.program.architecture.until
    assert until is not None
    labels = trace.labels
    units = [int(vector.argmax()) if vector.any() else -1 for vector in vectors]
    # Of a vector of zeros nothing is the most probable.
    tokens = tuple("" if unit < 0 else str(unit) if labels is None else labels[unit] for unit in units)
    return Answer(tokens, bool(tokens) and tokens[-1] == until.token, until.token, until.steps)
