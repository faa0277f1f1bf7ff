"""All orders of a sentence through a network: what it answers to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import TypeAlias

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..errors import RnntuiError
from .orders import Orders, orders_of
from .realise import Realised
from .setup import Setup
from .sides import side_of
from .spread import Spread, spread_of

MOST_AT_ONCE = 512
"""Sentences of one batch."""
MUCH_MEMORY = 32_000_000
"""Bytes of values of one batch, unless a single sentence has more."""


@dataclass(frozen=True, eq=False)
class Shuffle:
    """What a network answered to the orders of a sentence that were run so far."""

    orders: Orders
    variable: str
    """The variable that was looked at: at its last step, or where a decoder writes it, at all of them."""
    answers: FloatArray
    """(orders so far, size), read-only: in the order of `orders`.

    What a decoder wrote is (orders so far, steps * size), zero where it had ended.
    """
    units: int = 0
    """The size of the variable."""
    said: tuple[tuple[str, ...], ...] = ()
    """What a decoder wrote to each order; nothing where there is none."""

    def name_of(self, entry: int) -> str:
        """The name of an entry of an answer: `y[1]`, or `y[2][1]` where a decoder wrote it."""
        if not self.said:
            return f"{self.variable}[{entry}]"
        return f"{self.variable}[{entry // self.units}][{entry % self.units}]"

    @property
    def total(self) -> int:
        """How many orders there are to run."""
        return len(self.orders.numbers)

    @property
    def is_done(self) -> bool:
        """Whether all of them were run."""
        return len(self.answers) == self.total

    def spread(self) -> Spread:
        """How far the answers so far lie apart."""
        return spread_of(self.answers)


def shuffle(done: Realised, of: str | None = None, seed: int = 0) -> Iterator[Shuffle]:
    """Run the orders of a sentence in batches, and tell after each of them what was answered so far.

    `of` is the variable that counts as the answer, at its last step; without it the last output. Of what a decoder
    writes all steps count: the last one is always the token that ends it. `seed` draws the sample where there are too
    many orders. What the encoding makes of several orders alike is run once. Raises RnntuiError where there are no
    words, or no such variable.
    """
    orders = orders_of(_tokens(done), seed)
    encoding = done.model.encoding
    assert encoding is not None
    variable = done.trace.program.variable(side_of(done).outputs[-1] if of is None else of)
    units, steps = done.trace.units(variable), _steps(done, variable, len(orders.numbers))
    answers = np.zeros((len(orders.numbers), steps * units), done.trace.dtype)
    said: list[tuple[str, ...]] = [()] * len(answers)
    known: dict[bytes, int] = {}
    size = batch_size(done)
    for first in range(0, len(answers), size):
        places = range(first, min(first + size, len(answers)))
        new: dict[int, FloatArray | OneHot] = {}
        sources = []
        for place in places:
            fed = encoding.encode(orders.sentence(place)).input
            sources.append(known.setdefault(_key(fed), place))
            if sources[-1] == place:
                new[place] = fed
        if new:
            found, texts = _answers(done, variable, list(new.values()))
            answers[list(new), : found.shape[1]] = found[:, : answers.shape[1]]
            for place, text in zip(new, texts, strict=False):
                said[place] = text
        answers[places.start : places.stop] = answers[sources]
        said[places.start : places.stop] = [said[source] for source in sources]
        shown = answers[: places.stop].copy()
        shown.flags.writeable = False
        written = tuple(said[: places.stop]) if _is_written(done, variable) else ()
        yield Shuffle(orders, variable, shown, units, written)


def whole_shuffle(done: Realised, of: str | None = None, seed: int = 0) -> Shuffle:
    """All batches of `shuffle` at once."""
    *_, last = shuffle(done, of, seed)
    return last


def as_bag(done: Realised) -> Setup:
    """The same setup with its sentence as a bag of words, which has no order.

    A network out of a file that reads one-hot vectors counts the words of its own vocabulary.
    """
    setup, encoding = done.setup, done.model.encoding
    sizes = tuple(pair for pair in setup.sizes if pair[0] != "input")
    known = setup.vocabulary
    if done.loaded is not None and encoding is not None and encoding.name == "one-hot":
        known = encoding.vocabulary
    bag = replace(setup, encoding="bag-of-words", embedding=None, corpus=None, parameters=(), sizes=sizes, notes=None)
    return replace(bag, vocabulary=known)


def words_of(done: Realised) -> tuple[str, ...]:
    """The words of the sentence, also where the encoding makes one step of all of them; none of vectors."""
    return done.tokens


def _tokens(done: Realised) -> tuple[str, ...]:
    """The words that are put in order."""
    if done.vectors is not None:
        raise RnntuiError("vectors are fed, and they are no words to be put in order", "type a sentence")
    tokens = words_of(done)
    if not tokens:
        raise RnntuiError("the sentence has no words", "write one, read one with -, or choose a --sample")
    return tokens


def batch_size(done: Realised) -> int:
    """How many orders are run at once, so that their values take no more than `MUCH_MEMORY`."""
    model, trace = done.model, done.trace
    steps = max(trace.clocks.values())
    width = sum(trace.units(name) for name in model.program.names)
    return max(1, min(MOST_AT_ONCE, MUCH_MEMORY // max(width * steps * trace.dtype.itemsize, 1)))


def _key(fed: FloatArray | OneHot) -> bytes:
    """What tells one input from another, in as many bytes whatever its length."""
    return blake2b((fed.ids if isinstance(fed, OneHot) else fed).tobytes(), digest_size=16).digest()


def _is_written(done: Realised, variable: str) -> bool:
    """Whether a decoder writes the variable, step by step."""
    program = done.trace.program
    return program.clocks[variable] == "u" and not program.once(variable) and bool(done.trace.answers)


def _steps(done: Realised, variable: str, count: int) -> int:
    """How many steps of a variable are kept for each of so many answers: as many as a decoder may write."""
    if not _is_written(done, variable):
        return 1
    size = count * done.trace.units(variable) * done.trace.dtype.itemsize
    return max(1, min(done.trace.answers[0].limit, MUCH_MEMORY * 4 // size))


Answered: TypeAlias = "tuple[FloatArray, list[tuple[str, ...]]]"


def _answers(done: Realised, variable: str, inputs: list[FloatArray | OneHot]) -> Answered:
    """The answer to each of some inputs of the same length, (inputs, size), and what a decoder wrote."""
    first = inputs[0]
    batch: FloatArray | OneHot
    if isinstance(first, OneHot):
        batch = OneHot(np.stack([each.ids for each in inputs if isinstance(each, OneHot)], axis=1), first.size)
    else:
        batch = np.stack([each for each in inputs if not isinstance(each, OneHot)], axis=1)
    trace = done.model.trace(batch, interventions=done.trace.interventions)
    if _is_written(done, variable):
        rows = trace[variable]
        # Beyond the end of an answer there is zero.
        ends = trace.lengths("u")
        assert ends is not None
        over = np.arange(len(rows))[:, None] >= ends
        rows = np.where(over[..., None], rows.dtype.type(0), rows)
        return rows.swapaxes(0, 1).reshape(len(inputs), -1), [each.said for each in trace.answers]
    lengths = None if trace.program.once(variable) else trace.lengths(trace.program.clocks[variable])
    if lengths is None or not (lengths != lengths[0]).any():
        steps = trace.steps(variable) if lengths is None else int(lengths[0])
        return trace.at(variable, steps - 1).T, []
    return np.stack([trace.at(variable, int(steps) - 1, k) for k, steps in enumerate(lengths)]), []
