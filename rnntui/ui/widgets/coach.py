"""What is told beside the numbers: the note of a narrated sample, else one line on what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.show import show
from ..layout import MOST_TOLD
from ..spans import Line, Span, cropped, width_of, wrapped
from ..view import View
from .panel import Panel
from .timeline import is_unknown, token_at

if TYPE_CHECKING:
    from ...session.session import Session


class Coach(Panel):
    """A click goes on, as `n` does."""

    typing: bool = False
    """Whether the sentence is being typed."""

    def before(self, width: int) -> tuple[Line, ...]:
        words = self.view.words
        return (cropped((Span(f" {words('coach.first')}", "accent"),), width),) if self.view.pending else ()

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        return told(session, self.view, self.typing, width)


def told(session: Session, view: View, typing: bool, width: int) -> tuple[Line, ...]:
    """The lines of the note on the place that is looked at; without one, a line of advice."""
    # The session loads NumPy, which the first picture does not wait for.
    from ...session.telling import has_onward, note_of, number_of

    note = note_of(session) if not typing and not view.pending else None
    if note is None or session.tour is None:
        return (cropped((Span(f" {advice(session, view, typing)}", "accent"),), width),)
    number, count = number_of(session, note), session.tour.count
    head = Span(f" ✎ {number}/{count} ", "accent")
    more = has_onward(session, 1)
    edge = width_of((head,))
    lines = wrapped(show(view.words.of(note.texts)), width - edge - 1) or [""]
    tail = Span(f"  {view.words('note.on' if more else 'note.end')}", "dim", "app.step(1)" if more else "")
    made: list[Line] = [(head if not place else Span(" " * edge), Span(line)) for place, line in enumerate(lines)]
    if width_of(made[-1]) + width_of((tail,)) < width:
        made[-1] = (*made[-1], tail)
    return tuple(made[:MOST_TOLD])


def advice(session: Session, view: View, typing: bool) -> str:
    """What to do next."""
    words, cursor = view.words, session.cursor
    if view.pending:
        return words("coach.pending")
    if typing:
        return words("coach.typing")
    if view.playing:
        return words("coach.playing")
    if not session.steps:
        return ""
    encoding = session.model.encoding
    if encoding is not None and is_unknown(session, cursor.step):
        return f"{token_at(session, cursor.step)}  {words(f'unknown.{encoding.unknown}')}"
    if cursor.micro < len(session.microsteps) - 1:
        return words("coach.micro")
    if cursor.step == session.steps - 1:
        return words("coach.end")
    return words("coach.start") if session.reached == 0 else words("coach.go")
