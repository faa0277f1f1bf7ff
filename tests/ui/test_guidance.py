"""What a newcomer meets: samples begin at their beginning, results are seen, and the mouse reaches every key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import running, session_of

from rnntui.render.numbers import brief
from rnntui.session.session import start
from rnntui.session.setup import Setup, sample_names, sample_setup
from rnntui.session.telling import note_of, number_of
from rnntui.ui.layout import SMALLEST
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import MODES, Mode
from rnntui.ui.widgets.work import Work

SENTIMENT = sample_setup("sentiment")


@pytest.mark.parametrize("name", sample_names())
async def test_a_sample_begins_with_its_first_note(name: str) -> None:
    session = start(sample_setup(name))
    note = note_of(session)
    assert note is not None
    assert number_of(session, note) == 1


@pytest.mark.parametrize(
    ("setup", "size"), [(SENTIMENT, (80, 24)), (Setup(text="a b", sizes=(("hidden", 512),)), SMALLEST)]
)
async def test_the_result_of_a_long_sum_is_seen(setup: Setup, size: tuple[int, int]) -> None:
    async with running(setup, size) as (app, pilot):
        for key in ("n", "n", "enter"):
            await pilot.press(key)
        explanation = session_of(app).explanation()
        assert explanation is not None
        assert brief(explanation.value, 8) in text_of(app)


async def test_a_long_sum_of_few_products_has_no_zeros() -> None:
    async with running(SENTIMENT, (120, 40)) as (app, pilot):
        await pilot.press("n", "n", "n")
        app.action_point("z_z", 0)
        await pilot.pause()
        assert "·0 " not in text_of(app)
        assert "more: 0)" in " ".join(text_of(app).replace("│", " ").split())
        await pilot.press("enter")
        assert "86 of them 0: at the end" in text_of(app)


async def test_the_name_that_is_typed_comes_first() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("A", *"elman", "enter")
        assert session_of(app).setup.architecture == "elman"
        await pilot.press("A", *"gru", "enter")
        await pilot.pause(0.1)
        assert session_of(app).setup.architecture == "gru"


async def test_arithmetic_in_one_line_says_of_what_it_is() -> None:
    async with running(sample_setup("kinship"), (80, 24)) as (app, pilot):
        await pilot.press("n")
        assert "h[1][0] = phi(1 + 0 + 0) = phi(1) = 1" in text_of(app)


@pytest.mark.parametrize("size", [SMALLEST, (80, 24)])
async def test_a_click_on_a_line_of_the_help_does_it(size: tuple[int, int]) -> None:
    async with running(Setup(text="I saw a saw"), size) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        lines = text_of(app).splitlines()
        y = next(place for place, line in enumerate(lines) if " n " in line and "Read the next token" in line)
        await pilot.click(offset=(lines[y].index("Read") + 2, y))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert session_of(app).cursor.step == 1


async def test_whoever_left_the_notes_is_told_the_way_back() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("W", "down", "enter")
        await pilot.pause(0.1)
        assert "to the notes" in text_of(app)
        await pilot.press("u")
        await pilot.pause(0.1)
        assert note_of(session_of(app)) is not None


async def test_a_sample_that_is_opened_elsewhere_shows_its_first_note() -> None:
    async with running(Setup(text="a b"), (80, 24)) as (app, pilot):
        await pilot.press("6", "O", *"kinship", "enter")
        await pilot.pause()
        assert "┃ 1/" in text_of(app)
        # Whoever goes elsewhere stays there.
        await pilot.press("6", "n")
        assert "┃ 1/" not in text_of(app)
        assert "press 1" in text_of(app)


async def test_an_answer_that_was_cut_off_says_so() -> None:
    async with running(Setup(text="I saw", architecture="seq2seq")) as (app, pilot):
        answer = session_of(app).trace.answers[0]
        await pilot.press("end")
        await pilot.pause()
        assert ("Cut off after 20 steps: no <eos> came" in text_of(app)) is not answer.ended


@pytest.mark.parametrize("mode", ["encoding", "memory"])
async def test_what_a_screen_shows_is_copied(mode: Mode) -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press(str(MODES.index(mode) + 1))
        while not app.explore.is_settled:
            await pilot.pause()
        await pilot.press("y")
        assert "祖" in app.clipboard
        assert len(app.clipboard.splitlines()) > 4


async def test_the_arithmetic_of_an_output_says_what_it_means() -> None:
    async with running(Setup(text="I saw", labels=("noun", "verb"))) as (app, pilot):
        await pilot.press("right", "down")
        assert session_of(app).cursor.variable == "y"
        assert "y[0][1] verb" in text_of(app)


async def test_a_text_that_is_typed_is_learned_from(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("the cat sat\nthe dog sat\n")
    async with running(Setup(text="the cat")) as (app, pilot):
        await pilot.press("E", *str(path), "enter")
        while session_of(app).setup.encoding != "skip-gram":
            await pilot.pause()
        assert session_of(app).setup.corpus == str(path)


async def test_how_far_the_learning_is_can_be_seen() -> None:
    async with running(Setup(text="the king", seed=4711)) as (app, pilot):
        seen: set[str] = set()

        async def watch() -> None:
            while session_of(app).setup.encoding != "skip-gram":
                seen.update(line.strip() for line in text_of(app).splitlines() if "Learning vectors" in line)
                await asyncio.sleep(0.02)

        await pilot.press("E", *"skip")
        watching = asyncio.create_task(watch())
        await pilot.press("enter")
        await watching
        assert len(seen) > 2
        assert app.view.learned is None


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
@pytest.mark.parametrize("height", [20, 24, 30, 36, 40])
async def test_beside_the_equations_the_result_is_seen_in_any_size(lang: str, height: int) -> None:
    async with running(sample_setup("kinship"), (100, height), lang) as (app, pilot):
        for _ in range(9):
            await pilot.press("n")
            explanation = session_of(app).explanation()
            assert explanation is not None
            (panel,) = app.explore.query("#work").results(Work)
            shown = ["".join(span.text for span in line) for line in panel.lines]
            assert not panel.display or any(line.endswith(f" {brief(explanation.value, 4)}") for line in shown)
