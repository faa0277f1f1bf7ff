"""A screen that shares its rows out among its panels: by its size, by the run, and by what one looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ..layout import SMALLEST, Layout, is_too_small, laid_out
from ..needs import needs
from ..view import View
from .body import Body

if TYPE_CHECKING:
    from ...session.session import Session


class FittedScreen(Screen[None]):
    """Knows the panels by their ids alone; which there are is the matter of the screen itself."""

    session: var[Session | None] = var(None)
    view: var[View] = var(View())

    def __init__(self) -> None:
        super().__init__()
        self.shared: Layout | None = None
        self.is_complete = False
        """Whether all panels are there."""
        self._fitted: tuple[object, ...] = ()
        """For what the rows were shared out."""

    @property
    def body(self) -> Body | None:
        """The panels of the mode, or of what is taken apart; None in Explore."""
        return next((each for name in ("#walk", "#body") for each in self.query(name).results(Body)), None)

    def focus_table(self) -> None:
        """Let keys go to the panel that has them at first."""

    def share_anew(self) -> None:
        """Share the rows out though nothing changed that they depend on but the panels themselves."""
        self.shared = None
        self._fitted = ()
        self.fit()

    def fit(self) -> None:
        """Share the rows out anew, where anything changed that bears on it."""
        # The app knows its size before the screen is laid out for the first time.
        width, height = self.app.size
        if not self.is_attached or not width:
            return
        session = self.session
        of_run = None if session is None else (session.realised, session.cursor.variable, session.watches)
        key = (width, height, self.view, self.is_complete, of_run)
        if key == self._fitted:
            return
        self._fitted = key
        small = is_too_small(width, height)
        body = self.body
        if small:
            self.shared = None
            self._show_all(False)
            text = self.view.words("small", width=SMALLEST[0], height=SMALLEST[1], w=width, h=height)
            self.query_one("#small", Static).update(Content(text))
            return
        if self.shared is None:
            self._show_all(True)
            if self.focused is None:
                self.focus_table()
        shared = laid_out(width, height, needs(session, self.view, width), self.view.large)
        if body is not None:
            self._fit_body(body, width, height, shared)
            return
        if shared == self.shared:
            return
        self.shared = shared
        if not self.is_complete:
            self._give(self.query_one("#timeline"), shared.timeline)
            # Where the selectors will be.
            self.query_one("#timeline").styles.margin = (shared.choices, 0, 0, 0)
            return
        self.query_one("#timeline").styles.margin = 0
        for name in ("choices", "timeline", "table", "time", "note"):
            self._give(self.query_one(f"#{name}"), getattr(shared, name))
        self._give(self.query_one("#middle"), shared.equations)
        self.query_one("#equations").display = self.view.large != "work"
        self.query_one("#work").display = self.view.large == "work" or (shared.wide and self.view.large != "equations")

    def _fit_body(self, body: Body, width: int, height: int, shared: Layout) -> None:
        """Give a body all the rows that Explore's own panels have in their modes."""
        self.shared = shared
        timeline = shared.timeline if body.has_timeline else 0
        if body.id == "walk":
            # What is told of a place would come and go as one walks.
            shared = replace(shared, note=0)
            for below in self.query("#body"):
                self._give(below, 0)
        self.query_one("#timeline").styles.margin = 0
        for name, rows in (("choices", shared.choices), ("timeline", timeline), ("note", shared.note)):
            self._give(self.query_one(f"#{name}"), rows)
        for name in ("table", "middle", "time"):
            self._give(self.query_one(f"#{name}"), 0)
        rows = max(height - 4 - shared.choices - timeline - shared.note, 0)
        self._give(body, rows)
        body.share(width, rows)

    def _show_all(self, shown: bool) -> None:
        """Show everything, or in its place the sentence that there is no room."""
        for child in self.children:
            # Textual's own tooltip and toasts are children too, and come and go by themselves.
            if not (child.id or "").startswith("textual-"):
                child.display = shown is (child.id != "small")

    def _give(self, widget: Widget, rows: int) -> None:
        widget.display = rows > 0
        widget.styles.height = rows
