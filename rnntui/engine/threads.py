"""How many threads a product takes: one for small matrices, where a second costs more than it brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

MANY_UNITS = 384
"""From this many hidden units on, the BLAS library uses as many threads as it likes."""

FEW_PRODUCTS = 100_000
"""Up to this many multiplications the BLAS library takes one thread by itself."""


@cache
def _controller() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


@contextmanager
def blas_threads(units: int, rows: int) -> Iterator[None]:
    """Within it, products of `rows` vectors with matrices of `units` units run on a fitting number of threads."""
    if units >= MANY_UNITS or 4 * units * units * max(rows, 1) <= FEW_PRODUCTS:
        yield
        return
    with _controller().limit(limits=1):
        yield
