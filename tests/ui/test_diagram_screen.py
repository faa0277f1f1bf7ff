"""The screen diagram: keys, mouse, languages and sizes; what it shows is tested in tests/render/diagram."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from driving import KINSHIP, SAW, running, session_of
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from rnntui.render.diagram.fit import Plan
from rnntui.session.session import choose
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.widgets.diagram_panel import DiagramPanel

ALL_SIZES = ((60, 20), (80, 24), (120, 40), (250, 70))
ATTENTION = sample_setup("attention")


async def opened(app: RnntuiApp, pilot: Pilot[int], *keys: str) -> str:
    """In the mode diagram, after some keys; returns what is shown."""
    for key in (*(() if app.view.mode == "diagram" else ("6",)), *keys):
        await pilot.press(key)
        await settled(app, pilot)
    return text_of(app)


async def settled(app: RnntuiApp, pilot: Pilot[int]) -> None:
    await pilot.pause()
    while app.view.pending or not app.explore.is_settled:
        await pilot.pause(0.01)


def panel_of(app: RnntuiApp) -> DiagramPanel:
    return app.explore.query_one(DiagramPanel)


def place_of(app: RnntuiApp, text: str, number: int = 0) -> tuple[int, int]:
    """Column and row of what a pattern finds in the panel."""
    found = [
        (cell_len(line[: match.start()]), y)
        for y, spans in enumerate(panel_of(app).lines)
        for line in ("".join(span.text for span in spans),)
        for match in re.finditer(text, line)
    ]
    return found[number]


@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize("setup", [KINSHIP, SAW, ATTENTION], ids=["kinship", "lstm", "attention"])
def test_at_every_size(setup: Setup, size: tuple[int, int]) -> None:
    for keys, lang in ((("n", "s", "f"), "zh_TW"), (("R", "end"), "en")):
        text = take(setup, size=size, press=keys, kind="text", lang=lang, mode="diagram")
        lines = text.splitlines()
        assert len(lines) == size[1]
        assert all(cell_len(line) <= size[0] for line in lines)
        assert sum("▸" in line for line in lines) >= 2, "the sentence's prompt, and the chosen box"


async def test_folded_and_unrolled() -> None:
    async with running(SAW) as (app, pilot):
        folded = await opened(app, pilot, "n")
        assert "One cell with its loops" in folded
        assert "c[t-1]" in folded
        unrolled = await opened(app, pilot, "R")
        assert "Unrolled over the steps" in unrolled
        assert "▐t=1▌" in unrolled
        assert "c[t-1]" not in re.sub(r"▶.*", "", unrolled)
        assert await opened(app, pilot, "R") == folded


async def test_the_key_does_nothing_elsewhere() -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("R")
        assert not app.view.unrolled


async def test_unfolding_shows_every_variable() -> None:
    async with running(SAW, (250, 70)) as (app, pilot):
        assert "z_f" not in (await opened(app, pilot)).split("Diagram")[1]
        text = await opened(app, pilot, "f")
        for name in session_of(app).model.program.names:
            assert re.search(rf"[│┃][ ▸]{name} ", text), name


async def test_micro_steps_flow() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "n")
        panel = panel_of(app)
        for _ in range(5):
            text = await opened(app, pilot, "s")
            heavy = {span.text for line in panel.lines for span in line if span.kind == "accent"}
            assert any("━" in each or "┃" in each for each in heavy)
            micro = session_of(app).cursor.micro + 1
            assert f"▶ {micro}/5 " in text


async def test_arrows_go_through_boxes_and_units() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end")
        plan = panel_of(app).plan
        assert isinstance(plan, Plan)
        for key, by in (("right", 1), ("left", -1), ("left", -1)):
            names = plan.network.names
            before = names.index(session_of(app).cursor.variable)
            await opened(app, pilot, key)
            assert session_of(app).cursor.variable == names[before + by]
        text = await opened(app, pilot, "down", "down")
        assert session_of(app).cursor.unit == 2
        assert "unit 2" in text
        await opened(app, pilot, "up")
        assert session_of(app).cursor.unit == 1


async def test_arrows_from_what_has_no_box() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "n", "s", "s")
        assert session_of(app).cursor.variable == "written"
        await opened(app, pilot, "right")
        assert session_of(app).cursor.variable == "c"


async def test_a_click_on_a_box_points_at_its_variable() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end")
        for name in ("f", "x", "y"):
            x, y = place_of(app, f"[│┃] {name} ")
            await pilot.click("#diagram-panel", offset=(x + 2, y))
            await settled(app, pilot)
            assert session_of(app).cursor.variable == name
            assert session_of(app).cursor.step == 3


async def test_a_click_on_a_box_of_another_step_goes_there() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end", "R")
        step = panel_of(app).frames[1].step
        x, y = place_of(app, "│ c ", 1)
        await pilot.click("#diagram-panel", offset=(x + 2, y))
        await settled(app, pilot)
        cursor = session_of(app).cursor
        assert (cursor.step, cursor.variable) == (step, "c")
        assert step < 3
        x, y = place_of(app, "t=3")
        await pilot.click("#diagram-panel", offset=(x + 1, y))
        await settled(app, pilot)
        assert session_of(app).cursor.step == 3


async def test_a_click_goes_to_the_answer() -> None:
    async with running(ATTENTION) as (app, pilot):
        await opened(app, pilot, "end", "home", "R")
        x, y = place_of(app, r"s \+", 0)
        await pilot.click("#diagram-panel", offset=(x, y))
        await settled(app, pilot)
        assert session_of(app).cursor.clock == "u"
        assert session_of(app).cursor.variable == "s"


async def test_the_title_folds_and_unrolls() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end")
        x, y = place_of(app, "R unroll")
        await pilot.click("#diagram-panel", offset=(x, y))
        await settled(app, pilot)
        assert app.view.unrolled
        x, y = place_of(app, "f signals")
        await pilot.click("#diagram-panel", offset=(x, y))
        await settled(app, pilot)
        assert app.view.unfolded


async def test_the_wheel_takes_micro_steps() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "home")
        before = session_of(app).micro_place
        panel = panel_of(app)
        event = MouseScrollDown(panel, 1, 1, 0, 1, 0, False, False, False)
        await panel.on_mouse_scroll_down(event)
        await settled(app, pilot)
        assert session_of(app).micro_place == before + 1


async def test_what_is_chosen_stays_in_sight() -> None:
    deep = Setup(text="I saw a saw", architecture="lstm", layers=2)
    async with running(deep, (80, 24)) as (app, pilot):
        text = await opened(app, pilot, "end", "f")
        assert "↓ PgDn" in text
        assert "↑ PgUp" not in text
        down = await opened(app, pilot, "pagedown")
        assert "↑ PgUp" in down
        assert session_of(app).cursor.unit == 0, "a page of the drawing, and not of the units"
        assert text == await opened(app, pilot, "pageup")
        plan = panel_of(app).plan
        assert isinstance(plan, Plan)
        for _ in plan.network.names:
            cursor = session_of(app).cursor
            text = await opened(app, pilot, "left")
            label = plan.labels[session_of(app).cursor.variable]
            assert f"▸{label} " in text
            assert cursor.step == session_of(app).cursor.step


def test_the_marks_give_way_to_a_drawing_that_needs_their_row() -> None:
    for layers, keys, is_told in ((1, ("n",), True), (2, ("n",), True), (2, ("n", "R"), False)):
        text = take(replace(SAW, layers=layers), size=(80, 24), press=keys, kind="text", mode="diagram")
        assert ("flows now" in text) == is_told
        assert ("PgDn" in text) == (layers == 2 and is_told)
        assert ("[ x " in text) == ("PgDn" not in text)


async def test_copying_gives_the_drawing() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end", "y")
        assert "┌" in app.clipboard
        assert "▸h" in app.clipboard


async def test_an_empty_sentence() -> None:
    async with running(replace(SAW, text=""), (80, 24)) as (app, pilot):
        text = await opened(app, pilot, "R", "left", "down", "s", "n")
        assert "Unrolled over the steps" in text
        assert len(re.findall(r"t=\d", text)) == 2, "the network is there, without a sentence too"
        assert "▸c" in text
        x, y = place_of(app, r"\[ x ")
        await pilot.click("#diagram-panel", offset=(x + 2, y))
        await settled(app, pilot)
        assert session_of(app).cursor.variable == "x"
        assert "▸x" in await opened(app, pilot, "R")


async def test_another_architecture_is_drawn_at_once() -> None:
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "end")
        session = session_of(app)
        app.rerun(lambda: choose(session, replace(session.setup, architecture="gru")))
        await settled(app, pilot)
        text = text_of(app)
        assert "h[t-1]" in text
        assert "c[t-1]" not in text


async def test_too_many_layers_are_told() -> None:
    setup = Setup(text="a b", architecture="lstm", layers=64, bidirectional=True)
    async with running(setup, (80, 24)) as (app, pilot):
        text = await opened(app, pilot)
        assert "too many to draw" in text
        await opened(app, pilot, "right", "down", "R")
