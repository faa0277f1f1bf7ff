"""The last session is kept without being asked for: when nothing has happened for a while, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING

from ..errors import RnntuiError

if TYPE_CHECKING:
    from ..session.autosave import Autosave
    from ..session.session_file import Kept

EVERY = 3.0
"""Seconds between two looks at whether something has changed; it is kept when nothing did between two of them."""


class QuietSaver:
    """Looks at what there is to be kept, and keeps it beside the app. Where that fails it goes on without."""

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
        """The version that is on the disk, and the one that was seen last."""
        self._thread: Thread | None = None
        self._lock = Lock()
        self.failure: RnntuiError | None = None
        """Why nothing more is kept."""

    def is_kept(self) -> None:
        """What there is now is on the disk, under another name."""
        self._saved = self._version()

    def tick(self) -> None:
        """Keep what has changed, if it has stayed the same since the last time."""
        version = self._version()
        is_quiet, self._seen = version == self._seen, version
        is_busy = self._thread is not None and self._thread.is_alive()
        if is_quiet and not is_busy and self._is_new(version):
            self._thread = Thread(target=self.save, name="keep", daemon=True)
            self._thread.start()

    def save(self) -> None:
        """Keep what there is, unless it is kept already."""
        with self._lock:
            version = self._version()
            if self._is_new(version) and (kept := self._kept()) is not None:
                try:
                    self.autosave.save(kept)
                except RnntuiError as error:
                    self.failure = error
                self._saved = version

    def _is_new(self, version: int) -> bool:
        return version != self._saved and self.failure is None
