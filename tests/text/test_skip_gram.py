"""Skip-gram with negative sampling: its gradient, its draws, its progress."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.corpus import Corpus, corpus_of
from rnntui.text.encodings import make_encoding
from rnntui.text.learning import heard
from rnntui.text.random_words import RandomWords
from rnntui.text.skip_gram import (
    MOST_AT_ONCE,
    Progress,
    Recipe,
    expected_pairs,
    learn_batch,
    learned,
    numbered_tokens,
    training,
)

SMALL = corpus_of([line.split() for line in ("the king saw the queen", "a cat saw a dog", "the cat") * 20], "a test")
WORDS = [7200333178704187559, 17194153153311516070]
FRACTIONS = [0.35094600118784824, 0.5594986759051926, 0.4656151577501496]
CENTER, OTHER = np.array([0, 1, 0]), np.array([2, 0, 2])
NEGATIVES = np.array([[1, 3], [0, 2], [2, 3]])
"""Of which two are the pair's own context and count nowhere."""


def tables() -> tuple[FloatArray, FloatArray]:
    draw = np.random.default_rng(5)
    return draw.normal(size=(4, 3)), draw.normal(size=(4, 3))


def loss(vectors: FloatArray, contexts: FloatArray) -> float:
    """The negative log-likelihood, pair by pair as Mikolov et al. 2013 write it in equation 4."""
    total = 0.0
    for w, o, drawn in zip(CENTER, OTHER, NEGATIVES, strict=True):
        total -= np.log(1 / (1 + np.exp(-vectors[w] @ contexts[o])))
        total -= sum(np.log(1 / (1 + np.exp(vectors[w] @ contexts[n]))) for n in drawn if n != o)
    return total


def test_a_step_goes_down_the_gradient() -> None:
    vectors, contexts = tables()
    stepped = [table.copy() for table in (vectors, contexts)]
    found = learn_batch(stepped[0], stepped[1], CENTER, OTHER, NEGATIVES, rate=0.25)
    assert found == pytest.approx(loss(vectors, contexts) / 3)
    for table, after in zip((vectors, contexts), stepped, strict=True):
        for place in np.ndindex(table.shape):
            kept = table[place]
            table[place] = kept + 1e-6
            above = loss(vectors, contexts)
            table[place] = kept - 1e-6
            below = loss(vectors, contexts)
            table[place] = kept
            assert kept - after[place] == pytest.approx(0.25 * (above - below) / 2e-6, abs=1e-8)


def test_many_steps_of_one_token_are_weighed_down() -> None:
    once, often = tables(), tables()
    center, other, negatives = np.array([0]), np.array([1]), np.array([[2]])
    before = tables()[0][0]
    learn_batch(*once, center, other, negatives, 0.1)
    learn_batch(*often, center.repeat(1000), other.repeat(1000), negatives.repeat(1000, 0), 0.1)
    np.testing.assert_allclose(often[0][0] - before, MOST_AT_ONCE * (once[0][0] - before), rtol=1e-9)


def test_a_token_that_is_nearly_all_of_the_corpus_does_not_make_it_diverge() -> None:
    corpus = corpus_of([["the"] * 30 + [f"w{number % 7}"] for number in range(300)], "a test")
    assert np.abs(learned(corpus, Recipe(epochs=3)).vectors).max() < 10


def test_the_same_seed_gives_the_same_table_and_another_another() -> None:
    one, same, other = (learned(SMALL, Recipe(epochs=2, seed=seed)) for seed in (1, 1, 2))
    assert one.tokens == ("a", "cat", "dog", "king", "queen", "saw", "the")
    np.testing.assert_array_equal(one.vectors, same.vectors)
    assert (one.vectors != other.vectors).all()
    assert not one.vectors.flags.writeable
    assert learned(SMALL, seed=3).made["seed"] == 3


def test_the_table_says_what_it_was_made_from() -> None:
    made = learned(SMALL, Recipe(size=3, epochs=2, seed=1)).made
    assert made["corpus"] == "a test"
    assert made["digest"] == SMALL.digest
    assert (made["size"], made["epochs"], made["seed"], made["window"]) == (3, 2, 1, 3)
    # So many pairs are wanted that a small text is read often, but not without end.
    assert learned(corpus_of([["a", "b"]], "two words")).made["epochs"] == 60


def test_progress_goes_up_to_the_end_and_the_loss_goes_down() -> None:
    steps = training(corpus_of(SMALL.documents * 50, "more of it"), Recipe(epochs=5))
    found: list[Progress] = [*steps]
    done = [each.done for each in found]
    assert len(found) > 5
    assert done == sorted(done)
    assert 0 < done[0] < done[-1]
    assert done[-1] == pytest.approx(1, abs=0.02)
    assert found[-1].loss < found[0].loss < 6 * np.log(2)
    assert all(np.isfinite(each.loss) for each in found)


def test_training_can_be_stopped() -> None:
    steps = training(SMALL, Recipe(epochs=10_000))
    assert next(steps).done < 0.01
    steps.close()
    assert [*steps] == []


def test_pairs_stay_within_a_document() -> None:
    ids, documents = numbered_tokens(corpus_of([["a", "b"], ["c", "x"], ["a"]], "a test"), ("a", "b", "c"))
    assert ids.tolist() == [0, 1, 2, 0]
    assert documents.tolist() == [0, 0, 1, 2]
    # a and b, both ways, whatever the window that is drawn.
    assert expected_pairs(documents, 1) == expected_pairs(documents, 5) == 2


def test_the_expected_number_of_pairs_is_the_mean_over_all_windows() -> None:
    documents = np.array([0] * 6 + [1] * 3)
    pairs = [
        min(i - begin, reach) + min(end - 1 - i, reach)
        for begin, end in ((0, 6), (6, 9))
        for i in range(begin, end)
        for reach in (1, 2, 3)
    ]
    assert expected_pairs(documents, 3) == pytest.approx(sum(pairs) / 3)


@pytest.mark.parametrize("documents", [[["a"]], [["a"], ["b"], ["c"]]])
def test_words_without_neighbours_teach_nothing(documents: list[list[str]]) -> None:
    with pytest.raises(RnntuiError, match="no word of the corpus a test has a neighbour"):
        learned(corpus_of(documents, "a test"))
    with pytest.raises(RnntuiError, match="no word of the corpus a test has a neighbour"):
        learned(SMALL, Recipe(rarest=10**6))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", 0), ("size", 1025), ("window", 0), ("negatives", 0), ("epochs", 0), ("rarest", 0), ("rate", 0),
        ("rate", 2), ("rate", float("nan")), ("seed", -1),
    ],
)  # fmt: skip
def test_a_recipe_that_can_not_be_is_named(name: str, value: float) -> None:
    with pytest.raises(RnntuiError, match=name):
        Recipe(**{name: value})  # type: ignore[arg-type]


def test_rare_tokens_are_left_out_when_that_is_asked_for() -> None:
    corpus = corpus_of([*SMALL.documents, ["rare", "the"]], "a test")
    assert "rare" not in learned(corpus, Recipe(epochs=1, rarest=2)).tokens


def test_the_numbers_that_are_drawn_are_those_of_pcg64() -> None:
    source = RandomWords("skip-gram 0")
    assert source.words(2).tolist() == WORDS
    assert source.fractions(3).tolist() == FRACTIONS
    assert sorted(source.order(100).tolist()) == [*range(100)]
    drawn = np.bincount(source.below(4, 4000))
    assert len(drawn) == 4
    assert drawn.min() > 800


def test_the_encoding_keeps_what_it_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rnntui.text.encodings import skip_gram

    calls: list[Corpus] = []

    def counted(corpus: Corpus, recipe: Recipe) -> object:
        calls.append(corpus)
        return learned(corpus, recipe)

    monkeypatch.setattr(skip_gram, "learned", counted)
    path = tmp_path / "t.txt"
    path.write_text("a b c\nc b d\n")
    one, same = (make_encoding("skip-gram", tokens=(word,), corpus=path, seed=11) for word in "ax")
    np.testing.assert_array_equal(one.vector("a"), same.vector("a"))
    assert one.size == 20
    assert len(calls) == 1
    assert make_encoding("skip-gram", corpus=path, seed=11, size=2).size == 2
    path.write_text("a b c d\nd\n")
    make_encoding("skip-gram", corpus=path, seed=11)
    assert len(calls) == 3
    assert make_encoding("skip-gram", corpus=path, seed=12, unknown="random").vector("x").any()


def test_who_listens_hears_how_far_it_is() -> None:
    told: list[float] = []
    with heard(told.append):
        learned(SMALL, Recipe(seed=3))
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1
    count = len(told)
    learned(SMALL, Recipe(seed=4))
    assert len(told) == count
