"""Numbers drawn from a seed, the same on every version of NumPy."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rnntui.engine.arrays import IntArray


class RandomWords:
    """A stream of PCG64's raw words, which NumPy promises, unlike what it makes of them (NEP 19)."""

    def __init__(self, name: str) -> None:
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self._source = np.random.PCG64(int.from_bytes(digest))

    def words(self, count: int) -> NDArray[np.uint64]:
        """Numbers of 64 bits: (count,)."""
        return np.asarray(self._source.random_raw(count), np.uint64)

    def fractions(self, count: int) -> NDArray[np.float64]:
        """Numbers from 0 to below 1: (count,)."""
        return np.asarray((self.words(count) >> np.uint64(11)) * 2.0**-53, np.float64)

    def below(self, limit: int, count: int) -> IntArray:
        """Whole numbers from 0 to below a limit, which is small beside 2⁵³: (count,)."""
        return (self.fractions(count) * limit).astype(np.intp)

    def order(self, count: int) -> IntArray:
        """The numbers from 0 to below `count` in an order that was drawn: (count,)."""
        return np.argsort(self.words(count), kind="stable")
