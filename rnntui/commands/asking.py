"""The terminal is asked in how many cells it shows a text: it is written, and the cursor's place is read."""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import time
import tty
from contextlib import suppress

PATIENCE = 0.5
"""Seconds to wait for an answer."""
_ANSWER = re.compile(rb"\x1b\[([0-9]{1,5});([0-9]{1,5})R")
_PLACE, _CLEAR = b"\x1b[6n", b"\r\x1b[K"


def can_ask() -> bool:
    """Whether there is a terminal on both sides, which knows more than letters."""
    streams = (sys.stdin, sys.stdout)
    return all(each is not None and each.isatty() for each in streams) and os.environ.get("TERM", "") not in (
        "",
        "dumb",
    )


def cells_of(text: str) -> int | None:
    """In how many cells the terminal shows a text at the beginning of a line; None where it does not answer."""
    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        before = termios.tcgetattr(source)
    except termios.error:
        return None
    try:
        tty.setcbreak(source, termios.TCSAFLUSH)
        sys.stdout.flush()
        os.write(target, _CLEAR + text.encode() + _PLACE)
        return _column(source)
    except OSError:
        return None
    finally:
        with suppress(OSError, termios.error):
            os.write(target, _CLEAR)
            termios.tcsetattr(source, termios.TCSAFLUSH, before)


def _column(source: int) -> int | None:
    """The column of the cursor, counted from 0."""
    end = time.monotonic() + PATIENCE
    read = b""
    while (left := end - time.monotonic()) > 0:
        if not select.select([source], [], [], left)[0]:
            break
        read += os.read(source, 64)
        if (match := _ANSWER.search(read)) is not None:
            return int(match[2]) - 1
    return None
