"""Looking for a token, in what is read and in what is written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from ..text.tokens import normalised
from .realise import Realised
from .state import Session


def matches(session: Session, sought: str, *, ahead: bool = False) -> tuple[int, ...]:
    """The moments whose token has the text in it, in their order.

    Capitals and small letters are the same, unless a capital is looked for. Of an answer the token counts that is
    written at a moment, where that is reached, or `ahead` shows what is not.
    """
    sought = normalised(sought)
    if not sought:
        return ()
    is_exact = any(map(str.isupper, sought))
    tokens = spoken(session.realised, folded=not is_exact)
    sought = sought if is_exact else sought.casefold()
    told = len(tokens) if ahead else told_moments(session)
    return tuple(moment for moment, token in enumerate(tokens[:told]) if sought in token)


def told_moments(session: Session) -> int:
    """How many moments, from the first, have a token that may be told: all that is read, and what is written so far."""
    read, until, cursor = session.trace.clocks["t"], session.model.program.ending, session.cursor
    if session.farthest < read or until is None:
        return read
    is_here = session.moment == session.farthest
    is_written = not is_here or session.is_known(until.variable, cursor.step)
    return session.farthest + is_written


def nearest(found: Sequence[int], moment: int, by: int = 1) -> int | None:
    """The next of some moments after one, or before it, around the ends; None where there are none."""
    if not found:
        return None
    place = bisect_right(found, moment) if by > 0 else bisect_left(found, moment) - 1
    return found[place % len(found)]


_spoken: WeakKeyDictionary[Realised, dict[bool, tuple[str, ...]]] = WeakKeyDictionary()
"""The tokens of each run, as they are and without capitals, as long as the run is kept."""


def spoken(realised: Realised, *, folded: bool = False) -> tuple[str, ...]:
    """The token of every moment: what is read, then what is written; empty texts where there is none."""
    known = _spoken.setdefault(realised, {})
    if folded not in known:
        trace = realised.trace
        count = trace.clocks["t"]
        # What is read as one vector has one moment, however many tokens it has.
        read = trace.tokens[:count] + ("",) * (count - len(trace.tokens))
        tokens = (*read, *trace.answers[0].tokens) if trace.answers else read
        known[folded] = tuple(map(str.casefold, tokens)) if folded else tokens
    return known[folded]
