"""One-hot vectors: each token of the vocabulary has a place of its own, and a one there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Encoded, Kind
from rnntui.text.encodings.places import Places, chosen_places, described_places

from ...dataclass import dataclass

NAME: Literal["one-hot"] = "one-hot"


@dataclass(frozen=True, eq=False)
class OneHotEncoding(Places):
    """A vector of zeros with a one at the token's place; without a one where it has no place."""

    name: str = field(init=False, default=NAME)
    keeps_order: bool = field(init=False, default=True)

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The places of the ones; -1 where there is none."""
        instead = -1 if self.instead is None else self.instead
        unknown = tuple(place for place, token in enumerate(tokens) if token not in self.ids)
        ids = np.fromiter((self.ids.get(token, instead) for token in tokens), np.intp, len(tokens))
        ids.flags.writeable = False
        return Encoded(tuple(tokens), OneHot(ids, self.size), unknown, self.unknown)

    def vector(self, token: str) -> FloatArray:
        """The vector of one token: (size,)."""
        vector = np.zeros(self.size)
        place = self.ids.get(token, self.instead)
        if place is not None:
            vector[place] = 1
        vector.flags.writeable = False
        return vector


def _make(choices: Choices) -> OneHotEncoding:
    vocabulary, unknown = chosen_places(choices, NAME)
    if choices.size not in (None, len(vocabulary)):
        found = f"one-hot vectors of {len(vocabulary)} tokens can't have the size {choices.size}"
        raise RnntuiError(found, f"valid: {len(vocabulary)}, or leave the size out")
    return OneHotEncoding(vocabulary, unknown)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> OneHotEncoding:
    del arrays
    return OneHotEncoding(*described_places(description, NAME))


KIND = Kind(_make, _restore)
