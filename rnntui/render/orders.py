"""All orders of a sentence as the screen shows them: in which order they are listed, and how far each lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..engine.digits import brief
from .cells import vector_text
from .show import show

if TYPE_CHECKING:
    from ..session.shuffle import Shuffle
    from ..session.spread import Spread

MOST_IN_FULL = 4
"""Answers of more numbers than this are not written out: the one that spreads most is."""


def widest_unit(spread: Spread) -> int:
    """The output whose answers spread most."""
    deviations = np.nan_to_num(spread.deviation, nan=np.inf)
    return int(deviations.argmax()) if len(deviations) else 0


def listed(shuffle: Shuffle, unit: int) -> list[int]:
    """The orders that were run so far by their answer in one output, from small to large; ties as they were run."""
    return [int(order) for order in shuffle.answers[:, unit].argsort(kind="stable")]


def share(shuffle: Shuffle, spread: Spread, order: int, unit: int) -> float:
    """Where an answer lies between the least and the greatest one, 0 to 1; 0 where all are the same."""
    least, greatest = float(spread.least[unit]), float(spread.greatest[unit])
    if not np.isfinite([least, greatest]).all() or spread.different[unit] < 2:
        return 0.0
    return (float(shuffle.answers[order, unit]) / 2 - least / 2) / (greatest / 2 - least / 2)


def answer_text(shuffle: Shuffle, order: int, unit: int) -> str:
    """One answer: what a decoder wrote, a short vector, or of a long one the number that is looked at."""
    if shuffle.said:
        return show(" ".join(shuffle.said[order]) or "–")
    vector = shuffle.answers[order]
    return vector_text(vector) if len(vector) <= MOST_IN_FULL else f"[{unit}] {brief(float(vector[unit]))}"


def number_text(value: float) -> str:
    """A number of the table; nan is said as such."""
    return brief(float(value))
