"""A comparison that takes long: begun beside the app, left with Esc, dropped when one leaves; and all orders."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from driving import KINSHIP, running, session_of
from test_background import until

from rnntui.errors import RnntuiError
from rnntui.session import all_orders, vocabularies
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup
from rnntui.session.shuffle import Shuffle, shuffle, whole_shuffle
from rnntui.ui.screens.compare import Compare
from rnntui.ui.snapshot import _settled, text_of


class Gate:
    """Holds what is compared until it is opened."""

    def __init__(self) -> None:
        self.open = Event()
        self.breaks = False

    def realise(self, setup: Setup, before: Realised | None = None, *, lenient: bool = False) -> Realised:
        assert self.open.wait(30)
        if self.breaks:
            raise RnntuiError("it does not fit")
        return realise(setup, before, lenient=lenient)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    found = Gate()
    monkeypatch.setattr(vocabularies, "realise", found.realise)
    yield found
    found.open.set()


async def test_what_takes_long_is_waited_for(gate: Gate) -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2")
        assert app.view.pending
        assert app.comparison is None
        await until(pilot, lambda: "Running both" in text_of(app))
        # Nothing that keys do reaches the session of the other modes.
        await pilot.press("n", "down", "u", "x", "d", "X")
        assert session_of(app).moment == 0
        gate.open.set()
        await until(pilot, lambda: app.comparison is not None)
        assert app.comparison is not None
        assert app.comparison.b.setup.text == "我祖你孫"
        assert not app.view.pending


async def test_esc_goes_back_and_a_later_try_begins_anew(gate: Gate) -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "escape")
        assert app.view.mode == "explore"
        assert not app.view.pending
        gate.open.set()
        await pilot.press("2")
        await until(pilot, lambda: app.comparison is not None)


async def test_another_mode_does_not_wait(gate: Gate) -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "1")
        assert (app.view.mode, app.view.pending) == ("explore", False)
        await pilot.press("n", "n")
        assert session_of(app).moment == 2
        gate.open.set()
        await pilot.press("2")
        await until(pilot, lambda: app.comparison is not None)


async def test_what_can_not_be_compared_leads_back(gate: Gate) -> None:
    gate.breaks = True
    gate.open.set()
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: app.view.mode == "explore")
        assert app.comparison is None
        await until(pilot, lambda: "it does not fit" in text_of(app))


async def test_while_a_sentence_runs_nothing_is_compared(gate: Gate) -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2")
        # Another run for the comparison is under way: the mode itself can't be entered again.
        assert app.check_action("mode", ("compare",)) is None
        gate.open.set()
        await until(pilot, lambda: app.comparison is not None)


async def test_all_orders_beside_the_bag_of_words() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "X")
        await _settled(app, pilot)
        assert app.comparison is not None
        whole = whole_shuffle(app.comparison.a.realised)
        shown = text_of(app)
        assert shown.count("24 of 24") == 2
        line = next(row for row in shown.splitlines() if "farthest apart" in row)
        assert line.split()[-2:] == [f"{whole.spread().distance:.1f}", "0"]
        assert "12 … 12" in shown
        assert "▶你祖我孫" in shown
        await pilot.press("escape")
        assert not app.view.orders
        assert "A beside B" in text_of(app)


async def test_the_orders_are_those_of_the_chosen_side() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "x", "X")
        await _settled(app, pilot)
        assert "All orders of 我祖你孫" in text_of(app)
        await pilot.press("x")
        await _settled(app, pilot)
        assert "All orders of 你祖我孫" in text_of(app)


async def test_the_list_of_orders_is_gone_through() -> None:
    async with running(Setup(text="a b c d e"), (80, 24)) as (app, pilot):
        await pilot.press("2", "X")
        await _settled(app, pilot)
        assert "rows 0–" in text_of(app)
        await pilot.press("down", "down")
        assert "rows 2–" in text_of(app)
        await pilot.press("pageup")
        assert "rows 0–" in text_of(app)


async def test_progress_is_shown_and_leaving_cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, begun, ended = Event(), Event(), Event()

    def slowly(done: Realised, of: str | None = None, seed: int = 0) -> Iterator[Shuffle]:
        try:
            for place, part in enumerate(shuffle(done, of, seed)):
                yield part
                begun.set()
                assert place or gate.wait(30)
        finally:
            ended.set()

    monkeypatch.setattr(all_orders, "shuffle", slowly)
    async with running(Setup(text="a b c d e f g"), (80, 24)) as (app, pilot):
        await pilot.press("2", "X")
        await until(pilot, begun.is_set)
        await until(pilot, lambda: "512 of 5,040" in text_of(app))
        assert "comes next" in text_of(app)
        body = app.explore.body
        assert isinstance(body, Compare)
        assert body.is_busy
        running_one = body._shuffling
        assert running_one is not None
        await pilot.press("X")
        assert running_one.is_cancelled
        gate.set()
        await until(pilot, ended.is_set)
        network = running_one.found.network
        assert network is not None
        assert not network.is_done
        await _settled(app, pilot)
        assert "A beside B" in text_of(app)
