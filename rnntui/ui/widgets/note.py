"""The note of a narrated sample, above the numbers that it tells of."""

from __future__ import annotations

from collections.abc import Mapping
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
    if view.pending or (told := _told(session, view)) is None:
        return ()
    texts, number, count = told
    head = Span(_head(number, count), "accent")
    edge = width_of((head,))
    lines = wrapped(show(view.words.of(texts)), width - edge - 1) or ("",)
    made: list[Line] = [
        (head if not place else Span(" ┃" + " " * (edge - 2), "accent"), Span(line, "strong", "app.step(1)"))
        for place, line in enumerate(lines[:MOST])
    ]
    return tuple(made)


def _told(session: Session, view: View) -> tuple[Mapping[str, str], int, int] | None:
    """The note by language, which of how many it is; None where nothing is told."""
    # The session loads NumPy, which the first picture does not wait for.
    if view.mode == "compare":
        from ...session.pair_telling import note_of as note_beside
        from ...session.pair_telling import number_of as number_beside

        beside = None if view.comparison is None else note_beside(view.comparison)
        if beside is None or view.comparison is None:
            return None
        return (beside.texts, *number_beside(view.comparison, beside))
    from ...session.telling import note_of, number_of, screen_of

    note = note_of(session)
    if note is None or session.tour is None or screen_of(note) != view.mode:
        return None
    return note.texts, number_of(session, note), session.tour.count


def _head(number: int, count: int) -> str:
    return f" ┃{number:>{len(str(count))}}/{count} "


def rows_for_notes(session: Session, view: View, width: int) -> int:
    """How many lines the longest note of the scene takes, so that nothing jumps from one to the next."""
    texts, count = _scene(session, view)
    room = width - len(_head(count, count)) - 1
    longest = max((len(wrapped(show(view.words.of(each)), room)) for each in texts), default=0)
    return min(longest, MOST)


def _scene(session: Session, view: View) -> tuple[list[Mapping[str, str]], int]:
    """The notes of the scene that the mode has, by language, and how many there are in all scenes."""
    if view.mode == "compare":
        from ...session.pair_telling import scene_of as scene_beside

        beside = None if view.comparison is None else scene_beside(view.comparison)
        if beside is None or view.comparison is None or view.comparison.tale is None:
            return [], 0
        return [note.texts for note in beside.notes], view.comparison.tale.count
    from ...session.telling import scene_of, screen_of

    scene, tour = scene_of(session), session.tour
    if scene is None or tour is None:
        return [], 0
    return [note.texts for note in scene.notes if screen_of(note) == view.mode], tour.count
