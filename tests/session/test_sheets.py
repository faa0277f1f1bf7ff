"""The tables of all numbers: each names its numbers as `--set` does, and shows them as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.explanation import Source
from rnntui.errors import RnntuiError
from rnntui.session.edits import edit_text, parse_edit, with_value
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.sheets import (
    cells,
    checked,
    column_name,
    present,
    row_name,
    sheets,
    target,
    tokens_of,
    worked_place,
)

TEXT = "a b c a"


def run(*texts: str, **chosen: object) -> Realised:
    setup = Setup(text=TEXT, interventions=tuple(map(parse_edit, texts)))
    return realise(replace(setup, **chosen))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", architecture_names())
def test_every_number_of_every_architecture_can_be_edited_by_its_name(name: str) -> None:
    done = run(architecture=name)
    kinds = {sheet.kind for sheet in sheets(done)}
    assert kinds == {"weight", "embedding", "variable"} | ({"start"} if done.trace.program.starting else set())
    names = {sheet.name for sheet in sheets(done)}
    assert names >= {*done.model.weights, *done.trace.names, *(f"initial.{n}" for n in done.trace.program.starting)}
    for number, sheet in enumerate(sheets(done)):
        row, column = number % sheet.rows, number % sheet.columns
        place = target(done, sheet, row, column)
        edit = checked(done, with_value(place, "0.625"))
        edited = realise(replace(done.setup, interventions=(edit,)))
        (now,) = cells(edited, sheet, range(row, row + 1), range(column, column + 1))[0]
        (before,) = cells(done, sheet, range(row, row + 1), range(column, column + 1))[0]
        assert before.mark == ""
        assert (now.value, now.mark) == (0.625, "edited")
        assert now.was == (before.value if before.value != 0.625 else None)
        assert present(edited, edit) == now
        assert present(done, edit) == before


def test_pages_of_numbers() -> None:
    done = run(architecture="lstm", sizes=(("hidden", 40),))
    (sheet,) = (each for each in sheets(done) if each.name == "U_f")
    assert (sheet.rows, sheet.columns) == (40, 40)
    found = cells(done, sheet, range(7, 12), range(30, 40))
    values = np.array([[cell.value for cell in row] for row in found])
    np.testing.assert_array_equal(values, done.model.weights["U_f"][7:12, 30:40])


def test_what_follows_from_an_edit_is_marked_otherwise_than_the_edit() -> None:
    done = run("h[1][0]=2", architecture="lstm")
    (sheet,) = (each for each in sheets(done) if each.name == "h")
    marks = [[cell.mark for cell in row] for row in cells(done, sheet, range(4), range(3))]
    assert marks[0] == ["", "", ""]
    assert marks[1] == ["edited", "", ""]
    assert marks[2] == ["changed"] * 3
    (later,) = cells(done, sheet, range(2, 3), range(1, 2))[0]
    assert later.was == done.unedited["h"][2, 1]


def test_rows_and_columns_have_the_names_of_tokens_and_labels() -> None:
    done = run(labels=("no", "yes"), sizes=(("output", 2),))
    known = {sheet.name: sheet for sheet in sheets(done)}
    assert [column_name(done, known["W_h"], k) for k in range(3)] == ["a", "b", "c"]
    assert [column_name(done, known["U_h"], k) for k in range(3)] == ["", "", ""]
    assert [row_name(done, known["V_y"], k) for k in range(2)] == ["no", "yes"]
    assert [row_name(done, known["b_y"], k) for k in range(2)] == ["no", "yes"]
    assert [column_name(done, known["y"], k) for k in range(2)] == ["no", "yes"]
    assert [row_name(done, known["h"], k) for k in range(4)] == ["a", "b", "c", "a"]
    assert [row_name(done, known["embedding"], k) for k in range(3)] == ["a", "b", "c"]
    assert row_name(done, known["initial.h"], 0) == ""


def test_the_tokens_of_the_sentence_come_first() -> None:
    done = run(text="c b", vocabulary=("a", "b", "c"))
    assert tokens_of(done) == ("c", "b", "a")
    bag = realise(replace(sample_setup("kinship"), text="祖?你", encoding="bag-of-words", embedding=None))
    assert tokens_of(bag)[:3] == ("祖", "?", "你")


def test_vectors_that_are_fed_have_no_table_of_tokens(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.eye(3))
    done = run(text="", inputs=str(tmp_path / "x.npy"))
    assert "embedding" not in {sheet.name for sheet in sheets(done)}
    assert next(each for each in sheets(done) if each.name == "x").rows == 3


def test_an_empty_sentence_has_its_weights_still() -> None:
    done = run(text="", vocabulary=("a",))
    assert {sheet.kind for sheet in sheets(done)} == {"weight", "embedding", "start"}


@pytest.mark.parametrize("text", ["h[:][0]=1", "h[2]=1", "W_h[0]=1", 'embedding["a"]=1', "initial.h=1", "h[9][0]=1"])
def test_several_numbers_or_none_are_not_one(text: str) -> None:
    assert present(run(), parse_edit(text)) is None


def test_an_edit_that_fits_is_what_it_was_and_another_is_refused() -> None:
    assert edit_text(checked(run(), parse_edit("h[2]=1"))) == "h[2]=1.0"
    with pytest.raises(RnntuiError, match="no step 9"):
        checked(run(), parse_edit("h[9][0]=1"))


def test_what_can_be_taken_apart_and_how_large_a_table_is() -> None:
    done = run(architecture="lstm")
    known = {sheet.name: sheet for sheet in sheets(done)}
    assert worked_place(done, known["h"], 1, 2) == Source("h", (1, 2), "variable")
    assert [worked_place(done, known[name], 0, 0) for name in ("x", "W_i", "b_i", "embedding")] == [None] * 4
    assert [known[name].size for name in ("W_i", "b_i", "h")] == ["3×3", "3", "4×3"]
