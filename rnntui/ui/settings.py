"""What is remembered from one run of the app to the next: the theme so far."""

from __future__ import annotations

import json
from pathlib import Path

from ..errors import RnntuiError

LARGEST = 65_536
"""A file of more bytes than this is none of ours."""


class Settings:
    """Settings by name, from a JSON object on file. Names that are not known stay as they are."""

    def __init__(self, path: Path | None = None) -> None:
        """Of a file, or of that of whoever runs the app. Nothing is read yet."""
        if path is None:
            from platformdirs import user_config_path

            path = user_config_path("rnntui") / "settings.json"
        self.path = path

    def get(self, name: str) -> str | None:
        """What is remembered; None where nothing is, or where the file is missing, broken or can't be read."""
        value = (self._read() or {}).get(name)
        return value if isinstance(value, str) else None

    def remember(self, name: str, value: str) -> None:
        """Put one setting on file. What is no file of ours is kept beside it, with the ending `.bad`.

        Raises RnntuiError where that is not possible.
        """
        if not self.path.is_absolute():
            raise RnntuiError("there is no home folder to remember it in")
        # Not sooner: the start does without.
        from ..formats.atomic import write_atomically

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Read again: another rnntui may have changed it.
            known = self._read()
            if known is None and self.path.exists():
                self.path.rename(self.path.with_name(f"{self.path.name}.bad"))
        except OSError as error:
            raise RnntuiError(f"{self.path} can't be written: {error.strerror or error}") from None
        text = json.dumps({**(known or {}), name: value}, ensure_ascii=False, indent=1)
        write_atomically(self.path, f"{text}\n".encode())

    def _read(self) -> dict[str, object] | None:
        """What is on file; None where that is no JSON object."""
        try:
            # A pipe would never end.
            if not self.path.is_file() or self.path.stat().st_size > LARGEST:
                return None
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None
