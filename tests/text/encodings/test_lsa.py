"""Latent semantic analysis against the published example and a plain SVD."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import RnntuiError
from rnntui.text.corpus import Corpus, corpus_of, read_corpus
from rnntui.text.encodings import make_encoding
from rnntui.text.encodings.lsa import LsaEncoding, decomposed

TITLES = (
    "human interface computer",
    "survey user computer system response time",
    "EPS user interface system",
    "system human system EPS",
    "user response time",
    "trees",
    "graph trees",
    "graph minors trees",
    "graph minors survey",
)
"""The nine titles of Deerwester et al. 1990, section 4, of each the terms that occur in more than one."""
TERMS = {
    "human": (0.22, -0.11), "interface": (0.20, -0.07), "computer": (0.24, 0.04), "user": (0.40, 0.06),
    "system": (0.64, -0.17), "response": (0.27, 0.11), "time": (0.27, 0.11), "EPS": (0.30, -0.14),
    "survey": (0.21, 0.27), "trees": (0.01, 0.49), "graph": (0.04, 0.62), "minors": (0.03, 0.45),
}  # fmt: skip
"""The first two columns of T there; in a decomposition the sign of a column is free."""
SINGULAR_VALUES = (3.34, 2.54, 2.35, 1.64, 1.50, 1.31, 0.85, 0.56, 0.36)


@pytest.fixture(scope="module")
def titles() -> Corpus:
    return corpus_of([title.split() for title in TITLES], "the nine titles")


def test_the_published_example(titles: Corpus) -> None:
    terms, vectors, singular_values = decomposed(titles)
    np.testing.assert_allclose(singular_values, SINGULAR_VALUES, atol=0.005)
    published = np.array([TERMS[term] for term in terms])
    np.testing.assert_allclose(np.abs(vectors[:, :2]), np.abs(published), atol=0.0051)
    np.testing.assert_array_equal(np.sign(vectors[:, :2].prod(axis=1)), np.sign(published.prod(axis=1)))


def test_it_is_the_singular_value_decomposition(titles: Corpus) -> None:
    terms, vectors, singular_values = decomposed(titles)
    X = np.array([[title.split().count(term) for title in TITLES] for term in terms])
    T, S, Dt = np.linalg.svd(X, full_matrices=False)
    np.testing.assert_allclose(singular_values, S, rtol=1e-12)
    np.testing.assert_allclose(np.abs(vectors), np.abs(T), atol=1e-12)
    encoding = LsaEncoding(terms, vectors[:, :2], singular_values[:2], "a test")
    places = np.concatenate([encoding.encode(title.split()).input for title in TITLES])
    np.testing.assert_allclose(np.abs(places), np.abs(Dt.T * S)[:, :2], atol=1e-12)


def test_signs_do_not_hang_on_the_order_of_the_documents(titles: Corpus) -> None:
    turned = corpus_of(titles.documents[::-1], "turned round")
    np.testing.assert_allclose(decomposed(titles)[1], decomposed(turned)[1], atol=1e-12)


def test_only_the_most_frequent_terms_are_taken(titles: Corpus) -> None:
    terms, vectors, singular_values = decomposed(titles, most=3)
    assert terms == ("graph", "system", "trees")
    assert vectors.shape == (3, 3)
    assert len(singular_values) == 3


def test_the_size_is_at_most_the_rank(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("a b\na b\nc\n")
    assert make_encoding("lsa", corpus=path).size == 2
    assert make_encoding("lsa", corpus=path, size=1).size == 1
    for size in (0, 3):
        with pytest.raises(RnntuiError, match=rf"t\.txt has no {size} dimensions; valid: 1 to 2"):
            make_encoding("lsa", corpus=path, size=size)


def test_a_corpus_that_changes_is_learned_again(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("a b\n")
    assert make_encoding("lsa", corpus=path).vocabulary == ("a", "b")
    path.write_text("a b c\n")
    assert make_encoding("lsa", corpus=path).vocabulary == ("a", "b", "c")
    assert read_corpus(path) == read_corpus(path) != corpus_of([["a"]], "t.txt")
