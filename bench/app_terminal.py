"""A program in a real pseudo-terminal, timed from outside: when bytes come, how many, and the memory it took."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 300.0
"""Seconds after which something that is waited for counts as never coming."""
QUIET = 0.06
"""Seconds without a byte after which an answer counts as complete."""
_ESCAPES = re.compile(rb"\x1b\[[\x20-\x3f]*[\x40-\x7e]")
_SYNC_ASKED, _SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Nearly every terminal of today draws a frame at once when it is put between two marks, and says so when asked."""
_FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
_UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "NO_COLOR", "SSH_CONNECTION")


@dataclass(frozen=True)
class Answer:
    """What a key brought about. Times are in milliseconds after the key."""

    first: float
    """When the first byte came; not a number if none came."""
    last: float
    size: int
    """How many bytes came."""


def words_of(output: bytes) -> bytes:
    """What was written, without escape sequences."""
    return _ESCAPES.sub(b"", output)


def frames_in(output: bytes) -> int:
    """How many frames that draw something are complete."""
    return sum(bool(frame) for frame in _FRAME.findall(output))


class Terminal:
    """Starts Python with some arguments in a terminal of a size; use it as a context manager."""

    def __init__(self, arguments: Sequence[str], columns: int, rows: int) -> None:
        self.output = bytearray()
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        variables = {name: value for name, value in os.environ.items() if name not in _UNSET}
        variables |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.started = time.perf_counter()
        self.pid = os.fork()
        if not self.pid:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(slave, number)
            os.execve(sys.executable, (sys.executable, *arguments), variables)
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def read(self, seconds: float) -> bytes:
        """What comes at once, after waiting at most so long; nothing if nothing comes."""
        if not select.select([self.master], [], [], max(seconds, 0))[0]:
            return b""
        try:
            read = os.read(self.master, 1 << 20)
        except OSError:
            raise RuntimeError(f"it ended: {words_of(bytes(self.output[-2000:])).decode(errors='replace')}") from None
        if _SYNC_ASKED in read:
            os.write(self.master, _SYNC_ANSWER)
        self.output += read
        return read

    def wait_until(self, is_there: Callable[[bytes], bool]) -> float:
        """Seconds from the start until what was written fulfils a condition."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            if self.read(0.5) and is_there(bytes(self.output)):
                return time.perf_counter() - self.started
        raise RuntimeError(f"it never came; there was {words_of(bytes(self.output[-3000:])).decode(errors='replace')}")

    def settle(self, seconds: float = 0.4) -> None:
        """Read on until nothing comes for a while."""
        while self.read(seconds):
            pass

    def press(self, key: bytes, patience: float = 5.0) -> Answer:
        """Press a key and read all that it brings about."""
        pressed = time.perf_counter()
        os.write(self.master, key)
        read = self.read(patience)
        first = last = time.perf_counter()
        size = len(read)
        while read := self.read(QUIET):
            size += len(read)
            last = time.perf_counter()
        return Answer((first - pressed) * 1e3 if size else float("nan"), (last - pressed) * 1e3, size)

    def hold(self, key: bytes, rate: float, seconds: float) -> tuple[int, int, float]:
        """Press a key again and again: how often, how many frames came, and milliseconds from the last key to the
        last byte."""
        before = len(self.output)
        count = round(rate * seconds)
        start = time.perf_counter()
        for place in range(count):
            while (left := start + place / rate - time.perf_counter()) > 0:
                self.read(left)
            os.write(self.master, key)
            pressed = last = time.perf_counter()
        while self.read(max(QUIET, 0.5)):
            last = time.perf_counter()
        return count, frames_in(bytes(self.output[before:])), (last - pressed) * 1e3

    def peak_memory(self) -> float:
        """The most resident memory so far, in megabytes of a million bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else float("nan")
