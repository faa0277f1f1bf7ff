"""All of it with the mouse too."""

from __future__ import annotations

from driving import SAW, running, session_of
from textual.events import MouseScrollDown

from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.over_time import HEAD
from rnntui.ui.widgets.table import Table
from rnntui.ui.widgets.timeline import Timeline


async def test_mouse() -> None:
    async with running(SAW) as (app, pilot):
        timeline = app.explore.query_one(Timeline)
        await pilot.click(Timeline, offset=(11, 0))
        assert session_of(app).cursor.step == 0
        await pilot.click(Timeline, offset=(30, 0))
        assert session_of(app).cursor.step == 1
        timeline.post_message(wheel(timeline))
        await pilot.pause()
        assert session_of(app).cursor.step == 2
        await pilot.click(Table, offset=(34, 4))
        assert (session_of(app).cursor.variable, session_of(app).cursor.unit) == ("i", 2)


def wheel(widget: Timeline) -> MouseScrollDown:
    """The wheel turned down over a widget."""
    return MouseScrollDown(widget, 0, 0, 0, 0, 0, False, False, False)


async def test_titles_hints_and_notes_answer_to_clicks() -> None:
    async with running(SAW.with_size("hidden", 40), (120, 40)) as (app, pilot):
        lines = text_of(app).splitlines()
        row = next(k for k, line in enumerate(lines) if "(o)" in line)
        await pilot.click(offset=(lines[row].index("(o)"), row))
        assert app.view.by_change
        await pilot.click(offset=(5, row))
        assert app.view.large == "table"
        await pilot.click(offset=(5, row))
        assert app.view.large is None
        await pilot.click("#hints", offset=(text_of(app).splitlines()[-1].index("column"), 0))
        assert session_of(app).cursor.variable == "y"
        table = app.explore.query_one("#table")
        titles = text_of(app).splitlines()[table.region.y + 1]
        await pilot.click("#table", offset=(titles.index("c[t]"), 1))
        assert session_of(app).cursor.variable == "c"


async def test_the_heat_map_answers_to_clicks_and_wheel() -> None:
    async with running(SAW.with_size("hidden", 40), (120, 40)) as (app, pilot):
        await pilot.press("end", "v")
        await pilot.click("#time", offset=(HEAD + 9 + 1, 5))
        cursor = session_of(app).cursor
        assert (cursor.step, cursor.unit) == (1, 6)
        heat = app.explore.query_one("#time")
        heat.post_message(MouseScrollDown(heat, 0, 0, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert session_of(app).cursor.step == 2


async def test_the_wheel_over_the_equations_computes_one_after_the_other() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        equations = app.explore.query_one("#equations")
        equations.post_message(MouseScrollDown(equations, 0, 0, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert (session_of(app).cursor.step, session_of(app).cursor.micro) == (1, 0)
