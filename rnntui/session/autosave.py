"""The last sessions, kept without being asked for: one file for each run of the app, the latest ones."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..formats.atomic import sweep, write_atomically
from .session_file import Kept, read_session, session_text

MOST = 8
"""So many sessions are kept."""
_BAD = ".bad"
_OLD = 3600.0
"""A temporary file of so many seconds was left by a process that was killed."""


@dataclass(frozen=True)
class Recent:
    """A session that was kept."""

    path: Path
    kept: Kept
    when: float
    """As `time.time()` has it."""


class Autosave:
    """The folder of the last sessions. Of two apps that run at once each has a file of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        """In a folder, or in that of whoever runs the app. Nothing is read or made yet."""
        if folder is None:
            from platformdirs import user_state_path

            folder = user_state_path("rnntui", appauthor=False) / "sessions"
        self.folder = folder
        self.path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.json"
        """The file of this run."""
        self._is_ready = False

    def save(self, kept: Kept) -> None:
        """Put a session into the file of this run. Raises RnntuiError where that is not possible."""
        if not self.folder.is_absolute():
            raise RnntuiError("there is no home folder to keep the last session in")
        try:
            # What was typed is nobody else's business.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise RnntuiError(f"{self.folder} can't be written: {error.strerror or error}") from None
        write_atomically(self.path, session_text(kept, self.folder).encode())
        if not self._is_ready:
            self._is_ready = True
            sweep(self.folder, time.time() - _OLD)
            for old in self._files()[MOST:]:
                with suppress(OSError):
                    old.unlink()

    def recent(self) -> tuple[tuple[Recent, ...], tuple[Path, ...]]:
        """The sessions of other runs, the latest first, and those files that are broken.

        What is broken gets the ending `.bad`, so that it is told of once.
        """
        found: list[Recent] = []
        broken: list[Path] = []
        for path in self._files():
            if path == self.path:
                continue
            try:
                found.append(Recent(path, read_session(path), path.stat().st_mtime))
            except FileNotFoundError:
                continue
            except (OSError, RnntuiError):
                bad = path.with_name(f"{path.name}{_BAD}")
                with suppress(OSError):
                    path.rename(bad)
                    broken.append(bad)
        return tuple(found), tuple(broken)

    def _files(self) -> list[Path]:
        """The files that there are, the latest first."""
        return [path for _, path in sorted(self._dated(), reverse=True)]

    def _dated(self) -> Iterator[tuple[float, Path]]:
        with suppress(OSError):
            for path in self.folder.glob("*.json"):
                with suppress(OSError):
                    yield path.stat().st_mtime, path
