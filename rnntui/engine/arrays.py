"""The arrays of the engine: their types, and the inputs that are tokens."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..dataclass import dataclass

FloatArray = NDArray[np.floating]
IntArray = NDArray[np.intp]
Weights = Mapping[str, FloatArray]
"""The weights of a program under their names: matrices (rows, columns), vectors (size,)."""


@dataclass(frozen=True, eq=False)
class OneHot:
    """One-hot vectors kept as the places of their ones, so that a product with them is a gather.

    The vector of an id of -1 is zero.
    """

    ids: IntArray
    """The place of the one at each step: (T,), or (T, B) for a batch; -1 where there is none."""
    size: int
    """How long each vector is."""

    def __post_init__(self) -> None:
        """Raise ValueError where an id does not lie in [-1, size)."""
        if self.ids.size and not (int(self.ids.min()) >= -1 and int(self.ids.max()) < self.size):
            raise ValueError(f"ids must lie in [-1, {self.size})")

    def dense(self, dtype: np.dtype[np.floating]) -> FloatArray:
        """The vectors themselves: (T, size), or (T, B, size)."""
        vectors = np.zeros((*self.ids.shape, self.size), dtype)
        there = self.ids >= 0
        vectors[(*np.nonzero(there), self.ids[there])] = 1
        return vectors
