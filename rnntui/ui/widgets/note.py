"""The note of a narrated sample, above the numbers that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.show import show
from ..spans import Line, Span, width_of, wrapped
from ..view import View
from .panel import Panel

if TYPE_CHECKING:
    from ...session.session import Session

MOST = 5
"""So many lines a note takes."""


class Note(Panel):
    """A click goes on, as `n` does."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        return note_lines(session, self.view, width)


def note_lines(session: Session, view: View, width: int) -> tuple[Line, ...]:
    """The note on the place that is looked at, its number before it; empty where there is none."""
    # The session loads NumPy, which the first picture does not wait for.
    from ...session.telling import note_of, number_of

    note = note_of(session) if not view.pending else None
    if note is None or session.tour is None or (note.screen or "explore") != view.mode:
        return ()
    number, count = number_of(session, note), session.tour.count
    head = Span(_head(number, count), "accent")
    edge = width_of((head,))
    lines = wrapped(show(view.words.of(note.texts)), width - edge - 1) or ("",)
    made: list[Line] = [
        (head if not place else Span(" ┃" + " " * (edge - 2), "accent"), Span(line, "strong", "app.step(1)"))
        for place, line in enumerate(lines[:MOST])
    ]
    return tuple(made)


def _head(number: int, count: int) -> str:
    return f" ┃{number:>{len(str(count))}}/{count} "


def rows_for_notes(session: Session, view: View, width: int) -> int:
    """How many lines the longest note of the scene takes, so that nothing jumps from one to the next."""
    from ...session.telling import scene_of

    scene, tour = scene_of(session), session.tour
    if scene is None or tour is None:
        return 0
    room = width - len(_head(tour.count, tour.count)) - 1
    told = [note for note in scene.notes if (note.screen or "explore") == view.mode]
    longest = max((len(wrapped(show(view.words.of(note.texts)), room)) for note in told), default=0)
    return min(longest, MOST)
