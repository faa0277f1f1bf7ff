"""Cosines, neighbours, analogies and maps, checked on vectors whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings import make_encoding
from rnntui.text.encodings.read_table import read_table
from rnntui.text.encodings.table import Table
from rnntui.text.likeness import analogy, nearest, nearest_to, plane, signed, similarities, vectors_of
from rnntui.text.samples import sample_tables

NUMBERS = arrays(
    np.float64, st.tuples(st.integers(0, 5), st.integers(1, 4)), elements=st.floats(-1e300, 1e300, allow_nan=False)
)


def test_cosines_of_vectors_by_hand() -> None:
    vectors = np.array([[3.0, 4.0], [4.0, 3.0], [-6.0, -8.0], [0.0, 0.0], [4.0, -3.0]])
    expected: list[list[float]] = [
        [1, 0.96, -1, 0, 0],
        [0.96, 1, -0.96, 0, 0.28],
        [-1, -0.96, 1, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0.28, 0, 0, 1],
    ]
    np.testing.assert_allclose(similarities(vectors), expected, atol=1e-15)
    np.testing.assert_allclose(similarities(vectors[:2], vectors), expected[:2], atol=1e-15)


@given(NUMBERS)
def test_any_cosines_are_within_bounds_and_symmetric(vectors: FloatArray) -> None:
    found = similarities(vectors)
    assert found.shape == (len(vectors), len(vectors))
    assert np.isfinite(found).all()
    assert (np.abs(found) <= 1).all()
    np.testing.assert_array_equal(found, found.T)
    np.testing.assert_array_equal(np.diag(found), vectors.any(axis=1))
    assert (similarities(vectors, np.zeros((2, vectors.shape[1]))) == 0).all()


def test_vectors_in_float32_are_not_less_exact() -> None:
    vectors = np.array([[3e-30, 4e-30], [4e30, 3e30]], np.float32)
    np.testing.assert_allclose(similarities(vectors), [[1, 0.96], [0.96, 1]], rtol=1e-6)
    assert similarities(vectors).dtype == np.float64


@pytest.mark.parametrize("unknown", [None, "zero"])
def test_one_hot_vectors_say_nothing_about_likeness(unknown: None) -> None:
    encoding = make_encoding("one-hot", tokens=("king", "queen", "cat"), unknown=unknown)
    np.testing.assert_array_equal(similarities(vectors_of(encoding, encoding.vocabulary)), np.eye(3))


@pytest.mark.parametrize("name", ["bag-of-words", "lsa", "embedding"])
def test_each_token_has_one_vector_whether_or_not_order_is_kept(name: str) -> None:
    encoding = make_encoding(name, tokens=("king", "queen"))
    vectors = vectors_of(encoding, ("king", "never", "king"))
    assert vectors.shape == (3, encoding.size)
    np.testing.assert_array_equal(vectors[0], encoding.vector("king"))
    np.testing.assert_array_equal(vectors[0], vectors[2])
    assert vectors_of(encoding, ()).shape == (0, encoding.size)


TABLE = Table(
    ("here", "near", "same", "across", "nothing", "away"),
    np.array([[1.0, 0.0], [2.0, 0.1], [5.0, 0.0], [0.0, 3.0], [0.0, 0.0], [-1.0, 0.0]]),
    "a test",
)


def test_neighbours_come_in_order_and_a_zero_vector_is_none() -> None:
    found = nearest_to(TABLE, "here")
    assert [each.token for each in found] == ["same", "near", "across", "away"]
    assert found[0].cosine == 1
    assert found[-1].cosine == -1
    assert [each.token for each in nearest_to(TABLE, "here", 2)] == ["same", "near"]
    assert [each.token for each in nearest(TABLE, np.array([2.0, 0.0]), 3)] == ["here", "same", "near"]
    assert nearest_to(TABLE, "nothing") == ()
    assert nearest_to(TABLE, "here", 0) == ()
    assert nearest(Table((), np.zeros((0, 2)), "empty"), np.ones(2)) == ()


@pytest.mark.parametrize("ask", [lambda: nearest_to(TABLE, "else"), lambda: analogy(TABLE, "here", "else", "near")])
def test_a_token_that_is_not_in_the_table_is_named(ask: object) -> None:
    with pytest.raises(RnntuiError, match="'else' has no vector"):
        ask()  # type: ignore[operator]


def test_analogies_leave_their_own_words_out() -> None:
    table = read_table(sample_tables()["relations"])
    assert analogy(table, "man", "king", "woman")[0].token == "queen"
    assert not {"man", "king", "woman"} & {each.token for each in analogy(table, "man", "king", "woman", 100)}


def test_a_map_shows_the_two_directions_that_differ_most() -> None:
    draw = np.random.default_rng(1)
    flat = draw.normal(size=(40, 2)) * [5, 2]
    turned = flat @ np.linalg.qr(draw.normal(size=(6, 6)))[0][:2] + 100
    found = plane(turned)
    values, directions = np.linalg.eigh(np.cov(turned.T))
    expected = (turned - turned.mean(axis=0)) @ directions[:, ::-1][:, :2]
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-9)
    np.testing.assert_allclose(found.var(axis=0, ddof=1), values[::-1][:2])
    # Distances within a plane stay what they are.
    np.testing.assert_allclose(
        np.linalg.norm(found[:, None] - found, axis=2), np.linalg.norm(flat[:, None] - flat, axis=2), atol=1e-9
    )


def test_the_sign_of_a_map_does_not_hang_on_the_order_or_the_sign_of_its_vectors() -> None:
    vectors = np.random.default_rng(2).normal(size=(9, 4))
    found = plane(vectors)
    np.testing.assert_allclose(plane(vectors[::-1])[::-1], found, atol=1e-12)
    np.testing.assert_allclose(plane(vectors[:, ::-1]), found, atol=1e-12)
    assert (found[np.abs(found).argmax(axis=0), [0, 1]] > 0).all()


@pytest.mark.parametrize(
    ("vectors", "expected"),
    [
        (np.zeros((0, 3)), np.zeros((0, 2))),
        (np.ones((1, 3)), np.zeros((1, 2))),
        (np.full((4, 3), 0.1), np.zeros((4, 2))),
        (np.array([[0.0], [2.0], [7.0]]), np.array([[-3.0, 0], [-1, 0], [4, 0]])),
        (np.array([[0.0, 0.0], [6.0, 8.0]]), np.array([[5.0, 0], [-5, 0]])),
        (np.array([[1e300, 0], [-1e300, 0]]), np.array([[1e300, 0], [-1e300, 0]])),
        (np.array([[1e-300, 0], [-1e-300, 0]]), np.array([[1e-300, 0], [-1e-300, 0]])),
    ],
    ids=["none", "one", "all the same", "one dimension", "two", "large", "small"],
)
def test_a_map_of_little(vectors: FloatArray, expected: FloatArray) -> None:
    np.testing.assert_allclose(plane(vectors), expected, rtol=1e-12, atol=1e-310)


@given(NUMBERS)
def test_any_vectors_have_a_map(vectors: FloatArray) -> None:
    found = plane(vectors)
    assert found.shape == (len(vectors), 2)
    assert np.isfinite(found).all()


def test_the_largest_entry_of_a_column_is_positive() -> None:
    vectors = np.array([[-0.6, 0.5, 0.0], [0.6, -0.9, 0.0], [0.5, 0.1, 0.0]])
    np.testing.assert_array_equal(signed(vectors), vectors * [-1, -1, 1])
    almost = vectors * [[1], [1 + 1e-12], [1]]
    np.testing.assert_array_equal(signed(almost), almost * [-1, -1, 1])
