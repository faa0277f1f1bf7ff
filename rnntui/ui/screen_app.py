"""How the app looks and what reaches it: themes, colours, what is drawn, what is pasted, what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from time import time
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.notifications import Notify
from textual.reactive import var
from textual.screen import ModalScreen, Screen, SystemModalScreen

from ..errors import RnntuiError
from ..render.show import show
from .direct import Drawn, WholeLines
from .driver import ThriftyDriver
from .settings import Settings
from .themes import DARK, DEFAULTS, NAMES, THEMES
from .view import View
from .words import Words, language

_WEIGHTS = ("information", "warning", "error")
READ = 1.0
"""Seconds that a message stays whatever is pressed."""
_CLUSTERS = re.compile(r"[\r\n\t]|[^\r\n\t]+")


class ScreenApp(App[int]):
    """What every app of ours does, whatever it shows."""

    TITLE = "rnntui"
    SUSPENDED_SCREEN_CLASS = "-covered"
    # Textual shows no reversed option: without colour, and in high contrast, the chosen one is underlined.
    CSS: ClassVar[str] = """
    ToastRack { margin: 0; max-height: 50%; overflow-y: hidden; }
    Toast { width: 1fr; max-width: 100%; margin: 0; padding: 0 1; background: $panel; }
    OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    CommandPalette > .command-palette--help-text { color: $quiet; text-style: not bold; }
    Input:nocolor > .input--cursor { text-style: reverse; }
    Input:nocolor > .input--selection { text-style: reverse; }
    App.-theme-contrast OptionList > .option-list--option-highlighted { text-style: bold underline; }
    """

    view: var[View] = var(View(), init=False)
    changes_outside = True
    """Whether anything outside may be changed: files, settings, the clipboard."""

    def __init__(
        self,
        lang: str = "en",
        theme: str | None = None,
        driver: type[Driver] | None = None,
        *,
        ascii_only: bool = False,
        settings: Settings | None = None,
    ) -> None:
        """A theme that is named wins over the one in `settings`, where what is chosen is remembered."""
        super().__init__(driver_class=driver)
        self.set_reactive(ScreenApp.view, View(words=Words(language(lang))))
        for each in THEMES:
            self.register_theme(each)
        self.settings = settings
        self._begin_with_theme(theme or self._remembered_theme())
        self._look: list[LineFilter] = []
        if self.no_color:
            # Textual makes all colours grey, which are colours still.
            self._look.append(NoColor())
        if ascii_only:
            from .ascii import Ascii

            self._look.append(Ascii())
        self.crash: BaseException | None = None
        """What went wrong inside, if anything did."""

    def _remembered_theme(self) -> str:
        name = self.settings.get("theme") if self.settings is not None else None
        return name if name in NAMES else DARK.name

    def _begin_with_theme(self, name: str) -> None:
        """Take the first theme. Nothing is styled yet: to assign it would have all style sheets read twice."""
        self.set_reactive(App.theme, name)
        theme = self.current_theme
        self.set_class(True, f"-theme-{name}", update=False)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def choose_theme(self, name: str) -> None:
        """Take a theme, and remember it; where that is not possible, go on without and say so once."""
        self.theme = name
        if self.settings is None or not self.changes_outside:
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

    if not TYPE_CHECKING:

        def push_screen(self, screen: Screen[Any], *more: Any, **named: Any) -> Any:
            """Show a screen over the others, whose lines stay whole."""
            screen._compositor = WholeLines()
            return super().push_screen(screen, *more, **named)

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.view.words("palette.search"), id="--command-palette"))

    def on_click(self, event: events.Click) -> None:
        """A click beside a dialog closes it, as Esc does: those who have a mouse alone get out of all of them."""
        top = self.screen
        # Those of Textual's own see to it themselves.
        if event.widget is top and isinstance(top, ModalScreen) and not isinstance(top, SystemModalScreen):
            self.simulate_key("escape")

    async def on_event(self, event: events.Event) -> None:
        """A key takes away what was said before it, and what is pasted, into whatever field, is made visible first."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._make_room()
        if isinstance(event, events.Paste):
            # Textual would draw control codes as they are.
            event.text = "".join(each if each in "\r\n\t" else show(each) for each in _CLUSTERS.findall(event.text))
        await super().on_event(event)

    def _make_room(self) -> None:
        """Take away the messages that were there long enough to be read: they lie over the keys."""
        now = time()
        read = [each for each in self._notifications if now - each.raised_at >= READ]
        for each in read:
            self._unnotify(each, refresh=each is read[-1])

    def _on_notify(self, event: Notify) -> None:
        """Show a message on the last line, over the keys, in the place of those before that weigh no more."""
        weight = _WEIGHTS.index(event.notification.severity)
        for each in list(self._notifications):
            if _WEIGHTS.index(each.severity) <= weight:
                self._unnotify(each, refresh=False)
        super()._on_notify(event)

    def notify_error(self, error: RnntuiError) -> None:
        """Show an error; its words may hold names from outside."""
        self.notify(show(self.view.words.told(error)), severity="error", markup=False, timeout=8)
