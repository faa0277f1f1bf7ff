"""The mode diagram: the network drawn from its equations, as one cell with its loops or unrolled over the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from ...errors import RnntuiError
from ..columns import groups
from ..widgets.diagram_panel import DiagramPanel, room
from ..widgets.table import Table
from .body import Body

if TYPE_CHECKING:
    from ...render.diagram.fit import Plan


class Diagram(Body, can_focus=True):
    """It has the drawing planned for the room there is; variable, unit and step are the session's own."""

    DEFAULT_CSS = """
    Diagram > DiagramPanel { width: 100%; height: 100%; }
    """
    first: ClassVar[str] = "diagram-panel"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._room = (0, 0)

    def compose(self) -> ComposeResult:
        yield DiagramPanel(id="diagram-panel")

    def watch_session(self) -> None:
        self.draw()

    def watch_view(self) -> None:
        self.draw()

    def on_mount(self) -> None:
        self.draw()

    def share(self, width: int, height: int) -> None:
        self._room = (width, height)
        self.draw()

    def draw(self) -> None:
        if self.is_mounted:
            for panel in self.query(DiagramPanel):
                panel.show(self.session, self.view, self.plan())

    def plan(self) -> Plan | RnntuiError | None:
        """What is drawn of the network; None while that is worked out."""
        session, view = self.session, self.view
        if session is None or not self._room[0]:
            return None
        from ...render.diagram.fit import planned
        from ...render.diagram.state import STEPS

        program = session.model.program
        width, height = room(*self._room, unrolled=view.unrolled)
        group = view.group if len(groups(session)) > 1 else ""
        steps, clock = session.moments or STEPS, session.cursor.clock
        marked = session.realised.edited.is_changed
        key = (program, view.unrolled, view.unfolded, group, clock, width, height, min(steps, 3), marked)
        return self.worked_out(
            key,
            lambda: planned(
                program,
                unrolled=view.unrolled,
                unfolded=view.unfolded,
                group=group,
                clock=clock,
                width=width,
                height=height,
                steps=steps,
                marked=marked,
            ),
        )

    # Where one looks

    def go_along(self, dx: int, dy: int) -> bool:
        """Through the boxes by the one pair of arrows, through the units by the other; a page by what is not seen."""
        session = self.session
        if session is None:
            return True
        if abs(dy) > 1 and any(panel.turn(dy) for panel in self.query(DiagramPanel)):
            return True
        if dy:
            units = session.trace.units(session.cursor.variable)
            self.post_message(Table.Pointed("", max(0, min(session.cursor.unit + dy, units - 1))))
            return True
        plan = self.plan()
        if plan is None or isinstance(plan, RnntuiError):
            return True
        program, here = session.model.program, session.cursor.variable
        names = [name for name in plan.network.names if program.clocks[name] == session.cursor.clock]
        # What has no box of its own is left for where it is seen.
        seen = [names.index(each) for each in plan.network.homes.get(here, ()) if each in names]
        if names and seen:
            place = seen[0] + dx if here in names else seen[0] if dx > 0 else seen[0] - 1
            self.post_message(Table.Pointed(names[max(0, min(place, len(names) - 1))], None))
        return True
