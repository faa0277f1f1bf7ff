"""Taking values apart with keys and mouse: in every mode, in both languages, on every size; and the way back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from driving import KINSHIP, SAW, running, session_of
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.widget import Widget

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.explanation import Source
from rnntui.engine.interventions import Intervention
from rnntui.render.numbers import brief
from rnntui.session.likeness_work import Likeness
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.walk import Walk, explanation_of, is_end
from rnntui.ui.app import RnntuiApp
from rnntui.ui.copying_work import full_text
from rnntui.ui.layout import SMALLEST
from rnntui.ui.snapshot import text_of

ALL_SIZES = [SMALLEST, (80, 24), (120, 40), (250, 70)]
ATTENTION = replace(sample_setup("attention"), notes=None)
HOSTILE = "\x1b]52;c;eA==\x07[/] \u202ename [@click=app.quit]x $x_1\\end{aligned}"


def walk_of(app: RnntuiApp) -> Walk:
    assert app.view.walk is not None
    return app.view.walk


async def press(app: RnntuiApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait for what they lead to."""
    for key in keys:
        await pilot.press(key)
        while app.view.pending or not app.explore.is_settled:
            await pilot.pause()
    await pilot.pause()


def place_of(app: RnntuiApp) -> str:
    session = session_of(app) if app.beside is None else app.beside.shown
    return explanation_of(session.realised, walk_of(app).here).place


@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_from_an_output_to_the_first_token_and_back(size: tuple[int, int], lang: str) -> None:
    async with running(KINSHIP, size, lang) as (app, pilot):
        await press(app, pilot, "end", "right")
        home = session_of(app).cursor
        assert home.variable == "y"
        await press(app, pilot, "enter")
        places = [place_of(app)]
        while not is_end(session_of(app).realised, walk_of(app).here):
            found = explanation_of(session_of(app).realised, walk_of(app).here)
            shown = text_of(app)
            assert f"{found.place} =" in shown
            assert brief(found.value, 8) in shown
            assert "▸" in shown
            await press(app, pilot, "enter")
            places.append(place_of(app))
        assert places == ["y[3][0]", "h[3][0]", "h[2][0]", "h[1][0]", "h[0][0]", "x[0][0]"]
        assert "x[0][0] = 0" in text_of(app)
        assert session_of(app).cursor.step == 0
        assert "▐你▌" in text_of(app)
        crumbs = next(line for line in text_of(app).splitlines() if "←" in line)
        assert crumbs.rstrip().endswith("h[0][0] ← x[0][0]")
        for place in reversed(places[:-1]):
            await press(app, pilot, "backspace")
            assert place_of(app) == place
        await press(app, pilot, "backspace")
        assert app.view.walk is None
        assert session_of(app).cursor == home


async def test_escape_returns_to_where_one_began_and_a_mode_stays() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await press(app, pilot, "end")
        home = session_of(app)
        await press(app, pilot, "enter", "enter", "enter")
        assert session_of(app).cursor.step == 1
        await press(app, pilot, "escape")
        assert app.view.walk is None
        assert (session_of(app).cursor, session_of(app).farthest) == (home.cursor, home.farthest)
        assert app.explore.focused is not None
        assert app.explore.focused.id == "table"
        await press(app, pilot, "enter", "enter", "enter", "1")
        assert app.view.walk is None
        assert session_of(app).cursor.step == 1
        await press(app, pilot, "enter", "4")
        assert (app.view.walk, app.view.mode) == (None, "memory")
        assert session_of(app).cursor.step == 1


async def test_the_place_in_the_list_is_kept() -> None:
    async with running(Setup(text="a b c"), (80, 24)) as (app, pilot):
        await press(app, pilot, "end", "enter", *["up"] * 20, "down", "down")
        session = session_of(app)
        assert app.chosen_target() == "x[2][2]"
        await press(app, pilot, "left")
        assert app.chosen_target() == "W_h[0][2]"
        await press(app, pilot, "enter")
        shown = text_of(app)
        assert f"W_h[0][2] = {brief(float(session.model.weights['W_h'][0, 2]), 8)}" in shown
        assert "row 0 of 3, column 2 of 3 of the matrix W_h" in " ".join(shown.split())
        assert "seed 0" in shown
        assert app.chosen_target() == "W_h[0][2]"
        assert session_of(app).cursor == session.cursor
        await press(app, pilot, "enter", "down", "right", "backspace")
        assert app.chosen_target() == "W_h[0][2]"


async def test_every_term_of_a_long_sum_comes_into_view() -> None:
    async with running(Setup(text="a b").with_size("hidden", 130), (80, 24)) as (app, pilot):
        await press(app, pilot, "end", "enter", *["pageup"] * 30)
        seen: set[str] = set()
        value = brief(explanation_of(session_of(app).realised, walk_of(app).here).value, 8)
        for _ in range(30):
            shown = text_of(app)
            assert value in shown
            seen |= set(re.findall(r"h\[0\]\[(\d+)\]", shown))
            await press(app, pilot, "pagedown")
        assert seen == {str(unit) for unit in range(130)}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_mouse_does_all_of_it(size: tuple[int, int]) -> None:
    async with running(KINSHIP, size) as (app, pilot):
        await press(app, pilot, "end", "enter")

        async def click(text: str) -> None:
            lines = text_of(app).splitlines()
            y = next(place for place, line in enumerate(lines) if text in line)
            await pilot.click(offset=(lines[y].index(text), y))
            await pilot.pause()

        await click("h[2][2]")
        assert app.chosen_target() == "h[2][2]"
        assert place_of(app) == "h[3][0]"
        await click("h[2][2]")
        assert place_of(app) == "h[2][2]"
        await press(app, pilot, "enter")
        assert len(walk_of(app).frames) == 3
        await click("h[3][0] ←")
        assert place_of(app) == "h[3][0]"
        before = app.chosen_target()
        panel = app.explore.query_one("#terms")
        panel.post_message(_wheel(panel))
        await pilot.pause()
        assert app.chosen_target() != before
        await click("Esc to the start  ")
        assert app.view.walk is None


def _wheel(panel: Widget) -> MouseScrollDown:
    return MouseScrollDown(panel, 5, 5, 0, 1, 0, False, False, False)


async def test_the_weight_under_the_cursor_of_attention() -> None:
    async with running(ATTENTION, (80, 24)) as (app, pilot):
        await press(app, pilot, "5", "enter")
        assert app.view.walk is None, "nothing is written yet"
        await press(app, pilot, "end", "right", "enter")
        step = session_of(app).cursor.step
        place = walk_of(app).here.place
        assert isinstance(place, Source)
        assert (place.name, place.indices[0]) == ("attention", step)
        body = app.explore.query_one("#body")
        token = place.indices[1]
        await press(app, pilot, "enter", "enter", "escape")
        assert app.view.mode == "attention"
        assert app.explore.query_one("#body") is body
        assert session_of(app).cursor.clock == "u"
        await press(app, pilot, "left", "enter")
        place = walk_of(app).here.place
        assert isinstance(place, Source)
        assert place.indices == (step, max(token - 1, 0))


async def test_how_alike_two_words_are_in_encoding() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n", "down", "up")
        words = app.explore.body.look()  # type: ignore[union-attr]
        other = words.near.neighbours[0]
        await press(app, pilot, "enter")
        assert walk_of(app).here.place == Likeness("祖", other.token)
        found = explanation_of(session_of(app).realised, walk_of(app).here)
        assert found.value == pytest.approx(other.cosine)
        assert f"How alike 祖 and {other.token} are" in text_of(app)
        await press(app, pilot, "enter")
        assert "table kinship" in text_of(app)
        assert app.chosen_target() == 'embedding["祖"][0]'
        await press(app, pilot, "escape")
        assert app.view.walk is None
        assert session_of(app).moment == 1


async def test_where_a_word_is_like_nothing_its_input_is_told() -> None:
    async with running(Setup(text="a"), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "enter")
        assert place_of(app) == "x[0][0]"
        assert "stands for a, the token that is read" in " ".join(text_of(app).split())


async def test_the_value_of_memory() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await press(app, pilot, "4", "n", "n", "down", "down", "down", "enter")
        assert place_of(app) == "h[2][2]"
        await press(app, pilot, "enter", "enter", "escape")
        assert (app.view.mode, session_of(app).cursor.unit, session_of(app).cursor.variable) == ("memory", 2, "h")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_compare_the_value_of_the_chosen_run_beside_the_other(size: tuple[int, int]) -> None:
    async with running(KINSHIP, size) as (app, pilot):
        await press(app, pilot, "2", "end", "enter")
        assert "A has 14 there, B has 38" in text_of(app)
        await press(app, pilot, "x")
        assert "B has 38 there, A has 14" in text_of(app)
        assert place_of(app) == "h[3][0]"
        await press(app, pilot, "enter", "enter")
        assert app.beside is not None
        assert app.beside.column == 1
        assert "B has 12 there, A has 3" in text_of(app) or "B has" in text_of(app)
        await press(app, pilot, "escape")
        assert app.view.walk is None
        assert app.beside.column == 3
        await press(app, pilot, "X", "enter")
        assert app.view.walk is None, "a list of orders has no value under a cursor"


async def test_whoever_steps_meanwhile_takes_apart_what_is_there() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await press(app, pilot, "n", "enter", "enter")
        assert len(walk_of(app).frames) == 2
        await press(app, pilot, "n", "n")
        assert (place_of(app), len(walk_of(app).frames)) == ("h[2][0]", 1)
        await press(app, pilot, "escape")
        assert session_of(app).cursor.step == 2


async def test_another_run_is_looked_at_from_the_same_place() -> None:
    async with running(Setup(text="a b c"), (80, 24)) as (app, pilot):
        await press(app, pilot, "end", "enter", "enter")
        frames = walk_of(app).frames
        before = text_of(app)
        await press(app, pilot, "W", "2", "enter")
        while session_of(app).setup.seed != 2:
            await pilot.pause()
        await pilot.pause()
        assert walk_of(app).frames == frames
        assert text_of(app) != before
        value = explanation_of(session_of(app).realised, walk_of(app).here).value
        assert brief(value, 8) in text_of(app)
        await press(app, pilot, "H", "1", "enter")
        while session_of(app).model.units["hidden"] != 1:
            await pilot.pause()
        await pilot.pause()
        assert place_of(app) == f"h[{session_of(app).cursor.step}][0]"


async def test_what_is_not_computed_yet_is_not_told() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await press(app, pilot, "n", "S", "S")
        app.action_point("h", 0)
        await press(app, pilot, "enter")
        assert "Not computed yet" in text_of(app)
        value = float(session_of(app).trace["h"][1, 0])
        assert brief(value, 4) not in text_of(app)
        walk = walk_of(app)
        await press(app, pilot, "enter", "Y")
        assert walk_of(app) == walk
        assert app.clipboard == ""
        await press(app, pilot, "escape")
        assert app.view.walk is None


async def test_a_forced_value_says_so() -> None:
    setup = replace(SAW, interventions=(Intervention("h", 0.5, 1, 0),))
    async with running(setup, (80, 24)) as (app, pilot):
        await press(app, pilot, "n", "enter")
        assert "h[1][0] is forced to 0.5" in " ".join(text_of(app).split())


async def test_an_empty_sentence_has_nothing_to_take_apart() -> None:
    async with running(Setup(), (80, 24)) as (app, pilot):
        await press(app, pilot, "enter", "backspace", "Y", "3", "enter", "5", "enter", "2", "enter")
        assert app.view.walk is None
        assert app.crash is None


@pytest.mark.parametrize("name", architecture_names())
async def test_any_architecture_on_the_smallest_screen(name: str) -> None:
    async with running(Setup(text="I saw a saw", architecture=name), SMALLEST) as (app, pilot):
        await press(
            app, pilot, "end", "right", "enter", "enter", "down", "left", "enter", "backspace", "pagedown", "enter"
        )
        shown = text_of(app)
        assert all(len(line) <= SMALLEST[0] for line in shown.splitlines())
        found = explanation_of(session_of(app).realised, walk_of(app).here)
        assert found.place in shown or "…" in shown
        assert brief(found.value, 8) in shown
        await press(app, pilot, "escape")
        assert app.view.walk is None


# Copying


async def test_the_work_is_copied_in_full() -> None:
    async with running(Setup(text="a b").with_size("hidden", 12), (80, 24)) as (app, pilot):
        await press(app, pilot, "end", "enter", "enter", "y")
        session = session_of(app)
        found = explanation_of(session.realised, walk_of(app).here)
        head, rest = app.clipboard.split("\n", 1)
        assert head == f"h[1][0] ← {found.place}"
        assert rest == full_text(found)
        assert f"{found.value:.17g}" in rest
        assert rest.count("·") >= len(session.trace["x"][0])


async def test_latex_is_copied_wherever_one_looks() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await press(app, pilot, "n", "Y")
        assert app.clipboard == session_of(app).trace.explain("h", 1, 0).latex()
        await press(app, pilot, "enter", "enter", "Y")
        assert app.clipboard == explanation_of(session_of(app).realised, walk_of(app).here).latex()
        await press(app, pilot, "escape", "4", "Y")
        assert app.clipboard == session_of(app).trace.explain("h", 1, 0).latex()
        await press(app, pilot, "2", "n", "x", "Y")
        assert app.beside is not None
        assert app.clipboard == app.beside.shown.trace.explain("h", app.beside.shown.cursor.step, 0).latex()


async def test_no_text_from_outside_gets_into_latex() -> None:
    async with running(Setup(text=HOSTILE, labels=(HOSTILE, "b")), (80, 24)) as (app, pilot):
        for keys in (
            ("Y",),
            ("right", "Y"),
            ("enter", "Y"),
            ("enter", "Y"),
            ("escape", "3", "enter", "Y"),
            ("enter", "Y"),
        ):
            await press(app, pilot, *keys)
            found = app.clipboard
            assert found.startswith("\\[\n\\begin{aligned}")
            assert found.count("aligned") == 2
            assert found.isascii()
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]|click|\$|name", found)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text_of(app))
        assert "␛" in text_of(app)
