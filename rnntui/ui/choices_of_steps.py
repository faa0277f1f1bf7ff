"""The steps to go to, by their number or by their token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..render.show import show
from ..session.searching import matches, spoken, told_moments
from .choices import Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..session.session import Session

MOST_STEPS = 500
"""So many are listed; all others are found by number or token."""


def step_options(session: Session) -> tuple[Option, ...]:
    """The first steps, in their order."""
    return tuple(_options(session, range(min(session.moments, MOST_STEPS))))


def steps_named(session: Session, text: str) -> tuple[Option, ...]:
    """The steps whose token has a text, wherever in the run they are; of an answer those that were reached."""
    return tuple(_options(session, matches(session, text)[:MOST_STEPS]))


def step_typed(step: int) -> Option:
    """The step with a number."""
    return Option(str(step), None, step=step)


def _options(session: Session, moments: Iterable[int]) -> Iterable[Option]:
    tokens, read, told = spoken(session.realised), session.trace.clocks["t"], told_moments(session)
    for moment in moments:
        # What a decoder wrote is not told here before it is reached.
        token = show(tokens[moment]) if moment < told else ""
        names = (str(moment), token, "" if moment < read else f"u={moment - read}")
        yield Option("  ".join(filter(None, names)), None, step=moment)
