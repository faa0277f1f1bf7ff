"""All selectors can be seen, and clicked, from 60 columns up."""

from __future__ import annotations

import pytest
from driving import running

from rnntui.session.session import start
from rnntui.session.setup import Setup, sample_names, sample_setup
from rnntui.ui.keys import BY_NAME, CHOICES
from rnntui.ui.selectors import selectors
from rnntui.ui.snapshot import text_of
from rnntui.ui.spans import width_of
from rnntui.ui.words import Words

LONG = Setup(text="a", architecture="attention_additive", encoding="embedding", layers=12, bidirectional=True)


@pytest.mark.parametrize("width", [60, 70, 80, 90, 100, 120, 160, 250])
@pytest.mark.parametrize("lang", ["en", "zh_TW"])
def test_each_has_its_key_and_its_value(width: int, lang: str) -> None:
    for setup in (LONG, *map(sample_setup, sample_names())):
        line = selectors(start(setup), Words(lang), width)  # type: ignore[arg-type]
        assert width_of(line) <= width
        keys = [span.text for span in line if span.kind == "accent"]
        assert keys == [BY_NAME[name].shown for name in CHOICES]
        clicks = [span.click for span in line if span.text.endswith("▾")]
        assert clicks == [f"app.choose('{name}')" for name in CHOICES]


def test_labels_come_back_where_there_is_room() -> None:
    session, words = start(sample_setup("gated-memory")), Words("en")
    shown = ["".join(span.text for span in selectors(session, words, width)) for width in (100, 120, 250)]
    assert ["Weights" in text for text in shown] == [False, True, True]
    assert all("gated-memory" in text and "Hidden 1" in text and "by hand" in text for text in shown)


@pytest.mark.parametrize("size", [(60, 32), (80, 32), (100, 40)])
@pytest.mark.parametrize("name", ["weights", "sample", "shape"])
async def test_the_last_of_them_open_with_a_click(size: tuple[int, int], name: str) -> None:
    async with running(sample_setup("gated-memory"), size) as (app, pilot):
        line = text_of(app).splitlines()[2]
        x = line.index(f" {BY_NAME[name].shown} ") + 1
        await pilot.click(offset=(x, 2))
        await pilot.pause()
        assert len(app.screen_stack) == 2
        assert BY_NAME[name].shown != ""
        assert Words("en")(f"choose.{name}").split(":")[0] in text_of(app)
