"""What encodings that lose order make of two sentences: the same vector, or another one."""

from __future__ import annotations

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..text.encodings import make_encoding
from .realise import Realised
from .shuffle import words_of

BLIND = ("bag-of-words", "lsa")
"""The encodings that give one vector to a whole sentence."""


@dataclass(frozen=True)
class Blind:
    """What an encoding makes of two sentences."""

    encoding: str
    is_equal: bool
    """Whether both have the very same vector."""


def is_reordered(a: Realised, b: Realised) -> bool:
    """Whether two runs read the same words in another order."""
    first, second = words_of(a), words_of(b)
    return first != second and sorted(first) == sorted(second)


def order_blind(a: Realised, b: Realised) -> tuple[Blind, ...]:
    """What each encoding that loses order makes of the sentences of two runs; of vectors that were fed nothing.

    Latent semantic analysis learns from the corpus that A chose, else from the sample in the language of its sentence.
    Raises RnntuiError for a corpus that can't be read.
    """
    if a.setup.inputs is not None or b.setup.inputs is not None:
        return ()
    return tuple(Blind(name, _is_equal(name, a, b)) for name in BLIND)


def _is_equal(name: str, a: Realised, b: Realised) -> bool:
    first, second = words_of(a), words_of(b)
    encoding = make_encoding(
        name,
        tokens=first,
        vocabulary=tuple(dict.fromkeys((*a.setup.vocabulary, *b.setup.vocabulary))),
        corpus=a.setup.corpus if name == "lsa" else None,
        tokens_by=a.model.tokens_by,
    )
    one, other = (np.asarray(encoding.encode(tokens).input) for tokens in (first, second))
    return _same(one, other)


def _same(one: FloatArray, other: FloatArray) -> bool:
    return one.shape == other.shape and bool(np.array_equal(one, other))
