"""Messages: on the last line, one at a time, over nothing but the keys."""

from __future__ import annotations

import pytest
from driving import SAW, running

from rnntui.errors import RnntuiError
from rnntui.ui.screen_app import READ
from rnntui.ui.snapshot import text_of


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_message_covers_the_keys_alone(size: tuple[int, int]) -> None:
    async with running(SAW, size) as (app, pilot):
        before = text_of(app).splitlines()
        for text in ("It is done.", "已經完成了" * 5):
            app.notify(text, markup=False)
            await pilot.pause()
            shown = text_of(app).splitlines()
            assert shown[:-1] == before[:-1]
            assert shown[-1] == f"▌ {text}"
        # One that is longer takes the line of advice too, in full.
        app.notify_error(RnntuiError("there is no such thing as this one", "what may stand here is that or another"))
        await pilot.pause()
        shown = text_of(app).splitlines()
        assert shown[:-2] == before[:-2]
        assert " ".join(line.removeprefix("▌").strip() for line in shown[-2:]).endswith("is that or another")
        app.clear_notifications()
        await pilot.pause()
        assert text_of(app).splitlines() == before


async def test_there_are_never_two_that_weigh_the_same() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):

        async def told() -> list[str]:
            await pilot.pause()
            return [line.removeprefix("▌ ") for line in text_of(app).splitlines() if line.startswith("▌")]

        for _ in range(3):
            app.notify("Marked.", markup=False)
        assert await told() == ["Marked."]
        app.notify("Copied.", markup=False)
        assert await told() == ["Copied."]
        app.notify("A warning.", severity="warning", markup=False)
        assert await told() == ["A warning."]
        # What weighs more stays to be read.
        app.notify("Copied.", markup=False)
        app.notify("Copied again.", markup=False)
        assert await told() == ["A warning.", "Copied again."]
        app.notify("An error.", severity="error", markup=False)
        assert await told() == ["An error."]


async def test_the_next_key_takes_away_what_was_there_long_enough() -> None:
    async with running(SAW, (60, 20)) as (app, pilot):
        for severity in ("information", "warning", "error"):
            app.notify("It is done.", severity=severity, timeout=60, markup=False)
            await pilot.press("n")
            # What has only just come is not taken away by who types on.
            assert "It is done." in text_of(app)
            for each in app._notifications:
                each.raised_at -= READ
            await pilot.press("n")
            await pilot.pause()
            assert "It is done." not in text_of(app)
