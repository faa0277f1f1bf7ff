"""The Explorer: the sentence, its timeline, the live table, the equations and how a value came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var
from textual.widgets import Static

from ..direct import DirectCompositor
from ..first_picture import PROMPT, instead, sentence
from ..view import Mode, View
from ..widgets.bars import Heading, Hints
from ..widgets.lines import Lines
from ..widgets.timeline import Timeline
from .body import body_of
from .fitted import FittedScreen
from .walk_place import change_walk, is_walk_shown

if TYPE_CHECKING:
    from ...session.session import Session
    from ..widgets.sentence import Sentence
    from ..widgets.table import Table

TYPED = ("sentence", "text", "search")
"""The ids of the fields whose keys are text."""


class Explore(FittedScreen):
    """Composes the panels and shares the rows out among them. It is given the session and never changes it.

    The first picture has the sentence and its tokens; the other panels come right after it.
    """

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    Explore { background: $background; layout: vertical; overflow: hidden; }
    Explore #sentence-row { height: 1; }
    Explore #prompt { width: 4; }
    Explore #read { width: 1fr; }
    Explore #sentence { width: 1fr; background: $background; padding: 0; height: 1; border: none; }
    Explore #sentence:focus { background: $panel; }
    Explore #middle { height: 6; }
    Explore #equations { width: 1fr; height: 100%; }
    Explore #work { width: 1fr; height: 100%; }
    Explore #body { display: none; }
    Explore #coach { dock: bottom; margin-bottom: 1; }
    Explore #hints { dock: bottom; }
    Explore.-covered #coach, Explore.-covered #hints { visibility: hidden; }
    Explore #small { display: none; width: 100%; height: 100%; content-align: center middle; }
    """
    resting: var[Session | None] = var(None)
    """What the panels of the mode show: while a value is taken apart they stay as they are."""

    def __init__(self, text: str, tokens: Sequence[str], view: View, inputs: str | None = None) -> None:
        super().__init__()
        self._compositor = DirectCompositor()
        self.text = text
        self.tokens = tokens
        self.inputs = inputs
        """The file of the vectors that are fed, where there is no sentence."""
        self.set_reactive(Explore.view, view)
        self._is_completing = False
        self._field: Sentence | None = None
        self.is_ready = False
        """Whether keys find all that they act on."""
        self._mode: Mode = "explore"
        """Of which the body is there, or on its way."""

    def compose(self) -> ComposeResult:
        yield Heading(id="heading").data_bind(Explore.session, Explore.view)
        with Horizontal(id="sentence-row"):
            yield Lines((PROMPT,), id="prompt")
            # The field itself comes with the other panels: it is a sixth of the first picture's time.
            yield Lines((sentence(self.text, self.inputs, self.view.words),), id="read")
        yield Timeline(self.tokens, id="timeline").data_bind(Explore.session, Explore.view)
        yield Hints(id="hints").data_bind(Explore.session, Explore.view)
        yield Static(id="small")

    async def complete(self) -> None:
        """Add the panels that the first picture does without: when there is a run for them, so that they are laid
        out and drawn once."""
        from .panels import panels

        choices, note, table, equations, work, time, coach = (
            panel.data_bind(Explore.session, Explore.view) for panel in panels()
        )
        with self.app.batch_update():
            # All of them begin at once.
            mounted = (
                self.mount(choices, after="#sentence-row"),
                self.mount_all((note, table, Horizontal(equations, work, id="middle"), time), after="#timeline"),
                self.mount(coach, before="#hints"),
            )
            for each in mounted:
                await each
            if not self.query("#equations"):
                # The app has ended meanwhile.
                return
            self.is_complete = True
            self.shared = None
            self.fit()
        # A session that was kept may begin on another screen.
        self.call_later(self.change_body)
        self.call_after_refresh(self._add_field)

    def _add_field(self) -> None:
        """Put the field in the place of the sentence that was only to be read."""
        from ..widgets.sentence import Sentence

        text = self.text if self.session is None else self.session.setup.text
        if not self.query("#read"):
            # The app has ended meanwhile.
            return
        with self.app.batch_update():
            self.query("#read").remove()
            self._field = Sentence(text, placeholder=instead(self.inputs, self.view.words), id="sentence")
            self.query_one("#sentence-row").mount(self._field)
        self.is_ready = True

    async def change_body(self) -> None:
        """Put the panels of the mode in the place of those before."""
        if self.is_complete:
            await change_walk(self)
        if not self.is_complete or self._mode == self.view.mode:
            return
        self._mode = mode = self.view.mode
        with self.app.batch_update():
            await self.query("#body").remove()
            body = body_of(mode)
            if body is not None:
                await self.mount(body.data_bind(Explore.view, session=Explore.resting), before="#coach")
            self.share_anew()
            self.focus_table()

    @property
    def is_settled(self) -> bool:
        """Whether the mode's panels are there, and nothing is worked out for them."""
        body = self.body
        is_there = self._mode == self.view.mode and is_walk_shown(self) == (self.view.walk is not None)
        return is_there and (body is None or not body.is_busy)

    @property
    def table(self) -> Table:
        """The live table; there is one as soon as there is a session."""
        return cast("Table", self.query_one("#table"))

    def focus_table(self) -> None:
        """Let keys go to the table, out of a field."""
        if self.is_complete:
            body = self.body
            name = (self.view.large or "table") if body is None else body.first_shown
            first = self.query_one(f"#{name}") if name else body
            assert first is not None
            first.focus()

    def on_mount(self) -> None:
        self.fit()

    def _complete_soon(self) -> None:
        if not self._is_completing:
            self._is_completing = True
            self.call_later(self.complete)

    def watch_session(self) -> None:
        if self.view.walk is None:
            self.resting = self.session
        if self.session is not None:
            self.inputs = self.session.setup.inputs
            self._complete_soon()
        self.fit()
        if self.session is not None and not self.is_typing:
            self.show_sentence(self.session.setup.text)

    @property
    def is_typing(self) -> bool:
        """Whether the sentence's field has the focus."""
        return self.focused is not None and self.focused.id == "sentence"

    def show_sentence(self, text: str) -> None:
        """Show a sentence in the field, without saying that it was typed."""
        if self._field is not None:
            self._field.placeholder = instead(self.inputs, self.view.words)
            self._field.show_text(text)

    def watch_view(self) -> None:
        if self.view.pending:
            self._complete_soon()
        if self.view.walk is None:
            self.resting = self.session
        if self.view.mode != self._mode or is_walk_shown(self) != (self.view.walk is not None):
            self.call_later(self.change_body)
        self.fit()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.fit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._typing(event.widget.id or "")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if event.widget.id in TYPED:
            self._typing("")

    def _typing(self, field: str) -> None:
        """Say what helps while one types in a field of this id, and name the keys that there are then."""
        if not self.is_complete:
            return
        from ..widgets.coach import Coach

        # While the app ends there may be none any more.
        for coach in self.query("#coach").results(Coach):
            coach.typing, coach.editing = field == "sentence", field == "text"
            coach.draw()
        for hints in self.query("#hints").results(Hints):
            if hints.field != (typed := field if field in TYPED else ""):
                hints.field = typed
                hints.draw()
