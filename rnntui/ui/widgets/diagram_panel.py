"""The drawing of a network, as much of it as there is room for, with what is chosen always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events

from ...errors import RnntuiError
from ...render.show import show
from ..keys import BY_NAME
from ..spans import Kind, Line, Span, cropped, joined
from ..view import View
from .panel import Panel, rule

if TYPE_CHECKING:
    from ...render.diagram.canvas import Canvas
    from ...render.diagram.fit import Plan
    from ...render.diagram.frames import Frame
    from ...render.diagram.picture import Look
    from ...render.diagram.scene import Scene
    from ...session.session import Session

LEGEND = 14
"""From so many rows on the marks are told."""
MOST_CANVASES = 8
MARGIN = 2
"""Cells around what is chosen that are seen too."""


def room(width: int, height: int, *, unrolled: bool) -> tuple[int, int]:
    """Columns and rows of the drawing in a panel."""
    return width - 2, max(height - 2 - unrolled - (height >= LEGEND), 1)


class DiagramPanel(Panel, can_focus=True):
    """It is given the plan of the drawing by the screen. A click picks a box, the wheel takes micro-steps."""

    plan: Plan | RnntuiError | None = None
    frames: tuple[Frame, ...] = ()
    """The steps that are drawn."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._canvases: dict[Scene, Canvas] = {}
        self._first = (0, 0)
        """The column and row of the drawing that stands in the corner."""

    def show(self, session: Session | None, view: View, plan: Plan | RnntuiError | None) -> None:
        """Show a drawing; None where it is still being made."""
        self.set_reactive(DiagramPanel.session, session)
        self.set_reactive(DiagramPanel.view, view)
        if plan is not self.plan:
            self._first = (0, 0)
        self.plan = plan
        self.draw()

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        view, plan = self.view, self.plan
        if plan is None or isinstance(plan, RnntuiError):
            text = view.words("diagram.drawing") if plan is None else view.words.told(plan)
            return (self._title(session, width, ""), (Span(f" {text}", "dim"),))
        if not session.steps:
            return (self._title(session, width, ""),)
        columns, rows = room(width, height, unrolled=view.unrolled)
        scene, look = self._drawn(session, plan, columns)
        lines, cut = self._part(scene, look, plan, columns, rows)
        size = view.words("diagram.part", width=scene.width, height=scene.height) if cut else ""
        lines += [()] * (rows - len(lines))
        if view.unrolled:
            lines.append(self._steps(session, scene, columns))
        foot = [equation_line(session, view, plan, width)]
        if height >= LEGEND:
            foot.append(legend(session, view, width))
        return (self._title(session, width, size), *lines, *foot)

    def _drawn(self, session: Session, plan: Plan, columns: int) -> tuple[Scene, Look]:
        """The scene of this step, and what it shows."""
        from ...render.diagram.canvas import Canvas
        from ...render.diagram.fit import window
        from ...render.diagram.frames import Frame, frames_of
        from ...render.diagram.look import folded_frames, look_of

        if plan.folded is not None:
            scene = plan.folded
            self.frames = folded_frames(session, scene)
        else:
            assert plan.unrolled is not None
            counts = session.trace.clocks
            here = Frame("step", session.cursor.clock, session.cursor.step)
            frames = frames_of(plan.program, counts)
            self.frames, scene = window(plan.unrolled, frames, counts, here, columns)
        if scene not in self._canvases:
            if len(self._canvases) >= MOST_CANVASES:
                self._canvases.clear()
            self._canvases[scene] = Canvas(scene)
        return scene, look_of(session, plan, scene, self.frames, ahead=self.view.ahead)

    def _part(self, scene: Scene, look: Look, plan: Plan, columns: int, rows: int) -> tuple[list[Line], bool]:
        """The lines of the drawing that are seen, and whether something is not."""
        from ...render.diagram.picture import picture

        chosen = [box for box, content in zip(scene.boxes, look.contents, strict=True) if content.chosen]
        x, y = self._first
        if chosen:
            box = chosen[-1]
            x = _follow(x, box.x - MARGIN, box.x + box.width + MARGIN, columns, scene.width)
            y = _follow(y, box.y - MARGIN, box.y + box.height + MARGIN, rows, scene.height)
        self._first = x, y = max(min(x, scene.width - columns), 0), max(min(y, scene.height - rows), 0)
        pieces = picture(self._canvases[scene], plan.form, look, range(x, x + columns), range(y, y + rows))
        left = Span(" " * (1 + max(columns - scene.width, 0) // 2))
        self._left = cell_len(left.text) - x
        above: list[Line] = [()] * (max(rows - scene.height, 0) // 2)
        lines: list[Line] = [(left, *(Span(text, kind, pick) for text, kind, pick in line)) for line in pieces]
        return [*above, *lines], scene.width > columns or scene.height > rows

    _left = 1
    """Cells left of the first column of the drawing."""

    def _title(self, session: Session, width: int, size: str) -> Line:
        words, unrolled = self.view.words, self.view.unrolled
        name = words(f"diagram.{'unrolled' if unrolled else 'folded'}")
        title = f"{name} · {words('diagram.unit', unit=session.cursor.unit)}"
        keys: list[Span] = [Span(f"{size}  ", "accent")] if size else []
        for key, text in (
            ("unroll", "fold" if unrolled else "unroll"),
            ("fold", "less" if self.view.unfolded else "more"),
        ):
            action = f"app.{BY_NAME[key].action}"
            keys += [Span(BY_NAME[key].shown, "accent", action), Span(f" {words(f'diagram.{text}')}  ", "dim", action)]
        return rule(title, width, self.has_focus, tuple(keys))

    def _steps(self, session: Session, scene: Scene, columns: int) -> Line:
        """Below each column its step."""
        line: list[Span] = []
        at = 0
        for block, start, frame in zip(scene.blocks, scene.starts, self.frames, strict=True):
            text = {"start": f"{frame.clock}<0", "once": frame.clock.upper(), "gap": ""}.get(frame.kind)
            text = f"{frame.clock}={frame.step}" if text is None else text
            here = frame.kind == "step" and (frame.clock, frame.step) == (session.cursor.clock, session.cursor.step)
            text = f"▐{text}▌" if here else text
            x = start + self._left + (block.width - len(text)) // 2
            if x < at or x + len(text) > columns + 1:
                continue
            kind: Kind = "accent" if here else "dim"
            pick = f"pick('{frame.clock}', {frame.step}, '')" if frame.kind == "step" else ""
            line += [Span(" " * (x - at)), Span(text, kind, pick)]
            at = x + len(text)
        return tuple(line)

    def action_pick(self, clock: str, step: int, variable: str) -> None:
        """Go to a step of a clock, and look at a variable."""
        if self.session is None:
            return
        cursor = self.session.cursor
        if (clock, step) != (cursor.clock, cursor.step):
            moment = next((self.session.offset(each) + step for each in self.session.clocks if each == clock), None)
            if moment is None:
                return
            self.call_later(self.run_action, f"app.go({moment})")
        if variable:
            self.call_later(self.run_action, f"app.point('{variable}')")

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.micro(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.micro(1)")


def _follow(first: int, begin: int, end: int, count: int, most: int) -> int:
    """Where a window has to begin so that something is in it, moved as little as possible."""
    end = min(end, most)
    begin = max(begin, 0)
    if end - begin >= count:
        return begin
    return min(max(first, end - count), begin)


def equation_line(session: Session, view: View, plan: Plan, width: int) -> Line:
    """The equation of what is chosen, with its value, and where it is seen if it has no box."""
    from ...render.diagram.state import number_of

    cursor = session.cursor
    equation = session.model.program.equations.get(cursor.variable)
    place = f" {cursor.micro + 1}/{len(session.microsteps)} "
    given = view.words("diagram.given", name=show(cursor.variable))
    text = given if equation is None else show(equation.text)
    homes = plan.network.homes.get(cursor.variable, ())
    inside = ""
    if homes and cursor.variable not in plan.network.names:
        names = ", ".join(plan.labels[name] for name in homes)
        inside = f"  ({view.words('diagram.within', name=show(cursor.variable), homes=names)})"
    value = number_of(session, cursor.variable)
    line: Line = (Span(f"▶{place}", "accent"), Span(text, "strong"), Span(inside, "dim"))
    return joined(line, (Span(f"{value} ", "strong"),), width) if value else cropped(line, width)


def legend(session: Session, view: View, width: int) -> Line:
    """What the marks mean."""
    roles = {equation.role for equation in session.model.program.equations.values()}
    parts = ["diagram.flow"]
    parts += ["diagram.valve"] * ("gate" in roles)
    parts += ["diagram.attends"] * ("attention" in roles and view.unrolled)
    parts.append("diagram.ahead")
    return cropped((Span(f" {'   '.join(view.words(part) for part in parts)}", "dim"),), width)
