"""An app that runs without a terminal, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.pilot import Pilot

from rnntui.session.session import Session
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp

SIZES = ((80, 24), (120, 40))
KINSHIP = replace(sample_setup("kinship"), notes=None)
"""The worked example, without what is told beside it."""
SAW = Setup(text="I saw a saw", architecture="lstm")
SAW_RUN = replace(SAW, vocabulary=("I", "a", "saw"))


def in_turn(first: Sequence[object], second: Sequence[object], third: Sequence[object]) -> list[tuple[object, ...]]:
    """Every one of the first with every one of the second; of the third one each, so that all pairs come up."""
    return [(a, b, third[(i + j) % len(third)]) for i, a in enumerate(first) for j, b in enumerate(second)]


@asynccontextmanager
async def running(
    setup: Setup, size: tuple[int, int] = (120, 40), lang: str = "en"
) -> AsyncIterator[tuple[RnntuiApp, Pilot[int]]]:
    """The app, after its first run."""
    app = RnntuiApp(setup, lang)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        while app.session is None or not app.explore.is_ready:
            assert app.failed is None, app.failed
            assert app.crash is None
            await pilot.pause()
        yield app, pilot


def session_of(app: RnntuiApp) -> Session:
    assert app.session is not None
    return app.session
