"""One-hot vectors: each token of the vocabulary has a place of its own, and a one there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Encoded, Kind, Unknown, checked_unknown, refuse
from rnntui.text.encodings.fields import strings, text
from rnntui.text.encodings.vocabulary import chosen_vocabulary, grown, numbered

from ...dataclass import dataclass

NAME: Literal["one-hot"] = "one-hot"
UNK = "<unk>"
VALID_UNKNOWN: tuple[Unknown, ...] = ("zero", "unk")


@dataclass(frozen=True, eq=False)
class OneHotEncoding:
    """A vector of zeros with a one at the token's place in the vocabulary.

    A token that is not known has no one ("zero"), or that of `<unk>` ("unk"). Raises RnntuiError where
    a token is in the vocabulary twice, `unknown` is "random", or "unk" has no `<unk>` to point at.
    """

    vocabulary: tuple[str, ...]
    """The tokens in the order of their places."""
    unknown: Unknown = "zero"
    name: str = field(init=False, default=NAME)
    keeps_order: bool = field(init=False, default=True)
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
        """The places of the ones; -1 where there is none."""
        instead = self.ids[UNK] if self.unknown == "unk" else -1
        unknown = tuple(place for place, token in enumerate(tokens) if token not in self.ids)
        ids = np.fromiter((self.ids.get(token, instead) for token in tokens), np.intp, len(tokens))
        ids.flags.writeable = False
        return Encoded(tuple(tokens), OneHot(ids, self.size), unknown, self.unknown)

    def vector(self, token: str) -> FloatArray:
        """The vector of one token: (size,)."""
        vector = np.zeros(self.size)
        place = self.ids.get(token, self.ids[UNK] if self.unknown == "unk" else None)
        if place is not None:
            vector[place] = 1
        vector.flags.writeable = False
        return vector

    def description(self) -> dict[str, object]:
        """The vocabulary, and the choice for unknown tokens."""
        return {"name": NAME, "vocabulary": list(self.vocabulary), "unknown": self.unknown}

    def arrays(self) -> dict[str, FloatArray]:
        """None: a one is a one."""
        return {}


def _make(choices: Choices) -> OneHotEncoding:
    refuse(choices, NAME, table=True, corpus=True)
    vocabulary = chosen_vocabulary(choices.vocabulary, choices.tokens)
    unknown = checked_unknown(choices.unknown or "zero", VALID_UNKNOWN, NAME)
    if unknown == "unk":
        vocabulary = grown(vocabulary, [UNK])
    if choices.size not in (None, len(vocabulary)):
        found = f"one-hot vectors of {len(vocabulary)} tokens can't have the size {choices.size}"
        raise RnntuiError(found, f"valid: {len(vocabulary)}, or leave the size out")
    return OneHotEncoding(vocabulary, unknown)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> OneHotEncoding:
    del arrays
    unknown = checked_unknown(text(description, "unknown"), VALID_UNKNOWN, NAME)
    return OneHotEncoding(strings(description, "vocabulary"), unknown)


KIND = Kind(_make, _restore)
