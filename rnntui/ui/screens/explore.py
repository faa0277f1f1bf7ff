"""The Explorer: the sentence, its timeline, the live table, the equations and how a value came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ..columns import MOST_INPUTS, columns
from ..layout import SMALLEST, Layout, Needs, is_too_small, laid_out
from ..spans import Span
from ..view import View
from ..widgets.bars import Choices, Heading, Hints
from ..widgets.coach import Coach
from ..widgets.equations import Equations
from ..widgets.lines import Lines
from ..widgets.note import Note, rows_for_notes
from ..widgets.over_time import OverTime
from ..widgets.sentence import Sentence
from ..widgets.table import Table
from ..widgets.timeline import Timeline, rows_wanted
from ..widgets.work import Work

if TYPE_CHECKING:
    from ...session.session import Session


class Explore(Screen[None]):
    """Composes the panels and shares the rows out among them. It is given the session and never changes it."""

    AUTO_FOCUS = "#table"
    DEFAULT_CSS = """
    Explore { background: $background; layout: vertical; overflow: hidden; }
    Explore #sentence-row { height: 1; }
    Explore #prompt { width: 4; }
    Explore #sentence { width: 1fr; background: $background; padding: 0; height: 1; border: none; }
    Explore #sentence:focus { background: $panel; }
    Explore #middle { height: 6; }
    Explore #equations { width: 1fr; height: 100%; }
    Explore #work { width: 1fr; height: 100%; }
    Explore #coach { dock: bottom; margin-bottom: 1; }
    Explore #hints { dock: bottom; }
    Explore #small { display: none; width: 100%; height: 100%; content-align: center middle; }
    """
    session: var[Session | None] = var(None)
    view: var[View] = var(View())

    def __init__(self, text: str, tokens: Sequence[str], view: View) -> None:
        super().__init__()
        self.text = text
        self.tokens = tokens
        self.set_reactive(Explore.view, view)
        self.shared: Layout | None = None

    def compose(self) -> ComposeResult:
        words = self.view.words
        yield Heading(id="heading").data_bind(Explore.session, Explore.view)
        with Horizontal(id="sentence-row"):
            yield Lines(((Span(" i▸ ", "accent", "app.sentence"),),), id="prompt")
            yield Sentence(self.text, placeholder=words("empty"), id="sentence")
        yield Choices(id="choices").data_bind(Explore.session, Explore.view)
        yield Timeline(self.tokens, id="timeline").data_bind(Explore.session, Explore.view)
        yield Note(id="note").data_bind(Explore.session, Explore.view)
        yield Table(id="table").data_bind(Explore.session, Explore.view)
        with Horizontal(id="middle"):
            yield Equations(id="equations").data_bind(Explore.session, Explore.view)
            yield Work(id="work").data_bind(Explore.session, Explore.view)
        yield OverTime(id="time").data_bind(Explore.session, Explore.view)
        yield Coach(id="coach").data_bind(Explore.session, Explore.view)
        yield Hints(id="hints").data_bind(Explore.session, Explore.view)
        yield Static(id="small")

    def watch_session(self) -> None:
        self.fit()
        field = self.query("#sentence").results(Sentence)
        for each in field:
            if self.session is not None and not each.has_focus:
                each.show_text(self.session.setup.text)

    def watch_view(self) -> None:
        self.fit()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.fit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._typing(isinstance(event.widget, Sentence))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, Sentence):
            self._typing(False)

    def _typing(self, typing: bool) -> None:
        coach = self.query_one(Coach)
        coach.typing = typing
        coach.draw()

    def fit(self) -> None:
        """Share the rows out anew, where anything changed that bears on it."""
        width, height = self.size
        if not self.is_mounted or not width:
            return
        small = is_too_small(width, height)
        if small:
            self.shared = None
            self._show_all(False)
            text = self.view.words("small", width=SMALLEST[0], height=SMALLEST[1], w=width, h=height)
            self.query_one("#small", Static).update(Content(text))
            return
        if self.shared is None:
            self._show_all(True)
            if self.focused is None:
                self.query_one(Table).focus()
        shared = laid_out(width, height, self._needs(), self.view.large)
        if shared == self.shared:
            return
        self.shared = shared
        for name in ("choices", "timeline", "table", "time", "note"):
            self._give(self.query_one(f"#{name}"), getattr(shared, name))
        self._give(self.query_one("#middle"), shared.equations)
        self.query_one("#equations").display = self.view.large != "work"
        self.query_one("#work").display = self.view.large == "work" or (shared.wide and self.view.large != "equations")

    def _show_all(self, shown: bool) -> None:
        """Show everything, or in its place the sentence that there is no room."""
        for child in self.children:
            # Textual's own tooltip and toasts are children too, and come and go by themselves.
            if not (child.id or "").startswith("textual-"):
                child.display = shown is (child.id != "small")

    def _give(self, widget: Widget, rows: int) -> None:
        widget.display = rows > 0
        widget.styles.height = rows

    def _needs(self) -> Needs:
        session = self.session
        if session is None:
            return Needs(2, 3, 4)
        shown = columns(session, self.view.group, self.view.unfolded)
        # Long inputs are paged rather than let push all else away.
        most = {each: session.trace.units(each.variable) for each in shown}
        tallest = max(count if each.role is not None else min(count, MOST_INPUTS) for each, count in most.items())
        note = rows_for_notes(session, self.view, self.size.width)
        return Needs(rows_wanted(session), tallest, len(session.model.program.equations), note)
