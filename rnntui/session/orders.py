"""The orders of the words of a sentence: all of them, or a seeded sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import factorial

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import IntArray

ALL_UP_TO = factorial(7)
"""Where there are more orders than seven different words have, a sample of them is taken."""
SAMPLE = 300
"""How many orders a sample has, the sentence itself among them;"""
MOST_TOKENS = 4_000_000
"""and how many tokens these have together: of a very long sentence the sample is smaller."""
COUNTED = 2**53
"""Up to here orders are counted."""


@dataclass(frozen=True, eq=False)
class Orders:
    """Different orders of the same words, the sentence's own first. Equal words in each other's place are no other
    order."""

    words: tuple[str, ...]
    """The different words, as they first appear."""
    numbers: IntArray
    """(orders, tokens): which of the words stands where; read-only."""
    possible: int | None
    """How many orders there are in all; None for more than `COUNTED`."""

    @property
    def is_sample(self) -> bool:
        """Whether some orders were left out."""
        return self.possible is None or len(self.numbers) < self.possible

    def sentence(self, order: int) -> tuple[str, ...]:
        """The tokens in one of the orders."""
        return tuple(self.words[number] for number in self.numbers[order])


def orders_of(tokens: Sequence[str], seed: int = 0, sample: int = SAMPLE) -> Orders:
    """All orders of a sentence, or `sample` of them where there are more than `ALL_UP_TO`; each of them once."""
    words = tuple(dict.fromkeys(tokens))
    places = {word: k for k, word in enumerate(words)}
    own = [places[token] for token in tokens]
    possible = count_of(tokens)
    if possible is not None and possible <= ALL_UP_TO:
        found = _all(own)
    else:
        found = _drawn(own, seed, max(1, min(sample, MOST_TOKENS // len(own))))
    rows = list(found)
    numbers = np.array(rows, np.intp).reshape(len(rows), len(own))
    numbers.flags.writeable = False
    return Orders(words, numbers, possible)


def count_of(tokens: Sequence[str]) -> int | None:
    """How many different orders a sentence has; None for more than `COUNTED`."""
    found, met = 1, Counter[str]()
    for place, token in enumerate(tokens, 1):
        met[token] += 1
        # Exact after each token: so many orders the sentence has up to here.
        found = found * place // met[token]
        if found > COUNTED:
            return None
    return found


def _all(own: list[int]) -> Iterator[list[int]]:
    """Every order once, the sentence's own first, the others as a dictionary has them."""
    yield own
    order = sorted(own)
    while True:
        if order != own:
            yield order.copy()
        # The next one: the longest falling end, the number before it, and the least of the end that is greater.
        falls = next((k for k in range(len(order) - 2, -1, -1) if order[k] < order[k + 1]), None)
        if falls is None:
            return
        other = next(k for k in range(len(order) - 1, falls, -1) if order[k] > order[falls])
        order[falls], order[other] = order[other], order[falls]
        order[falls + 1 :] = order[:falls:-1]


def _drawn(own: list[int], seed: int, count: int) -> Iterator[list[int]]:
    """The sentence's own order and others drawn at random, each once.

    The raw words of PCG64 are taken, because NumPy promises those for all its versions (NEP 19).
    """
    generator = np.random.PCG64(int.from_bytes(blake2b(f"orders {seed}".encode(), digest_size=16).digest()))
    seen = {tuple(own)}
    yield own
    while len(seen) < count:
        order = own.copy()
        # Fisher-Yates; 2⁶⁴ is so large that the remainder favours no place.
        for last, word in zip(range(len(own) - 1, 0, -1), generator.random_raw(len(own) - 1).tolist(), strict=True):
            other = word % (last + 1)
            order[last], order[other] = order[other], order[last]
        if tuple(order) not in seen:
            seen.add(tuple(order))
            yield order
