"""Files written so that at every moment the old or the new one is there, whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..errors import RnntuiError

_ENDING = ".tmp"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file: into a temporary one beside it, flushed to the disk, then renamed.

    A link is followed, so that it stays one; what is no file, such as `/dev/null` or a pipe, is written to
    as it is. Raises RnntuiError that names the path; what stood there before is then untouched.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to piece by piece, which takes its place at the end, as `write_atomically` has it.

    An error raised inside leaves what was there before; RnntuiError is raised where it can't be written.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise RnntuiError(f"{path} is a folder", "name a file in it")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            with _replacing(target) as file:
                yield file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RnntuiError(f"{path} can't be written: {reason}", _hint(error)) from None


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    temporary = target.with_name(f".{target.name[:16]}.{secrets.token_hex(4)}{_ENDING}")
    # Not tempfile: it would take away the rights that the umask gives to others.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                temporary.chmod(mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    # The new name is on the disk too; some file systems know no such thing.
    with suppress(OSError):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def sweep(folder: Path, older_than: float) -> None:
    """Remove the temporary files that killed processes left in a folder of ours before a time (of `time.time()`)."""
    with suppress(OSError):
        for each in folder.glob(f".*{_ENDING}"):
            if each.stat().st_mtime < older_than:
                each.unlink()


def _hint(error: Exception) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "make the folder first"
        case PermissionError():
            return "choose a folder in which you may write"
    return "choose another place, or make room in this one"
