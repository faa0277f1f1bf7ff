"""The screen attention: what it shows equals the weights of the run."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import running, session_of
from test_outside_text import HOSTILE
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from two_attentions import BOTH

from rnntui.session.attention import ranked
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import take, text_of

LABELS = ("<bos>", "<eos>", "ich", "sah", "eine")
DOT = Setup(text="I saw a saw", architecture="attention_dot", labels=LABELS)
LONG = Setup(text="the cat saw a dog " * 20, architecture="attention_additive", labels=LABELS)


async def opened(app: RnntuiApp, pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*(() if app.view.mode == "attention" else ("5",)), *keys)
    await pilot.pause()


async def reached(app: RnntuiApp, pilot: Pilot[int], step: int) -> bool:
    """Whether an output step is looked at, as soon as the keys and clicks have been heard."""
    for _ in range(500):
        cursor = session_of(app).cursor
        if (cursor.clock, cursor.step) == ("u", step):
            await pilot.pause()
            return True
        await pilot.pause(0.01)
    return False


def matrix_row(app: RnntuiApp, step: int) -> list[str]:
    """What stands in the row of an output step: its label, the weights without shades, the sum."""
    first = app.explore.query_one("#attention-matrix").region.y + 2
    lines = text_of(app).splitlines()[first:]
    line = next(line for line in lines if line.replace("▶", " ").split()[:1] == [str(step)])
    return [word.strip("░▒▓█▸") for word in line.replace("▶", " ").split()]


async def test_the_rows_are_the_weights_reached_so_far() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot, *"nnnnn")
        session = session_of(app)
        assert (session.cursor.clock, session.cursor.step) == ("u", 1)
        for step in (0, 1):
            weights = session.trace["attention"][step]
            assert matrix_row(app, step)[2:] == [*(f"{w:.2f}".removeprefix("0") for w in weights), "1.00"]
        assert matrix_row(app, 2)[1:] == ["?"] * 5
        assert "▶ 1 " in text_of(app)
        await opened(app, pilot, "t")
        assert matrix_row(app, 2)[-1] == "1.00"


async def test_the_step_lists_words_in_order_of_weight() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot, *"nnnnn")
        session = session_of(app)
        region = app.explore.query_one("#attention-step").region
        lines = text_of(app).splitlines()[region.y + 2 : region.y + 6]
        for line, each in zip(lines, ranked(session, "attention", 1), strict=True):
            token, step, score, weight, bar = line.split()
            assert (token, step) == (session.trace.tokens[each.token], str(each.token))
            assert float(weight) == pytest.approx(each.weight, abs=5e-4)
            assert each.score is not None
            assert float(score) == pytest.approx(each.score, abs=5e-4)
            assert bar.startswith("█")
        assert "Untrained, seed 0: where it looks means nothing yet." in text_of(app)


async def test_arrows_go_through_output_steps_and_tokens() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        assert "No output step yet" in text_of(app)
        await opened(app, pilot, "up")
        assert session_of(app).moment == 0
        await opened(app, pilot, "down")
        assert await reached(app, pilot, 0)
        await opened(app, pilot, "down", "down", "up")
        assert await reached(app, pilot, 1)
        heaviest = ranked(session_of(app), "attention", 1)[0].token
        await opened(app, pilot, "right")
        look = app.explore.query_one("#attention-matrix").look  # type: ignore[attr-defined]
        assert look.token == heaviest
        assert "▸" in text_of(app)
        await opened(app, pilot, *["left"] * 5)
        assert "▐I▌" in text_of(app)
        await opened(app, pilot, *["up"] * 9)
        assert await reached(app, pilot, 0)


async def test_a_click_points_at_a_weight() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot, *"nnnnnnn")
        matrix = app.explore.query_one("#attention-matrix")
        page = matrix.page  # type: ignore[attr-defined]
        await pilot.click("#attention-matrix", offset=(page.head + 2 * page.size + 1, 3))
        await pilot.pause()
        assert await reached(app, pilot, page.steps[1])
        assert "▐a▌" in text_of(app)
        step = app.explore.query_one("#attention-step")
        await pilot.click("#attention-step", offset=(4, 2))
        await pilot.pause()
        first = ranked(session_of(app), "attention", page.steps[1])[0].token
        assert matrix.look.token == first  # type: ignore[attr-defined]
        step.post_message(MouseScrollDown(step, 0, 0, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert await reached(app, pilot, page.steps[1] + 1)


async def test_long_inputs_are_paged() -> None:
    async with running(LONG, (80, 24)) as (app, pilot):
        await opened(app, pilot, "down", "right")
        await opened(app, pilot, *["right"] * 60)
        matrix = app.explore.query_one("#attention-matrix")
        page, look = matrix.page, matrix.look  # type: ignore[attr-defined]
        assert look.token in page.tokens
        assert len(page.tokens) < 100
        assert f"tokens {page.tokens.start}–{page.tokens.stop - 1} of 100" in text_of(app)
        assert "more, together" in text_of(app)


async def test_several_attentions_say_which(tmp_path: Path) -> None:
    path = tmp_path / "both.toml"
    path.write_text(BOTH)
    setup = Setup(text="I saw a saw", architecture=str(path), labels=LABELS)
    async with running(setup, (120, 40)) as (app, pilot):
        await opened(app, pilot, "down")
        assert "first (1 of 2: first, second)" in text_of(app)
        app.action_point("second")
        await pilot.pause()
        assert "second (2 of 2: first, second)" in text_of(app)


async def test_a_step_in_the_middle_is_not_known_yet() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot, "down", "down", "S", "S", "S", "S")
        assert "Not computed yet in this step" in text_of(app)
        await opened(app, pilot, *"ssss")
        assert "Not computed yet in this step" not in text_of(app)


async def test_one_panel_large() -> None:
    async with running(DOT, (80, 24)) as (app, pilot):
        await opened(app, pilot, "down", "z")
        assert app.explore.query_one("#attention-matrix").region.height > 14
        await opened(app, pilot, "z", "tab", "z")
        assert app.explore.query_one("#attention-step").region.height > 14


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (250, 70)])
@pytest.mark.parametrize("lang", ["en", "zh-TW"])
def test_every_size_and_language(size: tuple[int, int], lang: str) -> None:
    lines = take(DOT, size=size, press=tuple("nnnnn"), kind="text", lang=lang, mode="attention").splitlines()
    assert len(lines) == size[1]
    assert any("▶" in line and "1.00" in line for line in lines)
    said = "where it looks means nothing yet" if lang == "en" else "看哪裡還沒有意義"
    assert any(said in line for line in lines)


def test_ascii() -> None:
    drawn = take(DOT, size=(80, 24), press=tuple("nnnnn"), kind="text", ascii_only=True, mode="attention")
    assert drawn.isascii()
    assert "> 1 sah" in drawn


async def test_hostile_tokens_are_made_visible() -> None:
    setup = Setup(text=f"a {HOSTILE} b", architecture="attention_dot", labels=("<bos>", "<eos>", HOSTILE, "b"))
    async with running(setup, (120, 40)) as (app, pilot):
        await opened(app, pilot, "down", "down", "right")
        drawn = text_of(app)
        assert "␛" in drawn
        assert not set(drawn) & set("\x1b\x9b\x07\u202e")


async def test_an_empty_sentence_has_no_rows() -> None:
    async with running(Setup(text="", architecture="attention_dot", labels=LABELS), (80, 24)) as (app, pilot):
        await opened(app, pilot)
        shown = text_of(app)
        assert "outputs by inputs" not in shown
        assert app.view.words("empty") in shown
        await pilot.press("down", "n", "end", "right")
        assert app.crash is None
