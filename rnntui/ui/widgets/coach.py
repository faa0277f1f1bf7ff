"""One line on what to do next, or on what stands for a token that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.bars import gate_bar
from ...render.show import show
from ..spans import Line, Span, cropped, cut, in_clauses
from ..steps import is_unknown, token_at
from ..view import MODES, View
from .panel import Panel

if TYPE_CHECKING:
    from ...session.session import Session

LONGEST = 40
"""So many cells of a breakpoint are shown."""


class Coach(Panel):
    """The line above the keys."""

    typing: bool = False
    """Whether the sentence is being typed,"""
    editing: bool = False
    """or equations."""

    def before(self, width: int) -> tuple[Line, ...]:
        view = self.view
        text = view.words("coach.first") if view.learned is None else learning_text(view)
        return (cropped((Span(f" {text}", "accent"),), width),) if view.pending else ()

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        text = advice(session, self.view, self.typing, self.editing)
        return ((Span(f" {in_clauses(text, width - 1)}", "accent"),),)


def learning_text(view: View) -> str:
    """How far what is waited for is learned."""
    done = view.learned or 0.0
    return view.words("coach.learning", bar=gate_bar(done, 20), percent=round(100 * done))


def advice(session: Session, view: View, typing: bool, editing: bool = False) -> str:
    """What to do next."""
    words, cursor = view.words, session.cursor
    if view.pending and view.learned is not None:
        return learning_text(view)
    if view.pending:
        return words("coach.pending")
    if typing:
        return words("coach.typing")
    if editing:
        return words("coach.edit.typing")
    if view.playing:
        return words("coach.playing")
    if view.walk is not None:
        from .apart import advice_on

        return advice_on(session, view, view.walk)
    if view.mode == "edit":
        return words("coach.edit")
    if not session.steps:
        return ""
    if session.breakpoints and (stopped := stopped_at(session, view)):
        return stopped
    # The session loads NumPy, which the first picture does not wait for.
    from ...session.telling import has_onward, note_of, scene_of, screen_of

    if (note := note_of(session)) is not None and screen_of(note) == view.mode:
        return words("coach.note" if has_onward(session, 1, view.mode) else "coach.note.end")
    from ..edit_marks import advice_on as advice_on_edits

    if view.mode not in ("compare", "attention") and (told := advice_on_edits(session, words)) is not None:
        return told
    encoding = session.model.encoding
    if encoding is not None and is_unknown(session, session.moment):
        return f"{token_at(session, session.moment)}  {words(f'unknown.{encoding.unknown}')}"
    if session.tour is not None and scene_of(session) is None and session.past:
        return words("coach.away")
    if note is not None and view.mode not in ("compare", "edit"):
        number = next((count for count, mode in enumerate(MODES, 1) if mode == screen_of(note)), 1)
        return words("coach.note.elsewhere", number=number)
    if cursor.micro < len(session.microsteps) - 1 and view.mode not in ("encoding", "memory"):
        return words("coach.micro.diagram" if view.mode == "diagram" else "coach.micro")
    if (beside := view.comparison if view.mode == "compare" else None) is not None:
        from ...session.pair_telling import has_onward as has_onward_beside
        from ...session.pair_telling import note_of as note_beside

        if note_beside(beside) is not None:
            return words("coach.note" if has_onward_beside(beside, 1) else "coach.note.end")
        at_end = beside.column >= len(beside.columns) - 1
        return words("coach.end" if at_end else "coach.go" if beside.farthest else "coach.start")
    if session.moment == session.moments - 1:
        answers = session.trace.answers
        if answers and not answers[0].ended:
            return words("coach.limit", count=answers[0].limit, end=show(answers[0].end))
        return words("coach.end")
    return words("coach.start") if session.reached == 0 else words("coach.go")


def stopped_at(session: Session, view: View) -> str:
    """Which breakpoints hold here, and of two runs in which; empty where none does."""
    from ...session.stops import holding
    from ...session.stops_beside import holding_beside

    beside = view.comparison if view.mode == "compare" else None
    found = dict.fromkeys(holding(session), ()) if beside is None else holding_beside(beside)
    if not found:
        return ""
    more = view.words("stop.more", count=len(found) - 1) if len(found) > 1 else ""
    text, runs = next(iter(found.items()))
    shown = cut(show(text), LONGEST)
    if not runs:
        return view.words("stop.here", text=shown, more=more)
    return view.words("stop.beside", text=shown, more=more, runs=", ".join(map(str.upper, runs)))
