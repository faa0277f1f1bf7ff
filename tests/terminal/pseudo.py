"""A process in a pseudo-terminal, as a terminal window or sshd would run it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which a condition that is waited for counts as never met."""
START = "from rnntui.session.setup import *; from rnntui.ui.run import run; import sys; sys.exit(run({setup}))"
COMMAND = (sys.executable, "-m", "rnntui")
READY = b"(0, 0)"
"""What the worked example shows at its first step, once it has been run."""
LEFT = b"\x1b[?1049l"
"""What gives the terminal its former screen back."""
_OF_THE_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TERM_PROGRAM", "COLUMNS", "LINES", "SSH_CONNECTION")
_OF_THE_LANGUAGE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES")


@dataclass
class Terminal:
    """A process in a pseudo-terminal, and all that it has written."""

    pid: int
    master: int
    slave: int
    output: bytes = field(default=b"")
    ended: int | None = None
    """The status, once it has ended."""

    def wait_for(self, text: bytes) -> None:
        self.wait_until(lambda: text in self.output)

    def wait_until(self, met: Callable[[], bool], patience: float = PATIENCE) -> None:
        end = time.monotonic() + patience
        while not met():
            assert time.monotonic() < end, self.output[-300:]
            self.read()

    def press(self, keys: bytes | str) -> None:
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def status(self, patience: float = PATIENCE) -> int:
        """How it ended: negative after a signal that it did not handle."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            self.read()
            if self.has_ended():
                self.read()
                assert self.ended is not None
                return self.ended
        raise AssertionError(self.output[-300:])

    def has_ended(self) -> bool:
        if self.ended is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.ended = os.waitstatus_to_exitcode(status) if pid else None
        return self.ended is not None

    def wait_until_idle(self) -> None:
        """Wait, without reading, until it computes nothing for a while: all is done, or it waits for a reader."""
        end = time.monotonic() + PATIENCE
        before, now = -1.0, cpu_seconds(self.pid)
        while now > before:
            assert time.monotonic() < end
            time.sleep(0.3)
            before, now = now, cpu_seconds(self.pid)

    def read(self, seconds: float = 0.05) -> None:
        """Take what it has written, until it writes nothing for so long."""
        while self.master >= 0 and select.select([self.master], [], [], seconds)[0]:
            try:
                read = os.read(self.master, 65536)
            except OSError:
                return
            if not read:
                return
            self.output += read

    def taken(self) -> bytes:
        """What it has written, which is forgotten with this."""
        output, self.output = self.output, b""
        return output

    def resize(self, columns: int, rows: int) -> None:
        """The kernel tells the process in the foreground."""
        termios.tcsetwinsize(self.master, (rows, columns))

    def close(self) -> None:
        """Drop the connection: what reads the terminal gets an end of file, what writes to it an error."""
        for name in ("slave", "master"):
            if getattr(self, name) >= 0:
                os.close(getattr(self, name))
                setattr(self, name, -1)


def cpu_seconds(pid: int) -> float:
    """How long a process has computed so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def terminal(
    setup: str = "sample_setup('kinship')",
    before: str = "",
    *,
    command: tuple[str, ...] = (),
    size: tuple[int, int] = (80, 24),
    redirected: Mapping[int, int] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run the app on a setup, after some code of the test's, or else a command.

    Of the environment only `environment` bears on terminal and language. The standard streams are the
    pseudo-terminal, but for the `redirected` ones; -1 closes one.
    """
    started = command or (sys.executable, "-c", before + START.format(setup=setup))
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (size[1], size[0]))
    plain = {name: value for name, value in os.environ.items() if name not in _OF_THE_TERMINAL + _OF_THE_LANGUAGE}
    wanted = {**plain, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})}
    pid = os.fork()
    if not pid:
        _take(slave, redirected or {})
        os.execve(started[0], started, wanted)
    running = Terminal(pid, master, slave)
    try:
        yield running
    finally:
        if not running.has_ended():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        running.close()


def _take(slave: int, redirected: Mapping[int, int]) -> None:
    """Make a pseudo-terminal that of this process."""
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in range(3):
        source = redirected.get(number, slave)
        if source >= 0:
            os.dup2(source, number)
        else:
            os.close(number)
