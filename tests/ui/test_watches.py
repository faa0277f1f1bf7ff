"""Watches: their values at every step, in one line or a few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from driving import SAW, SIZES, running, session_of

from rnntui.render.numbers import number
from rnntui.render.watched import value_text
from rnntui.session import comparison as two
from rnntui.session.session import go, start
from rnntui.session.setup import Setup
from rnntui.session.stops_beside import with_stops
from rnntui.ui.layout import TALL, most_watches
from rnntui.ui.snapshot import text_of
from rnntui.ui.spans import width_of
from rnntui.ui.widgets.timeline import Timeline
from rnntui.ui.widgets.watches import rows_for_watches, watches, watches_beside
from rnntui.ui.words import Words

JUMP = "max(abs(h[t] - h[t-1]))"
SESSION = start(SAW)


def watching(*texts: str) -> str:
    lines = watches(replace(go(SESSION, 2), watches=texts), Words(), 80, True)
    return "\n".join("".join(span.text for span in line) for line in lines)


@pytest.mark.parametrize("size", [(60, 20), *SIZES, (250, 70)])
async def test_the_value_of_every_step(size: tuple[int, int]) -> None:
    async with running(SAW, size) as (app, pilot):
        await pilot.press("b", *[{" ": "space"}.get(each, each) for each in JUMP], "enter", "escape")
        await pilot.pause()
        assert session_of(app).watches == (JUMP,)
        h = session_of(app).trace["h"]
        for step in range(4):
            jump = np.abs(h[step] - (h[step - 1] if step else 0)).max()
            assert f"{JUMP} = {number(float(jump))}" in text_of(app)
            await pilot.press("n")
        await pilot.press("home", "s")
        assert f"{JUMP} = ?" in text_of(app)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("h[t][0] > 0", "h[t][0] > 0: true"),
        ("h[t][0] < 0", "h[t][0] < 0: false"),
        ("argmax(h[t])", "argmax(h[t]) = 0"),
        ("token", 'token = "a"'),
        ("h[3][0]", "h[3][0] = ?"),
        ("h[t] > 0", "h[t] > 0 = (1, 0, 0)"),
        ("W_i", "W_i = 3 x 3"),
        ("b_i[0] + 2", "b_i[0] + 2 = "),
        ("q[t]", "q[t] = !"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert shown in watching(text)


def test_long_vectors_and_texts_are_shortened() -> None:
    assert value_text(np.linspace(0.1, 0.9, 128)) == "(+0.10, +0.11, +0.11, …, 128)"
    assert value_text(np.arange(4.0)) == "(0, 1, 2, 3)"
    assert value_text(np.array("\x1b[31m", object)) == '"␛[31m"'
    assert value_text(np.array(np.nan)) == "nan"
    assert value_text(np.array(-np.inf)) == "-inf"
    assert value_text(np.array(-0.0)) == "0"


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize("lang", ["en", "zh_TW"])
def test_what_has_no_room_is_counted(width: int, tall: bool, lang: str) -> None:
    words = Words("en" if lang == "en" else "zh_TW")
    texts = (*(f"h[t][{k % 3}] * {k}" for k in range(1, 30)), " + ".join(["h[t][0]"] * 20))
    session = replace(SESSION, watches=texts)
    lines = watches(session, words, width, tall)
    assert len(lines) == most_watches(tall)
    assert all(width_of(line) <= width for line in lines)
    shown = sum(" = " in span.text for line in lines for span in line)
    said = "".join(span.text for span in lines[-1])
    assert said.endswith(f" {words('watch.more', count=30 - shown)}")
    assert rows_for_watches(session, width) > 3


def test_values_stand_where_they_stood_at_every_step() -> None:
    session = replace(SESSION, watches=("h[t][0]", "h[t]", "token", "h[t][0] > 0"))
    starts = set()
    for step in range(4):
        (line,) = watches(go(session, step), Words(), 160, True)
        text = "".join(span.text for span in line)
        starts.add(tuple(text.index(name) for name in ("h[t][0] =", "h[t] =", "token =", "h[t][0] > 0:")))
    assert len(starts) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_all_panels_keep_their_rows(size: tuple[int, int]) -> None:
    async with running(SAW, size) as (app, pilot):
        before = app.explore.query_one(Timeline).size.height
        app.session = replace(session_of(app), watches=(JUMP, "h[t]", "c[t]", "f[t]", "o[t]", "token"))
        await pilot.pause()
        timeline = app.explore.query_one(Timeline)
        more = timeline.size.height - before
        assert more == (rows_for_watches(session_of(app), size[0]) if size[1] >= TALL else 1)
        assert JUMP in text_of(app)
        assert app.explore.query_one("#table").size.height >= 4
        for mode in "34":
            await pilot.press(mode)
            await pilot.pause()
            while not app.explore.is_settled:
                await pilot.pause()
            assert JUMP in text_of(app)


async def test_a_click_on_them_opens_the_list() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        app.session = replace(session_of(app), watches=(JUMP,))
        await pilot.pause()
        lines = text_of(app).splitlines()
        y = next(k for k, line in enumerate(lines) if JUMP in line)
        await pilot.click(offset=(12, y))
        assert len(app.screen_stack) == 2
        assert f"= {JUMP}" in text_of(app)


async def test_over_the_answer_what_belongs_to_the_sentence_has_no_value() -> None:
    async with running(Setup(text="I saw", architecture="attention_dot"), (80, 24)) as (app, pilot):
        app.session = replace(session_of(app), watches=("h[t][0]", "s[u][0]"))
        await pilot.pause()
        assert "s[u][0] = –" in text_of(app)
        await pilot.press("n", "n")
        assert "h[t][0] = –" in text_of(app)
        value = float(session_of(app).trace["s"][0, 0])
        assert f"s[u][0] = {number(value)}" in text_of(app)


def test_beyond_the_ends_there_is_no_value() -> None:
    texts = ("h[t+1][0]", "argmax(y[t-1])")
    for moment, shown in ((0, ["?", "–"]), (3, ["–", "1"])):
        (line,) = watches(replace(go(SESSION, moment), watches=texts), Words(), 80, True)
        assert [span.text.strip() for span in line if span.kind == "strong"] == shown


def test_two_runs_side_by_side_have_their_values_in_one_line() -> None:
    beside = two.start(SAW, replace(SAW, text="saw a saw"))
    watching = with_stops(beside, replace(SESSION, watches=("h[t][0]", "token", "q[t]", "h[t] > 0")))
    at = two.go(watching, 1)
    a, b = (each.trace["h"][each.cursor.step, 0] for each in (at.a, at.b))
    (line,) = watches_beside(at, Words(), 120)
    shown = "".join(span.text for span in line)
    assert f"h[t][0]: A {number(float(a))}  B {number(float(b))}" in shown
    assert 'token: A "saw"' in shown
    assert "+1 (b)" in shown
    # B has no step beside the first token of A.
    assert [span.text.strip() for span in watches_beside(watching, Words(), 80)[0] if span.kind == "strong"][1] == "–"
    for width in (60, 80, 120, 250):
        assert all(width_of(each) <= width for each in watches_beside(at, Words(), width))
    assert watches_beside(beside, Words(), 80) == ()
