"""Through time and through the table: what moves the cursor, by keys and mouse alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from .possible import is_possible
from .session_app import SessionApp
from .view import MODES, Mode

if TYPE_CHECKING:
    from ..session.session import Session
    from .widgets.over_time import OverTime
    from .widgets.table import Table

PAUSE = 0.8
"""Seconds between two steps that are played."""
READ_MEANWHILE = 15
"""So many characters of a note are read in that time."""


class LookingApp(SessionApp):
    """The actions that go elsewhere in the run that there is."""

    _timer: Timer | None = None

    def action_mode(self, mode: Mode) -> None:
        """Show what another screen is about; the place in the run stays."""
        if mode not in MODES or not is_possible(self.session, self.view, "mode", mode):
            return
        before = self.view.mode
        if mode == "compare" != before:
            self.renew_comparison()
        self.view = replace(self.view, mode=mode, large=None, orders=False)
        if before == "compare" != mode:
            # What is run for a comparison is not waited for elsewhere.
            self.wait_no_more()

    # Through time

    def action_step(self, by: int) -> None:
        from ..session.telling import onward

        if (body := self.explore.body) is not None and body.step(by):
            return
        self._travel(lambda session: onward(session, by, self.view.mode))

    def action_micro(self, by: int) -> None:
        from ..session.session import advance

        self._travel(lambda session: advance(session, by))

    def action_go(self, moment: int) -> None:
        from ..session.session import go

        self._travel(lambda session: go(session, moment))

    def action_last(self) -> None:
        if self.session is not None:
            self.action_go(self.session.moments - 1)

    def action_play(self) -> None:
        playing = not self.view.playing
        self.view = replace(self.view, playing=playing)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(self._pause(), self._play_on) if playing else None

    def _play_on(self) -> None:
        if not self.screen_stack:
            # The app has ended meanwhile.
            return
        if is_possible(self.shown, replace(self.view, playing=False), "step"):
            self.action_step(1)
            self._timer = self.set_timer(self._pause(), self._play_on)
        else:
            self.action_play()

    def _pause(self) -> float:
        """Seconds until the next step: a note has to be read first."""
        from ..session.telling import note_of

        note = note_of(self.shown) if self.shown is not None else None
        return PAUSE if note is None else PAUSE * (1 + len(self.view.words.of(note.texts)) / READ_MEANWHILE)

    def _travel(self, to: Callable[[Session], Session]) -> None:
        """Go to another time. Sorted by change, who looks at what changed most goes on looking at that."""
        top = self.view.by_change and self.is_at_top()
        if self.change(to) and top:
            self.go_to_top()

    def is_at_top(self) -> bool:
        """Whether the first unit of the table is looked at."""
        page = self.explore.table.page
        return page is not None and self.session is not None and page.order[:1] == (self.session.cursor.unit,)

    def go_to_top(self) -> None:
        """Look at the first unit of the table."""
        from ..session.session import point

        if self.session is not None:
            from .columns import columns
            from .grid import order_of

            shown = columns(self.session, self.view.group, self.view.unfolded)
            order = order_of(self.session, self.view, shown)
            if len(order):
                self.change(lambda session: point(session, unit=order[0]))

    # Where to look

    def action_unit(self, by: int) -> None:
        from ..session.session import point

        if (body := self.explore.body) is not None and body.go_along(0, by):
            return
        page = self.explore.table.page
        if page is None or self.session is None or not len(page.order):
            return
        units = self.session.trace.units(self.session.cursor.variable)
        order = [unit for unit in page.order if unit < units] if self.view.by_change else range(units)
        place = order.index(self.session.cursor.unit) + by
        unit = order[max(0, min(place, len(order) - 1))]
        self.change(lambda session: point(session, unit=unit))

    def action_page(self, by: int) -> None:
        if (body := self.explore.body) is not None and body.go_along(0, by * body.page):
            return
        if (page := self.explore.table.page) is not None:
            self.action_unit(by * page.room)

    def action_column(self, by: int) -> None:
        from ..session.session import point
        from .columns import columns

        if (body := self.explore.body) is not None and body.go_along(by, 0):
            return
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

    def on_over_time_pointed(self, message: OverTime.Pointed) -> None:
        from ..session.session import go, point

        self.change(lambda session: point(go(session, message.moment), unit=message.unit))

    def action_group(self) -> None:
        from ..session.session import point
        from .columns import groups

        if self.session is None or not (known := groups(self.session)):
            return
        here = self.view.group
        there = known[(known.index(here) + 1) % len(known)]
        stem = self.session.cursor.variable.removesuffix(f"_{here}")
        equations = self.session.model.program.equations
        states = [name for name, each in equations.items() if each.group == there and each.role == "hidden"]
        # What stands over all layers has no counterpart in one: its hidden state is looked at then.
        wanted = f"{stem}_{there}" if f"{stem}_{there}" in self.session.columns else "".join(states[-1:])
        if wanted in self.session.columns:
            self.change(lambda session: point(session, variable=wanted))
        else:
            self.view = replace(self.view, group=there)
