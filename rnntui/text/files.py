"""Text files, read line by line: compressed or not, with errors that name the file and the line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from rnntui.errors import RnntuiError

LONGEST_LINE = 1 << 22
"""Bytes in a line; more is no table but a binary file, or one that unpacks without end."""

_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def opened(path: Path) -> BufferedReader:
    """A file open for reading bytes. Raises RnntuiError where it can't be opened."""
    try:
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # Of a NUL or a lone surrogate in the name.
        raise RnntuiError(f"{named(path)} can't be the name of a file", "look at the name") from error


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, from 1; each keeps its `\\n`.

    A gzip file is known by its first bytes. A UTF-8 byte-order mark is dropped. No more than one line
    is held. Raises RnntuiError where the file can't be opened or unpacked, is empty, or has a line of
    more than `LONGEST_LINE` bytes.
    """
    number = 0
    try:
        with opened(path) as raw:
            packed = raw.peek(2)[:2] == _GZIP
            file = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
            for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE + 1), b""), 1):
                if len(line) > LONGEST_LINE:
                    raise bad_line(path, number, f"more than {LONGEST_LINE} bytes in one line", "is it a text file?")
                yield number, line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RnntuiError(
            f"{named(path)} is a damaged gzip file, after line {number}: {error}", "copy or download it again"
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if number == 0:
        raise RnntuiError(f"{named(path)} is empty", "valid: a file with at least one row")


def decoded(path: Path, number: int, line: bytes) -> str:
    """A line as text. Raises RnntuiError where it is not UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"the byte 0x{line[error.start]:02x} at position {error.start + 1} is not UTF-8"
        raise bad_line(path, number, found, "save the file as UTF-8 text") from error


def unreadable(path: Path, error: OSError) -> RnntuiError:
    """The error of a file that can't be opened or read."""
    if isinstance(error, FileNotFoundError):
        return RnntuiError(f"there is no file {named(path)}", "look at the name and the folder")
    if isinstance(error, IsADirectoryError):
        return RnntuiError(f"{named(path)} is a folder", "name a file in it")
    return RnntuiError(f"{named(path)} can't be read: {error.strerror or error}", "look at its permissions")


def bad_line(path: Path, number: int, found: str, hint: str) -> RnntuiError:
    """The error of one line of a file."""
    return RnntuiError(f"{named(path)}, line {number}: {found}", hint)


def named(path: Path) -> str:
    """The name of a file in a message: as it is, or quoted where it would not stay on one line."""
    name = str(path)
    return name if name.isprintable() else repr(name)


def quoted(found: str) -> str:
    """Text from outside in a message: quoted, on one line, its beginning where it is long."""
    return repr(found if len(found) <= 40 else f"{found[:39]}…")
