"""How far something is learned that others wait for: told by whoever learns, heard by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[float], object]
"""Is given how far the learning is, from 0 to 1; called from the thread in which it goes on."""

_listeners: list[Listener] = []


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Let a listener hear how far all learning is meanwhile."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(done: float) -> None:
    """Tell all listeners how far the learning is."""
    for each in tuple(_listeners):
        each(done)
