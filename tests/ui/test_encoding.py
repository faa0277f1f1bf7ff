"""The screen encoding: it shows what the functions below it say, and goes where keys and mouse point."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from driving import KINSHIP, in_turn, running, session_of
from rich.cells import cell_len
from test_outside_text import HOSTILE
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from rnntui.model import build
from rnntui.session.encoding_likeness import matrix, surroundings
from rnntui.session.encoding_words import rows_of, vocabulary_of
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.screens.encoding import Encodings
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.widgets.encoding_panel import Look

WORDS = Setup(text="king queen man woman zzz", encoding="embedding", embedding="relations")
SIZES = ((60, 20), (80, 24), (120, 40), (250, 70))
ORDER = "我祖你孫"


async def settle(app: RnntuiApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is worked out or loaded any more."""
    await pilot.pause()
    while app.view.pending or not app.explore.is_settled:
        await pilot.pause(0.01)
    await pilot.pause()


async def press(app: RnntuiApp, pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(app, pilot)


def body_of(app: RnntuiApp) -> Encodings:
    body = app.explore.body
    assert isinstance(body, Encodings)
    return body


def look_of(app: RnntuiApp) -> Look:
    look = body_of(app).look()
    assert look is not None
    return look


def lines_of(app: RnntuiApp, panel: str) -> list[str]:
    """What stands in a panel."""
    region = app.explore.query_one(f"#{panel}").region
    lines = [cells_of(line) for line in text_of(app).splitlines()]
    return ["".join(line[region.x : region.right]).rstrip() for line in lines[region.y : region.bottom]]


def cells_of(line: str) -> list[str]:
    """A line cell by cell; the second cell of a wide character is empty."""
    return [cell for character in line for cell in (character, "")[: cell_len(character)]]


@pytest.mark.parametrize("size", SIZES)
async def test_the_vectors_are_those_of_the_encoding(size: tuple[int, int]) -> None:
    async with running(WORDS, size) as (app, pilot):
        await press(app, pilot, "3")
        found = vocabulary_of(session_of(app).realised)
        names = [word.name for word in found.words]
        shown = {line[1:].split()[0]: line for line in lines_of(app, "vectors")[2:] if line.strip()}
        assert lines_of(app, "vectors")[2].startswith("▶king")
        for name, row in zip(names, rows_of(found, names).tolist(), strict=True):
            cells = re.findall(r"·|-?\d+", shown[name + "*" * (name == "zzz")])
            if size[0] >= 80:
                assert len(cells) == len(row)
            assert [0 if cell == "·" else int(cell) for cell in cells] == row[: len(cells)]


async def test_the_matrix_is_that_of_the_cosines_beside_one_hot() -> None:
    async with running(WORDS, (250, 70)) as (app, pilot):
        await press(app, pilot, "3")
        found = vocabulary_of(session_of(app).realised)
        names = [word.name for word in found.words]
        lines = lines_of(app, "matrix")
        assert lines[1].split() == ["embedding", "one-hot"]
        rows = [line for line in lines[3:] if line.strip()]
        assert len(rows) == len(names)
        for row, values, ones in zip(rows, matrix(found, names), matrix(found, names, True), strict=True):
            numbers = [float(each) for each in re.findall(r"[+-]\d\.\d+| 0 ", row)]
            assert numbers == pytest.approx([*values, *ones], abs=0.0006)


async def test_where_there_is_room_for_one_matrix_a_click_takes_the_other_and_z_shows_both() -> None:
    async with running(replace(WORDS, text=WORDS.text + " boy girl"), (80, 24)) as (app, pilot):
        await press(app, pilot, "3")
        title = lines_of(app, "matrix")[0]
        assert "embedding" in title
        await pilot.click("#matrix", offset=(title.index("⇄"), 0))
        await settle(app, pilot)
        lines = lines_of(app, "matrix")
        assert "Cosine: one-hot" in lines[0]
        assert {mark for line in lines[2:9] for mark in re.findall("[█▓▒░]", line)} == {"█"}
        app.explore.query_one("#matrix").focus()
        await press(app, pilot, "z")
        assert lines_of(app, "matrix")[1].split() == ["embedding", "one-hot"]
        assert not app.explore.query_one("#vectors").display
        await press(app, pilot, "z")
        assert app.explore.query_one("#vectors").display


async def test_one_hot_says_that_it_says_nothing() -> None:
    async with running(Setup(text="I saw a saw"), (80, 24)) as (app, pilot):
        await press(app, pilot, "3")
        text = text_of(app)
        assert "One-hot says nothing about likeness" in text
        assert "Each of the 2 others is at 0" in text
        assert "⇄" not in text
        rows = [line.split()[1:] for line in lines_of(app, "vectors")[2:5]]
        assert rows == [["1█", "·", "·"], ["·", "·", "1█"], ["·", "1█", "·"]]


async def test_the_neighbours_are_the_nearest_and_one_can_be_looked_at() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n")
        near = surroundings(vocabulary_of(session_of(app).realised), "queen").neighbours
        lines = lines_of(app, "near")
        assert lines[0].startswith("─ Nearest to queen")
        for line, each in zip(lines[1:], near, strict=False):
            assert each.token in line
            assert f"{each.cosine:+.2f}" in line
        assert lines[1].lstrip().startswith("▸princess")
        await press(app, pilot, "down", "down", "up")
        assert look_of(app).chosen == 1
        await press(app, pilot, "up", "up", "G")
        assert (look_of(app).name, session_of(app).moment) == ("princess", 1)
        text = text_of(app)
        assert "Not in the sentence" in text
        assert "▶(princess)" in text
        await press(app, pilot, "escape")
        assert look_of(app).name == "queen"
        await press(app, pilot, "G", "n")
        assert (look_of(app).name, session_of(app).moment) == ("man", 2)


async def test_escape_leaves_what_is_large_where_one_looks_nowhere_else() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "G", "z", "escape")
        assert (look_of(app).name, app.view.large is None) == ("king", False)
        await press(app, pilot, "escape")
        assert app.view.large is None


async def test_a_neighbour_of_the_sentence_is_gone_to() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await press(app, pilot, "3")
        tokens = [each.token for each in surroundings(look_of(app).vocabulary, "king").neighbours]
        await press(app, pilot, *["down"] * tokens.index("man"), "G")
        assert (look_of(app).name, session_of(app).moment) == ("man", 2)


async def test_arrows_go_through_the_tokens_as_the_steps_do() -> None:
    async with running(WORDS, (120, 40)) as (app, pilot):
        await press(app, pilot, "3", "right", "right", "right")
        assert session_of(app).moment == 3
        await press(app, pilot, "left", "end")
        assert (session_of(app).moment, look_of(app).name) == (4, "zzz")
        text = text_of(app)
        assert "not known: the zero vector" in text
        assert "Its vector is zero" in text
        assert "nan" not in text
        await press(app, pilot, "right", "home")
        assert session_of(app).moment == 0


async def test_pages_of_numbers() -> None:
    setup = Setup(text="a b c", encoding="embedding").with_size("input", 50)
    async with running(setup, (80, 24)) as (app, pilot):
        await press(app, pilot, "3")
        titles = lines_of(app, "vectors")[1].split()
        await press(app, pilot, "pagedown")
        assert int(lines_of(app, "vectors")[1].split()[0]) == int(titles[-1]) + 1
        await press(app, pilot, *["pagedown"] * 20)
        assert lines_of(app, "vectors")[1].split()[-1] == "49"
        await press(app, pilot, "pageup")
        line = lines_of(app, "vectors")[0]
        await pilot.click("#vectors", offset=(line.index("▸"), 0))
        await settle(app, pilot)
        assert lines_of(app, "vectors")[1].split()[-1] == "49"


@pytest.mark.parametrize("encoding", ["bag-of-words", "lsa"])
async def test_an_order_blind_encoding_has_one_vector_and_says_that_order_is_lost(encoding: str) -> None:
    async with running(Setup(text=ORDER, encoding=encoding), (120, 40)) as (app, pilot):
        await press(app, pilot, "3")
        text = text_of(app)
        assert "Order is lost: “孫你祖我” gives the very same vector" in text
        assert [line.split()[0] for line in lines_of(app, "vectors")[2:7]] == ["▶我", "祖", "你", "孫", "="]
        await press(app, pilot, "right", "right")
        assert look_of(app).name == "你"
        assert lines_of(app, "vectors")[4].startswith("▶你")
        await press(app, pilot, "left")
        assert look_of(app).name == "祖"


async def test_the_mouse_points_at_words() -> None:
    async with running(WORDS, (120, 40)) as (app, pilot):
        await press(app, pilot, "3")
        await pilot.click("#vectors", offset=(2, 4))
        await settle(app, pilot)
        assert (look_of(app).name, session_of(app).moment) == ("man", 2)
        lines = lines_of(app, "near")
        row = next(k for k, line in enumerate(lines) if "boy" in line)
        await pilot.click("#near", offset=(lines[row].index("boy"), row))
        await settle(app, pilot)
        assert look_of(app).name == "boy"
        near, matrix_ = app.explore.query_one("#near"), app.explore.query_one("#matrix")
        near.post_message(MouseScrollDown(near, 0, 0, 0, 0, 0, False, False, False))
        await settle(app, pilot)
        assert look_of(app).chosen == 1
        matrix_.post_message(MouseScrollDown(matrix_, 0, 0, 0, 0, 0, False, False, False))
        await settle(app, pilot)
        assert (look_of(app).name, session_of(app).moment) == ("woman", 3)


async def test_the_map_has_a_mark_and_a_word_for_each_and_a_click_looks_at_it() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await press(app, pilot, "3")
        lines = lines_of(app, "plot-of-map")
        text = "\n".join(lines)
        assert text.count("●") == 4
        assert "▐你▌" in text
        row = next(k for k, line in enumerate(lines) if "孫" in line)
        width = cells_of(lines[row]).index("孫")
        await pilot.click("#plot-of-map", offset=(width, row))
        await settle(app, pilot)
        assert (look_of(app).name, session_of(app).moment) == ("孫", 3)
        assert "▐孫▌" in text_of(app)
        assert app.explore.focused is not None
        assert app.explore.focused.id != "plot-of-map"


def test_a_map_in_ascii_is_no_plot() -> None:
    picture = take(WORDS, size=(120, 40), kind="text", ascii_only=True, mode="encoding")
    assert picture.isascii()
    assert "|king|" in picture
    assert "@ woman" in picture
    assert "+-" not in picture


@pytest.mark.parametrize(
    ("encoding", "size", "lang"), in_turn([None, "skip-gram", "lsa", "bag-of-words"], SIZES, ["en", "zh-TW"])
)
async def test_every_panel_says_something(size: tuple[int, int], lang: str, encoding: str | None) -> None:
    async with running(Setup(text="the king saw the queen zzz", encoding=encoding), size, lang) as (app, pilot):
        await settle(app, pilot)
        await press(app, pilot, "3", "right")
        for panel in ("vectors", "near", "matrix", "map", "see"):
            assert app.explore.query_one(f"#{panel}").region.right <= size[0]
            assert any(line.strip() for line in lines_of(app, panel)), panel
        for panel in ("vectors", "near", "matrix", "map"):
            app.explore.query_one(f"#{panel}").focus()
            await press(app, pilot, "z")
            region = app.explore.query_one(f"#{panel}").region
            assert region.width >= size[0] - 1
            assert any(line.strip() for line in lines_of(app, panel)), panel
            await press(app, pilot, "z")


async def test_a_sentence_that_is_typed_here_is_looked_at() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n", "G", "i", "end", *" boy", "enter")
        assert [word.name for word in look_of(app).vocabulary.words][-1] == "boy"
        assert look_of(app).name == "king"
        assert app.explore.focused is not None
        assert app.explore.focused.id == "vectors"


async def test_an_empty_sentence_and_one_word() -> None:
    async with running(Setup(), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "right", "down", "G", "enter", "pagedown", "z", "n")
        assert body_of(app).look() is None
    async with running(replace(WORDS, text="king"), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "right")
        assert "One word alone is like nothing" in text_of(app)
        await press(app, pilot, "G")
        assert "king and prince: cosine +0.82" in text_of(app)


async def test_hostile_tokens_are_shown_and_nothing_else() -> None:
    async with running(Setup(text=f"{HOSTILE} b [/] [red]x"), (120, 40)) as (app, pilot):
        await press(app, pilot, "3", "down", "G", "tab", "tab", "z", "z", "end")
        text = text_of(app)
        assert "␛" in text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.replace("\n", ""))


async def test_fed_vectors_are_rows_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("1,0,0.5\n0,1,0.25\n1,1,0\n0,0,0\n")
    async with running(Setup(inputs=str(path)), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n", "n")
        assert "These vectors were fed as they are" in text_of(app)
        assert lines_of(app, "vectors")[4].split() == ["▶2", "+1.000█", "+1.000█", "·"]
        near = surroundings(vocabulary_of(session_of(app).realised), "2").neighbours
        assert [each.token for each in near] == ["1", "0"]
        assert f"{near[0].cosine:+.2f}" in lines_of(app, "near")[1]
        await press(app, pilot, "G")
        assert session_of(app).moment == 1


async def test_a_model_brings_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "own.safetensors"
    build("elman", encoding="embedding", embedding="relations", text="king man").save(path)
    async with running(Setup(text="king queen", model=str(path)), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n")
        own = session_of(app).model.encoding
        assert own is not None
        assert f"of {len(own.vocabulary) - 1}" in lines_of(app, "near")[0]
        assert "princess" in lines_of(app, "near")[1]


async def test_while_an_answer_is_written_the_last_token_is_looked_at() -> None:
    async with running(Setup(text="I see you", architecture="seq2seq"), (80, 24)) as (app, pilot):
        await press(app, pilot, "3", "n", "n", "n", "n")
        assert session_of(app).cursor.clock == "u"
        assert look_of(app).name == "you"


async def test_ten_thousand_tokens() -> None:
    text = " ".join(f"w{k}" for k in range(9_000)) + " w1" * 1_000
    async with running(Setup(text=text), (80, 24)) as (app, pilot):
        await settle(app, pilot)
        await press(app, pilot, "3", "n", "right", "pagedown", "down", "G")
        assert "of 8999" in lines_of(app, "near")[0]
        rows = [line for line in lines_of(app, "vectors")[2:] if line.strip()]
        assert f"{9_000 - len(rows)} more are 0" in lines_of(app, "vectors")[0]
