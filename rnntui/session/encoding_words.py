"""The words of a run as its encoding sees them: each once, with its vector, and what their order is to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..text.encodings import Encoding
from ..text.likeness import vectors_of
from .edited_encoding import EditedEncoding
from .realise import Realised

MOST_EDITED = 2_000
"""In a vocabulary of up to so many one-hot vectors those that were edited are compared with all others."""


@dataclass(frozen=True)
class Word:
    """A token of the sentence, once."""

    name: str
    """The token as it came from outside; the number of the step where vectors are fed."""
    first: int
    """Where in the sentence it stands first, from 0."""
    count: int = 1
    """How often it is there."""
    is_known: bool = True
    """Whether the encoding knows it."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of one run in the order in which they first appear, and what gives them their vectors."""

    words: tuple[Word, ...]
    places: tuple[int, ...]
    """For each token of the sentence the place of its word."""
    encoding: Encoding | None
    """None where vectors are fed."""
    fed: FloatArray | None = None
    """What is fed then: (words, size)."""

    @property
    def keeps_order(self) -> bool:
        """Whether each token has a step of its own; else there is one vector for all of them."""
        return self.encoding is None or self.encoding.keeps_order

    @property
    def entries(self) -> tuple[str, ...]:
        """The words for which the numbers of a vector stand, each an axis; empty where they stand for none."""
        if isinstance(self.encoding, EditedEncoding) and len(self.encoding.vocabulary) <= MOST_EDITED:
            # One that was edited is no axis any more.
            return ()
        return () if self.encoding is None else self.encoding.entries

    @property
    def known(self) -> Literal["all", "some", "none"]:
        """How many of the words the encoding knows; all where vectors are fed."""
        known = [word.is_known for word in self.words]
        return "all" if all(known) else "some" if any(known) else "none"

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        if self.encoding is not None:
            return self.encoding.size
        return 0 if self.fed is None else self.fed.shape[1]

    def place_of(self, name: str) -> int | None:
        """The place of a word; None for one that the sentence does not have."""
        return self._numbers.get(name)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The place of each word: asked for many times with each step."""
        return {word.name: place for place, word in enumerate(self.words)}

    def vectors(self, names: Sequence[str]) -> FloatArray:
        """The vectors of words, of the sentence or not: (names, size)."""
        if self.encoding is not None:
            return vectors_of(self.encoding, names)
        return np.zeros((0, 0)) if self.fed is None else self.fed[[int(name) for name in names]]


@lru_cache(maxsize=2)
def vocabulary_of(realised: Realised) -> Vocabulary:
    """The words of a run."""
    encoding = realised.model.encoding
    if realised.vectors is not None or encoding is None:
        fed = realised.vectors
        steps = range(0 if fed is None else len(fed))
        return Vocabulary(tuple(Word(str(step), step) for step in steps), tuple(steps), None, fed)
    tokens = tokens_of(realised)
    counts = Counter(tokens)
    names = tuple(counts)
    unknown = set(encoding.encode(names).unknown)
    firsts: dict[str, int] = {}
    for step, token in enumerate(tokens):
        firsts.setdefault(token, step)
    words = tuple(Word(name, firsts[name], counts[name], place not in unknown) for place, name in enumerate(names))
    numbers = {name: place for place, name in enumerate(names)}
    return Vocabulary(words, tuple(numbers[token] for token in tokens), encoding)


def tokens_of(realised: Realised) -> tuple[str, ...]:
    """The tokens of the sentence, also where the encoding makes one step of them all."""
    encoding = realised.model.encoding
    if encoding is None or encoding.keeps_order:
        return realised.trace.tokens
    return realised.tokens


def rows_of(vocabulary: Vocabulary, names: Sequence[str]) -> FloatArray:
    """The vectors of words as they stand in a table: (names, size), or (names + 1, size) where order is not kept.

    There each word's vector is taken as often as the word is in the sentence, and the last row is the sentence's
    one vector: what all its words bring in, added up.
    """
    vectors = vocabulary.vectors(names)
    encoding = vocabulary.encoding
    if encoding is None or encoding.keeps_order or not vocabulary.words:
        return vectors
    places = [vocabulary.place_of(name) for name in names]
    counts = [1 if place is None else vocabulary.words[place].count for place in places]
    return np.vstack([np.array(counts)[:, None] * vectors, whole(vocabulary)])


@lru_cache(maxsize=2)
def whole(vocabulary: Vocabulary) -> FloatArray:
    """The one vector of a sentence: (size,); zero where each token has its own."""
    encoding = vocabulary.encoding
    if encoding is None or encoding.keeps_order:
        return np.zeros(vocabulary.size)
    return _only(encoding, [vocabulary.words[place].name for place in vocabulary.places])


@dataclass(frozen=True)
class OtherOrder:
    """The same words in another order."""

    tokens: tuple[str, ...]
    is_same: bool
    """Whether the sentence's vector is the same to the bit."""


@lru_cache(maxsize=2)
def other_order(vocabulary: Vocabulary) -> OtherOrder | None:
    """Another order of the sentence, and whether the encoding tells it apart; None where there is no other."""
    encoding = vocabulary.encoding
    tokens = tuple(vocabulary.words[place].name for place in vocabulary.places)
    other = tokens[::-1] if tokens[::-1] != tokens else tuple(sorted(tokens))
    if encoding is None or encoding.keeps_order or other == tokens:
        return None
    return OtherOrder(other, bool((_only(encoding, tokens) == _only(encoding, other)).all()))


def _only(encoding: Encoding, tokens: Sequence[str]) -> FloatArray:
    """The vector of a sentence that has one."""
    vectors = encoding.encode(tokens).input
    assert not isinstance(vectors, OneHot)
    found: FloatArray = vectors[0]
    return found
