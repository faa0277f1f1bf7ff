"""What is asked of a whole run, headless: at which steps conditions hold, and what expressions come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataclass import dataclass
from ..engine.conditions import Condition, condition, defined, holds, stopping, values
from ..engine.expression import Clock
from ..engine.trace import Trace
from ..errors import RnntuiError
from .hits import block_size
from .stops import Sort


@dataclass(frozen=True, eq=False)
class Asked:
    """One expression over a run."""

    sort: Sort
    condition: Condition
    values: Mapping[Clock, NDArray[Any]]
    """By clock, for each of the clocks on which it runs: (steps, …); of a breakpoint whether it holds, (steps,)."""
    defined: Mapping[Clock, NDArray[np.bool_]]
    """By clock whether it has a value at each step: one that reads beyond the ends of the run has none."""

    @property
    def text(self) -> str:
        """The expression as it was written."""
        return self.condition.text

    @property
    def count(self) -> int:
        """At how many steps a breakpoint holds."""
        return sum(int(np.count_nonzero(each)) for each in self.values.values())

    @property
    def steps(self) -> int:
        """At how many steps it has a value."""
        return sum(map(len, self.values.values()))


def asked(trace: Trace, breaks: Sequence[str], watches: Sequence[str]) -> tuple[Asked, ...]:
    """Breakpoints and watches over a run; raises RnntuiError for one that means nothing in it."""
    stops = (_over("break", stopping(text.strip(), trace), trace) for text in dict.fromkeys(breaks))
    return (*stops, *(_over("watch", _flat(text.strip(), trace), trace) for text in dict.fromkeys(watches)))


def _flat(text: str, trace: Trace) -> Condition:
    found = condition(text, trace)
    if len(found.units) > 1:
        hint = "choose a row, as in W_h[0], or a number, as in sum(…)"
        raise RnntuiError(f"'{text}' is a matrix at every step", hint)
    return found


def _over(sort: Sort, found: Condition, trace: Trace) -> Asked:
    """All values, of a long run block by block."""
    made: dict[Clock, NDArray[Any]] = {}
    there: dict[Clock, NDArray[np.bool_]] = {}
    size = block_size(trace)
    asking = holds if sort == "break" else values
    for clock, steps in trace.clocks.items():
        if found.runs_on(clock) and steps:
            blocks = [(first, min(first + size, steps)) for first in range(0, steps, size)]
            made[clock] = np.concatenate([asking(found, trace, clock, *block) for block in blocks])
            there[clock] = np.concatenate([defined(found, trace, clock, *block) for block in blocks])
    return Asked(sort, found, made, there)
