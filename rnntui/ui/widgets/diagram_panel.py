"""The drawing of a network, as much of it as there is room for, with what is chosen always in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events

from ...errors import RnntuiError
from ..spans import Kind, Line, Span, joined, width_of
from ..view import View
from .diagram_lines import equation_line, legend, more_of, title_line
from .panel import Panel

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
        self._followed: object = None
        """For what it was put there."""
        self._rows = 1
        self._left = 1
        """Cells left of the first column of the drawing."""
        self.hidden = (False, False, False, False)
        """Whether there is more of it at the left, at the right, above and below."""

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
            return (title_line(session, view, width, self.has_focus, ()), (Span(f" {text}", "dim"),))
        columns, rows = room(width, height, unrolled=view.unrolled)
        scene, look = self._drawn(session, plan, columns)
        # What the marks mean gives way to a drawing that has room without it.
        is_told = height >= LEGEND and scene.height != rows + 1
        rows += height >= LEGEND and not is_told
        lines = self._part(session, scene, look, plan, columns, rows)
        lines += [()] * (rows - len(lines))
        if view.unrolled:
            lines.append(self._steps(session, plan, scene, width))
        foot = [equation_line(session, view, plan, width)]
        if is_told:
            foot.append(legend(session, view, width))
        return (title_line(session, view, width, self.has_focus, more_of(self.hidden)), *lines, *foot)

    def _drawn(self, session: Session, plan: Plan, columns: int) -> tuple[Scene, Look]:
        """The scene of this step, and what it shows."""
        from ...render.diagram.canvas import Canvas
        from ...render.diagram.fit import window
        from ...render.diagram.frames import Frame, frames_of
        from ...render.diagram.look import folded_frames, look_of
        from ...render.diagram.state import counts_of

        if plan.folded is not None:
            scene = plan.folded
            self.frames = folded_frames(session, scene)
        else:
            assert plan.unrolled is not None
            counts = counts_of(session)
            here = Frame("step", session.cursor.clock, session.cursor.step)
            frames = frames_of(plan.program, counts)
            self.frames, scene = window(plan.unrolled, frames, counts, here, columns)
        if scene not in self._canvases:
            if len(self._canvases) >= MOST_CANVASES:
                self._canvases.clear()
            self._canvases[scene] = Canvas(scene)
        return scene, look_of(session, plan, scene, self.frames, ahead=self.view.ahead)

    def _part(self, session: Session, scene: Scene, look: Look, plan: Plan, columns: int, rows: int) -> list[Line]:
        """The lines of the drawing that are seen."""
        from ...render.diagram.picture import picture

        chosen = [box for box, content in zip(scene.boxes, look.contents, strict=True) if content.chosen]
        x, y = self._first
        # Where one has turned the pages, it is followed again when it moves.
        here = (scene, columns, rows, replace(session.cursor, unit=0))
        if chosen and here != self._followed:
            box = chosen[-1]
            x = _follow(x, box.x - MARGIN, box.x + box.width + MARGIN, columns, scene.width)
            y = _follow(y, box.y - MARGIN, box.y + box.height + MARGIN, rows, scene.height)
        self._followed = here
        self._first = x, y = max(min(x, scene.width - columns), 0), max(min(y, scene.height - rows), 0)
        self.hidden = (x > 0, x + columns < scene.width, y > 0, y + rows < scene.height)
        self._rows = rows
        pieces = picture(self._canvases[scene], plan.form, look, range(x, x + columns), range(y, y + rows))
        left = Span(" " * (1 + max(columns - scene.width, 0) // 2))
        self._left = cell_len(left.text) - x
        above: list[Line] = [()] * (max(rows - scene.height, 0) // 2)
        lines: list[Line] = [(left, *(Span(text, kind, pick) for text, kind, pick in line)) for line in pieces]
        return [*above, *lines]

    def turn(self, by: int) -> bool:
        """Show what lies below, or above where negative; whether there is anything that is not seen."""
        if not (self.hidden[2] or self.hidden[3]):
            return False
        x, y = self._first
        self._first = x, y + (max(self._rows - MARGIN, 1) if by > 0 else -max(self._rows - MARGIN, 1))
        self.draw()
        return True

    def _steps(self, session: Session, plan: Plan, scene: Scene, width: int) -> Line:
        """Below each column its step, and at both ends the key to those that are not shown."""
        before, after = self._others(session, plan)
        line: list[Span] = [Span("‹p", "accent", "app.step(-1)")] if before else []
        at = width_of(tuple(line))
        end = width - 2 if after else width - 1
        for block, start, frame in zip(scene.blocks, scene.starts, self.frames, strict=True):
            text = {"start": f"{frame.clock}<0", "once": frame.clock.upper(), "gap": ""}.get(frame.kind)
            text = f"{frame.clock}={frame.step}" if text is None else text
            here = frame.kind == "step" and (frame.clock, frame.step) == (session.cursor.clock, session.cursor.step)
            text = f"▐{text}▌" if here and session.steps else text
            x = start + self._left + (block.width - len(text)) // 2
            if x < at or x + len(text) > end:
                continue
            kind: Kind = "accent" if here and session.steps else "dim"
            pick = f"pick('{frame.clock}', {frame.step}, '')" if frame.kind == "step" else ""
            line += [Span(" " * (x - at)), Span(text, kind, pick)]
            at = x + len(text)
        return joined(tuple(line), (Span("n›", "accent", "app.step(1)"),), width) if after else tuple(line)

    def _others(self, session: Session, plan: Plan) -> tuple[bool, bool]:
        """Whether there are steps before those that are shown, and after them."""
        from ...render.diagram.frames import frames_of

        every = frames_of(plan.program, session.trace.clocks)
        places = [every.place(frame) for frame in self.frames if frame.kind != "gap"] if session.steps else []
        return bool(places) and min(places) > 0, bool(places) and max(places) < len(every) - 1

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
