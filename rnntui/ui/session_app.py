"""The one session: begun after the first paint, changed by pure functions alone, handed on to the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual.driver import Driver
from textual.reactive import var
from textual.screen import Screen

from ..errors import RnntuiError
from ..text.tokens import split
from .background import Run
from .first_picture import first_rows
from .possible import is_possible
from .rerunning_app import RerunningApp, Shown
from .screens.explore import Explore
from .settings import Settings
from .view import MODES, View

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from ..session.setup import Setup
    from .direct import Row

QUIET = 0.3
"""Seconds after the first run until what can wait is done."""
PREVIEW = 2_000
"""So many characters of a sentence are cut into tokens for the first paint."""


class SessionApp(RerunningApp):
    """Wires the screens to the session. NumPy and the engine are loaded after the first paint."""

    session: var[Session | None] = var(None, init=False)
    comparison: var[Comparison | None] = var(None, init=False)
    """The two runs of the mode compare, kept while one is in other modes."""

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
        super().__init__(lang, theme, driver, ascii_only=ascii_only, settings=settings)
        self.setup = setup
        self._is_begun = False
        self._compared: Setup | None = None
        """What was shown when the comparison was begun."""
        self.when_shown: Callable[[], None] | None = None
        """Called once, when the first run is on the screen."""
        self.failed: RnntuiError | None = None
        """Why the first run was not possible."""

    @cached_property
    def _tokens(self) -> tuple[str, ...]:
        """Those of the first picture."""
        return () if self.setup.inputs is not None else split(self.setup.text[:PREVIEW], self.setup.tokens_by)

    def first_rows(self, size: tuple[int, int]) -> list[Row]:
        """What the driver draws as soon as it has the screen: a tenth of the start before the app can."""
        return first_rows(self.setup.text[:PREVIEW], self.setup.inputs, self._tokens, self.view, size)

    def get_default_screen(self) -> Screen[None]:
        return Explore(self.setup.text, self._tokens, self.view, self.setup.inputs)

    def post_display_hook(self) -> None:
        if not self._is_begun:
            # As soon as the first picture is drawn: Textual says 17 ms later that it is.
            self._is_begun = True
            self.call_later(self.begin)

    def begin(self) -> None:
        """Run the sentence for the first time; ends the app where that is not possible."""
        from ..session.session import start

        setup = self.setup
        self.rerun(lambda: start(setup))

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
        return ended or (bool(self.screen_stack) and self.explore.is_ready)

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        if session is not None:
            self._turn_to_note(before, session)
            from .columns import group_of, groups

            group = group_of(session, session.cursor.variable)
            known = groups(session)
            kept = self.view.group if self.view.group in known else (known[0] if known else "")
            self.view = replace(self.view, group=group or kept)
        self.explore.session = self.shown

    def _turn_to_note(self, before: Session | None, session: Session) -> None:
        """Show the screen to which a note leads, when one comes to it from Explore; and Explore again after it.

        A sample that is opened shows its first note wherever one is: nothing else would say that it tells something.
        """
        from ..session.telling import note_of, screen_of

        note, left = note_of(session), None if before is None else note_of(before)
        if note is None or note is left:
            return
        was_led = left is not None and left.screen == self.view.mode
        is_opened = before is not None and before.setup.notes != session.setup.notes
        if self.view.mode != "explore" and not was_led and not is_opened:
            return
        screen = next((mode for mode in MODES if mode == screen_of(note)), self.view.mode)
        if screen != self.view.mode:
            if screen == "compare":
                self.renew_comparison()
            self.view = replace(self.view, mode=screen, large=None)

    def watch_comparison(self, comparison: Comparison | None) -> None:
        self.view = replace(self.view, comparison=comparison)

    def watch_view(self, view: View) -> None:
        self.explore.view = view
        self.explore.session = self.shown
        if view.mode == "compare" and self.comparison is None and self._compared is None:
            self._compare()

    @property
    def beside(self) -> Comparison | None:
        """The comparison where that is what one looks at."""
        return self.comparison if self.view.mode == "compare" else None

    @property
    def shown(self) -> Session | None:
        """The run that is typed into and whose setup is chosen: of a comparison the side that is marked."""
        return self.session if self.beside is None else self.beside.shown

    def renew_comparison(self) -> None:
        """Drop the comparison where there is none yet, or where what is shown has changed since it was begun."""
        if self.comparison is None or self.session is None or self.session.setup != self._compared:
            self._compared = self.comparison = None

    def _compare(self) -> None:
        """Begin a comparison of what is shown."""
        if (session := self.session) is None:
            return
        from ..session.comparison import beginning

        self._compared = session.setup
        self.rerun(lambda: beginning(session))

    def _keep_mode(self) -> None:
        """Leave the mode compare where it has nothing to show."""
        if self.view.mode == "compare" and self.comparison is None:
            self.view = replace(self.view, mode="explore")

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

    def _take(self, run: Run[Shown]) -> bool:
        """Show what a run came to."""
        if run.error is None:
            from ..session.session import Session

            result = run.result
            if result is not None and not isinstance(result, Session):
                self.comparison = result
                return True
            if self.session is None and self.when_shown is not None:
                self.set_timer(QUIET, self.when_shown)
            self.session = result
            return True
        error = run.error if not isinstance(run.error, MemoryError) else RnntuiError(self.view.words("error.memory"))
        if not isinstance(error, RnntuiError):
            raise error
        if self.session is None:
            self.failed = error
            self.exit(error.status, return_code=error.status)
        else:
            self.notify_error(error)
            self._keep_mode()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can do something now; None greys it out."""
        to = parameters[0] if parameters and isinstance(parameters[0], int | str) else 1
        session = self.shown if self.explore.is_ready else None
        return True if is_possible(session, self.view, action, to) else None
