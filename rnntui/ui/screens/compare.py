"""The mode compare: two runs side by side, where they part, and what is between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.timer import Timer

from ...errors import RnntuiError
from ..layout import TALL
from ..view import View
from ..widgets.compare_guide import CompareGuide, is_reordered
from ..widgets.compare_heat import AROUND as AROUND_HEAT
from ..widgets.compare_heat import CompareHeat
from ..widgets.compare_orders import CompareOrders
from ..widgets.compare_table import AROUND as AROUND_TABLE
from ..widgets.compare_table import CompareTable
from ..widgets.compare_timeline import ROWS, CompareTimeline
from ..widgets.compare_work import CompareWork
from .body import Body

if TYPE_CHECKING:
    from ...session.all_orders import AllOrders, Shuffling
    from ...session.order_blind import Blind
    from ...session.realise import Realised
    from ..copying_beside import Shown

OFTEN = 0.1
"""Seconds after which it is told again how far the orders are."""
ROOMY = 18
"""From so many rows on the keys of this mode have a line of their own."""
LEAST_WORK = 6
"""Rows below which the arithmetic is not shown."""
AROUND_ORDERS = 11
"""Lines around the list of all orders."""


class Compare(Body, can_focus=False):
    """Timelines, table, heat maps and a line of what to see; or all orders of the chosen sentence."""

    first: ClassVar[str] = "compare-table"
    has_timeline: ClassVar[bool] = False

    _shuffling: Shuffling | None = None
    _timer: Timer | None = None
    _shared: tuple[int, int] = (0, 0)
    _told_of: tuple[Realised, Realised] | None = None
    """Of which runs it is known what encodings make of them that lose order."""

    def compose(self) -> ComposeResult:
        for panel in (
            CompareTimeline(id="compare-timeline"),
            CompareTable(id="compare-table"),
            CompareHeat(id="compare-time"),
            CompareWork(id="compare-work"),
            CompareOrders(id="compare-orders"),
            CompareGuide(id="compare-guide"),
        ):
            yield panel.data_bind(Compare.session, Compare.view)

    @property
    def first_shown(self) -> str:
        if self.view.orders:
            return "compare-orders"
        return f"compare-{self.view.large}" if self.view.large in ("time", "work") else self.first

    def on_mount(self) -> None:
        self.share(*self._shared)

    def on_unmount(self) -> None:
        self._stop()

    def watch_view(self, before: View, view: View) -> None:
        """Share the rows out again where another variable or another pair of runs needs more or fewer."""
        del before
        if self.is_mounted:
            self.share(*self._shared)
            self._keep_focus()
        if view.orders:
            self._look_at_orders()
        else:
            self._stop()
            self._look_at_words()

    def share(self, width: int, height: int) -> None:
        """The timelines first, then the table, the heat maps with what is left."""
        self._shared = width, height
        if not self.is_mounted or not height:
            return
        roomy = height >= ROOMY
        guide = 1 + roomy + (roomy and bool(self.guide.blind))
        comparison = self.view.comparison
        is_watching = comparison is not None and bool(comparison.a.watches)
        timeline = ROWS + is_watching + (height >= TALL - 4)
        free = max(height - guide - timeline, 0)
        shares = dict.fromkeys(("table", "time", "work", "orders"), 0)
        if self.view.orders:
            shares["orders"], guide = free + guide, 0
        elif self.view.large in shares:
            shares[str(self.view.large)] = free
        else:
            shares |= self._shares(free)
        for name, rows in {"timeline": timeline, **shares, "guide": guide}.items():
            panel = self.query_one(f"#compare-{name}")
            panel.display = rows > 0
            panel.styles.height = rows
        self.page = max(shares["table"] - AROUND_TABLE - 1, shares["orders"] - AROUND_ORDERS, 1)

    def _keep_focus(self) -> None:
        """Out of a panel that has no rows any more; into the list of all orders where that is shown."""
        focused = self.screen.focused
        if focused is None or (focused in self.children and not focused.display):
            shown = [each for each in self.children if each.can_focus and each.display]
            if shown:
                shown[0].focus()

    def _shares(self, free: int) -> dict[str, int]:
        """The table first, then the heat maps; what is left shows how a value came about."""
        comparison = self.view.comparison
        if comparison is None:
            return {"table": free}
        from ..beside import order_of

        found = comparison.differences
        units = len(order_of(comparison, self.view))
        maps = sum(found.units(kind, comparison.variable) for kind in found.kinds(comparison.variable))
        heat = min(max(free // 3, AROUND_HEAT + 2), min(maps, 4) + AROUND_HEAT)
        table = min(units + AROUND_TABLE + (free > units + AROUND_TABLE + heat), free - heat)
        heat = min(free - table, maps + AROUND_HEAT)
        left = free - table - heat
        if left < LEAST_WORK:
            # Blank lines between the panels.
            return {"table": table + left // 2, "time": heat + left - left // 2}
        return {"table": table, "time": heat, "work": left}

    def draw(self) -> None:
        """Show what the orders came to so far."""
        if self.view.orders:
            self._look_at_orders()
        else:
            self._look_at_words()

    @property
    def guide(self) -> CompareGuide:
        """The line of what to see."""
        return cast("CompareGuide", self.query_one("#compare-guide"))

    @property
    def orders(self) -> CompareOrders:
        """The panel of all orders."""
        return cast("CompareOrders", self.query_one("#compare-orders"))

    @property
    def in_focus(self) -> Shown:
        """The panel that has the focus, or fills the screen."""
        if self.view.orders:
            return "orders"
        is_heat = self.view.large == "time" or self.query_one("#compare-time").has_focus
        return "time" if is_heat and self.view.large != "table" else "table"

    def go_along(self, dx: int, dy: int) -> bool:
        """Where all orders are listed, arrows and pages go through the list."""
        del dx
        if not self.view.orders:
            return False
        network = self.orders.found.network if self.orders.found is not None else None
        count = 0 if network is None else len(network.answers)
        self.orders.first = max(0, min(self.orders.first + dy, count - 1))
        self.orders.draw()
        return True

    def _look_at_words(self) -> None:
        """Ask what encodings that lose order make of the two sentences, where they have the same words."""
        comparison = self.view.comparison
        if comparison is None or not self.is_mounted:
            return
        a, b = comparison.a.realised, comparison.b.realised
        if (a, b) == self._told_of:
            return
        found: object = ()
        if is_reordered(comparison):
            from ...session.order_blind import order_blind

            found = self.worked_out((a, b), lambda: order_blind(a, b))
        if found is None:
            return
        self._told_of = a, b
        # A corpus that can't be read is told where its encoding is chosen.
        self.guide.blind = () if isinstance(found, RnntuiError) else cast("tuple[Blind, ...]", found)
        self.share(*self._shared)
        self.guide.draw()

    def _look_at_orders(self) -> None:
        comparison = self.view.comparison
        if comparison is None or not self.is_mounted:
            return
        from ...session.all_orders import Shuffling

        done = comparison.shown.realised
        if self._shuffling is None or self._shuffling.done is not done:
            self._stop()
            self._shuffling = Shuffling(done)
            self.orders.first = 0
        running = self._shuffling
        found = cast("AllOrders | RnntuiError | None", self.worked_out(running, running.run))
        if found is None and self._timer is None:
            self._timer = self.set_interval(OFTEN, self._tell)
        if found is not None:
            self._stop_telling()
        self.orders.error = found if isinstance(found, RnntuiError) else None
        self.orders.found = running.found if found is None or isinstance(found, RnntuiError) else found
        self.orders.draw()

    def _tell(self) -> None:
        """Show how far it is."""
        if self._shuffling is not None:
            self.orders.found = self._shuffling.found
            self.orders.draw()

    def _stop_telling(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _stop(self) -> None:
        """Run no more orders than the batch that is under way."""
        self._stop_telling()
        if self._shuffling is not None:
            self._shuffling.cancel()
            self._shuffling = None
