"""Runs that take long go on beside the app: short ones are waited for, so that nothing flickers."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")

PATIENCE = 0.03
"""Seconds for which the screen waits for a run before it shows that it goes on."""


class Run(Generic[Result]):
    """Something that is worked out in a thread of its own, such as the way to another session.

    NumPy can't be interrupted: what nobody waits for any more runs to its end, and its result is dropped.
    """

    def __init__(self, work: Callable[[], Result], when_late: Callable[[Run[Result]], object]) -> None:
        """Begin. `when_late` is called from the thread, if it has to be waited for longer than `in_time`."""
        self.result: Result | None = None
        self.error: BaseException | None = None
        self._work = work
        self._when_late = when_late
        self._done = Event()
        self._told = Event()
        self._late = False
        self._thread = Thread(target=self._run, name="run", daemon=True)
        self._thread.start()

    def in_time(self, seconds: float = PATIENCE) -> bool:
        """Whether it is done within so many seconds; if not, `when_late` will be called."""
        self._late = not self._done.wait(seconds)
        self._told.set()
        return not self._late

    def _run(self) -> None:
        try:
            self.result = self._work()
        except BaseException as error:
            self.error = error
        self._done.set()
        self._told.wait()
        if self._late:
            self._when_late(self)
