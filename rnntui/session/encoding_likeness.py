"""How alike the words of a run are: the matrix of their cosines, what is nearest to one, and a map of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..text.encodings import Encoding, make_encoding
from ..text.likeness import Neighbour, plane, similarities, unit_vectors, vectors_of
from .encoding_words import Vocabulary

MOST_NEIGHBOURS = 50
MOST_ON_MAP = 48
"""So many words of a vocabulary stand on the map, all of them; of a larger one the sentence's and the neighbours."""
NEIGHBOURS_ON_MAP = 12
MOST_STRETCHED = 4
"""The second direction fills the map too, but is stretched no more than so many times."""
_AT_ONCE = 4096
"""So many vectors are made as long as 1 at once."""

BoolArray: TypeAlias = NDArray[np.bool_]
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
class Map:
    """Words in two dimensions."""

    points: tuple[Point, ...]
    kept: float | None
    """How much of the squared distances between them the map keeps, 0 to 1; None where they stand on a circle,
    since each is as far from each."""


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
    map: Map


def matrix(vocabulary: Vocabulary, names: Sequence[str], is_one_hot: bool = False) -> FloatArray:
    """The cosines of words with each other: (names, names); with `is_one_hot` as one-hot vectors would have them.

    A zero vector has 0 with every vector, one that is not finite NaN.
    """
    if is_one_hot:
        vectors = vectors_of(make_encoding("one-hot", vocabulary=tuple(names)), names) if names else np.zeros((0, 0))
    else:
        vectors = vocabulary.vectors(names)
    finite = _are_finite(vectors)
    cosines = similarities(np.where(finite[:, None], vectors, 0))
    cosines[~finite] = cosines[:, ~finite] = np.nan
    return cosines


def surroundings(vocabulary: Vocabulary, name: str) -> Surroundings:
    """What is nearest to a word, and a map of it with the sentence and the neighbours."""
    vector = vocabulary.vectors((name,))[0]
    with np.errstate(over="ignore"):
        size = float(np.linalg.norm(vector)) if np.isfinite(vector).all() else float("nan")
    near = neighbours(vocabulary, name, MOST_NEIGHBOURS)
    known = _known(vocabulary)
    found = _on_circle(vocabulary, name, near) if vocabulary.entries else _on_plane(vocabulary, name, near)
    return Surroundings(name, size, near, len(known) - (name in known), found)


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
        encoding = vocabulary.encoding
        # Encodings are frozen, and each is equal to itself alone.
        units, there = _fed(vocabulary) if encoding is None else _units(encoding)  # type: ignore[arg-type]
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
def _units(encoding: Encoding) -> tuple[FloatArray, BoolArray]:
    """The vectors of an encoding's vocabulary at length 1, and which of them point anywhere: asked for at each step."""
    return _long_one(vectors_of(encoding, encoding.vocabulary))


@lru_cache(maxsize=1)
def _fed(vocabulary: Vocabulary) -> tuple[FloatArray, BoolArray]:
    assert vocabulary.fed is not None
    return _long_one(vocabulary.fed)


def _long_one(vectors: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Vectors at length 1 in their own type, and which of them are finite and not zero."""
    units = np.empty(vectors.shape, vectors.dtype)
    for first in range(0, len(vectors), _AT_ONCE):
        block = vectors[first : first + _AT_ONCE]
        units[first : first + _AT_ONCE] = unit_vectors(np.where(_are_finite(block)[:, None], block, 0))
    return units, _point_anywhere(units)


def _are_finite(vectors: FloatArray) -> BoolArray:
    """Which of the vectors (n, size) hold finite numbers alone: (n,)."""
    return np.asarray(np.isfinite(vectors).all(axis=1), np.bool_)


def _point_anywhere(vectors: FloatArray) -> BoolArray:
    """Which of the vectors (n, size) are not zero: (n,)."""
    return np.asarray(vectors.any(axis=1), np.bool_)


def _on_plane(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour]) -> Map:
    """The words along the two directions in which they differ most."""
    known = _known(vocabulary)
    parts = _parts(vocabulary, name, near, known if len(known) <= MOST_ON_MAP else ())
    vectors = vocabulary.vectors(tuple(parts))
    finite = _are_finite(vectors)
    names = [each for each, is_finite in zip(parts, finite.tolist(), strict=True) if is_finite]
    vectors = vectors[finite].astype(np.float64)
    places = plane(vectors)
    largest = float(np.abs(vectors).max(initial=0)) or 1.0
    kept = _spread(places / largest) / (_spread(vectors / largest) or 1.0)
    middle = (places.max(axis=0, initial=0) + places.min(axis=0, initial=0)) / 2
    reach = np.abs(places - middle).max(axis=0, initial=0)
    scale = np.maximum(reach, reach.max() / MOST_STRETCHED)
    pairs = zip(names, ((places - middle) / np.where(scale == 0, 1, scale)).tolist(), strict=True)
    return Map(tuple(Point(each, x, y, parts[each]) for each, (x, y) in pairs), kept)


def _spread(vectors: FloatArray) -> float:
    """The squared distances of vectors (n, size) from their mean, added up."""
    return float(((vectors - vectors.mean(axis=0)) ** 2).sum()) if len(vectors) else 0.0


def _on_circle(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour]) -> Map:
    """The words all around, the first at the top: no map of two dimensions has them all as far apart as they are."""
    parts = _parts(vocabulary, name, () if len(vocabulary.words) > 1 else near, ())
    # A zero vector is as far from all of them, in the middle.
    reach = _point_anywhere(vocabulary.vectors(tuple(parts)))
    turns = (np.cumsum(reach) - 1) * 2 * np.pi / max(int(reach.sum()), 1)
    places = zip((np.sin(turns) * reach).tolist(), (np.cos(turns) * reach).tolist(), strict=True)
    return Map(tuple(Point(each, x, y, parts[each]) for each, (x, y) in zip(parts, places, strict=True)), None)


def _parts(vocabulary: Vocabulary, name: str, near: Sequence[Neighbour], known: Sequence[str]) -> dict[str, Part]:
    """The words of the map, and what each is."""
    place = vocabulary.place_of(name) or 0
    first = place // MOST_ON_MAP * MOST_ON_MAP
    parts: dict[str, Part] = dict.fromkeys(known, "other")
    parts |= {each.token: "neighbour" for each in near[:NEIGHBOURS_ON_MAP]}
    parts |= {word.name: "sentence" for word in vocabulary.words[first : first + MOST_ON_MAP]}
    return {**parts, name: "here"}


@dataclass(frozen=True)
class Pair:
    """Two words and how alike they are."""

    one: str
    other: str
    cosine: float


def most_alike(names: Sequence[str], cosines: FloatArray) -> Pair | None:
    """The two different words that are most alike, of a matrix (names, names); None where there are no two.

    Of pairs that are as alike the first; what is not a number is passed over.
    """
    above = np.triu_indices(len(names), 1)
    values = np.nan_to_num(cosines[above], nan=-np.inf)
    if not len(values) or values.max() == -np.inf:
        return None
    place = int(values.argmax())
    return Pair(names[above[0][place]], names[above[1][place]], float(values[place]))
