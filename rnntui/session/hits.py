"""The moments of a run at which a condition holds: found block by block, when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..engine.conditions import Condition, condition, defined, holds, stopping, values
from ..engine.expression import Clock
from ..engine.trace import Trace
from ..engine.windows import WINDOW, Windows
from ..errors import RnntuiError
from .realise import Realised

AT_ONCE = 1 << 16
"""So many numbers of a variable are looked at together, at most."""
SMALLEST, LARGEST = 64, 4096
"""How many steps a block may have."""


class Hits:
    """Where a condition holds in one run. Blocks are kept once they were found, whoever asked for them."""

    def __init__(self, found: Condition, trace: Trace) -> None:
        self.condition = found
        clocks = trace.clocks if trace.clocks.get("t") else {}
        self.steps: dict[Clock, int] = {clock: count for clock, count in clocks.items() if count}
        """The clocks in the order in which one goes through them, and how many steps each has."""
        self.size = block_size(trace)
        """How many steps a block has."""
        self.blocks: dict[tuple[Clock, int], NDArray[np.bool_]] = {}
        self.constant: NDArray[Any] | None = None
        """What it comes to, where that is the same at all steps and was worked out once."""

    def value(self, trace: Trace, clock: Clock, step: int) -> NDArray[Any] | None:
        """What the expression comes to at a step; None where it reads what is beyond the ends of the run."""
        if self.constant is not None:
            return self.constant
        if not self.is_defined(trace, clock, step):
            return None
        found: NDArray[Any] = values(self.condition, trace, clock, step, step + 1)[0, ...]
        if self.condition.is_constant:
            self.constant = found
        return found

    def is_defined(self, trace: Trace, clock: Clock, step: int) -> bool:
        """Whether the expression has a value at a step."""
        return bool(defined(self.condition, trace, clock, step, step + 1)[0])

    @property
    def moments(self) -> int:
        """How many moments the condition has a value at."""
        return sum(count for clock, count in self.steps.items() if self.condition.runs_on(clock))

    @property
    def looked_at(self) -> int:
        """How many of them were looked at so far."""
        return sum(map(len, list(self.blocks.values())))

    @property
    def is_complete(self) -> bool:
        """Whether all moments were looked at."""
        return self.looked_at == self.moments

    @property
    def count(self) -> int:
        """At how many moments it holds, as far as they were looked at."""
        return sum(int(np.count_nonzero(block)) for block in list(self.blocks.values()))

    def at(self, trace: Trace, clock: Clock, step: int) -> bool:
        """Whether it holds at a step."""
        if not self.condition.runs_on(clock) or not 0 <= step < self.steps.get(clock, 0):
            return False
        return bool(self.block(trace, clock, step // self.size)[step % self.size])

    def block(self, trace: Trace, clock: Clock, number: int) -> NDArray[np.bool_]:
        """Whether it holds at each step of a block."""
        if (clock, number) not in self.blocks:
            first = number * self.size
            stop = min(first + self.size, self.steps[clock])
            self.blocks[clock, number] = holds(self.condition, trace, clock, first, stop)
        return self.blocks[clock, number]

    def places(self) -> Iterator[tuple[Clock, int, int]]:
        """All blocks from the first: clock, number, and the moment with which each begins."""
        before = 0
        for clock, count in self.steps.items():
            if self.condition.runs_on(clock):
                for number in range(-(-count // self.size)):
                    yield clock, number, before + number * self.size
            before += count

    def after(self, trace: Trace, moment: int, by: int = 1) -> int | None:
        """The next moment at which it holds, or with `by` -1 the one before; None where there is none."""
        return next_of([self], trace, moment, by)

    def all(self, trace: Trace) -> tuple[int, ...]:
        """All moments at which it holds."""
        return tuple(
            int(moment)
            for clock, number, first in self.places()
            for moment in first + np.flatnonzero(self.block(trace, clock, number))
        )

    def look(self, trace: Trace, seconds: float) -> bool:
        """Look at moments for so long; whether all were looked at."""
        end = monotonic() + seconds
        for clock, number, _ in self.places():
            if (clock, number) not in self.blocks:
                if monotonic() > end:
                    return False
                self.block(trace, clock, number)
        return True


def block_size(trace: Trace) -> int:
    """How many steps of a run are looked at together: so many that their values are no burden."""
    if isinstance(trace.stores, Windows):
        return WINDOW
    widest = max((trace.units(name) for name in trace.names), default=1)
    return max(SMALLEST, min(LARGEST, AT_ONCE // max(widest, 1)))


_known: WeakKeyDictionary[Realised, dict[tuple[str, bool], Hits | RnntuiError]] = WeakKeyDictionary()
"""What was found in each run, as long as the run is kept: by the text, and whether it has to be a condition."""


def found_in(realised: Realised, text: str, *, stops: bool = True) -> Hits | RnntuiError:
    """Where an expression holds in a run, or why it means nothing there. With `stops` it has to be a condition."""
    known = _known.setdefault(realised, {})
    if (text, stops) not in known:
        try:
            read = stopping if stops else condition
            known[text, stops] = Hits(read(text, realised.trace), realised.trace)
        except RnntuiError as error:
            known[text, stops] = error
    return known[text, stops]


def next_of(hits: Sequence[Hits], trace: Trace, moment: int, by: int = 1) -> int | None:
    """The next moment at which any of some conditions of a run holds, or with `by` -1 the one before."""
    # All conditions of a run have the same blocks, as far as they have any.
    places = sorted({place for one in hits for place in one.places()}, key=lambda place: place[2], reverse=by < 0)
    for clock, number, first in places:
        there = [one for one in hits if one.condition.runs_on(clock)]
        if first + there[0].size <= moment + 1 if by > 0 else first >= moment:
            continue
        holding = np.logical_or.reduce([one.block(trace, clock, number) for one in there])
        found = first + np.flatnonzero(holding)
        beyond = found[found > moment] if by > 0 else found[found < moment]
        if len(beyond):
            return int(beyond[0 if by > 0 else -1])
    return None
