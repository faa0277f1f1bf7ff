"""The rows of a trace as tables have them: those of each clock by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from ..dataclass import dataclass
from ..engine.expression import Clock
from ..engine.trace import Trace
from ..formats.trace_rows import sentences


@dataclass(frozen=True, eq=False)
class Part:
    """Some variables of one clock."""

    trace: Trace
    clock: Clock
    names: tuple[str, ...]

    @cached_property
    def places(self) -> tuple[tuple[int | None, int], ...]:
        """The sentence of a batch and the step of each row, one sentence after the other."""
        return tuple((sentence, step) for sentence in sentences(self.trace) for step in self.steps(sentence))

    def count(self, sentence: int | None) -> int:
        """How many rows a sentence has."""
        return len(self.steps(sentence))

    def steps(self, sentence: int | None) -> range:
        """The steps of a sentence; the last alone where every variable is one value for the sentence."""
        lengths = self.trace.lengths(self.clock)
        count = self.trace.clocks[self.clock] if lengths is None or sentence is None else int(lengths[sentence])
        if all(self.trace.program.once(name) for name in self.names):
            # Without steps it is what there was before the first.
            return range(count - 1, max(count, 0))
        # One value there is without steps, too.
        return range(count) if count else range(-self.once, 0)

    @property
    def once(self) -> int:
        """Whether any of the variables is one value for the sentence, as 1 or 0."""
        return int(any(self.trace.program.once(name) for name in self.names))


def parts_of(trace: Trace, names: Sequence[str]) -> Iterator[Part]:
    """The variables of each clock, in the order of the clocks."""
    for clock in trace.clocks:
        chosen = tuple(name for name in names if trace.program.clocks[name] == clock)
        if chosen:
            yield Part(trace, clock, chosen)
