"""From one place in a comparison to another, and from one comparison to another: pure functions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from ..engine.expression import Clock
from ..text.tokens import default_split, split
from . import session as one
from .alignment import Pair
from .beside import Comparison as Comparison
from .beside import Which, names_of
from .differences import Differences, differences
from .realise import Realised
from .session import Cursor, Session
from .setup import Setup, check_text, sample_setup
from .sides import side_of
from .vocabularies import realise_both


def start(a: Setup, b: Setup) -> Comparison:
    """Carry out two setups and stand at the first column, all of it computed. Raises RnntuiError."""
    done_a, done_b = realise_both((a, b))
    return between(done_a, done_b)


def between(a: Realised, b: Realised) -> Comparison:
    """Two runs that were carried out, looked at in their first column."""
    sessions = (one.go(Session(done, Cursor()), 0) for done in (a, b))
    return go(_beside(*sessions), 0)


def beginning(session: Session) -> Comparison:
    """A session beside what `opening` puts there, in the column where the session is; nothing more of it is seen than
    was seen there. Raises RnntuiError."""
    run = session.realised
    begun = between(*realise_both(opening(session.setup), (run, run)))
    columns = {pair[0]: column for column, pair in enumerate(begun.columns)}
    reached = go(begun, columns.get(session.farthest, 0))
    column = columns.get(session.moment, 0)
    is_same = begun.micro_count(begun.clock_of(column)) == session.micro_count(session.cursor.clock)
    return _at(reached, column, session.cursor.micro if is_same else -1)


def _beside(a: Session, b: Session) -> Comparison:
    found = differences(side_of(a.realised), side_of(b.realised))
    outputs_part = found.parting(found.outputs) if found.outputs else None
    return Comparison(a, b, found, _columns(a, b, found), found.parting(), outputs_part)


def _columns(a: Session, b: Session, found: Differences) -> tuple[Pair, ...]:
    """The steps of all clocks side by side, as moments."""
    written = found.alignments["u"].columns if "u" in a.clocks + b.clocks else ()
    first, second = a.offset("u"), b.offset("u")
    return (
        *found.alignments["t"].columns,
        *((None if i is None else first + i, None if j is None else second + j) for i, j in written),
    )


def move(comparison: Comparison, by: int) -> Comparison:
    """Go `by` columns on, or back, in both runs."""
    return go(comparison, comparison.column + by)


def go(comparison: Comparison, column: int) -> Comparison:
    """Go to a column, all of it computed; at the ends of the sentences stay there."""
    return _at(comparison, column, -1)


def advance(comparison: Comparison, by: int) -> Comparison:
    """Go `by` micro-steps on, or back, in both runs: the next one in the column, or the first of the next column."""
    reading, writing = comparison.micro_count("t"), comparison.micro_count("u")
    inputs, columns = comparison.inputs, len(comparison.columns)
    before = inputs * reading
    last = max(before + (columns - inputs) * writing - 1, 0)
    beyond = comparison.column - inputs
    place = (before + beyond * writing if beyond >= 0 else comparison.column * reading) + comparison.micro
    place = max(0, min(place + by, last))
    if place < before:
        return _at(comparison, *divmod(place, reading))
    column, micro = divmod(place - before, writing)
    return _at(comparison, inputs + column, micro)


def part(comparison: Comparison) -> Comparison:
    """Go to the first column in which the runs differ; stay where they are equal."""
    parting = comparison.parting
    return comparison if parting is None else go(comparison, comparison.column_of(parting))


def turn(comparison: Comparison, which: Which) -> Comparison:
    """Choose one of the runs."""
    return replace(comparison, chosen=which)


def point(comparison: Comparison, *, variable: str | None = None, unit: int | None = None) -> Comparison:
    """Look at another variable or unit in both runs; a run that has no such variable shows its hidden state."""
    there = comparison if variable is None else replace(comparison, variable=variable)
    if unit is not None:
        there = replace(there, a=one.point(there.a, unit=unit), b=one.point(there.b, unit=unit))
    there = _at(there, comparison.column, comparison.micro)
    # The unit is held within what the other variable has.
    return there if unit is None else replace(there, a=one.point(there.a, unit=unit), b=one.point(there.b, unit=unit))


def retype(comparison: Comparison, which: Which, text: str) -> Comparison:
    """Another sentence for A or for B. Raises RnntuiError; nothing is lost then."""
    setup = comparison.session(which).setup
    if text == setup.text and setup.inputs is None:
        return comparison
    return choose(comparison, which, replace(setup, text=check_text(text), inputs=None))


def choose(comparison: Comparison, which: Which, setup: Setup) -> Comparison:
    """Another setup for A or for B, keeping one's place where it still exists. Raises RnntuiError."""
    a, b = comparison.setups
    return choose_both(comparison, setup if which == "a" else a, setup if which == "b" else b)


def choose_both(comparison: Comparison, a: Setup, b: Setup) -> Comparison:
    """Other setups for A and B, as one change. Raises RnntuiError; nothing is lost then."""
    if (a, b) == comparison.setups:
        return comparison
    return _changed(comparison, (a, b), (*comparison.past, comparison.setups), ())


def swap(comparison: Comparison) -> Comparison:
    """A as B, and B as A."""
    return _moved(comparison, (comparison.b, comparison.a), (*comparison.past, comparison.setups), ())


def undo(comparison: Comparison) -> Comparison:
    """Take the last change back."""
    if not comparison.past:
        return comparison
    *past, setups = comparison.past
    return _changed(comparison, setups, tuple(past), (*comparison.future, comparison.setups))


def redo(comparison: Comparison) -> Comparison:
    """Make a change that was taken back again."""
    if not comparison.future:
        return comparison
    *future, setups = comparison.future
    return _changed(comparison, setups, (*comparison.past, comparison.setups), tuple(future))


Pairs: TypeAlias = "tuple[tuple[Setup, Setup], ...]"


def _changed(comparison: Comparison, setups: Sequence[Setup], past: Pairs, future: Pairs) -> Comparison:
    before = (comparison.a.realised, comparison.b.realised)
    # What ran once runs again, though an edit may fit no more.
    runs = realise_both(setups, before, lenient=tuple(setups) in (*comparison.past, *comparison.future))
    old = (comparison.a, comparison.b)
    a, b = (one.point(Session(run, was.cursor, was.farthest)) for run, was in zip(runs, old, strict=True))
    return _moved(comparison, (a, b), past, future)


def _moved(comparison: Comparison, sessions: tuple[Session, Session], past: Pairs, future: Pairs) -> Comparison:
    """Other runs, looked at from the same place; from the first column where a sentence is another one."""
    is_same = [_fed(each) for each in sessions] == [_fed(each) for each in (comparison.a, comparison.b)]
    is_same |= sessions == (comparison.b, comparison.a)
    if not is_same:
        sessions = (replace(sessions[0], farthest=0), replace(sessions[1], farthest=0))
    changed = replace(
        _beside(*sessions),
        farthest=comparison.farthest if is_same else 0,
        variable=comparison.variable,
        chosen=comparison.chosen,
        marks=comparison.marks,
        past=past,
        future=future,
        tale=comparison.tale,
    )
    clock = comparison.clock
    is_kept = is_same and changed.micro_count(clock) == comparison.micro_count(clock)
    return _at(changed, comparison.column if is_same else 0, comparison.micro if is_kept else -1)


def _fed(session: Session) -> tuple[tuple[str, ...], str | None]:
    return session.trace.tokens, session.setup.inputs


def _at(comparison: Comparison, column: int, micro: int) -> Comparison:
    """The comparison at a column, held within what there is, and both runs at their steps of it.

    `micro` is -1 for all of the column. A run that has no step there stays at the one before, all of it computed.
    """
    columns = comparison.columns
    column = max(0, min(column, len(columns) - 1))
    count = comparison.micro_count(comparison.clock_of(column))
    micro = count - 1 if micro < 0 else min(micro, count - 1)
    farthest = max(min(comparison.farthest, len(columns) - 1), column)
    there = replace(comparison, column=column, micro=micro, farthest=farthest)
    variable = there.variable
    if variable not in names_of(there):
        variable = next(_hidden(each, there.clock) for each in (there.a, there.b) if there.clock in each.clocks)
    found = there.differences
    sessions = []
    for place, (session, side) in enumerate(((there.a, found.a), (there.b, found.b))):
        moments = (columns[k][place] for k in range(column, -1, -1)) if columns else iter(())
        moment = next((each for each in moments if each is not None), 0)
        is_here = bool(columns) and columns[column][place] is not None
        # No variable goes by an empty name: the hidden state is looked at then.
        own = side.name_of(variable) or ""
        sessions.append(one.look(session, moment=moment, micro=micro if is_here else -1, variable=own))
    return replace(there, a=sessions[0], b=sessions[1], variable=variable)


def _hidden(session: Session, clock: Clock) -> str:
    """The last hidden state of a clock; its last variable where it has none."""
    program = session.model.program
    names = [name for name in session.trace.names if program.clocks[name] == clock]
    hidden = [name for name in names if name in program.equations and program.equations[name].role == "hidden"]
    return (hidden or names)[-1]


def worked_example() -> tuple[Setup, Setup]:
    """What a comparison opens with: the same four words in two orders, 42 and 114."""
    setup = replace(sample_setup("kinship"), notes=None)
    return setup, replace(setup, text="我祖你孫")


def opening(setup: Setup) -> tuple[Setup, Setup]:
    """What stands beside a setup where nobody says: the same with its words in the other order.

    Of a sentence that reads the same from its end the words are sorted. The worked example's two sentences stand
    beside each other; vectors that are fed have no words.
    """
    a = replace(setup, notes=None)
    texts = [each.text for each in worked_example()]
    if setup.inputs is not None:
        return a, a
    if a.text in texts:
        return a, replace(a, text=texts[a.text == texts[0]])
    by = default_split(a.text) if a.tokens_by == "auto" else a.tokens_by
    words = split(a.text, by)
    other = words[::-1] if words[::-1] != words else tuple(sorted(words))
    turned = (" " if by == "words" else "").join(other)
    # Words that were written without blanks may come apart otherwise when they stand in another order.
    return a, replace(a, text=turned) if other != words and split(turned, a.tokens_by) == other else a
