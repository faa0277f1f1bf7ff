"""An embedding table drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnntui.errors import RnntuiError
from rnntui.text.encodings.random_vector import random_vector
from rnntui.text.encodings.table import Table

LARGEST_SIZE = 65_536
"""Numbers in a random vector; more is a slip of the keyboard."""


def random_table(tokens: Sequence[str], size: int, seed: int) -> Table:
    """A table of a random vector for each token: uniform in ±1/√size.

    One number more leaves those before it the same but for the common scale. Raises RnntuiError where
    the size or the seed is not valid, or a token occurs twice.
    """
    if not 1 <= size <= LARGEST_SIZE:
        raise RnntuiError(f"an embedding can't have the size {size}", f"valid: 1 to {LARGEST_SIZE}")
    vectors = np.empty((len(tokens), size))
    for row, token in enumerate(tokens):
        vectors[row] = random_vector(token, size, seed)
    return Table(tuple(tokens), vectors, f"random, seed {seed}")
