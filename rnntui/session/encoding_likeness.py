"""How alike the words of a run are: the matrix of their cosines, what is nearest to one, and a map of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from ..engine.arrays import FloatArray
from ..text.encodings import Encoding, make_encoding
from ..text.likeness import Neighbour, plane, similarities, unit_vectors, vectors_of
from .encoding_words import Vocabulary

MOST_NEIGHBOURS = 50
MOST_ON_MAP = 48
"""So many words of a vocabulary stand on the map, all of them; of a larger one the sentence's and the neighbours."""
NEIGHBOURS_ON_MAP = 12
_AT_ONCE = 4096
"""So many vectors are made as long as 1 at once."""

Part = Literal["here", "sentence", "neighbour", "other"]
"""What a word on the map is."""


@dataclass(frozen=True)
class Point:
    """A word on the map; both directions run from -1 to 1."""

    name: str
    x: float
    y: float
    part: Part


@dataclass(frozen=True)
class Surroundings:
    """What lies around one word."""

    name: str
    size: float
    """The length of its vector: 0 for a zero vector, NaN where it holds no finite number."""
    neighbours: tuple[Neighbour, ...]
    """Those that are nearest, the nearest first."""
    among: int
    """Of how many other words."""
    points: tuple[Point, ...]
    is_circle: bool
    """Whether the words stand on a circle, since each is as far from each."""


def matrix(vocabulary: Vocabulary, names: Sequence[str], is_one_hot: bool = False) -> FloatArray:
    """The cosines of words with each other: (names, names); with `is_one_hot` as one-hot vectors would have them.

    A zero vector has 0 with every vector, one that is not finite NaN.
    """
    if is_one_hot:
        vectors = vectors_of(make_encoding("one-hot", vocabulary=tuple(names)), names) if names else np.zeros((0, 0))
    else:
        vectors = vocabulary.vectors(names)
    broken = ~np.isfinite(vectors).all(axis=1)
    cosines = similarities(np.where(broken[:, None], 0, vectors))
    cosines[broken] = cosines[:, broken] = np.nan
    return cosines


def surroundings(vocabulary: Vocabulary, name: str) -> Surroundings:
    """What is nearest to a word, and a map of it with the sentence and the neighbours."""
    vector = vocabulary.vectors((name,))[0]
    with np.errstate(over="ignore"):
        size = float(np.linalg.norm(vector)) if np.isfinite(vector).all() else float("nan")
    near = neighbours(vocabulary, name, MOST_NEIGHBOURS)
    known = _known(vocabulary)
    is_circle = bool(vocabulary.entries)
    points = _on_circle(vocabulary, name, near) if is_circle else _on_plane(vocabulary, name, near)
    return Surroundings(name, size, near, len(known) - (name in known), points, is_circle)


def neighbours(vocabulary: Vocabulary, name: str, count: int) -> tuple[Neighbour, ...]:
    """The words of the encoding that are nearest to one by the cosine, without itself: the nearest first.

    Where vectors are fed, the steps. Zero vectors are near nothing; of those as near the first come first.
    """
    vector = vocabulary.vectors((name,))
    known = _known(vocabulary)
    if not np.isfinite(vector).all() or not vector.any() or not known:
        return ()
    one = unit_vectors(vector)[0]
    if vocabulary.entries:
        # The vectors of the entries are the axes: all of them would be a square of the vocabulary's size.
        cosines, there = one, np.ones(len(one), bool)
    else:
        units, there = _fed(vocabulary) if vocabulary.encoding is None else _units(vocabulary.encoding)
        cosines = np.clip(units @ one.astype(units.dtype), -1, 1)
    cosines = np.where(there, cosines, -np.inf)
    wanted = min(count + 1, len(cosines))
    # All that are as near as the last one wanted, so that ties go by their order.
    least = np.partition(cosines, -wanted)[-wanted]
    candidates = np.flatnonzero((cosines >= least) & there)
    ordered = candidates[np.argsort(-cosines[candidates], kind="stable")][:wanted].tolist()
    return tuple(Neighbour(known[k], float(cosines[k])) for k in ordered if known[k] != name)[:count]


def _known(vocabulary: Vocabulary) -> Sequence[str]:
    """All words that have a vector of their own."""
    if vocabulary.encoding is None:
        return tuple(word.name for word in vocabulary.words)
    return vocabulary.encoding.vocabulary


@lru_cache(maxsize=1)
def _units(encoding: Encoding) -> tuple[FloatArray, FloatArray]:
    """The vectors of an encoding's vocabulary at length 1, and which of them point anywhere: asked for at each step."""
    return _long_one(vectors_of(encoding, encoding.vocabulary))


@lru_cache(maxsize=1)
def _fed(vocabulary: Vocabulary) -> tuple[FloatArray, FloatArray]:
    assert vocabulary.fed is not None
    return _long_one(vocabulary.fed)


def _long_one(vectors: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Vectors at length 1 in their own type, and which of them are finite and not zero."""
    units = np.empty(vectors.shape, vectors.dtype)
    for first in range(0, len(vectors), _AT_ONCE):
        block = vectors[first : first + _AT_ONCE]
        finite = np.isfinite(block).all(axis=1, keepdims=True)
        units[first : first + _AT_ONCE] = unit_vectors(np.where(finite, block, 0))
    return units, units.any(axis=1)


def _on_plane(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour]) -> tuple[Point, ...]:
    """The words along the two directions in which they differ most, both by the same scale."""
    known = _known(vocabulary)
    parts = _parts(vocabulary, name, near, known if len(known) <= MOST_ON_MAP else ())
    vectors = vocabulary.vectors(tuple(parts))
    finite = np.isfinite(vectors).all(axis=1)
    names = [each for each, is_finite in zip(parts, finite.tolist(), strict=True) if is_finite]
    places = plane(vectors[finite])
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2 if len(places) else places
    reach = float(np.abs(places).max(initial=0)) or 1.0
    return tuple(
        Point(each, x / reach, y / reach, parts[each]) for each, (x, y) in zip(names, places.tolist(), strict=True)
    )


def _on_circle(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour]) -> tuple[Point, ...]:
    """The words all around, the first at the top: no map of two dimensions has them all as far apart as they are."""
    parts = _parts(vocabulary, name, () if len(vocabulary.words) > 1 else near, ())
    turns = np.arange(len(parts)) * 2 * np.pi / max(len(parts), 1)
    places = zip(np.sin(turns).tolist(), np.cos(turns).tolist(), strict=True)
    return tuple(Point(each, x, y, parts[each]) for each, (x, y) in zip(parts, places, strict=True))


def _parts(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour], known: Sequence[str]) -> dict[str, Part]:
    """The words of the map, and what each is."""
    place = vocabulary.place_of(name) or 0
    first = place // MOST_ON_MAP * MOST_ON_MAP
    parts: dict[str, Part] = dict.fromkeys(known, "other")
    parts |= {each.token: "neighbour" for each in near[:NEIGHBOURS_ON_MAP]}
    parts |= {word.name: "sentence" for word in vocabulary.words[first : first + MOST_ON_MAP]}
    return {**parts, name: "here"}
