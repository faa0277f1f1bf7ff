"""What has to be run for first: at once where that is quick, else in the background, the last request alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from .background import Run
from .screen_app import ScreenApp

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session

Shown: TypeAlias = "Session | Comparison"
"""What a run comes to."""


class RerunningApp(ScreenApp):
    """Waits for one run at a time. What is shown meanwhile stays, and is marked as old."""

    class Ran(Message):
        """A run that took long has ended."""

        def __init__(self, run: Run[Shown]) -> None:
            super().__init__()
            self.run = run

    class Learned(Message):
        """What is waited for is learned so far, from 0 to 1."""

        def __init__(self, done: float) -> None:
            super().__init__()
            self.done = done

    _run: Run[Shown] | None = None
    """The run that is waited for,"""
    _next: Callable[[], Shown] | None = None
    """and what is to be run after it."""

    def rerun(self, to: Callable[[], Shown]) -> bool:
        """Go to a session or a comparison that has to be run for first; False where that is known to fail.

        A run that takes long goes on in the background: what is shown stays, and is marked as old.
        """
        if self._run is not None:
            # Typed further: the last text alone is run, when the run that goes on has ended.
            self._next = to
            return True
        self._run = run = Run(lambda: self._heard(to), self._late)
        if run.in_time():
            self.wait_no_more()
            return self._take(run)
        self.view = replace(self.view, pending=True)
        return True

    def _heard(self, to: Callable[[], Shown]) -> Shown:
        """Run, in a thread of its own, and tell how far what has to be learned for it is."""
        from ..text.learning import heard

        with heard(lambda done: self.post_message(self.Learned(done))):
            return to()

    def on_rerunning_app_learned(self, message: RerunningApp.Learned) -> None:
        """Show how far the learning is."""
        if self.view.pending:
            self.view = replace(self.view, learned=message.done)

    def _late(self, run: Run[Shown]) -> None:
        self.post_message(self.Ran(run))

    def on_rerunning_app_ran(self, message: RerunningApp.Ran) -> None:
        """A run that took long has ended."""
        if message.run is not self._run:
            return
        following, self._run, self._next = self._next, None, None
        if following is not None:
            self.rerun(following)
            return
        self.wait_no_more()
        self._take(message.run)

    def wait_no_more(self) -> None:
        """Whatever is being run is dropped."""
        self._run = self._next = None
        if self.view.pending:
            self.view = replace(self.view, pending=False, learned=None)

    def _take(self, run: Run[Shown]) -> bool:
        """Show what a run came to; False where it failed."""
        raise NotImplementedError
