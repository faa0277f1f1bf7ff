"""The app in a real pseudo-terminal: how it starts, what it survives, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds after which a condition that is waited for counts as never met."""
START = "from rnntui.session.setup import *; from rnntui.ui.run import run; import sys; sys.exit(run({setup}))"
BROKEN = "from rnntui.ui.app import RnntuiApp; RnntuiApp.action_order = lambda app: 1 // 0; "
"""A slip of ours, for the test's sake."""
LEFT = b"\x1b[?1049l"
"""What gives the terminal its former screen back."""


@dataclass
class Terminal:
    """A process in a pseudo-terminal of 80x24."""

    pid: int
    master: int
    slave: int
    output: bytes = field(default=b"")

    def wait_for(self, text: bytes) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.output:
            assert time.monotonic() < end, self.output[-2000:]
            self._read()

    def status(self) -> int:
        """How it ended."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._read()
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(self.output[-2000:])

    def _read(self) -> None:
        while select.select([self.master], [], [], 0.05)[0]:
            try:
                read = os.read(self.master, 65536)
            except OSError:
                return
            if not read:
                return
            self.output += read


@contextmanager
def terminal(
    setup: str = "sample_setup('kinship')", before: str = "", command: tuple[str, ...] = ()
) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    pid = os.fork()
    if not pid:
        _take(slave)
        started = command or (sys.executable, "-c", before + START.format(setup=setup))
        os.execve(started[0], started, {**os.environ, "TERM": "xterm-256color"})
    running = Terminal(pid, master, slave)
    try:
        yield running
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(master)
        os.close(slave)


def _take(slave: int) -> None:
    """Make a pseudo-terminal that of this process."""
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(slave, number)


def test_the_installed_command_opens_the_worked_example() -> None:
    with terminal(command=(str(Path(sys.executable).parent / "rnntui"),)) as app:
        app.wait_for(b"(0, 0)")
        os.write(app.master, b"nnn")
        app.wait_for(b"(42, 42)")
        os.write(app.master, b"q")
        assert app.status() == 0
        assert LEFT in app.output


@pytest.mark.parametrize("keys", [b"q", b"\x03"])
def test_quitting_gives_the_terminal_back(keys: bytes) -> None:
    with terminal() as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(b"(0, 0)")
        os.write(app.master, b"nnn")
        app.wait_for(b"(42, 42)")
        os.write(app.master, keys)
        assert app.status() == 0
        assert LEFT in app.output
        assert termios.tcgetattr(app.slave) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_end_it_and_give_the_terminal_back(number: signal.Signals) -> None:
    with terminal() as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(b"(0, 0)")
        os.kill(app.pid, number)
        assert app.status() == 128 + number
        assert LEFT in app.output
        assert termios.tcgetattr(app.slave) == before


def test_bytes_that_are_no_utf8_do_not_end_it() -> None:
    with terminal() as app:
        app.wait_for(b"(0, 0)")
        os.write(app.master, b"i")
        app.wait_for(b"Type: every change")
        os.write(app.master, "你好".encode("gbk") + b"\xff")
        app.wait_for("\ufffd".encode())
        os.write(app.master, b"\x03")
        assert app.status() == 0


def test_a_setup_that_does_not_fit_is_one_line() -> None:
    with terminal("Setup(text='a', architecture='lstmm')") as app:
        assert app.status() == 2
        assert b"rnntui: there is no architecture 'lstmm'; did you mean lstm?" in app.output
        assert b"Traceback" not in app.output


def test_a_crash_is_one_line_without_the_users_text() -> None:
    with terminal("Setup(text='secret')", BROKEN) as app:
        app.wait_for(b"random seed 0")
        os.write(app.master, b"o")
        assert app.status() == 1
        told = app.output.split(LEFT)[-1]
        assert b"rnntui: rnntui ended unexpectedly: ZeroDivisionError in <string>:" in told
        assert b"Traceback" not in app.output
        assert b"secret" not in told
