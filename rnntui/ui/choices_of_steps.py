"""The steps to go to, by their number or by their token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..render.show import show
from ..session.searching import matches, spoken, told_moments
from .choices import Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..session.session import Session
    from .words import Words

MOST_STEPS = 500
"""So many are listed; all others are found by number or token."""


def step_options(session: Session) -> tuple[Option, ...]:
    """The steps around the one that is looked at, in their order."""
    first = max(0, min(session.moment - MOST_STEPS // 2, session.moments - MOST_STEPS))
    return tuple(_options(session, range(first, min(first + MOST_STEPS, session.moments))))


def steps_named(session: Session, text: str) -> tuple[Option, ...]:
    """The steps whose token has a text, wherever in the run they are; of an answer those that were reached."""
    return tuple(_options(session, matches(session, text)[:MOST_STEPS]))


def step_typed(session: Session, step: int, words: Words) -> Option:
    """The step with a number; one that can't be chosen, and says which there are, where there is none."""
    if step >= session.moments:
        about = words("choose.step.none", step=step, last=session.moments - 1)
        return Option(str(step), None, about, broken=True)
    (option,) = _options(session, (step,))
    return option


def _options(session: Session, moments: Iterable[int]) -> Iterable[Option]:
    tokens, read, told = spoken(session.realised), session.trace.clocks["t"], told_moments(session)
    for moment in moments:
        # What a decoder wrote is not told here before it is reached.
        token = show(tokens[moment]) if moment < told else ""
        names = (str(moment), token, "" if moment < read else f"u={moment - read}")
        yield Option("  ".join(filter(None, names)), None, step=moment)
