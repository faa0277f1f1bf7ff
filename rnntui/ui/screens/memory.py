"""The mode memory: how much each token still weighs in a value, and in those of other networks beside it."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult

from ...errors import RnntuiError
from ..ascii import Ascii
from ..columns import columns
from ..widgets.memory_bars import MemoryBars
from ..widgets.memory_curves import MemoryCurves, plotted
from ..widgets.memory_panel import MemoryPanel, Remembered
from ..widgets.table import Table
from .body import Body, Result

if TYPE_CHECKING:
    from textual.timer import Timer

    from ...session.memory import Place
    from ...session.session import Session
    from ..widgets.memory_plot import MemoryPlot

BARS = 8
"""Rows of the bars at least,"""
MOST_BARS = 13
"""and at most, where there is a plot too."""
CURVES = 8
"""Rows of the table of other networks."""
PLOT = 8
"""A plot is drawn where there are so many rows for it."""
PAUSE = 0.05
"""Seconds without another step until the plot follows: to draw it takes longer than all else of a step."""


class Memory(Body, can_focus=True):
    """It knows whether all units are looked at together; variable, step and unit are the session's own."""

    DEFAULT_CSS = """
    Memory > MemoryPanel { width: 100%; }
    Memory > #memory-plot { width: 100%; height: 1fr; display: none; }
    """
    first: ClassVar[str] = "memory-bars"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._whole = True
        """Whether all units of the variable are looked at together."""
        self._last: dict[str, tuple[Hashable, object]] = {}
        """Of each kind, what was worked out last, and its key."""
        self._room = (0, 0)
        self._large = "memory-bars"
        """The panel that fills the screen, where one does."""
        self._is_plotted = False
        """Whether there is room for a plot."""
        self._is_loading = False
        """Whether what a plot needs is being loaded."""
        self._soon: Timer | None = None
        """Draws the plot, when it runs out."""

    def compose(self) -> ComposeResult:
        yield MemoryBars(id="memory-bars")
        yield MemoryCurves(id="memory-curves")

    def watch_session(self) -> None:
        self.draw()

    def watch_view(self) -> None:
        if self._room[0]:
            # What shares the rows out has another view before this body has.
            self.share(*self._room)
        self.draw()

    def on_mount(self) -> None:
        self.draw()

    # What is shown

    def look(self) -> Remembered | None:
        """What is known of the value that is looked at; None where there is no step."""
        session = self.session
        if session is None or not session.steps:
            return None
        from ...session.companions import companions
        from ...session.memory import memory, place_of

        place = place_of(session, whole=self._whole)
        if not _is_known(session, place):
            return Remembered(place, False)
        realised = session.realised
        found = self._worked_out("own", (realised, place), lambda: memory(realised, place))
        if found is None or isinstance(found, RnntuiError):
            return Remembered(place, True, found, None if found is None else ())
        others = self._worked_out("others", (realised, place), lambda: companions(realised, place))
        return Remembered(place, True, found, () if isinstance(others, RnntuiError) else others)

    def _worked_out(self, kind: str, key: Hashable, work: Callable[[], Result]) -> Result | RnntuiError | None:
        """One thing of each kind is kept: the body itself keeps one of all."""
        last = self._last.get(kind)
        if last is not None and last[0] == key:
            return last[1]  # type: ignore[return-value]
        found = self.worked_out((kind, key), work)
        if found is not None:
            self._last[kind] = (key, found)
        return found

    def draw(self) -> None:
        if not self.is_mounted:
            return
        look = self.look()
        for panel in self.query(MemoryPanel):
            panel.show(self.session, self.view, look)
        self._draw_plot(look)

    def _draw_plot(self, look: Remembered | None) -> None:
        """Have the curves plotted where there is room, as soon as the plots are loaded."""
        plot = cast("MemoryPlot | None", next(iter(self.query("#memory-plot")), None))
        if self._is_plotted and plot is None and not self._is_loading:
            self._is_loading = True
            self.run_worker(self._load_plot(), exit_on_error=True)
        if plot is None:
            return
        plot.display = self._is_plotted
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(PAUSE, lambda: self._show_curves(plot, look))

    def _show_curves(self, plot: MemoryPlot, look: Remembered | None) -> None:
        self._soon = None
        if self._is_plotted and self.session is not None and look is not None and look.others is not None:
            curves, span = plotted(self.session, self.view, look)
            plot.show_curves(curves, self.session.trace.clocks["t"] - 1, span)

    async def _load_plot(self) -> None:
        """Put a plot below the table; what it needs takes long to load."""
        module = await asyncio.to_thread(importlib.import_module, "rnntui.ui.widgets.memory_plot")
        if self.is_attached:
            await self.mount(module.MemoryPlot(id="memory-plot"))
        self._is_loading = False
        self.draw()

    @property
    def is_busy(self) -> bool:
        return super().is_busy or self._is_loading or self._soon is not None

    @property
    def _is_ascii(self) -> bool:
        """Whether all of the screen is put into ASCII, which plots don't survive."""
        return any(isinstance(each, Ascii) for each in self.app.get_line_filters())

    def share(self, width: int, height: int) -> None:
        """The other networks have the rows they need, the bars some more, and a plot what is left if that is enough."""
        self._room = (width, height)
        focused = self.screen.focused
        if isinstance(focused, MemoryPanel) and focused.id is not None:
            self._large = focused.id
        bars = height - min(CURVES, max(height - BARS, 0))
        curves = height - bars
        if self.view.large is not None:
            is_bars = self._large == "memory-bars"
            bars, curves = (height, 0) if is_bars else (0, height)
        can_plot = curves > 0 and not self._is_ascii
        room = height - min(bars, MOST_BARS) - CURVES
        self._is_plotted = can_plot and room >= PLOT
        if self._is_plotted:
            bars, curves = min(bars, MOST_BARS), CURVES
        for name, rows in (("bars", bars), ("curves", curves)):
            panel = self.query_one(f"#memory-{name}")
            panel.display = rows > 0
            panel.styles.height = rows
        self._draw_plot(self.look())

    # Where one looks

    def go_along(self, dx: int, dy: int) -> bool:
        """Through the variables by the one pair of arrows, through the units by the other: all of them come first."""
        session = self.session
        if session is None or not session.steps:
            return True
        if dx:
            shown = columns(session, self.view.group, self.view.unfolded)
            names = [column.variable for column in shown if not column.offset]
            here = names.index(session.cursor.variable) if session.cursor.variable in names else -dx
            self.post_message(Table.Pointed(names[max(0, min(here + dx, len(names) - 1))], None))
        elif dy:
            units = session.trace.units(session.cursor.variable)
            unit = (-1 if self._whole else session.cursor.unit) + dy
            self._whole = unit < 0
            self.post_message(Table.Pointed("", max(0, min(unit, units - 1))))
            self.draw()
        return True


def _is_known(session: Session, place: Place) -> bool:
    """Whether the value was computed by now; one of the whole sentence is when that was read."""
    if session.model.program.once(place.variable) and session.cursor.clock == "t":
        return session.cursor.step == session.steps - 1 and session.is_known(place.variable, session.cursor.step)
    return session.is_known(place.variable, session.cursor.step)
