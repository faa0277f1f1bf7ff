"""How alike two words are, worked out: the cosine of their vectors, which are called a and b."""

from __future__ import annotations

import numpy as np

from ..dataclass import dataclass
from ..engine.explanation import Explanation, Operation, Products, Quantity, Source
from .encoding_words import vocabulary_of
from .realise import Realised

MOST_ZEROS = 64
"""Of vectors of more numbers than this those places are left out where both have a zero."""


@dataclass(frozen=True)
class Likeness:
    """The cosine of the vectors of two words."""

    one: str
    """A token as it came from outside; the number of a step where vectors are fed."""
    other: str


def explain_likeness(run: Realised, place: Likeness) -> Explanation:
    """The worked arithmetic of a cosine. No word is in it: the vectors are `a` and `b`."""
    a, b = (vector_of(run, name) for name in (place.one, place.other))
    with np.errstate(all="ignore"):
        products = a * b
        dot, lengths = float(products.sum()), (float(np.linalg.norm(a)), float(np.linalg.norm(b)))
        below = lengths[0] * lengths[1]
    # Of long vectors those of one-hot encodings are all zeros but two.
    shown = np.flatnonzero((a != 0) | (b != 0)) if len(a) > MOST_ZEROS else np.arange(len(a))
    factors = tuple(
        (
            Quantity(f"a[{k}]", float(a[k]), Source(place.one, (k,), "entry")),
            Quantity(f"b[{k}]", float(b[k]), Source(place.other, (k,), "entry")),
        )
        for k in shown.tolist()
    )
    above = Products("a · b", factors, tuple(products[shown].tolist()), dot)
    both = Operation("*", Quantity("|a|", lengths[0]), Quantity("|b|", lengths[1]), below)
    # A zero vector is like nothing.
    value = float(np.divide(dot, below)) if below else 0.0
    root = Operation("/", above, both, value)
    return Explanation("cos", 0, 0, None, value, "cos(a, b)", "cos(a, b) = a · b / (|a| * |b|)", {}, root)


def explain_entry(run: Realised, place: Source) -> Explanation:
    """An entry of a word's vector, which is given."""
    (unit,) = place.indices
    text = f"[{unit}]"
    value = float(vector_of(run, place.name)[unit])
    return Explanation("", 0, unit, None, value, text, "", {}, Quantity(text, value, place))


def vector_of(run: Realised, name: str) -> np.ndarray[tuple[int], np.dtype[np.floating]]:
    """The vector of a word: (size,), in float64."""
    found: np.ndarray[tuple[int], np.dtype[np.floating]] = vocabulary_of(run).vectors((name,))[0].astype(np.float64)
    return found


def has_likeness(run: Realised, place: Likeness) -> bool:
    """Whether a run's encoding gives two words vectors of finite numbers; a step that is fed has to be there."""
    vocabulary = vocabulary_of(run)
    if vocabulary.encoding is None and not all(
        vocabulary.place_of(name) is not None for name in (place.one, place.other)
    ):
        return False
    return all(bool(np.isfinite(vector_of(run, name)).all()) for name in (place.one, place.other))
