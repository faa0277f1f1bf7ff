"""Every encoding of the registry does what the contract says."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.errors import RnntuiError
from rnntui.text.encodings import Encoded, Encoding, Unknown, from_description, learns, make_encoding, names
from rnntui.text.encodings.table import Table
from rnntui.text.encodings.vocabulary import grown, vocabulary_of

TOKENS = ("I", "saw", "a", "saw")


CORPUS = "I saw a saw\nI saw <unk>\na dog saw a cat\n"
"""From which the encodings learn that do."""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpora") / "saws.txt"
    path.write_text(CORPUS)
    return path


def made(name: str, corpus: Path, unknown: Unknown | None = None) -> Encoding:
    """An encoding for the tokens, <unk> among them."""
    return make_encoding(
        name, tokens=(*TOKENS, "<unk>"), unknown=unknown, corpus=corpus if learns(name) else None, tokens_by="words"
    )


@pytest.fixture(params=[(name, unknown) for name in names() for unknown in ("zero", "unk", "random")])
def encoding(request: pytest.FixtureRequest, corpus: Path) -> Encoding:
    name, unknown = request.param
    try:
        return made(name, corpus, unknown)
    except RnntuiError as error:
        if "unknown tokens can't be" not in error.message:
            raise
        pytest.skip(f"{name} does not take {unknown}")


def dense(encoded: Encoded) -> FloatArray:
    return encoded.input.dense(np.dtype(np.float64)) if isinstance(encoded.input, OneHot) else encoded.input


def test_one_vector_a_token_or_one_for_all(encoding: Encoding) -> None:
    encoded = encoding.encode(TOKENS)
    vectors = dense(encoded)
    assert vectors.dtype == np.float64
    assert encoded.keeps_order == encoding.keeps_order
    assert vectors.shape == (4 if encoding.keeps_order else 1, encoding.size)
    assert encoded.unknown == encoded.unknown_steps == ()
    alone = np.stack([encoding.vector(token) for token in TOKENS])
    if encoding.keeps_order:
        np.testing.assert_array_equal(vectors, alone)
        assert encoded.steps == TOKENS
    else:
        np.testing.assert_allclose(vectors[0], alone.sum(axis=0), rtol=1e-14)
        assert encoded.steps == ("I saw a saw",)
    np.testing.assert_array_equal(alone[1], alone[3])
    assert len({tuple(row) for row in alone}) == 3


def test_no_tokens_are_no_steps(encoding: Encoding) -> None:
    encoded = encoding.encode(())
    assert dense(encoded).shape == (0, encoding.size)
    assert encoded.steps == ()
    assert encoded.unknown_steps == ()


def test_the_entries_of_a_vector_are_tokens_or_nothing(encoding: Encoding) -> None:
    for place, token in enumerate(encoding.entries):
        assert encoding.vector(token).tolist() == [float(other == place) for other in range(encoding.size)]
    assert len(encoding.entries) in (0, encoding.size)


def test_unknown_tokens_are_named_and_stand_for_what_was_chosen(encoding: Encoding) -> None:
    encoded = encoding.encode(("I", "never", "saw", "it"))
    assert encoded.unknown == (1, 3)
    assert encoded.unknown_as == encoding.unknown
    assert encoded.unknown_steps == ((1, 3) if encoding.keeps_order else (0,))
    assert encoded.steps == (("I", "never", "saw", "it") if encoding.keeps_order else ("I (never) saw (it)",))
    vector = encoding.vector("never")
    if encoding.unknown == "zero":
        assert not vector.any()
    elif encoding.unknown == "unk":
        np.testing.assert_array_equal(vector, encoding.vector("<unk>"))
    else:
        assert vector.any()
        assert (vector != encoding.vector("it")).all()


@pytest.mark.parametrize("name", names())
def test_order_is_kept_or_it_is_not(name: str, corpus: Path) -> None:
    encoding = made(name, corpus)
    orders = [dense(encoding.encode(order)) for order in permutations((*TOKENS, "never"))]
    assert encoding.keeps_order == any((each != orders[0]).any() for each in orders)


def test_the_worked_example_is_one_bag_of_words(tmp_path: Path) -> None:
    path = tmp_path / "family.txt"
    path.write_text("你是我的孫\n我祖你祖\n祖孫\n", "utf-8")
    for name, options in (("bag-of-words", {}), ("lsa", {"corpus": path}), ("lsa", {})):
        encoding = make_encoding(name, tokens=tuple("你祖我孫"), **options)  # type: ignore[arg-type]
        one, other = (encoding.encode(tuple(text)) for text in ("你祖我孫", "我祖你孫"))
        assert one.unknown == other.unknown == ()
        assert dense(one).any()
        np.testing.assert_array_equal(dense(one), dense(other))


def test_the_name_of_a_step_with_many_tokens_is_cut() -> None:
    encoded = make_encoding("bag-of-words", tokens=TOKENS).encode(TOKENS * 10_000)
    assert encoded.steps[0].endswith("a saw …")
    assert len(encoded.steps[0]) < 1_000
    assert dense(encoded).tolist() == [[10_000, 10_000, 20_000]]


@pytest.mark.parametrize("name", names())
def test_a_table_or_a_corpus_that_is_not_used_is_refused(name: str, corpus: Path) -> None:
    if not learns(name):
        with pytest.raises(RnntuiError, match=f"{name} learns from no corpus"):
            make_encoding(name, tokens=TOKENS, corpus=corpus)
    if name != "embedding":
        with pytest.raises(RnntuiError, match=f"{name} takes no embedding table"):
            make_encoding(name, tokens=TOKENS, table="kinship")


def test_a_description_comes_back_the_same_to_the_bit(encoding: Encoding) -> None:
    description = json.loads(json.dumps(encoding.description()))
    again = from_description(description, encoding.arrays())
    assert again.description() == encoding.description()
    for token in (*TOKENS, "never"):
        np.testing.assert_array_equal(again.vector(token), encoding.vector(token))


@pytest.mark.parametrize("name", names())
def test_a_description_without_a_field_or_with_a_wrong_one_is_an_error(name: str, corpus: Path) -> None:
    encoding = made(name, corpus)
    description = encoding.description()
    for key in description:
        broken = {other: value for other, value in description.items() if other != key}
        with pytest.raises(RnntuiError, match=key):
            from_description(broken, encoding.arrays())
        with pytest.raises(RnntuiError):
            from_description({**description, key: 1.5}, encoding.arrays())


@given(st.lists(st.text()), st.sampled_from(names()))
def test_any_text_can_be_encoded(corpus: Path, tokens: list[str], name: str) -> None:
    encoding = made(name, corpus)
    encoded = encoding.encode(tokens)
    assert len(dense(encoded)) == len(encoded.steps)
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


@pytest.mark.parametrize("name", names())
def test_the_registry_has_the_names_that_the_files_say(name: str) -> None:
    made = make_encoding(name, tokens=("a", "b"), vocabulary=("a", "b"), size=2)
    assert made.description()["name"] == made.name == name
