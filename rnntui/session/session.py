"""The transitions of a session: pure functions, each from one session to the next."""

from __future__ import annotations

from dataclasses import replace

from .edits import Edit, with_edit
from .realise import realise
from .setup import Setup
from .state import Cursor as Cursor
from .state import Session as Session


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


def edit(session: Session, *edits: Edit) -> Session:
    """Change numbers, each in place of what it was changed to before. Raises RnntuiError for one that does not fit."""
    kept = session.setup.interventions
    for each in edits:
        kept = with_edit(kept, each)
    return choose(session, replace(session.setup, interventions=kept))


def take_back(session: Session, *edits: Edit) -> Session:
    """Undo some edits, whatever was changed since."""
    kept = tuple(each for each in session.setup.interventions if each not in edits)
    return choose(session, replace(session.setup, interventions=kept))


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
    # What ran once runs again, though an edit may fit no more.
    realised = realise(setup, session.realised, lenient=setup in (*session.past, *session.future))
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
