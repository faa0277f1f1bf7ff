"""Skip-gram with negative sampling: embeddings learned from which words stand near each other in a corpus.

Mikolov, Sutskever, Chen, Corrado and Dean 2013. A word's vector learns to tell the words that stand around it
from words that are drawn at random.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from rnntui.engine.arrays import FloatArray, IntArray
from rnntui.errors import RnntuiError
from rnntui.text.corpus import Corpus
from rnntui.text.encodings.random_vector import checked_seed
from rnntui.text.encodings.table import Table
from rnntui.text.learning import tell
from rnntui.text.random_words import RandomWords

from ..dataclass import dataclass

BATCH = 256
"""Pairs whose gradients are added up before the vectors are changed."""
MOST_AT_ONCE = 10
"""So many steps of one token are added up in a batch."""
ROUND = 64 * BATCH
"""Pairs between one progress and the next: a tenth of a second."""
CHUNK = 100_000
"""Tokens whose pairs are made and mixed at once."""
MOST_TOKENS = 20_000
"""Different tokens that are learned; of a corpus with more the most frequent are."""
PAIRS = 800_000
"""About so many pairs are learned from where nobody says how often the corpus is read."""
MOST_EPOCHS = 60
_LEAST_RATE = 1e-4
"""Part of the learning rate that is left at the end."""
_NOISE = 0.75
"""The power of a token's frequency with which it is drawn as noise."""


@dataclass(frozen=True)
class Recipe:
    """How it is learned. Raises RnntuiError where a number is out of its range."""

    size: int = 20
    """Numbers in a vector."""
    window: int = 3
    """How many tokens on either side are looked at, at most: each time a number from 1 to this is drawn."""
    negatives: int = 5
    """Tokens drawn at random for each pair."""
    rate: float = 0.1
    """The learning rate at the start; it falls in a straight line to nothing."""
    epochs: int | None = None
    """How often the corpus is read; None for as often as makes `PAIRS` pairs."""
    rarest: int = 1
    """How often a token must occur to be learned."""
    seed: int = 0

    def __post_init__(self) -> None:
        ranges = {"size": 1024, "window": 100, "negatives": 100, "epochs": 10_000, "rarest": 10**9}
        for name, most in ranges.items():
            found = getattr(self, name)
            if found is not None and not 1 <= found <= most:
                raise RnntuiError(f"skip-gram can't learn with {name} {found}", f"valid: 1 to {most}")
        if not 0 < self.rate <= 1:
            raise RnntuiError(f"skip-gram can't learn with a rate of {self.rate}", "valid: more than 0, at most 1")
        checked_seed(self.seed)


@dataclass(frozen=True)
class Progress:
    """How far the training is."""

    done: float
    """From 0 to 1."""
    loss: float
    """The mean loss of the last pairs: the negative log-likelihood of a pair and of what was drawn for it."""


def learned(corpus: Corpus, recipe: Recipe | None = None, *, seed: int = 0) -> Table:
    """The table that is learned, its progress told to who listens; `seed` is that of the recipe where there is none."""
    steps = training(corpus, recipe or Recipe(seed=seed))
    while True:
        try:
            tell(next(steps).done)
        except StopIteration as end:
            table: Table = end.value
            return table


def training(corpus: Corpus, recipe: Recipe) -> Generator[Progress, None, Table]:
    """Learn step by step: yields its progress a few times a second, and returns the table.

    Closing it stops the training. The draws hang on the seed, the recipe and the documents alone, on every
    version of NumPy; the numbers do too, but for rounding. Raises RnntuiError where no word has a neighbour.
    """
    tokens = corpus.vocabulary(MOST_TOKENS, recipe.rarest)
    ids, documents = numbered_tokens(corpus, tokens)
    random = RandomWords(f"skip-gram {recipe.seed}")
    noise = np.cumsum(np.bincount(ids, minlength=len(tokens)) ** _NOISE)
    expected = expected_pairs(documents, recipe.window)
    if expected == 0:
        raise RnntuiError(f"no word of the corpus {corpus.source} has a neighbour", "valid: a text, documents of words")
    epochs = recipe.epochs or max(1, min(MOST_EPOCHS, round(PAIRS / expected)))
    vectors = ((2 * random.fractions(len(tokens) * recipe.size) - 1) / (2 * recipe.size)).reshape(len(tokens), -1)
    contexts = np.zeros_like(vectors)
    seen, whole = 0, expected * epochs
    for centers, others in _rounds(ids, documents, recipe.window, epochs, random):
        negatives = _drawn(noise, random, (len(centers), recipe.negatives))
        loss = 0.0
        for first in range(0, len(centers), BATCH):
            part = slice(first, first + BATCH)
            rate = recipe.rate * max(1 - seen / whole, _LEAST_RATE)
            loss = learn_batch(vectors, contexts, centers[part], others[part], negatives[part], rate)
            seen += len(centers[part])
        yield Progress(min(seen / whole, 1), loss)
    made = asdict(recipe) | {"epochs": epochs, "corpus": corpus.source, "digest": corpus.digest}
    return Table(tokens, vectors, f"skip-gram, {corpus.source}", made)


def numbered_tokens(corpus: Corpus, tokens: tuple[str, ...]) -> tuple[IntArray, IntArray]:
    """The documents one after another, of the known tokens alone: the number of each token, and of its document."""
    places = {token: place for place, token in enumerate(tokens)}
    ids, documents = [], []
    for number, document in enumerate(corpus.documents):
        known = [places[token] for token in document if token in places]
        ids += known
        documents += [number] * len(known)
    return np.array(ids, np.intp), np.array(documents, np.intp)


def expected_pairs(documents: IntArray, window: int) -> float:
    """How many pairs one reading makes on average: tokens k apart pair both ways, each if its window is k or more."""
    return sum(
        2 * int((documents[k:] == documents[:-k]).sum()) * (window - k + 1) / window for k in range(1, window + 1)
    )


def _rounds(
    ids: IntArray, documents: IntArray, window: int, epochs: int, random: RandomWords
) -> Iterator[tuple[IntArray, IntArray]]:
    """All pairs of all readings, `ROUND` at a time: centers and contexts, (pairs,) each."""
    for _ in range(epochs):
        for centers, others in _mixed_pairs(ids, documents, window, random):
            for first in range(0, len(centers), ROUND):
                yield centers[first : first + ROUND], others[first : first + ROUND]


def _mixed_pairs(
    ids: IntArray, documents: IntArray, window: int, random: RandomWords
) -> Iterator[tuple[IntArray, IntArray]]:
    """The pairs of one reading, chunk by chunk, mixed within each: centers and contexts, (pairs,) each."""
    for first in range(0, len(ids), CHUNK):
        part, place = ids[first : first + CHUNK], documents[first : first + CHUNK]
        reach = random.below(window, len(part)) + 1
        centers, others = [], []
        for k in range(1, window + 1):
            beside = place[k:] == place[:-k]
            for center, other in ((slice(k, None), slice(None, -k)), (slice(None, -k), slice(k, None))):
                there = beside & (reach[center] >= k)
                centers.append(part[center][there])
                others.append(part[other][there])
        order = random.order(sum(map(len, centers)))
        yield np.concatenate(centers)[order], np.concatenate(others)[order]


def _drawn(noise: NDArray[np.float64], random: RandomWords, shape: tuple[int, int]) -> IntArray:
    """Tokens drawn as noise; `noise` are the summed weights."""
    drawn = random.fractions(shape[0] * shape[1]) * noise[-1]
    found: IntArray = np.minimum(np.searchsorted(noise, drawn, side="right"), len(noise) - 1).reshape(shape)
    return found


def learn_batch(
    vectors: FloatArray, contexts: FloatArray, center: IntArray, other: IntArray, negatives: IntArray, rate: float
) -> float:
    """One step of gradient descent on a batch; returns its mean loss.

    center, other: (B,); negatives: (B, K). A negative that is the pair's own context is left out.
    """
    B, K = negatives.shape
    targets = np.concatenate([other[:, None], negatives], axis=1)  # (B, 1 + K)
    v, c = vectors.take(center, axis=0), contexts.take(targets, axis=0)  # (B, D), (B, 1 + K, D)
    scores = (c @ v[:, :, None])[:, :, 0]  # (B, 1 + K)
    scores[:, 1:] *= -1
    errors = 1 / (1 + np.exp(np.minimum(scores, 500)))  # How far σ(score) is below 1.
    errors[:, 1:] *= negatives != other[:, None]
    loss = float(-np.log1p(-np.minimum(errors, 1 - 1e-12)).sum() / B)
    errors *= rate
    errors[:, 1:] *= -1
    step = (errors[:, None, :] @ c)[:, 0]  # (B, D)
    _add(contexts, targets.ravel(), (errors[:, :, None] * v[:, None, :]).reshape(B * (1 + K), -1))
    _add(vectors, center, step)
    return loss


def _add(table: FloatArray, rows: IntArray, steps: FloatArray) -> None:
    """Add steps (n, D) to rows (n,) of a table: rows that occur several times get all of theirs, up to a limit.

    All steps are taken from the same place. Hundreds of them at once, for a token as frequent as "the", would go
    far beyond the goal and come to no end, so beyond `MOST_AT_ONCE` they are weighed down to as many.
    """
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(begins, append=len(rows))
    weights = np.minimum(1, MOST_AT_ONCE / counts)[:, None]
    table[ordered[begins]] += np.add.reduceat(steps.take(order, axis=0), begins, axis=0) * weights
