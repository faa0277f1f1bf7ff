"""Every encoding of the registry does what the contract says."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.arrays import OneHot
from rnntui.errors import RnntuiError
from rnntui.text.encodings import Encoding, Table, from_description, make_encoding, names
from rnntui.text.encodings.vocabulary import grown, vocabulary_of

TOKENS = ("I", "saw", "a", "saw")


@pytest.fixture(params=[(name, unknown) for name in names() for unknown in ("zero", "unk", "random")])
def encoding(request: pytest.FixtureRequest) -> Encoding:
    name, unknown = request.param
    try:
        return make_encoding(name, tokens=(*TOKENS, "<unk>"), unknown=unknown)
    except RnntuiError:
        pytest.skip(f"{name} does not take {unknown}")


def test_one_vector_a_token(encoding: Encoding) -> None:
    encoded = encoding.encode(TOKENS)
    dense = encoded.input.dense(np.dtype(np.float64)) if isinstance(encoded.input, OneHot) else encoded.input
    assert dense.shape == (4, encoding.size)
    assert dense.dtype == np.float64
    assert encoded.unknown == ()
    for row, token in zip(dense, TOKENS, strict=True):
        np.testing.assert_array_equal(row, encoding.vector(token))
    np.testing.assert_array_equal(dense[1], dense[3])
    assert len({tuple(row) for row in dense}) == 3


def test_unknown_tokens_are_named_and_stand_for_what_was_chosen(encoding: Encoding) -> None:
    encoded = encoding.encode(("I", "never", "saw", "it"))
    assert encoded.unknown == (1, 3)
    assert encoded.unknown_as == encoding.unknown
    vector = encoding.vector("never")
    if encoding.unknown == "zero":
        assert not vector.any()
    elif encoding.unknown == "unk":
        np.testing.assert_array_equal(vector, encoding.vector("<unk>"))
    else:
        assert vector.any()
        assert (vector != encoding.vector("it")).all()


def test_a_description_comes_back_the_same_to_the_bit(encoding: Encoding) -> None:
    description = json.loads(json.dumps(encoding.description()))
    again = from_description(description, encoding.arrays())
    assert again.description() == encoding.description()
    for token in (*TOKENS, "never"):
        np.testing.assert_array_equal(again.vector(token), encoding.vector(token))


@pytest.mark.parametrize("name", names())
def test_a_description_without_a_field_or_with_a_wrong_one_is_an_error(name: str) -> None:
    encoding = make_encoding(name, tokens=TOKENS)
    description = encoding.description()
    for key in description:
        broken = {other: value for other, value in description.items() if other != key}
        with pytest.raises(RnntuiError, match=key):
            from_description(broken, encoding.arrays())
        with pytest.raises(RnntuiError):
            from_description({**description, key: 1.5}, encoding.arrays())


@given(st.lists(st.text()), st.sampled_from(names()))
def test_any_text_can_be_encoded(tokens: list[str], name: str) -> None:
    encoding = make_encoding(name, tokens=TOKENS)
    encoded = encoding.encode(tokens)
    assert encoded.tokens == tuple(tokens)
    assert set(encoded.unknown) == {step for step, token in enumerate(tokens) if token not in encoding.vocabulary}


def test_another_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(RnntuiError, match="did you mean one-hot"):
        make_encoding("onehot", tokens=TOKENS)


def test_a_vocabulary_is_sorted_when_it_is_made_and_grows_at_its_end() -> None:
    assert vocabulary_of(TOKENS) == ("I", "a", "saw")
    assert grown(("I", "a", "saw"), ("saw", "the", "a", "and")) == ("I", "a", "saw", "the", "and")


@pytest.mark.parametrize("vocabulary", [("a", "a"), ("a", "b", "a"), ("b", "a", "a")])
def test_a_token_that_is_in_the_vocabulary_twice_is_refused(vocabulary: tuple[str, ...]) -> None:
    with pytest.raises(RnntuiError, match="'a' is in the vocabulary twice"):
        make_encoding("one-hot", tokens=(), vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("vectors", "found"),
    [
        (np.zeros((2, 2)), r"shape \(2, 2\)"),
        (np.zeros((1, 0)), r"shape \(1, 0\)"),
        (np.zeros(1), r"shape \(1,\)"),
        (np.zeros((1, 2), complex), "type complex128"),
        (np.array([["a"]]), "type <U1"),
    ],
)
def test_a_table_that_is_not_of_one_real_vector_a_token_is_refused(vectors: np.ndarray, found: str) -> None:
    with pytest.raises(RnntuiError, match=found) as caught:
        Table(("a",), vectors, "a test")
    assert caught.value.hint


def test_the_vectors_of_a_table_are_read_only_and_the_caller_s_array_is_not() -> None:
    vectors = np.zeros((1, 2))
    assert not Table(("a",), vectors, "a test").vectors.flags.writeable
    assert vectors.flags.writeable


def test_one_hot_vectors_of_a_sentence_have_no_place_for_unknown_words() -> None:
    encoding = make_encoding("one-hot", tokens=TOKENS)
    assert encoding.size == 3
    assert encoding.vector("saw").tolist() == [0, 0, 1]
    assert make_encoding("one-hot", tokens=TOKENS, unknown="unk").vocabulary == ("I", "a", "saw", "<unk>")


def test_random_vectors_depend_on_seed_and_token_alone() -> None:
    few = make_encoding("embedding", tokens=("a", "b"), seed=7, size=4)
    many = make_encoding("embedding", tokens=("c", "b", "a"), seed=7, size=4)
    np.testing.assert_array_equal(few.vector("a"), many.vector("a"))
    wide = make_encoding("embedding", tokens=("a",), seed=7, size=9)
    np.testing.assert_allclose(wide.vector("a")[:4] * 3, few.vector("a") * 2, rtol=1e-15)
    assert (make_encoding("embedding", tokens=("a",), seed=8, size=4).vector("a") != few.vector("a")).all()
    assert (abs(wide.vector("a")) <= 1 / 3).all()
