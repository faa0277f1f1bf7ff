"""How alike the words of a run are: held against cosines that are worked out one by one."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence

import numpy as np
import pytest

from rnntui.engine.arrays import FloatArray
from rnntui.session.encoding_likeness import (
    MOST_NEIGHBOURS,
    MOST_ON_MAP,
    NEIGHBOURS_ON_MAP,
    matrix,
    most_alike,
    neighbours,
    surroundings,
)
from rnntui.session.encoding_words import Vocabulary, Word, vocabulary_of
from rnntui.session.realise import realise
from rnntui.session.setup import Setup
from rnntui.text.encodings import Encoding, make_encoding
from rnntui.text.encodings.table import Table, TableEncoding


def vocabulary(rows: Sequence[Sequence[float]], words: int | None = None, dtype: str = "f8") -> Vocabulary:
    """A table of words w0, w1, …, the first of which are the sentence."""
    names = tuple(f"w{k}" for k in range(len(rows)))
    return of(TableEncoding(Table(names, np.array(rows, dtype), "a test"), "zero"), names[:words])


def of(encoding: Encoding, names: Sequence[str]) -> Vocabulary:
    words = tuple(Word(name, step) for step, name in enumerate(names))
    return Vocabulary(words, tuple(range(len(words))), encoding)


def cosine(one: FloatArray, other: FloatArray) -> float:
    lengths = math.sqrt(sum(float(v) ** 2 for v in one)) * math.sqrt(sum(float(v) ** 2 for v in other))
    return sum(float(a) * float(b) for a, b in zip(one, other, strict=True)) / lengths if lengths else 0.0


@pytest.fixture(autouse=True)
def no_warnings() -> None:
    warnings.simplefilter("error")


def test_the_matrix_is_the_cosine_of_each_with_each() -> None:
    rows = np.random.default_rng(0).standard_normal((5, 3))
    rows[3] = 0
    names = tuple(f"w{k}" for k in range(5))
    found = matrix(vocabulary(rows.tolist()), names)
    np.testing.assert_allclose(found, [[cosine(a, b) for b in rows] for a in rows], atol=1e-12)


def test_as_one_hot_every_word_is_like_itself_alone() -> None:
    np.testing.assert_array_equal(matrix(vocabulary([[1, 2], [2, 4], [0, 0]]), ("w0", "w1", "w2"), True), np.eye(3))


def test_what_is_not_finite_is_no_number_and_spoils_nothing_else() -> None:
    table = vocabulary([[1, 0], [math.nan, 1], [math.inf, 1], [1, 1]])
    found = matrix(table, ("w0", "w1", "w2", "w3"))
    assert np.isnan(found[1:3]).all()
    assert np.isnan(found[:, 1:3]).all()
    np.testing.assert_allclose(found[0, 3], math.sqrt(0.5))
    near = surroundings(table, "w0")
    assert [each.token for each in near.neighbours] == ["w3"]
    assert {point.name for point in near.map.points} == {"w0", "w3"}
    broken = surroundings(table, "w1")
    assert math.isnan(broken.size)
    assert broken.neighbours == ()


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_neighbours_are_in_the_order_of_their_cosines(dtype: str) -> None:
    rows = np.random.default_rng(1).standard_normal((9000, 4)).astype(dtype)
    table = vocabulary(rows.tolist(), 3, dtype)
    found = neighbours(table, "w2", 20)
    cosines = rows.astype(float) @ rows[2].astype(float)
    cosines /= np.linalg.norm(rows.astype(float), axis=1) * np.linalg.norm(rows[2].astype(float))
    wanted = [k for k in np.argsort(-cosines, kind="stable") if k != 2][:20]
    np.testing.assert_allclose([each.cosine for each in found], cosines[wanted], atol=1e-6)
    assert {each.token for each in found} == {f"w{k}" for k in wanted}


def test_of_words_that_are_as_near_the_first_come_first() -> None:
    table = vocabulary([[1, 0], [0, 1], [2, 0], [0, 2], [3, 0], [0, 0]])
    assert [each.token for each in neighbours(table, "w0", 3)] == ["w2", "w4", "w1"]
    assert [each.token for each in neighbours(table, "w0", 10)] == ["w2", "w4", "w1", "w3"]


def test_a_zero_vector_is_near_nothing() -> None:
    near = surroundings(vocabulary([[1, 0], [0, 0]]), "w1")
    assert (near.size, near.neighbours, near.among) == (0.0, (), 1)


def test_a_word_that_is_not_in_the_vocabulary_has_neighbours_by_its_vector() -> None:
    found = vocabulary_of(realise(Setup(text="king man", encoding="embedding", embedding="relations")))
    near = surroundings(found, "queen")
    assert near.neighbours[0].token == "princess"
    assert {point.name: point.part for point in near.map.points}["queen"] == "here"


@pytest.mark.parametrize("encoding", ["one-hot", "bag-of-words"])
def test_one_hot_vectors_are_alike_to_nothing(encoding: str) -> None:
    names = tuple(f"w{k}" for k in range(60))
    near = surroundings(of(make_encoding(encoding, vocabulary=names), names[:5]), "w3")
    assert [each.cosine for each in near.neighbours] == [0.0] * MOST_NEIGHBOURS
    assert "w3" not in {each.token for each in near.neighbours}
    assert near.among == 59
    assert near.map.kept is None
    middles = [math.hypot(point.x, point.y) for point in near.map.points]
    assert middles == pytest.approx([1.0] * 5)


def test_one_hot_of_fifty_thousand_words_makes_no_square_of_them() -> None:
    names = tuple(f"w{k}" for k in range(50_000))
    near = surroundings(of(make_encoding("one-hot", vocabulary=names), names[:4]), "w1")
    assert (near.among, len(near.map.points)) == (49_999, 4)


def test_the_map_has_the_sentence_and_the_neighbours_of_a_large_vocabulary() -> None:
    rows = np.random.default_rng(2).standard_normal((MOST_ON_MAP + 200, 5)).tolist()
    near = surroundings(vocabulary(rows, 3), "w1")
    parts = [point.part for point in near.map.points]
    assert parts.count("here") == 1
    assert len(parts) <= 3 + NEIGHBOURS_ON_MAP
    assert {"w0", "w1", "w2"} <= {point.name for point in near.map.points}
    assert all(-1 <= value <= 1 for point in near.map.points for value in (point.x, point.y))


def test_the_map_of_a_plane_keeps_all_and_its_order() -> None:
    near = surroundings(vocabulary([[0, 0, 0], [4, 0, 0], [0, 1, 0], [4, 1, 0]]), "w0")
    assert near.map.kept == pytest.approx(1.0)
    places = {point.name: (point.x, point.y) for point in near.map.points}
    assert places["w0"][0] == pytest.approx(places["w2"][0])
    assert places["w0"][0] == pytest.approx(-places["w1"][0])
    assert places["w0"][1] == pytest.approx(-places["w2"][1])


@pytest.mark.parametrize(
    "rows", [[[1.0, 2.0]], [[1.0], [2.0]], [[1.0, 1.0], [1.0, 1.0]], [[1e308, 1.0], [-1e308, 1.0]]]
)
def test_maps_of_little_are_finite(rows: list[list[float]]) -> None:
    near = surroundings(vocabulary(rows), "w0")
    assert all(math.isfinite(value) for point in near.map.points for value in (point.x, point.y))
    assert near.map.kept is not None
    assert math.isfinite(near.map.kept)


def test_the_pair_that_is_most_alike() -> None:
    table = vocabulary([[1, 0], [0, 1], [1, 1], [1, 0.9], [math.nan, 0]])
    names = ("w0", "w1", "w2", "w3", "w4")
    pair = most_alike(names, matrix(table, names))
    assert pair is not None
    assert (pair.one, pair.other) == ("w2", "w3")
    assert most_alike(names[:1], matrix(table, names[:1])) is None
    assert most_alike(("w0", "w4"), matrix(table, ("w0", "w4"))) is None
