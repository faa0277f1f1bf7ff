"""Two runs side by side: what the keys and the mouse do where they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import RnntuiError
from .looking_app import LookingApp

if TYPE_CHECKING:
    from ..session.beside import Comparison, Which
    from ..session.setup import Setup
    from .copying import Copied


class ComparingApp(LookingApp):
    """The actions that go elsewhere in a comparison where there is one, and in the session where not."""

    def _go_beside(self, to: Callable[[Comparison], Comparison]) -> bool:
        """Go elsewhere in the comparison; False where none is looked at."""
        if self.view.mode != "compare":
            return False
        if (comparison := self.beside) is not None:
            self.comparison = to(comparison)
        return True

    # The two runs

    def action_side(self, which: Which | None = None) -> None:
        """Choose the other run, or the one that was clicked."""
        from ..session.comparison import turn

        self._go_beside(lambda found: turn(found, which or ("b" if found.chosen == "a" else "a")))

    def action_difference(self) -> None:
        self.view = replace(self.view, difference=not self.view.difference)

    def action_orders(self) -> None:
        self.view = replace(self.view, orders=not self.view.orders, large=None)

    def begin_tale(self, name: str) -> None:
        """Show a ready-made comparison from its first note."""
        from ..session.pair_telling import begun
        from ..session.pairs import sample_pair

        if self.session is None:
            return
        self._compared = self.session.setup
        if self.rerun(lambda: begun(sample_pair(name))):
            self.view = replace(self.view, mode="compare", large=None, orders=False, playing=False)

    def choose_beside(self, comparison: Comparison, setup: Setup) -> None:
        """Another setup for the run that is chosen; what a sample tells belongs to Explore."""
        from ..session.comparison import choose

        self.rerun(lambda: choose(comparison, comparison.chosen, replace(setup, notes=None)))

    def undo_beside(self) -> None:
        """Take the last change of either run back."""
        from ..session.comparison import undo

        if (comparison := self.beside) is not None:
            self.rerun(lambda: undo(comparison))

    def redo_beside(self) -> None:
        """Make the change again."""
        from ..session.comparison import redo

        if (comparison := self.beside) is not None:
            self.rerun(lambda: redo(comparison))

    def copied_beside(self) -> Copied | None:
        """What the mode compare shows in the panel that has the focus, as text."""
        from .copying_beside import copied_beside
        from .screens.compare import Compare

        body = self.explore.body
        if (comparison := self.beside) is None or not isinstance(body, Compare):
            return None
        return copied_beside(comparison, self.view, body.in_focus, body.orders.found)

    # Through the columns

    def action_step(self, by: int) -> None:
        from ..session.pair_telling import onward

        try:
            if not self._travel_beside(lambda found: onward(found, by)):
                super().action_step(by)
        except RnntuiError as error:
            # The next scene of what is told needs something that is not there.
            self.notify_error(error)

    def action_micro(self, by: int) -> None:
        from ..session.comparison import advance

        if not self._travel_beside(lambda found: advance(found, by)):
            super().action_micro(by)

    def action_go(self, moment: int) -> None:
        from ..session.comparison import go

        if not self._travel_beside(lambda found: go(found, moment)):
            super().action_go(moment)

    def action_moment(self, moment: int) -> None:
        """Go to a moment of the run that is chosen."""
        comparison = self.beside
        if comparison is None:
            self.action_go(moment)
            return
        moments = [column[comparison.chosen == "b"] for column in comparison.columns]
        reached = [k for k, each in enumerate(moments) if each is not None and each <= moment]
        self.action_go(reached[-1] if reached else 0)

    def action_last(self) -> None:
        if self.beside is not None:
            self.action_go(len(self.beside.columns) - 1)
        else:
            super().action_last()

    def _travel_beside(self, to: Callable[[Comparison], Comparison]) -> bool:
        """Go to another column. Sorted by difference, who looks at the largest goes on looking at that."""
        top = self.beside is not None and self.view.by_change and self.is_at_top()
        if not self._go_beside(to):
            return False
        if top:
            self.go_to_top()
        return True

    def is_at_top(self) -> bool:
        if (comparison := self.beside) is None:
            return super().is_at_top()
        from .beside import order_of

        return order_of(comparison, self.view)[:1] == (comparison.unit,)

    def go_to_top(self) -> None:
        if self.view.mode != "compare":
            super().go_to_top()
        elif self.beside is not None:
            from .beside import order_of

            for unit in order_of(self.beside, self.view)[:1]:
                self.action_point("", unit)

    # Where to look

    def action_unit(self, by: int) -> None:
        body = self.explore.body
        if (comparison := self.beside) is None or (body is not None and body.go_along(0, by)):
            if self.view.mode != "compare":
                super().action_unit(by)
            return
        from .beside import order_of

        order = order_of(comparison, self.view)
        place = (order.index(comparison.unit) if comparison.unit in order else 0) + by
        if order:
            self.action_point("", order[max(0, min(place, len(order) - 1))])

    def action_page(self, by: int) -> None:
        body = self.explore.body
        if self.view.mode != "compare":
            super().action_page(by)
        elif body is not None:
            self.action_unit(by * body.page)

    def action_column(self, by: int) -> None:
        if self.view.mode != "compare":
            super().action_column(by)
        elif (comparison := self.beside) is not None:
            from .beside import shown_names

            names = shown_names(comparison, self.view)
            place = (names.index(comparison.variable) if comparison.variable in names else 0) + by
            if names:
                self.action_point(names[max(0, min(place, len(names) - 1))])

    def action_point(self, variable: str, unit: int | None = None) -> None:
        from ..session.comparison import point

        if not self._go_beside(lambda found: point(found, variable=variable or None, unit=unit)):
            super().action_point(variable, unit)

    def action_group(self) -> None:
        if self.view.mode != "compare":
            super().action_group()
        elif (comparison := self.beside) is not None:
            from .beside import group_after, in_group

            group = group_after(comparison, self.view)
            self.view = replace(self.view, group=group)
            name = in_group(comparison, self.view, group)
            if name:
                self.action_point(name)
