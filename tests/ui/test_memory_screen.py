"""The screen memory: what it shows equals the numbers of session/memory.py and session/companions.py."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from driving import KINSHIP, in_turn, running, session_of
from test_outside_text import HOSTILE
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from rnntui.render.curves import magnitude
from rnntui.session import memory as module
from rnntui.session.companions import companions
from rnntui.session.memory import Memory, Place, memory, place_of
from rnntui.session.session import go, point, start
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.ascii import in_ascii
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.view import View
from rnntui.ui.widgets.memory_bars import compared

SAW = Setup(text="I saw a saw", architecture="lstm")
LONG = Setup(text="the cat saw a dog " * 40).with_size("hidden", 16)
DECODER = Setup(text="I saw a saw", architecture="seq2seq", labels=("<bos>", "<eos>", "ich", "sah", "eine"))


async def opened(app: RnntuiApp, pilot: Pilot[int], *keys: str) -> None:
    """In the mode memory, after some keys, with all worked out."""
    await pilot.press(*(() if app.view.mode == "memory" else ("4",)), *keys)
    await pilot.pause()
    while not app.explore.is_settled:
        await pilot.pause(0.01)


async def shows(app: RnntuiApp, pilot: Pilot[int], text: str) -> bool:
    """Whether a text is shown, as soon as all that was asked for has reached the screen."""
    for _ in range(500):
        if text in text_of(app) and app.explore.is_settled:
            return True
        await pilot.pause(0.01)
    return False


def line_of(app: RnntuiApp, head: str) -> list[str]:
    """The words of the line that begins so."""
    return next(line.split() for line in text_of(app).splitlines() if line.split()[:1] == head.split()[:1])


def shown_in_bars(app: RnntuiApp) -> list[str]:
    return line_of(app, "weighs")[1:]


async def test_the_bars_are_the_norms() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await opened(app, pilot, "end", "right")
        assert await shows(app, pilot, "How much each token weighs in y[3]: |∂y[3]/∂x[k]|")
        assert shown_in_bars(app) == ["162", "54", "18", "6"]
        assert "Early tokens grow. Most 你 (0) 162, least 孫 (3) 6: 27 to 1." in text_of(app)
        assert "Untrained (all weights 1): tokens need not fade" in text_of(app)
        await opened(app, pilot, "p", "left")
        assert await shows(app, pilot, "weighs in h[2]")
        found = memory(session_of(app).realised, Place("h", 2))
        assert shown_in_bars(app) == [*(magnitude(float(norm)) for norm in found.norms[:3]), "?"]


async def test_arrows_choose_variable_and_unit() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        await opened(app, pilot, "end")
        assert await shows(app, pilot, "all 3 units")
        for key, place in (("down", Place("h", 3, 0)), ("down", Place("h", 3, 1)), ("up", Place("h", 3, 0))):
            await opened(app, pilot, key)
            assert await shows(app, pilot, f"weighs in {place}")
            found = memory(session_of(app).realised, place)
            assert shown_in_bars(app) == [magnitude(float(norm)) for norm in found.norms]
        await opened(app, pilot, "up", "left")
        assert await shows(app, pilot, "weighs in c[3]")
        await opened(app, pilot, "pagedown")
        assert await shows(app, pilot, "weighs in c[3][2]")


async def test_the_other_networks_stand_beside_it() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot, "end")
        realised, place = session_of(app).realised, Place("h", 3)
        own = line_of(app, "a LSTM")
        assert (own[-5], own[-4]) == ("h[3]", magnitude(float(memory(realised, place).norms[0])))
        rows = [line.split() for line in text_of(app).splitlines() if re.match(r" [b-e] ", line)]
        others = companions(realised, place)
        assert len(rows) == len(others) == 4
        for row, other in zip(rows, others, strict=True):
            assert other.memory is not None
            norms = other.memory.norms
            ends = [float(norms[0]), float(norms[-1]), float(norms[0] / norms[-1])]
            assert row[-5:-1] == [str(other.memory.place), *map(magnitude, ends)]
            assert len(row[-1]) >= 4


async def test_long_sentences_are_paged_and_banded() -> None:
    async with running(LONG, (80, 24)) as (app, pilot):
        await opened(app, pilot, "end")
        found = memory(session_of(app).realised, Place("h", 199))
        assert shown_in_bars(app) == [magnitude(float(norm)) for norm in found.norms[-8:]]
        lines = text_of(app).splitlines()
        row = next(place for place, line in enumerate(lines) if line.startswith(" weighs"))
        # There is no room for a row of all tokens here; in a larger screen there is.
        assert "All 200" not in lines[row + 1]
    async with running(LONG, (120, 40)) as (app, pilot):
        await opened(app, pilot, "end")
        lines = text_of(app).splitlines()
        row = next(place for place, line in enumerate(lines) if line.startswith(" all"))
        assert "All 200 tokens: each cell is the largest of 2." in lines[row + 1]
        assert lines[row + 1].rstrip().endswith("▲")
        await pilot.click(offset=(9 + 30, row))
        await opened(app, pilot)
        assert await shows(app, pilot, "weighs in h[60]")
        assert session_of(app).moment == 60


async def test_the_mouse_goes_through_the_steps() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        lines = text_of(app).splitlines()
        row = next(place for place, line in enumerate(lines) if line.startswith(" weighs"))
        await pilot.click(offset=(9 + 16 + 1, row))
        await opened(app, pilot)
        assert await shows(app, pilot, "weighs in h[2]")
        assert session_of(app).moment == 2
        bars = app.explore.query_one("#memory-bars")
        bars.post_message(MouseScrollDown(bars, 0, 0, 0, 0, 0, False, False, False))
        assert await shows(app, pilot, "weighs in h[3]")
        assert session_of(app).moment == 3


async def test_a_decoder_looks_back_at_the_sentence() -> None:
    async with running(DECODER, (80, 24)) as (app, pilot):
        await opened(app, pilot, "n", "n", "n", "right")
        assert await shows(app, pilot, "weighs in context[0]")
        await opened(app, pilot, "n", "n")
        session = session_of(app)
        assert (session.cursor.clock, session.cursor.step) == ("u", 1)
        place = module.place_of(session, whole=True)
        assert await shows(app, pilot, f"weighs in {place}")
        assert shown_in_bars(app) == [magnitude(float(norm)) for norm in memory(session.realised, place).norms]


async def test_what_is_not_computed_yet_says_so() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot, "end", "S")
        await opened(app, pilot, "right")
        assert "Not computed yet in this step" in text_of(app)
    async with running(DECODER, (80, 24)) as (app, pilot):
        await opened(app, pilot, "right")
        assert session_of(app).cursor.variable == "context"
        assert "context[0] is one vector for the whole sentence: n reads on" in text_of(app)


async def test_what_takes_too_long_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PRODUCTS", 1)
    async with running(replace(SAW, seed=77), (80, 24)) as (app, pilot):
        await opened(app, pilot, "end")
        said = " ".join(text_of(app).split())
        assert "would take too long; choose one unit, or a shorter sentence" in said
        await opened(app, pilot, "down")
        assert await shows(app, pilot, "weighs in h[3][0]")
        assert len(shown_in_bars(app)) == 4


async def test_the_plot_takes_neither_keys_nor_the_focus() -> None:
    async with running(LONG, (120, 40)) as (app, pilot):
        await opened(app, pilot, "end")
        plot = app.explore.query_one("#memory-plot")
        assert plot.display
        assert not plot.can_focus
        assert "┗" in text_of(app)
        for _ in range(4):
            await opened(app, pilot, "tab")
            assert app.explore.focused is not plot
        await pilot.click("#memory-plot")
        await opened(app, pilot, "p")
        assert await shows(app, pilot, "weighs in h[198]")
        assert session_of(app).moment == 198
        await opened(app, pilot, "ctrl+t")
        assert re.search(r" 1 ┫", text_of(app))


async def test_one_panel_large() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot, "end", "tab", "z")
        assert "weighs in" not in text_of(app)
        assert "c GRU" in text_of(app)
        await opened(app, pilot, "z")
        assert await shows(app, pilot, "weighs in h[3]")


@pytest.mark.parametrize(
    ("setup", "size", "lang"),
    in_turn([SAW, LONG, DECODER, Setup()], [(60, 20), (80, 24), (120, 40), (250, 70)], ["en", "zh-TW"]),
)
def test_every_size_and_language(setup: Setup, size: tuple[int, int], lang: str) -> None:
    lines = take(setup, size=size, press=("n", "down", "left"), kind="text", lang=lang, mode="memory").splitlines()
    assert len(lines) == size[1]
    if setup.text:
        said = "How much each token weighs" if lang == "en" else "每個詞對"
        assert any(said in line for line in lines)
        assert any("█" in line for line in lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_ascii(size: tuple[int, int]) -> None:
    plain = take(SAW, size=size, press=("end",), kind="text", mode="memory").splitlines()
    drawn = take(SAW, size=size, press=("end",), kind="text", ascii_only=True, mode="memory").splitlines()
    assert "".join(drawn).isascii()
    assert any(in_ascii(line) == now for line, now in zip(plain, drawn, strict=True) if "weighs" in line)
    assert "weighs in h[3]" in "".join(drawn)


async def test_hostile_tokens_are_made_visible() -> None:
    setup = Setup(text=f"a {HOSTILE} b", architecture="gru")
    async with running(setup, (120, 40)) as (app, pilot):
        await opened(app, pilot, "end")
        drawn = text_of(app)
        assert "␛" in drawn
        assert not set(drawn) & set("\x1b\x9b\x07\u202e")


def test_nothing_fades_or_grows_on_the_way_to_what_is_no_state() -> None:
    def told(variable: str) -> str:
        session = go(start(sample_setup("attention")), 4)
        session = point(session, variable=variable)
        return compared(session, View(), memory(session.realised, place_of(session, whole=True)))

    assert re.match(r"(Early tokens|Later tokens|Early and late) weigh (more|alike)\.", told("attention"))
    session = start(KINSHIP)
    assert "Early tokens grow." in compared(go(session, 3), View(), memory(session.realised, Place("h", 3)))


def test_the_first_against_the_last() -> None:
    import numpy as np

    from rnntui.ui.widgets.memory_bars import trend

    def made(*norms: float) -> Memory:
        return Memory(Place("h", 0), np.array(norms), len(norms))

    assert [trend(made(*norms)) for norms in ((1, 9, 2), (3, 9, 2), (3, 1, 1))] == ["fade", "even", "grow"]
    # The thirds of a longer sentence.
    assert trend(made(9, 1, 2, 9, 9, 9, 9, 8, 7)) == "fade"
    assert trend(made(9, 8, 9, 1, 2, 1, 30, 20, 9)) == "middle"
