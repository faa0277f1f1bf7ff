"""Where one looks: a run, a cursor in it, and the way back. Changed only by the pure functions below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..engine.explain import Explanation
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
    """A step of the sentence, counted from 0."""
    micro: int = -1
    """The last micro-step that was computed at this step, counted from 0; -1 for none."""
    variable: str = ""
    unit: int = 0


@dataclass(frozen=True, eq=False)
class Session:
    """A run and where one looks at it."""

    realised: Realised
    cursor: Cursor
    reached: int = 0
    """The farthest step that was looked at: what lies beyond is hidden until it is."""
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
    def steps(self) -> int:
        """How many steps the sentence has."""
        return self.trace.clocks["t"]

    @property
    def microsteps(self) -> tuple[MicroStep, ...]:
        """The micro-steps of one step, in order."""
        return self.model.program.microsteps["t"]

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables of the table in the order of their equations, the inputs first."""
        return tuple(name for name in self.trace.names if self.model.program.clocks[name] == "t")

    def is_known(self, variable: str, step: int) -> bool:
        """Whether a value is computed by now: at an earlier step, or at this one in a micro-step that was done."""
        cursor = self.cursor
        if variable in self.model.program.inputs or step < 0:
            return True
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
        return self.trace.explain(cursor.variable, step=cursor.step, unit=cursor.unit)


def start(setup: Setup) -> Session:
    """Carry out a setup and stand at the first step, all of it computed. Raises RnntuiError."""
    return _at(Session(realise(setup), Cursor()), Cursor())


def move(session: Session, by: int) -> Session:
    """Go `by` steps on, or back."""
    return go(session, session.cursor.step + by)


def go(session: Session, step: int) -> Session:
    """Go to a step, all of it computed; at the ends of the sentence stay there."""
    micro = len(session.microsteps) - 1
    return _at(session, replace(session.cursor, step=step, micro=micro))


def look(session: Session, *, step: int, micro: int, variable: str | None = None, unit: int | None = None) -> Session:
    """Go to a micro-step of a step, counted from 0, and look at a variable and a unit there."""
    cursor = session.cursor
    there = Cursor(
        step, micro, cursor.variable if variable is None else variable, cursor.unit if unit is None else unit
    )
    return _at(session, there)


def advance(session: Session, by: int) -> Session:
    """Go `by` micro-steps on, or back: the next one within the step, or the first of the next step."""
    count = max(len(session.microsteps), 1)
    place = session.cursor.step * count + session.cursor.micro + by
    place = max(0, min(place, session.steps * count - 1))
    step, micro = divmod(place, count)
    moved = _at(session, replace(session.cursor, step=step, micro=micro))
    computed = session.microsteps[micro].names if session.microsteps else ()
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
    changed = replace(session, realised=realised, past=past, future=future)
    cursor = session.cursor
    if changed.microsteps != session.microsteps:
        # There is no same place within a step of other equations: all of it is computed.
        cursor = replace(cursor, micro=-1)
    if (realised.trace.tokens, setup.inputs) != (session.trace.tokens, session.setup.inputs):
        changed, cursor = replace(changed, reached=0), replace(cursor, step=0, micro=-1)
    return _at(changed, cursor)


def _at(session: Session, cursor: Cursor) -> Session:
    """The session with a cursor, held within what there is."""
    count = len(session.microsteps)
    step = max(0, min(cursor.step, session.steps - 1))
    micro = count - 1 if cursor.micro < 0 else min(cursor.micro, count - 1)
    columns = session.columns
    variable = cursor.variable
    if variable not in columns:
        hidden = [n for n, e in session.model.program.equations.items() if e.role == "hidden" and n in columns]
        variable = hidden[-1] if hidden else columns[-1]
    unit = max(0, min(cursor.unit, session.trace.units(variable) - 1))
    return replace(session, cursor=Cursor(step, micro, variable, unit), reached=max(session.reached, step))
