"""Two sentences side by side: which step of one stands beside which step of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ..dataclass import dataclass

MOST_CELLS = 4_000_000
"""How many pairs of steps are weighed; where there are more, what differs is laid side by side step by step."""

Pair: TypeAlias = "tuple[int | None, int | None]"
"""A step of A and a step of B, counted from 0; None where a sentence has no step there."""


@dataclass(frozen=True)
class Alignment:
    """The columns of two sentences side by side; the steps of each go up from column to column."""

    columns: tuple[Pair, ...]
    by_token: bool = True
    """False where steps alone were counted: there are no tokens, or the sentences differ in too long a part."""

    def column_of(self, side: int, step: int) -> int:
        """The column in which a step of A (0) or of B (1) stands."""
        return next(place for place, column in enumerate(self.columns) if column[side] == step)


def by_step(a: int, b: int) -> Alignment:
    """So many steps side by side, the first beside the first."""
    count = range(max(a, b))
    return Alignment(tuple((k if k < a else None, k if k < b else None) for k in count), by_token=False)


def by_token(a: Sequence[str], b: Sequence[str]) -> Alignment:
    """Two sentences with as many equal tokens side by side as can be (a longest common subsequence).

    Among such alignments the one with the fewest columns: what stands between two common tokens is laid side by
    side as far as it goes. Sentences of the same tokens, or of as many that are all other ones, are aligned step
    by step. What they have in common at both ends is found in linear time, the rest is weighed in up to
    `MOST_CELLS` pairs.
    """
    before = _common(a, b)
    after = _common(a[before:][::-1], b[before:][::-1])
    last_a, last_b = len(a) - after, len(b) - after
    inner_a, inner_b = a[before:last_a], b[before:last_b]
    fits = len(inner_a) * len(inner_b) <= MOST_CELLS
    inner = _weighed(inner_a, inner_b) if fits else by_step(len(inner_a), len(inner_b)).columns
    columns = [
        *((k, k) for k in range(before)),
        *((None if i is None else before + i, None if j is None else before + j) for i, j in inner),
        *((last_a + k, last_b + k) for k in range(after)),
    ]
    return Alignment(tuple(columns), fits)


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens two sentences have in common at their beginning."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _weighed(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """The best alignment: an equal pair counts more than any number of other pairs, which count one each."""
    numbers = {token: k for k, token in enumerate(dict.fromkeys((*a, *b)))}
    ids_a, ids_b = (np.array([numbers[token] for token in tokens], np.intp) for tokens in (a, b))
    equal = min(len(a), len(b)) + 1
    best = np.zeros((len(a) + 1, len(b) + 1), np.int32)  # the most that the first i and the first j tokens come to
    for i, token in enumerate(ids_a):
        paired = best[i, :-1] + np.where(ids_b == token, equal + 1, 1)
        np.maximum.accumulate(np.maximum(best[i, 1:], paired), out=best[i + 1, 1:])
    i, j = len(a), len(b)
    found: list[Pair] = []
    while i or j:
        if j and best[i, j] == best[i, j - 1]:
            j -= 1
            found.append((None, j))
        elif i and best[i, j] == best[i - 1, j]:
            i -= 1
            found.append((i, None))
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]
