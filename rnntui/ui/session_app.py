"""The one session: begun after the first paint, changed by pure functions alone, handed on to the screens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from ..errors import RnntuiError
from ..render.show import show
from ..text.tokens import split
from .background import Run
from .direct import Drawn
from .driver import ThriftyDriver
from .possible import is_possible
from .screens.explore import Explore
from .settings import Settings
from .themes import DARK, DEFAULTS, NAMES, THEMES
from .view import MODES, View
from .words import Words, language

if TYPE_CHECKING:
    from ..session.session import Session
    from ..session.setup import Setup

_CLUSTERS = re.compile(r"[\r\n\t]|[^\r\n\t]+")
QUIET = 0.3
"""Seconds after the first run until what can wait is done."""
PREVIEW = 2_000
"""So many characters of a sentence are cut into tokens for the first paint."""


class SessionApp(App[int]):
    """Wires the screens to the session. NumPy and the engine are loaded after the first paint."""

    TITLE = "rnntui"
    # Textual shows no reversed option: without colour, and in high contrast, the chosen one is underlined.
    CSS: ClassVar[str] = """
    Toast { max-width: 80%; }
    ToastRack { margin-bottom: 2; }
    OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    CommandPalette > .command-palette--help-text { color: $quiet; text-style: not bold; }
    Input:nocolor > .input--cursor { text-style: reverse; }
    Input:nocolor > .input--selection { text-style: reverse; }
    App.-theme-contrast OptionList > .option-list--option-highlighted { text-style: bold underline; }
    """

    session: var[Session | None] = var(None, init=False)
    view: var[View] = var(View(), init=False)

    class Ran(Message):
        """A run that took long has ended."""

        def __init__(self, run: Run[Session]) -> None:
            super().__init__()
            self.run = run

    def __init__(
        self,
        setup: Setup,
        lang: str = "en",
        theme: str | None = None,
        driver: type[Driver] | None = None,
        *,
        ascii_only: bool = False,
        settings: Settings | None = None,
    ) -> None:
        """Of a setup. A theme that is named wins over the one in `settings`, where what is chosen is remembered."""
        super().__init__(driver_class=driver)
        self.setup = setup
        self.set_reactive(SessionApp.view, View(words=Words(language(lang))))
        for each in THEMES:
            self.register_theme(each)
        self.settings = settings
        self.theme = theme or self._remembered_theme()
        self._look: list[LineFilter] = []
        if self.no_color:
            # Textual makes all colours grey, which are colours still.
            self._look.append(NoColor())
        if ascii_only:
            from .ascii import Ascii

            self._look.append(Ascii())
        self._run: Run[Session] | None = None
        """The run that is waited for,"""
        self._next: Callable[[], Session] | None = None
        """and what is to be run after it."""
        self.when_shown: Callable[[], None] | None = None
        """Called once, when the first run is on the screen."""
        self.failed: RnntuiError | None = None
        """Why the first run was not possible."""
        self.crash: BaseException | None = None
        """What went wrong inside, if anything did."""

    def _remembered_theme(self) -> str:
        name = self.settings.get("theme") if self.settings is not None else None
        return name if name in NAMES else DARK.name

    def choose_theme(self, name: str) -> None:
        """Take a theme, and remember it; where that is not possible, go on without and say so once."""
        self.theme = name
        if self.settings is None:
            return
        try:
            self.settings.remember("theme", name)
        except RnntuiError as error:
            self.settings = None
            self.notify(show(self.view.words.told(error)), severity="warning", markup=False, timeout=8)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._look]

    def get_default_screen(self) -> Screen[None]:
        tokens = () if self.setup.inputs is not None else split(self.setup.text[:PREVIEW], self.setup.tokens_by)
        return Explore(self.setup.text, tokens, self.view)

    def on_mount(self) -> None:
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Run the sentence for the first time; ends the app where that is not possible."""
        from ..session.session import start

        setup = self.setup
        self.rerun(lambda: start(setup))

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        can_draw = isinstance(driver, ThriftyDriver) and self._running and not self._closed and not self._batch_count
        if not isinstance(renderable, Drawn) or not can_draw:
            super()._display(screen, renderable)
            return
        assert isinstance(driver, ThriftyDriver)
        x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
        driver.draw(renderable.rows, (y, x), self._sync_available)
        driver.flush()
        self.post_display_hook()

    def _fatal_error(self) -> None:
        # Textual would print a traceback with local variables, in which the user's text stands.
        import sys

        self.crash = sys.exception()
        self._close_messages_no_wait()

    # What is looked at, handed on

    @property
    def explore(self) -> Explore:
        """The screen below all that lies over it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, Explore)
        return screen

    @property
    def is_ready(self) -> bool:
        """Whether keys find something to act on: the first run, or the message that it takes long."""
        ended = self.failed is not None or self.crash is not None
        # While the app starts, and when it has ended, there is no screen.
        return ended or (bool(self.screen_stack) and self.explore.is_complete)

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        if session is not None:
            self._turn_to_note(before, session)
            from .columns import group_of, groups

            group = group_of(session, session.cursor.variable)
            known = groups(session)
            kept = self.view.group if self.view.group in known else (known[0] if known else "")
            self.view = replace(self.view, group=group or kept)
        self.explore.session = session

    def _turn_to_note(self, before: Session | None, session: Session) -> None:
        """Show the screen on which a note is told, when one comes to it."""
        from ..session.telling import note_of

        note = note_of(session)
        if note is None or (before is not None and note_of(before) is note):
            return
        screen = next((mode for mode in MODES if mode == note.screen), self.view.mode)
        if screen != self.view.mode and (before is not None or screen != "explore"):
            self.view = replace(self.view, mode=screen, large=None)

    def watch_view(self, view: View) -> None:
        self.explore.view = view

    def change(self, to: Callable[[Session], Session]) -> bool:
        """Go to another session; an error is shown and changes nothing."""
        if self.session is None:
            return False
        try:
            self.session = to(self.session)
        except RnntuiError as error:
            self.notify_error(error)
            return False
        return True

    def rerun(self, to: Callable[[], Session]) -> bool:
        """Go to a session that has to be run for first; False where that is known to fail.

        A run that takes long goes on in the background: what is shown stays, and is marked as old.
        """
        if self._run is not None:
            # Typed further: the last text alone is run, when the run that goes on has ended.
            self._next = to
            return True
        self._run = run = Run(to, self._late)
        if run.in_time():
            self.wait_no_more()
            return self._take(run)
        self.view = replace(self.view, pending=True)
        return True

    def _late(self, run: Run[Session]) -> None:
        self.post_message(self.Ran(run))

    def on_session_app_ran(self, message: SessionApp.Ran) -> None:
        """A run that took long has ended."""
        if message.run is not self._run:
            return
        following, self._run, self._next = self._next, None, None
        if following is not None:
            self.rerun(following)
            return
        self.wait_no_more()
        self._take(message.run)

    def wait_no_more(self) -> None:
        """Whatever is being run is dropped."""
        self._run = self._next = None
        if self.view.pending:
            self.view = replace(self.view, pending=False)

    def _take(self, run: Run[Session]) -> bool:
        """Show what a run came to."""
        if run.error is None:
            if self.session is None and self.when_shown is not None:
                self.set_timer(QUIET, self.when_shown)
            self.session = run.result
            return True
        error = run.error if not isinstance(run.error, MemoryError) else RnntuiError(self.view.words("error.memory"))
        if not isinstance(error, RnntuiError):
            raise error
        if self.session is None:
            self.failed = error
            self.exit(error.status, return_code=error.status)
        else:
            self.notify_error(error)
        return False

    async def on_event(self, event: events.Event) -> None:
        """What is pasted, into whatever field, is made visible first: Textual would draw control codes as they are."""
        if isinstance(event, events.Paste):
            event.text = "".join(each if each in "\r\n\t" else show(each) for each in _CLUSTERS.findall(event.text))
        await super().on_event(event)

    def notify_error(self, error: RnntuiError) -> None:
        """Show an error; its words may hold names from outside."""
        self.notify(show(self.view.words.told(error)), severity="error", markup=False, timeout=8)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can do something now; None greys it out."""
        to = parameters[0] if parameters and isinstance(parameters[0], int | str) else 1
        session = self.session if self.explore.is_complete else None
        return True if is_possible(session, self.view, action, to) else None
