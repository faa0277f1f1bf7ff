"""What is typed is checked and run beside the app: no key waits for it, and the last text alone counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from ...dataclass import dataclass
from ...errors import RnntuiError
from ..background import Run
from .body import Body

if TYPE_CHECKING:
    from ...session.equation_files import Filed
    from ...session.session import Session

SOON = 0.25
"""Seconds after the last key until the text is checked."""


@dataclass(frozen=True)
class Draft:
    """A text that is written, and what it is another version of."""

    text: str
    of: str
    """The equations that were run last."""
    place: tuple[int, int]
    """Where the cursor is."""
    known: Filed | None = None
    """The file that they come from, as it was read or written last."""


class Checking(Body):
    """Says what is typed, and is told what it comes to."""

    class Rewritten(Message):
        """Other equations were run."""

        def __init__(self, before: Session, session: Session) -> None:
            super().__init__()
            self.before = before
            self.session = session

    class Checked(Message):
        """The check of a text has ended."""

        def __init__(self, run: Run[Session]) -> None:
            super().__init__()
            self.run = run

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._begun: tuple[Session, int] | None = None
        """The session in which a burst of typing began, and the line in which it last came to something."""
        self.sent: str | None = None
        """The text that the app was asked to show."""
        self._timer: Timer | None = None
        self._run: tuple[Run[Session], Session, str] | None = None
        """The check that goes on, of what it began with and of which text."""

    def typed(self) -> tuple[str, int] | None:
        """The text, and the line of the cursor; None where it can't be edited."""
        raise NotImplementedError

    def when_right(self, text: str) -> None:
        """A text was run."""
        raise NotImplementedError

    def when_wrong(self, error: RnntuiError, text: str) -> None:
        """A text can't be run."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        return super().is_busy or self._timer is not None or self._run is not None

    def begin_anew(self) -> None:
        """What is typed next is taken back by itself."""
        self._begun = None

    def check_soon(self) -> None:
        """Check the text when no key was pressed for a while."""
        self.check_no_more()
        self._timer = self.set_timer(SOON, self._check)

    def try_again(self) -> None:
        """Check the text once more: what it was run on has changed meanwhile."""
        self.sent = None
        self.check_soon()

    def check_no_more(self) -> None:
        """What is typed is what was run already."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _check(self) -> None:
        self._timer = None
        session, typed = self.session, self.typed()
        if session is None or typed is None or self._run is not None or self.view.pending:
            # What goes on is followed by this when it has ended.
            return
        from ...session.editing import rewrite

        text, line = typed
        if self._begun is None or self._begun[1] not in (line, -1):
            self._begun = (session, -1)
        start = self._begun[0]
        begun = replace(session, realised=start.realised, past=start.past, future=start.future)
        run = Run(lambda: rewrite(begun, text), lambda late: self.post_message(self.Checked(late)))
        self._run = (run, session, text)
        if run.in_time(0):
            self._ended(run)

    def on_checking_checked(self, message: Checking.Checked) -> None:
        """A check that was not waited for has ended."""
        message.stop()
        if self._run is not None and message.run is self._run[0]:
            self._ended(message.run)

    def _ended(self, run: Run[Session]) -> None:
        assert self._run is not None
        (_, before, text), self._run = self._run, None
        typed = self.typed()
        if run.error is not None and not isinstance(run.error, RnntuiError | MemoryError):
            raise run.error
        if typed is None or typed[0] != text:
            # Typed further.
            self._check()
        elif run.result is None:
            error = run.error if isinstance(run.error, RnntuiError) else RnntuiError(self.view.words("error.memory"))
            self.when_wrong(error, text)
        else:
            if self._begun is not None:
                self._begun = (self._begun[0], typed[1])
            self.sent = text
            self.when_right(text)
            self.post_message(self.Rewritten(before, run.result))
