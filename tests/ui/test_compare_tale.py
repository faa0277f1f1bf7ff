"""The mode compare tells what order means: at a glance on the worked example, and note by note."""

from __future__ import annotations

import pytest
from driving import running

from rnntui.errors import RnntuiError
from rnntui.render.show import show
from rnntui.session.pairs import sample_pair
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.snapshot import _settled, text_of


@pytest.mark.parametrize(("lang", "equal"), [("en", "bag of words equal · LSA equal"), ("zh-TW", "LSA 相同")])
async def test_the_worked_example_opens_with_what_loses_order(lang: str, equal: str) -> None:
    async with running(sample_setup("kinship"), lang=lang, size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await _settled(app, pilot)
        (line,) = [each for each in text_of(app).splitlines() if equal in each]
        assert "? | ?" in line
        await pilot.press("end")
        await _settled(app, pilot)
        (line,) = [each for each in text_of(app).splitlines() if equal in each]
        assert "(42, 42) | (114, 114)" in line


async def test_other_words_are_not_called_the_same() -> None:
    async with running(Setup(text="a b c"), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await _settled(app, pilot)
        assert "Same words" in text_of(app)
        await pilot.press("x", "i", "d", "enter")
        await _settled(app, pilot)
        assert "Same words" not in text_of(app)


async def test_a_tale_is_told_from_the_list_of_samples() -> None:
    tale = sample_pair("order")
    async with running(Setup(text="a b c"), size=(120, 40)) as (app, pilot):
        await pilot.press("O", *"order", "enter")
        await _settled(app, pilot)
        for scene in tale.scenes:
            for note in scene.notes:
                assert show(note.texts["en"])[:40] in text_of(app)
                await pilot.press("n")
                await _settled(app, pilot)
        await pilot.press("1")
        assert app.session is not None
        assert app.session.setup.text == "a b c"


async def test_a_scene_that_cannot_be_run_is_told_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(Setup(text="a b c"), size=(120, 40)) as (app, pilot):
        await pilot.press("O", *"order", "enter")
        await _settled(app, pilot)
        before = app.comparison
        monkeypatch.setattr("rnntui.session.pair_telling.choose_both", refused)
        await pilot.press("n")
        await _settled(app, pilot)
        assert app.comparison is before
        assert "the sentence has no words" in text_of(app)


def refused(*_: object) -> None:
    raise RnntuiError("the sentence has no words", "write one, read one with -, or choose a --sample")
