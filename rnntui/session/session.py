"""Where one looks: a run, a cursor in it, and the way back. Changed only by the pure functions below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..engine.explain import Explanation
from ..engine.expression import Clock
from ..engine.order import MicroStep
from ..engine.trace import Trace
from ..model import Model
from .notes import Tour
from .realise import Realised, realise
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

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that have steps, in the order in which one goes through them; an empty sentence has no answer."""
        counts = self.trace.clocks
        return tuple(clock for clock in counts if counts[clock]) if counts["t"] else ("t",)

    @property
    def steps(self) -> int:
        """How many steps the clock has that one is in."""
        return self.trace.clocks[self.cursor.clock]

    @property
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


def start(setup: Setup) -> Session:
    """Carry out a setup and stand at the first step, all of it computed, or at a sample's first note.

    Raises RnntuiError.
    """
    return _at_first_note(_at(Session(realise(setup), Cursor()), Cursor()))


def move(session: Session, by: int) -> Session:
    """Go `by` steps on, or back."""
    return go(session, session.moment + by)


def go(session: Session, moment: int) -> Session:
    """Go to a moment, all of it computed; at the ends stay there."""
    clock, step = session.place_of(moment)
    return _at(session, replace(session.cursor, step=step, micro=-1, clock=clock))


def look(session: Session, *, moment: int, micro: int, variable: str | None = None, unit: int | None = None) -> Session:
    """Go to a micro-step of a moment, counted from 0, and look at a variable and a unit there."""
    cursor = session.cursor
    clock, step = session.place_of(moment)
    variable = cursor.variable if variable is None else variable
    return _at(session, Cursor(step, micro, variable, cursor.unit if unit is None else unit, clock))


def advance(session: Session, by: int) -> Session:
    """Go `by` micro-steps on, or back: the next one within the step, or the first of the next step."""
    place = max(0, min(session.micro_place + by, session.micro_places - 1))
    clock, step, micro = session.clocks[0], 0, 0
    for clock in session.clocks:
        count = session.micro_count(clock)
        if place < count * session.trace.clocks[clock]:
            step, micro = divmod(place, count)
            break
        place -= count * session.trace.clocks[clock]
    moved = _at(session, replace(session.cursor, step=step, micro=micro, clock=clock))
    computed = moved.microsteps[moved.cursor.micro].names if moved.microsteps else ()
    if computed and moved.cursor.variable not in computed:
        moved = point(moved, variable=computed[-1])
    return moved


def point(session: Session, *, variable: str | None = None, unit: int | None = None) -> Session:
    """Look at another variable or unit."""
    cursor = session.cursor
    return _at(
        session,
        replace(
            cursor,
            variable=cursor.variable if variable is None else variable,
            unit=cursor.unit if unit is None else unit,
        ),
    )


def choose(session: Session, setup: Setup) -> Session:
    """Carry out another setup, keeping one's place where it still exists. Raises RnntuiError; nothing is lost."""
    if setup == session.setup:
        return session
    return _changed(session, setup, (*session.past, session.setup), ())


def retype(session: Session, text: str) -> Session:
    """Run another sentence from its first step. Raises RnntuiError."""
    if text == session.setup.text and session.setup.inputs is None:
        return session
    return choose(session, replace(session.setup, text=text, inputs=None))


def undo(session: Session) -> Session:
    """Take the last change back."""
    if not session.past:
        return session
    return _changed(session, session.past[-1], session.past[:-1], (*session.future, session.setup))


def redo(session: Session) -> Session:
    """Make a change that was taken back again."""
    if not session.future:
        return session
    return _changed(session, session.future[-1], (*session.past, session.setup), session.future[:-1])


def _changed(session: Session, setup: Setup, past: tuple[Setup, ...], future: tuple[Setup, ...]) -> Session:
    """Another run, looked at from the same place; from the first step where the sentence is another one."""
    realised = realise(setup, session.realised)
    cursor = session.cursor
    changed = replace(session, realised=realised, past=past, future=future)
    if cursor.clock not in changed.clocks:
        # The other network writes no answer.
        cursor = replace(cursor, clock=changed.clocks[-1], step=realised.trace.clocks["t"] - 1)
        changed = replace(changed, cursor=cursor)
    if changed.microsteps != session.microsteps:
        # There is no same place within a step of other equations: all of it is computed.
        cursor = replace(cursor, micro=-1)
    if (realised.trace.tokens, setup.inputs) != (session.trace.tokens, session.setup.inputs):
        changed, cursor = replace(changed, farthest=0), replace(cursor, step=0, micro=-1, clock="t")
    arrived = _at(changed, cursor)
    return _at_first_note(arrived) if setup.notes not in (None, session.setup.notes) else arrived


def _at_first_note(session: Session) -> Session:
    """Where a sample begins."""
    # It goes from place to place by the functions here.
    from .telling import entered

    return entered(session)


def _at(session: Session, cursor: Cursor) -> Session:
    """The session with a cursor, held within what there is."""
    clock = cursor.clock if cursor.clock in session.clocks else session.clocks[-1]
    there = replace(session, cursor=replace(cursor, clock=clock))
    count = len(there.microsteps)
    step = max(0, min(cursor.step, there.steps - 1))
    micro = count - 1 if cursor.micro < 0 else min(cursor.micro, count - 1)
    columns = there.columns
    variable = cursor.variable
    if variable not in columns:
        hidden = [n for n, e in session.model.program.equations.items() if e.role == "hidden" and n in columns]
        variable = hidden[-1] if hidden else columns[-1]
    unit = max(0, min(cursor.unit, session.trace.units(variable) - 1))
    there = replace(there, cursor=Cursor(step, micro, variable, unit, clock))
    return replace(there, farthest=max(session.farthest, there.moment))
