"""The last session is kept without being asked for: when nothing has happened for a while, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import RnntuiError

if TYPE_CHECKING:
    from ..session.autosave import Autosave
    from ..session.session_file import Kept

EVERY = 1.5
"""Seconds between two looks at whether something has changed; it is kept when nothing did between two of them,"""
LONGEST = 30.0
"""and after so many seconds even where something goes on all the time."""


class QuietSaver:
    """Looks at what there is to be kept, and keeps it beside the app. Where that fails it tries the next change."""

    def __init__(
        self, autosave: Autosave, version: Callable[[], int], kept: Callable[[], Kept | None], begun: int
    ) -> None:
        """`version` is a number that grows with every change; `kept` makes what is written, in any thread.

        What is there in the version `begun` would not be missed.
        """
        self.autosave = autosave
        self._version = version
        self._kept = kept
        self._saved = self._seen = begun
        """The version that is on the disk, and the one that was seen last,"""
        self._tried = begun
        """and the one that was to be kept last,"""
        self._when = monotonic()
        """and when."""
        self._thread: Thread | None = None
        self._lock = Lock()
        self.failure: RnntuiError | None = None
        """Why the last one is not kept."""

    def is_kept(self) -> None:
        """What there is now is on the disk, under another name."""
        self._saved = self._version()

    def tick(self) -> None:
        """Keep what has changed, if it has stayed the same since the last time."""
        version = self._version()
        is_quiet, self._seen = version == self._seen, version
        is_busy = self._thread is not None and self._thread.is_alive()
        is_time = is_quiet or monotonic() >= self._when + LONGEST
        if is_time and not is_busy and version not in (self._saved, self._tried):
            self._thread = Thread(target=self.save, name="keep", daemon=True)
            self._thread.start()

    def save(self) -> None:
        """Keep what there is, unless it is kept already."""
        with self._lock:
            version = self._version()
            if version == self._saved or (kept := self._kept()) is None:
                return
            self._tried, self._when = version, monotonic()
            try:
                self.autosave.save(kept)
            except RnntuiError as error:
                self.failure = error
            else:
                self._saved, self.failure = version, None
