"""What is typed and chosen: sentences, architectures, weights, samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import SAW, SAW_RUN, running, session_of

from rnntui.model import build
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.sentence import Sentence
from rnntui.ui.widgets.table import Table


async def test_typing_runs_at_once_and_moves_nothing() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("i", "end", "n", "p", "q", "s", "1")
        assert session_of(app).setup.text == "你祖我孫npqs1"
        assert session_of(app).cursor.step == 0
        await pilot.press("enter")
        assert isinstance(app.focused, Table)
        await pilot.press("u")
        assert session_of(app).setup.text == "你祖我孫"
        assert app.explore.query_one(Sentence).value == "你祖我孫"
        await pilot.press("r")
        assert session_of(app).setup.text == "你祖我孫npqs1"


async def test_two_bursts_of_typing_are_two_changes() -> None:
    async with running(Setup(text="a")) as (app, pilot):
        await pilot.press("i", "end", "b", "c", "escape", "i", "end", "d", "escape")
        assert [setup.text for setup in session_of(app).past] == ["a", "abc"]


async def test_an_error_loses_nothing_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnntui.session.setup.LONGEST_TEXT", 3)
    async with running(Setup(text="abc")) as (app, pilot):
        await pilot.press("i", "end", "d", "enter")
        assert session_of(app).setup.text == "abc"
        assert isinstance(app.focused, Sentence)
        assert app.focused.value == "abcd"
        await pilot.pause()
        assert "3 are the limit" in text_of(app)


async def test_choosing_an_architecture_by_typing() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("A", *"lstm", "enter")
        await pilot.pause()
        assert session_of(app).setup.architecture == "lstm"
        assert session_of(app).cursor.micro == len(session_of(app).microsteps) - 1
        await pilot.press("H", "7", "enter")
        await pilot.pause()
        assert session_of(app).model.units["hidden"] == 7
        await pilot.press("u", "u")
        assert session_of(app).setup.architecture == "elman"
        assert session_of(app).model.units["hidden"] == 3


@pytest.mark.parametrize("key", ["A", "E", "H", "L", "D", "W", "O", "g"])
async def test_every_list_opens_and_its_first_lines_can_be_taken(key: str) -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press(key, "down", "up")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(app.screen_stack) == 1
        await pilot.press(key, "down", "enter")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_every_architecture_can_be_chosen() -> None:
    from rnntui.engine.catalogue import architecture_names
    from rnntui.ui.choices import offer

    async with running(SAW) as (app, pilot):
        for option in offer("architecture", session_of(app), app.view.words).options:
            app.take(option)
            await pilot.press("s", "f", "n", "o", "l", "f")
            assert option.setup is not None
            assert session_of(app).setup.architecture == option.setup.architecture
        assert len(session_of(app).past) >= len(architecture_names()) - 1


async def test_the_palette_finds_actions_architectures_and_samples() -> None:
    from rnntui.ui.palette import Everything

    async with running(sample_setup("kinship")) as (app, pilot):
        provider = Everything(app.screen)
        found = [hit async for hit in provider.discover()]
        texts = [str(getattr(hit, "display", "")) for hit in found]
        assert any("next" in text for text in texts)
        assert any("LSTM peephole" in text for text in texts)
        assert any("kinship" in text for text in texts)
        await pilot.press("ctrl+p", *"jordan")
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        while len(app.screen_stack) > 1:
            await pilot.press("enter")
        assert session_of(app).setup.architecture in ("jordan", "elman")


async def test_the_palette_speaks_the_language_of_the_interface() -> None:
    from rnntui.ui.palette import Everything

    async with running(sample_setup("kinship"), lang="zh-TW") as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "搜尋指令" in text_of(app)
        await app.workers.wait_for_complete()
        await pilot.pause()
        named = [hit.text or "" async for hit in Everything(app.screen).discover()]
        assert any(name.startswith("架構：") for name in named)
        await pilot.press(*"zzqq")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "找不到" in text_of(app)
        await pilot.press("enter", "enter")


async def test_the_path_of_a_file_can_be_typed_as_weights(tmp_path: Path) -> None:
    build("gru", input=3, hidden=5, output=2).save(tmp_path / "mine.safetensors")
    async with running(SAW) as (app, pilot):
        await pilot.press("W", *str(tmp_path / "none.safetensors"), "enter")
        await pilot.pause()
        assert "none.safetensors" in text_of(app)
        assert session_of(app).setup == SAW_RUN
        await pilot.press("W", *str(tmp_path / "mine.safetensors"), "enter")
        await pilot.pause()
        assert session_of(app).model.program.architecture.name == "gru"
        await pilot.press("u")
        assert session_of(app).setup == SAW_RUN
