"""Files written so that at every moment the old or the new one is there, whole."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ..errors import RnntuiError


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file: into a temporary one beside it, flushed to the disk, then renamed.

    A link is followed, so that it stays one; what is no file, such as `/dev/null` or a pipe, is written to
    as it is. Raises RnntuiError that names the path; what stood there before is then untouched.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise RnntuiError(f"{path} is a folder", "name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RnntuiError(f"{path} can't be written: {reason}", _hint(error)) from None


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    temporary = target.with_name(f".{target.name[:16]}.{secrets.token_hex(4)}.tmp")
    # Not tempfile: it would take away the rights that the umask gives to others.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                temporary.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _hint(error: Exception) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "make the folder first"
        case PermissionError():
            return "choose a folder in which you may write"
    return "choose another place, or make room in this one"
