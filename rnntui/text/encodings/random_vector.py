"""A vector drawn from a seed and a token alone, so that no word changes another's numbers."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError


def random_vector(token: str, size: int, seed: int) -> FloatArray:
    """The vector of a token: (size,), uniform in ±1/√size.

    With another size the first numbers stay the same but for the common scale. The raw words of PCG64
    are taken, because NumPy promises those, unlike what it makes of them, for all its versions (NEP 19).
    """
    name = f"{seed} {token}".encode("utf-8", "surrogatepass")
    words = np.random.PCG64(int.from_bytes(blake2b(name, digest_size=16).digest())).random_raw(size)
    return np.asarray(((words >> 11) * 2.0**-52 - 1) / np.sqrt(size))


def checked_seed(seed: int) -> int:
    """The seed as it is. Raises RnntuiError where it is negative."""
    if seed < 0:
        raise RnntuiError(f"a seed can't be {seed}", "valid: whole numbers from 0")
    return seed
