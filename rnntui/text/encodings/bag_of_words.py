"""Bag of words: one vector for the whole sentence, how often each token of the vocabulary occurs in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Encoded, Kind, Unknown, checked_unknown, refuse
from rnntui.text.encodings.fields import strings, text
from rnntui.text.encodings.vocabulary import chosen_vocabulary, grown, numbered

from ...dataclass import dataclass

NAME: Literal["bag-of-words"] = "bag-of-words"
UNK = "<unk>"
VALID_UNKNOWN: tuple[Unknown, ...] = ("zero", "unk")


@dataclass(frozen=True, eq=False)
class BagOfWordsEncoding:
    """One vector of counts for a sentence: the sum of its tokens' one-hot vectors, the same in every order.

    A token that is not known counts nowhere ("zero"), or at `<unk>` ("unk"). Raises RnntuiError where a token
    is in the vocabulary twice, `unknown` is "random", or "unk" has no `<unk>` to point at.
    """

    vocabulary: tuple[str, ...]
    """The tokens in the order of their places."""
    unknown: Unknown = "zero"
    name: str = field(init=False, default=NAME)
    keeps_order: bool = field(init=False, default=False)
    ids: Mapping[str, int] = field(init=False, repr=False)
    """The place of each token."""

    def __post_init__(self) -> None:
        checked_unknown(self.unknown, VALID_UNKNOWN, NAME)
        object.__setattr__(self, "ids", numbered(self.vocabulary))
        if self.unknown == "unk" and UNK not in self.ids:
            raise RnntuiError(f"the vocabulary has no {UNK} for unknown tokens", f"add {UNK}, or choose zero")

    @property
    def size(self) -> int:
        """As many as the vocabulary has tokens."""
        return len(self.vocabulary)

    @property
    def entries(self) -> tuple[str, ...]:
        """The vocabulary."""
        return self.vocabulary

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
        return counts(tokens, self.ids, self.ids[UNK] if self.unknown == "unk" else None)

    def description(self) -> dict[str, object]:
        """The vocabulary, and the choice for unknown tokens."""
        return {"name": NAME, "vocabulary": list(self.vocabulary), "unknown": self.unknown}

    def arrays(self) -> dict[str, FloatArray]:
        """None: a count is a count."""
        return {}


def counts(tokens: Sequence[str], ids: Mapping[str, int], instead: int | None = None) -> FloatArray:
    """How often each of `ids` occurs: (ids,). What is none of them counts at `instead`, or nowhere."""
    places = [place for token in tokens if (place := ids.get(token, instead)) is not None]
    return np.bincount(np.array(places, np.intp), minlength=len(ids)).astype(np.float64)


def _make(choices: Choices) -> BagOfWordsEncoding:
    refuse(choices, NAME, table=True, corpus=True)
    vocabulary = chosen_vocabulary(choices.vocabulary, choices.tokens)
    unknown = checked_unknown(choices.unknown or "zero", VALID_UNKNOWN, NAME)
    if unknown == "unk":
        vocabulary = grown(vocabulary, [UNK])
    if choices.size not in (None, len(vocabulary)):
        found = f"a bag of words of {len(vocabulary)} tokens can't have the size {choices.size}"
        raise RnntuiError(found, f"valid: {len(vocabulary)}, or leave the size out")
    return BagOfWordsEncoding(vocabulary, unknown)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> BagOfWordsEncoding:
    del arrays
    unknown = checked_unknown(text(description, "unknown"), VALID_UNKNOWN, NAME)
    return BagOfWordsEncoding(strings(description, "vocabulary"), unknown)


KIND = Kind(_make, _restore)
