"""Files written so that at every moment the old or the new one is there, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import RnntuiError


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file: into a temporary one beside it, flushed to the disk, then renamed.

    A link is followed, so that it stays one. Raises RnntuiError that names the path; what stood there before
    is then untouched.
    """
    target = path.resolve()
    temporary = ""
    try:
        if target.is_dir():
            raise RnntuiError(f"{path} is a folder", "name a file in it")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:64]}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        hint = "is the folder there, and may you write in it?"
        raise RnntuiError(f"{path} can't be written: {error.strerror or error}", hint) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
