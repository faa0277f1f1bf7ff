"""How many threads a product takes: one for small matrices, where a second costs more than it brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

MANY_UNITS = 384
"""From this many hidden units on, the BLAS library uses as many threads as it likes."""


@cache
def _controller():  # type: ignore[no-untyped-def]
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


@contextmanager
def blas_threads(hidden: int) -> Iterator[None]:
    """Within it, products of a network of `hidden` units run on a fitting number of threads."""
    if hidden >= MANY_UNITS:
        yield
        return
    with _controller().limit(limits=1):
        yield
