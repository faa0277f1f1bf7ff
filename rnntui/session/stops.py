"""Breakpoints and watches of a session: texts in the notation that outlive every change of what is run.

One that means nothing in the present network says why, and never stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from numpy.typing import NDArray

from ..dataclass import dataclass
from ..engine.conditions import Condition, condition, stopping
from ..engine.conditions.tree import Fixed, Spoken, walk
from ..engine.expression import Value
from ..errors import RnntuiError
from .hits import Hits, found_in, next_of
from .session import Session, go

Sort = Literal["break", "watch"]
MOST = 64
"""So many breakpoints, and so many watches, a session has at most."""


@dataclass(frozen=True, eq=False)
class Entry:
    """A breakpoint or a watch, and what it comes to in the present run."""

    sort: Sort
    text: str
    enabled: bool
    found: Hits | RnntuiError
    """Where it holds, or why it means nothing here."""


def entries(session: Session) -> tuple[Entry, ...]:
    """All breakpoints and all watches, in the order in which they were added."""
    stops = (Entry("break", t, t not in session.disabled, _of(session, "break", t)) for t in session.breakpoints)
    return (*stops, *(Entry("watch", text, True, _of(session, "watch", text)) for text in session.watches))


def added(session: Session, sort: Sort, text: str) -> Session:
    """With another breakpoint or watch; raises RnntuiError for one that means nothing in this run."""
    text = text.strip()
    (stopping if sort == "break" else condition)(text, session.trace)
    known = session.breakpoints if sort == "break" else session.watches
    if text in known:
        return replace(session, disabled=_without(session.disabled, text)) if sort == "break" else session
    if len(known) >= MOST:
        raise RnntuiError(f"there are {MOST} already", "take one away first")
    return _with(session, sort, (*known, text))


def removed(session: Session, sort: Sort, text: str) -> Session:
    """Without a breakpoint or a watch."""
    known = session.breakpoints if sort == "break" else session.watches
    without = _with(session, sort, _without(known, text))
    return replace(without, disabled=_without(session.disabled, text)) if sort == "break" else without


def switched(session: Session, text: str) -> Session:
    """With a breakpoint that stops no more, or stops again."""
    if text not in session.breakpoints:
        return session
    is_off = text in session.disabled
    disabled = _without(session.disabled, text) if is_off else (*session.disabled, text)
    return replace(session, disabled=disabled)


def stopping_hits(session: Session) -> tuple[Hits, ...]:
    """Where the breakpoints hold that are enabled and mean something in this run."""
    found = (found_in(session.realised, text) for text in session.breakpoints if text not in session.disabled)
    return tuple(each for each in found if isinstance(each, Hits))


def marked_moments(session: Session, moments: Sequence[int]) -> frozenset[int]:
    """Those of some neighbouring moments at which the run stops."""
    hits = stopping_hits(session)
    if not hits:
        return frozenset()
    places = ((moment, *session.place_of(moment)) for moment in moments)
    trace = session.trace
    return frozenset(moment for moment, clock, step in places if any(one.at(trace, clock, step) for one in hits))


def holding(session: Session) -> tuple[str, ...]:
    """The breakpoints that hold at the step that is looked at, as far as it is computed."""
    cursor = session.cursor
    return tuple(
        one.condition.text
        for one in stopping_hits(session)
        if one.at(session.trace, cursor.clock, cursor.step) and is_known(session, one.condition)
    )


def next_stop(session: Session, by: int) -> int | None:
    """The next moment at which a breakpoint holds, or with `by` -1 the one before.

    It may take long, and may be asked from a thread of its own.
    """
    here = session.moment
    if by > 0 and session.cursor.micro < len(session.microsteps) - 1:
        # This step is not computed yet.
        here -= 1
    return next_of(stopping_hits(session), session.trace.apart(), here, by)


def run_on(session: Session, by: int) -> Session:
    """Go to the next moment at which a breakpoint holds, or with `by` -1 to the one before; else stay."""
    stop = next_stop(session, by)
    return session if stop is None else go(session, stop)


def to_next_hit(session: Session, entry: Entry) -> int | None:
    """The next moment at which one entry holds, after the last the first; None where it holds nowhere."""
    if not isinstance(entry.found, Hits):
        return None
    trace = session.trace.apart()
    following = entry.found.after(trace, session.moment)
    return following if following is not None else entry.found.after(trace, -1)


def is_known(session: Session, found: Condition) -> bool:
    """Whether all that a condition reads is computed at the place that is looked at."""
    return all(_is_read(session, term) for term in walk(found.tree))


def _is_read(session: Session, term: object) -> bool:
    clocks, cursor = session.trace.clocks, session.cursor
    match term:
        case Fixed(name, _, step):
            return session.is_known(name, step)
        case Value(name, clock, "last" | "all"):
            return session.is_known(name, clocks[clock] - 1)
        case Value(name, _, _, offset):
            step = cursor.step + offset
            return step >= session.steps or session.is_known(name, step)
        case Spoken(clock, offset) if (clock or cursor.clock) == "u":
            return _is_written(session, cursor.step + offset)
    return True


def _is_written(session: Session, step: int) -> bool:
    """Whether the token of a step of the answer is computed."""
    until = session.model.program.ending
    return step < 0 or until is None or session.is_known(until.variable, step)


def watched(session: Session, text: str) -> NDArray[Any] | RnntuiError | None:
    """What a watch comes to at the place that is looked at; None where it has no value, or none yet."""
    found = found_in(session.realised, text, stops=False)
    if isinstance(found, RnntuiError):
        return found
    cursor = session.cursor
    if not session.steps or not found.condition.runs_on(cursor.clock) or not is_known(session, found.condition):
        return None
    return found.value(session.trace, cursor.clock, cursor.step)


def has_value(session: Session, text: str) -> bool:
    """Whether a watch has a value at the step that is looked at, computed or not."""
    found, cursor = found_in(session.realised, text, stops=False), session.cursor
    if not isinstance(found, Hits) or not session.steps or not found.condition.runs_on(cursor.clock):
        return False
    return found.is_defined(session.trace, cursor.clock, cursor.step)


def _of(session: Session, sort: Sort, text: str) -> Hits | RnntuiError:
    return found_in(session.realised, text, stops=sort == "break")


def _with(session: Session, sort: Sort, texts: tuple[str, ...]) -> Session:
    return replace(session, breakpoints=texts) if sort == "break" else replace(session, watches=texts)


def _without(texts: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(each for each in texts if each != text)
