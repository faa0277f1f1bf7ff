"""How alike vectors are: cosine similarities, nearest neighbours, analogies, and a map of two dimensions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Protocol

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.files import quoted

from ..dataclass import dataclass

SMALLEST = 1e-9
"""Part of the largest variance below which a dimension of the map tells nothing but rounding."""


class Vectors(Protocol):
    """Vectors by token, as a `Table` has them."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Each token once."""

    @property
    def vectors(self) -> FloatArray:
        """(tokens, size)."""


@dataclass(frozen=True)
class Neighbour:
    """A token and how alike it is."""

    token: str
    cosine: float
    """From -1 to 1; 0 where one of the vectors is zero."""


def similarities(vectors: FloatArray, others: FloatArray | None = None) -> FloatArray:
    """The cosine of each vector with each: (n, n) of (n, size), or (n, m) with `others` (m, size).

    A zero vector has the cosine 0 with every vector, itself too. The matrix of one set of vectors is
    symmetric, and 1 on its diagonal for all that are not zero.
    """
    one = unit_vectors(vectors)
    cosines = np.clip(one @ (one if others is None else unit_vectors(others)).T, -1, 1)
    if others is None:
        cosines = (cosines + cosines.T) / 2
        np.fill_diagonal(cosines, one.any(axis=1))
    return cosines


def unit_vectors(vectors: FloatArray) -> FloatArray:
    """The vectors (n, size) at length 1, in float64; of a zero vector zero.

    They are scaled by their largest number first, so that no square overflows or vanishes.
    """
    wide = vectors.astype(np.float64)
    largest = np.abs(wide).max(axis=1, keepdims=True, initial=0)
    wide /= np.where(largest == 0, 1, largest)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    found: FloatArray = wide / np.where(lengths == 0, 1, lengths)
    return found


def nearest(
    table: Vectors, vector: FloatArray, count: int = 10, without: Collection[str] = ()
) -> tuple[Neighbour, ...]:
    """The tokens whose vectors are nearest to one (size,) by the cosine, the nearest first; `without` some.

    Of tokens that are as near the first in the table come first. Zero vectors are near nothing, and left out.
    """
    one = unit_vectors(vector[None])
    if not len(table.tokens) or not one.any():
        return ()
    units = unit_vectors(table.vectors)
    cosines = np.clip(units @ one[0], -1, 1)
    there = np.flatnonzero(units.any(axis=1))
    ordered = there[np.argsort(-cosines[there], kind="stable")].tolist()
    chosen = list(islice((place for place in ordered if table.tokens[place] not in without), count))
    return tuple(Neighbour(table.tokens[place], float(cosines[place])) for place in chosen)


def nearest_to(table: Vectors, token: str, count: int = 10) -> tuple[Neighbour, ...]:
    """The nearest neighbours of a token of the table, without itself. Raises RnntuiError where it has none such."""
    return nearest(table, vector_of(table, token), count, (token,))


def analogy(table: Vectors, a: str, b: str, c: str, count: int = 10) -> tuple[Neighbour, ...]:
    """What is to `c` as `b` is to `a`: the tokens nearest to b - a + c, of unit vectors, without these three.

    As 3CosAdd (Levy and Goldberg 2014). Raises RnntuiError where the table lacks one of them.
    """
    one, two, three = unit_vectors(np.stack([vector_of(table, token) for token in (a, b, c)]))
    return nearest(table, two - one + three, count, (a, b, c))


def vector_of(table: Vectors, token: str) -> FloatArray:
    """The vector of a token of the table: (size,). Raises RnntuiError where it has no such token."""
    try:
        row = table.tokens.index(token)
    except ValueError:
        raise RnntuiError(f"the token {quoted(token)} has no vector", "choose a token of the vocabulary") from None
    found: FloatArray = table.vectors[row]
    return found


def plane(vectors: FloatArray) -> FloatArray:
    """A map: (n, 2), the vectors (n, size) along the two directions in which they differ most (PCA).

    The largest coordinate of each direction is positive, the first of those that are equal. A direction in
    which nothing differs is 0. Vectors of one dimension, or fewer than three, have such a direction.
    """
    places = np.zeros((len(vectors), 2))
    if not len(vectors):
        return places
    wide = vectors.astype(np.float64)
    largest = np.abs(wide).max(initial=0)
    scale = 1 if largest == 0 else largest
    centred = wide / scale - (wide / scale).mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    kept = int((sizes[:2] > SMALLEST * max(sizes[0], 1)).sum()) if len(sizes) else 0
    places[:, :kept] = signed(left[:, :kept]) * sizes[:kept] * scale
    return places


def signed(columns: FloatArray) -> FloatArray:
    """Columns of a sign that does not hang on how they were computed: the largest entry is positive.

    Of entries that are as large but for rounding it is the first.
    """
    sizes = np.abs(columns)
    places = (sizes >= sizes.max(axis=0, initial=0) * (1 - 1e-9)).argmax(axis=0)
    signs = np.sign(columns[places, np.arange(columns.shape[1])])
    found: FloatArray = columns * np.where(signs == 0, 1, signs)
    return found


def vectors_of(encoding: Encoder, tokens: Sequence[str]) -> FloatArray:
    """The vectors of tokens as an encoding makes them, one a token whether or not it keeps order: (n, size)."""
    return np.stack([encoding.vector(token) for token in tokens]) if tokens else np.zeros((0, encoding.size))


class Encoder(Protocol):
    """What `vectors_of` needs of an encoding."""

    @property
    def size(self) -> int:
        """The length of a vector."""

    def vector(self, token: str) -> FloatArray:
        """The vector of one token."""
