"""Looks at files beside the app: a folder of the network may take as long as it likes, and the keys go on working."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeAlias, TypeVar

from textual.message_pump import MessagePump

from ..errors import RnntuiError
from .background import Run

Result = TypeVar("Result")
Look: TypeAlias = "tuple[Callable[[], Any], Callable[[Any], object]]"

STALLED = 1.0
"""Seconds after which a look that does not end is given up for the next one."""
MOST_STALLED = 8
"""So many that were given up may go on: their threads can't be stopped."""


class Lookout:
    """Does one look after the other, of those asked for meanwhile the last one alone."""

    def __init__(
        self, host: MessagePump, when_late: Callable[[], object], when_wrong: Callable[[RnntuiError], object]
    ) -> None:
        """For a screen or an app. `when_late` is called where a look takes so long that one sees it."""
        self._host = host
        self._when_late = when_late
        self._when_wrong = when_wrong
        self._run: Run[Any] | None = None
        self._then: Callable[[Any], object] = id
        self._next: Look | None = None
        self._begun = 0.0
        self._stalled = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked at."""
        return self._run is not None

    def look(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do `work` in a thread of its own, and hand what it comes to, in that of the app, to `then`."""
        if self._run is not None:
            self._next = work, then
            self._host.set_timer(max(self._begun + STALLED - monotonic(), 0.0), self._give_up)
            return
        self._begun = monotonic()
        self._then = then
        self._run = run = Run(work, self._late)
        if run.in_time():
            self._ended(run)
        else:
            self._when_late()

    def drop(self) -> None:
        """What is looked at and what was to be looked at is not waited for any more."""
        self._next, self._then = None, id

    def _late(self, run: Run[Any]) -> None:
        """Called in the thread of a run that took long."""
        self._host.call_later(self._ended, run)

    def _give_up(self) -> None:
        """Go on with the next look where the one before does not end."""
        if self._next is None or self._run is None or monotonic() < self._begun + STALLED:
            return
        if self._stalled < MOST_STALLED:
            self._stalled += 1
            self._run = None
            self._go_on()

    def _ended(self, run: Run[Any]) -> None:
        if run is not self._run:
            # It was given up.
            self._stalled -= 1
            return
        self._run = None
        if self._next is not None:
            self._go_on()
        elif isinstance(run.error, RnntuiError):
            self._when_wrong(run.error)
        elif run.error is not None:
            raise run.error
        else:
            self._then(run.result)

    def _go_on(self) -> None:
        assert self._next is not None
        (work, then), self._next = self._next, None
        self.look(work, then)
