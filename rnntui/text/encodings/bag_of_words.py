"""Bag of words: one vector for the whole sentence, how often each token of the vocabulary occurs in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Encoded, Kind
from rnntui.text.encodings.places import Places, chosen_places, described_places

from ...dataclass import dataclass

NAME: Literal["bag-of-words"] = "bag-of-words"


@dataclass(frozen=True, eq=False)
class BagOfWordsEncoding(Places):
    """One vector of counts for a sentence: the sum of its tokens' one-hot vectors, the same in every order.

    A token that has no place counts nowhere.
    """

    name: str = field(init=False, default=NAME)
    keeps_order: bool = field(init=False, default=False)

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The counts: (1, size), or (0, size) without tokens."""
        unknown = tuple(place for place, token in enumerate(tokens) if token not in self.ids)
        counted = self.counts(tokens)[None] if tokens else np.zeros((0, self.size))
        counted.flags.writeable = False
        return Encoded(tuple(tokens), counted, unknown, self.unknown, keeps_order=False)

    def vector(self, token: str) -> FloatArray:
        """The vector of one token, a sentence by itself: (size,)."""
        vector = self.counts((token,))
        vector.flags.writeable = False
        return vector

    def counts(self, tokens: Sequence[str]) -> FloatArray:
        """How often each token of the vocabulary occurs: (size,)."""
        return counts(tokens, self.ids, self.instead)


def counts(tokens: Sequence[str], ids: Mapping[str, int], instead: int | None = None) -> FloatArray:
    """How often each of `ids` occurs: (ids,). What is none of them counts at `instead`, or nowhere."""
    places = [place for token in tokens if (place := ids.get(token, instead)) is not None]
    return np.bincount(np.array(places, np.intp), minlength=len(ids)).astype(np.float64)


def _make(choices: Choices) -> BagOfWordsEncoding:
    vocabulary, unknown = chosen_places(choices, NAME)
    if choices.size not in (None, len(vocabulary)):
        found = f"a bag of words of {len(vocabulary)} tokens can't have the size {choices.size}"
        raise RnntuiError(found, f"valid: {len(vocabulary)}, or leave the size out")
    return BagOfWordsEncoding(vocabulary, unknown)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> BagOfWordsEncoding:
    del arrays
    return BagOfWordsEncoding(*described_places(description, NAME))


KIND = Kind(_make, _restore)
