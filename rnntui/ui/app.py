"""The app: the actions that keys, mouse and palette ask for, each a pure function of the session or the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.command import Provider
from textual.timer import Timer
from textual.widgets import Input

from .columns import columns, groups
from .keys import bindings
from .possible import is_possible
from .session_app import SessionApp
from .themes import DARK, LIGHT
from .view import Panel
from .widgets.sentence import Sentence, cleaned
from .widgets.table import Table

if TYPE_CHECKING:
    from ..session.session import Session
    from .choices import Option

PAUSE = 0.8
"""Seconds between two steps that are played."""
LIVE = 2_000
"""A sentence of up to so many characters runs at every key; a longer one with Enter."""


def palette() -> type[Provider]:
    """The provider of the command palette, loaded when it is first opened."""
    from .palette import Everything

    return Everything


class RnntuiApp(SessionApp):
    """What each action does. One that can't be done now is greyed out, and does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette}

    _typed_from: Session | None = None
    """The session in which the typing began."""
    _timer: Timer | None = None

    # Through time

    def action_step(self, by: int) -> None:
        from ..session.telling import onward

        self.change(lambda session: onward(session, by))

    def action_micro(self, by: int) -> None:
        from ..session.session import advance

        self.change(lambda session: advance(session, by))

    def action_go(self, step: int) -> None:
        from ..session.session import go

        self.change(lambda session: go(session, step))

    def action_last(self) -> None:
        if self.session is not None:
            self.action_go(self.session.steps - 1)

    def action_play(self) -> None:
        playing = not self.view.playing
        self.view = replace(self.view, playing=playing)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(PAUSE, self._play_on) if playing else None

    def _play_on(self) -> None:
        if not is_possible(self.session, replace(self.view, playing=False), "step"):
            self.action_play()
            return
        self.action_step(1)

    # Where to look

    def action_unit(self, by: int) -> None:
        from ..session.session import point

        page = self.explore.query_one(Table).page
        if page is None or self.session is None or not len(page.order):
            return
        units = self.session.trace.units(self.session.cursor.variable)
        order = [unit for unit in page.order if unit < units] if self.view.by_change else range(units)
        place = order.index(self.session.cursor.unit) + by
        unit = order[max(0, min(place, len(order) - 1))]
        self.change(lambda session: point(session, unit=unit))

    def action_page(self, by: int) -> None:
        self.action_unit(by * self.explore.query_one(Table).page_rows)

    def action_column(self, by: int) -> None:
        from ..session.session import point

        if self.session is None:
            return
        shown = columns(self.session, self.view.group, self.view.unfolded)
        names = [column.variable for column in shown if not column.offset]
        place = names.index(self.session.cursor.variable) + by
        self.change(lambda session: point(session, variable=names[max(0, min(place, len(names) - 1))]))

    def action_point(self, variable: str, unit: int | None = None) -> None:
        from ..session.session import point

        self.change(lambda session: point(session, variable=variable or None, unit=unit))

    def on_table_pointed(self, message: Table.Pointed) -> None:
        self.action_point(message.variable, message.unit)

    def action_group(self) -> None:
        from ..session.session import point

        if self.session is None or not (known := groups(self.session)):
            return
        here = self.view.group
        there = known[(known.index(here) + 1) % len(known)]
        stem = self.session.cursor.variable.removesuffix(f"_{here}")
        wanted = f"{stem}_{there}"
        if wanted in self.session.columns:
            self.change(lambda session: point(session, variable=wanted))
        else:
            self.view = replace(self.view, group=there)

    # How it is shown

    def action_order(self) -> None:
        self.view = replace(self.view, by_change=not self.view.by_change)

    def action_fold(self) -> None:
        self.view = replace(self.view, unfolded=not self.view.unfolded)

    def action_ahead(self) -> None:
        self.view = replace(self.view, ahead=not self.view.ahead)

    def action_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_large(self, panel: Panel | None = None) -> None:
        names: tuple[Panel, ...] = ("table", "equations", "work", "time")
        focused = self.explore.focused.id if self.explore.focused is not None else None
        wanted = panel or next((name for name in names if name == focused), "table")
        large = None if self.view.large == wanted else wanted
        self.view = replace(self.view, large=large)
        self.explore.query_one(f"#{large or 'table'}").focus()

    def action_leave(self) -> None:
        if self.view.pending:
            self.wait_no_more()
            if self.session is not None:
                self.explore.query_one(Sentence).show_text(self.session.setup.text)
        if isinstance(self.explore.focused, Sentence) or self.view.large is None:
            self.explore.query_one(Table).focus()
            return
        self.view = replace(self.view, large=None)
        self.explore.query_one(Table).focus()

    def action_help(self) -> None:
        from .screens.help import Help

        self.push_screen(Help(self.view.words))

    # What is run

    def action_sentence(self) -> None:
        self.explore.query_one(Sentence).focus()

    @on(Input.Changed, "#sentence")
    def run_typed(self, event: Input.Changed) -> None:
        """Run what is being typed. A burst of typing starts from one session, so that one undo takes it back."""
        if len(event.value) <= LIVE:
            self._retype(event.value)

    @on(Input.Submitted, "#sentence")
    def leave_typed(self, event: Input.Submitted) -> None:
        if self._retype(event.value):
            self.action_leave()

    def on_descendant_blur(self) -> None:
        self._typed_from = None

    def _retype(self, text: str) -> bool:
        if self.session is None or cleaned(self.session.setup.text) == text:
            # The field says that it changed when it is filled, before the first run too.
            return self.session is not None
        from ..session.session import retype

        begun = self._typed_from = self._typed_from or self.session
        return self.rerun(lambda: retype(begun, text))

    def action_choose(self, what: str) -> None:
        """Open the list for one part of the setup, or of the steps to go to."""
        from .choices import offer
        from .screens.chooser import Chooser

        if self.session is not None:
            self.push_screen(Chooser(offer(what, self.session, self.view.words), self.view.words), self.take)

    def take(self, option: Option | None) -> None:
        """Go where an option of a list leads."""
        from ..session.session import choose

        if option is None or self.session is None:
            return
        if (setup := option.setup) is None:
            self.action_go(option.step)
        else:
            session = self.session
            self.rerun(lambda: choose(session, setup))

    def action_undo(self) -> None:
        from ..session.session import undo

        if (session := self.session) is not None:
            self.rerun(lambda: undo(session))

    def action_redo(self) -> None:
        from ..session.session import redo

        if (session := self.session) is not None:
            self.rerun(lambda: redo(session))
