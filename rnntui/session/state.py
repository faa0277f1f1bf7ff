"""Where one looks: a run, a cursor in it, and the way back."""

from __future__ import annotations

from functools import cached_property

from ..dataclass import dataclass
from ..engine.explain import Explanation
from ..engine.expression import Clock
from ..engine.order import MicroStep
from ..engine.trace import Trace
from ..model import Model
from .notes import Tour
from .realise import Realised
from .setup import Setup


@dataclass(frozen=True)
class Cursor:
    """The place that is looked at."""

    step: int = 0
    """A step of its clock, counted from 0."""
    micro: int = -1
    """The last micro-step that was computed at this step, counted from 0; -1 for none."""
    variable: str = ""
    unit: int = 0
    clock: Clock = "t"
    """`t` while the sentence is read, `u` while an answer is written."""


@dataclass(frozen=True, eq=False)
class Session:
    """A run and where one looks at it.

    Its moments are the steps of all clocks, one after the other: first the sentence is read, then the answer written.
    """

    realised: Realised
    cursor: Cursor
    farthest: int = 0
    """The farthest moment that was looked at: what lies beyond is hidden until it is."""
    past: tuple[Setup, ...] = ()
    """Earlier setups, the latest last."""
    future: tuple[Setup, ...] = ()
    """Setups that were undone, the latest last."""
    breakpoints: tuple[str, ...] = ()
    """Conditions at which a run stops, in the notation."""
    disabled: tuple[str, ...] = ()
    """Those of them at which it does not stop for now."""
    watches: tuple[str, ...] = ()
    """Expressions whose values are shown at every step."""
    marks: tuple[int, ...] = ()
    """Moments that were marked, sorted."""

    @property
    def setup(self) -> Setup:
        """What was chosen."""
        return self.realised.setup

    @property
    def model(self) -> Model:
        """The network."""
        return self.realised.model

    @property
    def trace(self) -> Trace:
        """The run."""
        return self.realised.trace

    @property
    def tour(self) -> Tour | None:
        """What the sample tells beside the numbers."""
        return self.realised.tour

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that have steps, in the order in which one goes through them; an empty sentence has no answer."""
        counts = self.trace.clocks
        return tuple(clock for clock in counts if counts[clock]) if counts["t"] else ("t",)

    @property
    def steps(self) -> int:
        """How many steps the clock has that one is in."""
        return self.trace.clocks[self.cursor.clock]

    @cached_property
    def moments(self) -> int:
        """How many steps all clocks have."""
        return sum(self.trace.clocks[clock] for clock in self.clocks)

    @property
    def moment(self) -> int:
        """The moment that is looked at, counted from 0."""
        return self.offset(self.cursor.clock) + self.cursor.step

    def offset(self, clock: Clock) -> int:
        """The first moment of a clock."""
        clocks = self.clocks
        before = clocks[: clocks.index(clock)] if clock in clocks else ()
        return sum(self.trace.clocks[each] for each in before)

    def place_of(self, moment: int) -> tuple[Clock, int]:
        """The clock and the step of a moment; of one that there is not the nearest."""
        clocks = self.clocks
        step = max(0, min(moment, self.moments - 1))
        for clock in clocks[:-1]:
            if step < self.trace.clocks[clock]:
                return clock, step
            step -= self.trace.clocks[clock]
        return clocks[-1], step

    @property
    def reached(self) -> int:
        """The farthest step of this clock that was looked at."""
        return min(self.farthest - self.offset(self.cursor.clock), self.steps - 1)

    @property
    def microsteps(self) -> tuple[MicroStep, ...]:
        """The micro-steps of one step, in order."""
        return self.microsteps_of(self.cursor.clock)

    def microsteps_of(self, clock: Clock) -> tuple[MicroStep, ...]:
        """The micro-steps of one step of a clock, in order."""
        return self.model.program.microsteps[clock]

    def micro_count(self, clock: Clock) -> int:
        """How many micro-steps each step of a clock has, at least one."""
        return max(len(self.microsteps_of(clock)), 1)

    @property
    def micro_places(self) -> int:
        """How many micro-steps all moments have."""
        return sum(self.trace.clocks[clock] * self.micro_count(clock) for clock in self.clocks)

    @property
    def micro_place(self) -> int:
        """Which of them is looked at, counted from 0."""
        before = self.clocks[: self.clocks.index(self.cursor.clock)]
        passed = sum(self.trace.clocks[clock] * self.micro_count(clock) for clock in before)
        return passed + self.cursor.step * self.micro_count(self.cursor.clock) + self.cursor.micro

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables of the table in the order of their equations, the inputs first."""
        return tuple(name for name in self.trace.names if self.model.program.clocks[name] == self.cursor.clock)

    def is_known(self, variable: str, step: int) -> bool:
        """Whether a value is computed by now: at an earlier step, or at this one in a micro-step that was done."""
        cursor, program = self.cursor, self.model.program
        if variable in program.inputs or step < 0:
            return True
        if program.clocks[variable] != cursor.clock:
            return program.clocks[variable] < cursor.clock
        if program.once(variable) and cursor.step < self.steps - 1:
            # What is one value for the sentence is there when all of it is read.
            return False
        if step != cursor.step:
            return step < cursor.step
        done = self.microsteps[: cursor.micro + 1]
        return any(variable in each.names for each in done)

    def explanation(self) -> Explanation | None:
        """How the value under the cursor came about; None where there is none yet."""
        cursor = self.cursor
        if not self.steps or not self.is_known(cursor.variable, cursor.step):
            return None
        if cursor.variable in self.model.program.inputs:
            return None
        once = self.model.program.once(cursor.variable)
        if once and cursor.step < self.steps - 1:
            # One value for the whole sentence is there when all of it is read.
            return None
        return self.trace.explain(cursor.variable, step=0 if once else cursor.step, unit=cursor.unit)
