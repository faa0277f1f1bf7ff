"""Numbers of two runs for the screen: what it gets is what the runs have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnntui.render.bars import shade
from rnntui.render.beside import apart, differing, greatest, heat, place_of, ranked, vector
from rnntui.session.beside import Comparison
from rnntui.session.comparison import advance, go, point, start, worked_example
from rnntui.session.setup import Setup

WRITERS = tuple(Setup(text=text, architecture=name, labels=("<bos>", "<eos>", "p", "q"))
                for text, name in (("a b c", "seq2seq"), ("c b a", "attention_dot")))  # fmt: skip


@pytest.fixture(scope="module")
def kinship() -> Comparison:
    return start(*worked_example())


def test_a_vector_is_there_when_it_is_computed(kinship: Comparison) -> None:
    there = go(kinship, 2)
    assert [vector(there, kind, "y", 2).tolist() for kind in ("a", "b", "difference")] == [  # type: ignore[union-attr]
        [12, 12], [36, 36], [24, 24],
    ]  # fmt: skip
    assert vector(there, "a", "y", 3) is None
    assert vector(there, "difference", "y", 3, ahead=True).tolist() == [72, 72]  # type: ignore[union-attr]
    begun = advance(there, 1)
    assert vector(begun, "a", "h", 3) is not None
    assert vector(begun, "a", "y", 3) is None


def test_a_run_without_the_step_has_none() -> None:
    there = go(start(Setup(text="a c"), Setup(text="a b c")), 1)
    assert vector(there, "a", "h", 1) is None
    assert vector(there, "b", "h", 1) is not None
    assert vector(there, "difference", "h", 1) is None
    assert vector(there, "b", "nothing", 1) is None


def test_what_belongs_to_the_sentence_stands_in_its_last_column() -> None:
    both = start(*WRITERS)
    assert [place_of(both, "a", "context", column) for column in range(4)] == [None, None, 0, None]
    assert [place_of(both, "b", "context", column) for column in range(4)] == [None, None, None, 0]
    assert [place_of(both, "a", "h", column) for column in range(4)] == [0, 1, 2, None]
    np.testing.assert_array_equal(vector(go(both, 2), "a", "context", 2), both.a.trace["context"][0])


def test_units_that_differ_are_told_from_rounding() -> None:
    a = np.array([1.0, 2.0, np.nan, np.inf, 1e9, 1.0])
    b = np.array([1.0 + 1e-15, 3.0, np.nan, np.inf, 1e9, np.nan])
    assert apart(a, b, 1e-14) == [False, True, False, False, False, True]


def test_columns_that_differ_are_marked_through_all_clocks(kinship: Comparison) -> None:
    assert differing(kinship, 0, 4) == [True] * 4
    same = start(*(replace(each, encoding="bag-of-words", embedding=None) for each in worked_example()))
    assert differing(same, 0, 1) == [False]
    both = start(*WRITERS)
    whole = differing(both, 0, len(both.columns))
    assert len(whole) == len(both.columns)
    assert differing(both, 2, 5) == whole[2:5]


def test_units_are_ranked_by_what_differs() -> None:
    setup = Setup(text="a b c").with_size("hidden", 7)
    there = go(point(start(setup, replace(setup, text="c b a")), variable="h"), 1)
    gaps = abs(there.difference("h")[1])
    assert list(ranked(there, "h", 9)) == [*sorted(range(7), key=lambda unit: -gaps[unit]), 7, 8]
    assert ranked(there, "nothing", 3) == (0, 1, 2)


def test_the_heat_map_has_the_farthest_value_of_each_band(kinship: Comparison) -> None:
    columns = range(4)
    most = greatest(kinship, ("a", "b"), "h", columns)
    assert most == 38
    (band,) = heat(kinship, "b", "h", columns, 1, most)
    assert (band.first, band.last) == (0, 2)
    assert band.cells == tuple(shade(value, 38) for value in (1, 4, 12, 38))
    bands = heat(kinship, "difference", "h", columns, 3, 24)
    assert [each.cells[3] for each in bands] == ["+█"] * 3
    assert heat(kinship, "a", "h", columns, 0, most) == ()
    assert heat(kinship, "a", "nothing", columns, 3, most) == ()


def test_where_a_run_has_no_step_a_cell_is_empty() -> None:
    both = start(Setup(text="a c"), Setup(text="a b c"))
    (band,) = heat(both, "a", "h", range(3), 1, 1.0)
    assert [bool(cell) for cell in band.cells] == [True, False, True]
