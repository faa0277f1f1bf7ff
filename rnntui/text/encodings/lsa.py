"""Latent semantic analysis: one vector for the whole sentence, from which words occur together in a corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.corpus import Corpus, find_corpus
from rnntui.text.encodings.bag_of_words import counts
from rnntui.text.encodings.contract import Choices, Encoded, Kind, Unknown, checked_unknown, refuse
from rnntui.text.encodings.fields import strings, text
from rnntui.text.encodings.vocabulary import numbered
from rnntui.text.likeness import signed

from ...dataclass import dataclass

NAME: Literal["lsa"] = "lsa"
VALID_UNKNOWN: tuple[Unknown, ...] = ("zero",)
DEFAULT_SIZE = 4
"""Dimensions that are kept where nobody says how many."""
MOST_TERMS = 2_000
"""Of a corpus with more different tokens the most frequent are taken."""
_AT_ONCE = 512
"""So many documents are multiplied at once."""
_NOTHING = 1e-6
"""Singular values below this part of the largest are zero: their squares are what is computed."""


@dataclass(frozen=True, eq=False)
class LsaEncoding:
    """The sentence as a document of the space that the truncated SVD of a term-document matrix spans.

    With the matrix X ≈ T S Dᵀ the vector is qᵀ T, where q are the sentence's counts: its place along each
    dimension, as documents have D S (Deerwester, Dumais, Furnas, Landauer and Harshman 1990). It is the same
    in every order, to the bit: the tokens are counted before they are multiplied. Tokens that the corpus does
    not have count nowhere.
    """

    vocabulary: tuple[str, ...]
    """The terms."""
    terms: FloatArray
    """T: (terms, size), orthonormal columns, read-only."""
    singular_values: FloatArray
    """S: (size,), the largest first, read-only."""
    source: str
    """The corpus, as it is shown."""
    unknown: Unknown = "zero"
    name: str = field(init=False, default=NAME)
    keeps_order: bool = field(init=False, default=False)
    entries: tuple[str, ...] = field(init=False, default=())
    ids: Mapping[str, int] = field(init=False, repr=False)
    """The row of each term."""

    def __post_init__(self) -> None:
        """Raise RnntuiError where the parts do not fit each other, or a term is there twice."""
        checked_unknown(self.unknown, VALID_UNKNOWN, NAME)
        object.__setattr__(self, "ids", numbered(self.vocabulary))
        shape, size = self.terms.shape, self.singular_values.shape
        if len(shape) != 2 or shape[0] != len(self.vocabulary) or shape[1] == 0 or size != shape[1:]:
            found = f"the terms of {NAME} have the shape {shape}, its singular values {size}"
            raise RnntuiError(found, f"valid: ({len(self.vocabulary)}, size) and (size,), with a size from 1")
        for key in ("terms", "singular_values"):
            own = getattr(self, key).view()
            own.flags.writeable = False
            object.__setattr__(self, key, own)

    @property
    def size(self) -> int:
        """How many dimensions were kept."""
        return int(self.terms.shape[1])

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The place of the sentence: (1, size), or (0, size) without tokens."""
        unknown = tuple(place for place, token in enumerate(tokens) if token not in self.ids)
        place = self._folded(tokens)[None] if tokens else np.zeros((0, self.size), self.terms.dtype)
        place.flags.writeable = False
        return Encoded(tuple(tokens), place, unknown, self.unknown, keeps_order=False)

    def vector(self, token: str) -> FloatArray:
        """The place of one token, a sentence by itself: (size,), its row of T."""
        row = self.ids.get(token)
        vector = np.zeros(self.size, self.terms.dtype) if row is None else self.terms[row].copy()
        vector.flags.writeable = False
        return vector

    def _folded(self, tokens: Sequence[str]) -> FloatArray:
        counted = counts(tokens, self.ids)
        there = np.flatnonzero(counted)
        place: FloatArray = (counted[there, None] * self.terms[there]).sum(axis=0)
        return place

    def description(self) -> dict[str, object]:
        """All but T and S."""
        return {"name": NAME, "vocabulary": list(self.vocabulary), "source": self.source, "unknown": self.unknown}

    def arrays(self) -> dict[str, FloatArray]:
        """T and S."""
        return {"terms": self.terms, "singular_values": self.singular_values}


def decomposed(corpus: Corpus, most: int = MOST_TERMS) -> tuple[tuple[str, ...], FloatArray, FloatArray]:
    """The terms of a corpus, and of its term-document matrix of counts T (terms, rank) and S (rank,).

    T and S come from the eigenvectors of X Xᵀ, summed up document by document, so that memory depends on the
    number of terms alone. The largest entry of each column of T is positive, the first of those that are equal.
    """
    terms = corpus.vocabulary(most)
    ids = numbered(terms)
    products = np.zeros((len(terms), len(terms)))
    for first in range(0, len(corpus.documents), _AT_ONCE):
        matrix = np.stack([counts(each, ids) for each in corpus.documents[first : first + _AT_ONCE]])
        products += matrix.T @ matrix
    squares, vectors = np.linalg.eigh(products)
    singular_values = np.sqrt(np.maximum(squares[::-1], 0))
    rank = int((singular_values > _NOTHING * singular_values[0]).sum())
    return terms, signed(vectors[:, ::-1][:, :rank]), singular_values[:rank]


def _make(choices: Choices) -> LsaEncoding:
    refuse(choices, NAME, table=True)
    unknown = checked_unknown(choices.unknown or "zero", VALID_UNKNOWN, NAME)
    corpus = find_corpus(choices.corpus, choices.tokens or choices.vocabulary or (), choices.tokens_by)
    terms, vectors, singular_values = _decomposed(corpus)
    size = min(DEFAULT_SIZE, len(singular_values)) if choices.size is None else choices.size
    if not 1 <= size <= len(singular_values):
        found = f"the corpus {corpus.source} has no {size} dimensions"
        raise RnntuiError(found, f"valid: 1 to {len(singular_values)}")
    kept = np.ascontiguousarray(vectors[:, :size])
    return LsaEncoding(terms, kept, singular_values[:size].copy(), corpus.source, unknown)


@lru_cache(maxsize=4)
def _decomposed(corpus: Corpus) -> tuple[tuple[str, ...], FloatArray, FloatArray]:
    """What was decomposed stays: another size or a sentence that is typed asks for the same."""
    return decomposed(corpus)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> LsaEncoding:
    for key in ("terms", "singular_values"):
        if key not in arrays:
            raise RnntuiError(f"the {key} of {NAME} are missing", "save it again with model.save")
    unknown = checked_unknown(text(description, "unknown"), VALID_UNKNOWN, NAME)
    vocabulary, source = strings(description, "vocabulary"), text(description, "source")
    return LsaEncoding(vocabulary, arrays["terms"], arrays["singular_values"], source, unknown)


KIND = Kind(_make, _restore, learns=True)
