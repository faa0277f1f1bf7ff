"""A run that takes long: what is shown stays, is marked as old, and keys go on working."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from threading import Event

import pytest
from textual.pilot import Pilot

from rnntui.errors import RnntuiError
from rnntui.session import session as transitions
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.background import Run
from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.sentence import Sentence


class Gate:
    """Holds runs of marked sentences until it is opened."""

    def __init__(self) -> None:
        self.open = Event()
        self.texts: list[str] = []

    def realise(self, setup: Setup, before: Realised | None = None, *, lenient: bool = False) -> Realised:
        if "slow" in setup.text:
            self.texts.append(setup.text)
            assert self.open.wait(30)
        if "broken" in setup.text:
            raise RnntuiError("it does not fit")
        if "huge" in setup.text:
            raise MemoryError
        if "slip" in setup.text:
            raise ZeroDivisionError
        return realise(setup, before, lenient=lenient)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    found = Gate()
    monkeypatch.setattr(transitions, "realise", found.realise)
    yield found
    found.open.set()


@asynccontextmanager
async def running(text: str = "a b c") -> AsyncIterator[tuple[RnntuiApp, Pilot[int]]]:
    app = RnntuiApp(Setup(text=text))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.is_ready and (app.session is not None or app.view.pending))
        yield app, pilot


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        await pilot.pause(0.005)
    raise AssertionError("it was waited for in vain")


def text_at(app: RnntuiApp) -> str:
    assert app.session is not None
    return app.session.setup.text


async def typed(pilot: Pilot[int], text: str) -> None:
    """Put a whole text into the field, and wait for what it leads to."""
    field = pilot.app.query_one(Sentence)
    field.focus()
    field.value = text
    await pilot.pause()
    await until(pilot, lambda: True)


async def test_the_old_run_stays_and_can_be_walked_through(gate: Gate) -> None:
    async with running() as (app, pilot):
        await typed(pilot, "slow one")
        await until(pilot, lambda: app.view.pending)
        assert "old · t=0" in text_of(app)
        assert "what is shown is from before" in text_of(app)
        assert app.check_action("choose", ("hidden",)) is None
        app.action_step(1)
        assert app.session is not None
        assert (text_at(app), app.session.cursor.step) == ("a b c", 1)
        gate.open.set()
        await until(pilot, lambda: not app.view.pending)
        assert (text_at(app), app.session.cursor.step) == ("slow one", 0)
        assert "old · " not in text_of(app)
        await pilot.press("escape", "u")
        assert text_at(app) == "a b c"


async def test_enter_leaves_the_field_and_goes_on_waiting(gate: Gate) -> None:
    async with running() as (app, pilot):
        await typed(pilot, "slow one")
        await pilot.press("enter")
        await until(pilot, lambda: app.view.pending)
        assert not isinstance(app.focused, Sentence)
        gate.open.set()
        await until(pilot, lambda: not app.view.pending)
        assert text_at(app) == "slow one"


async def test_of_what_is_typed_meanwhile_only_the_last_is_run(gate: Gate) -> None:
    async with running() as (app, pilot):
        for text in ("slow", "slow o", "slow on", "slow one"):
            await typed(pilot, text)
        gate.open.set()
        await until(pilot, lambda: text_at(app) == "slow one")
        assert gate.texts == ["slow", "slow one"]
        await pilot.press("escape", "u")
        assert text_at(app) == "a b c"


async def test_escape_stops_waiting(gate: Gate) -> None:
    async with running() as (app, pilot):
        await typed(pilot, "slow one")
        await until(pilot, lambda: app.view.pending)
        await pilot.press("escape")
        assert not app.view.pending
        assert app.query_one(Sentence).value == "a b c"
        gate.open.set()
        await pilot.pause(0.05)
        assert text_at(app) == "a b c"


@pytest.mark.parametrize(
    ("text", "found"), [("slow broken", "it does not fit"), ("slow huge", "there is not enough memory for this")]
)
async def test_a_late_error_is_told_and_changes_nothing(gate: Gate, text: str, found: str) -> None:
    async with running() as (app, pilot):
        await typed(pilot, text)
        await until(pilot, lambda: app.view.pending)
        gate.open.set()
        await until(pilot, lambda: not app.view.pending)
        await pilot.pause()
        assert found in text_of(app)
        assert text_at(app) == "a b c"


async def test_a_first_run_that_takes_long_or_fails(gate: Gate) -> None:
    async with running("slow broken") as (app, pilot):
        await until(pilot, lambda: "Running the sentence" in text_of(app))
        assert app.session is None
        await pilot.press("n", "s", "A", "u")
        gate.open.set()
        await until(pilot, lambda: app.failed is not None)
    assert app.return_code == 1


async def test_a_slip_of_ours_in_a_run_ends_the_app(gate: Gate) -> None:
    gate.open.set()

    async def slip() -> None:
        async with running() as (app, pilot):
            await typed(pilot, "slow slip")
            await until(pilot, lambda: app.crash is not None)

    with pytest.raises(ZeroDivisionError):
        await slip()


def test_a_run_tells_that_it_is_late_once_and_only_then() -> None:
    told: list[Run[transitions.Session]] = []
    go = Event()

    def slow() -> transitions.Session:
        assert go.wait(30)
        return transitions.start(Setup(text="a"))

    run = Run(slow, told.append)
    assert not run.in_time(0.001)
    assert told == []
    go.set()
    run._thread.join(30)
    assert told == [run]
    assert run.result is not None
    quick = Run(lambda: transitions.start(Setup(text="a")), told.append)
    assert quick.in_time(30)
    quick._thread.join(30)
    assert told == [run]
