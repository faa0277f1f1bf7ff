"""Ctrl+Z gives the terminal to the shell, and fg brings the same screen back."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from pathlib import Path

from emulator import shown
from pseudo import COMMAND, LEFT, READY, Terminal, terminal

ENTERED = b"\x1b[?1049h"
COLUMNS, ROWS = 80, 24


def screen(app: Terminal) -> list[str]:
    """What a terminal shows of the output since the app came to the foreground last."""
    return shown(app.output[app.output.rindex(ENTERED) :], COLUMNS, ROWS)


def test_it_stops_in_a_shell_and_comes_back() -> None:
    with terminal(command=("/bin/bash", "--norc", "-i"), environment={"PS1": "$ "}) as shell:
        shell.press(f"{' '.join(COMMAND)}\r")
        shell.wait_for(READY)
        shell.press("nnn")
        shell.wait_for(b"(42, 42)")
        shell.read(0.3)
        before = screen(shell)
        shell.press("\x1a")
        shell.wait_for(b"Stopped")
        assert LEFT in shell.output
        shell.output = b""
        shell.press("echo $((6 * 7))!\r")
        shell.wait_for(b"42!")
        shell.press("fg\r")
        shell.wait_for(ENTERED)
        shell.wait_until(lambda: screen(shell) == before)
        shell.press("p")
        shell.wait_until(lambda: any("(3 of 4)" in line for line in screen(shell)))
        shell.press("q")
        shell.wait_for(LEFT)
        # What is typed before the shell reads again would be lost.
        shell.wait_until(lambda: shell.output.endswith(b"$ "))
        shell.press("\x04")
        assert shell.status() == 0


def test_a_stop_from_outside_restores_the_terminal() -> None:
    with terminal() as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(READY)
        app.output = b""
        _stop(app)
        assert LEFT in app.output
        assert termios.tcgetattr(app.slave) == before
        os.kill(app.pid, signal.SIGCONT)
        app.wait_for(READY)
        app.press("q")
        assert app.status() == 0
        assert termios.tcgetattr(app.slave) == before


def test_a_signal_while_it_is_stopped_ends_it_once_it_goes_on() -> None:
    with terminal() as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(READY)
        _stop(app)
        os.kill(app.pid, signal.SIGTERM)
        os.kill(app.pid, signal.SIGCONT)
        assert app.status() == 128 + signal.SIGTERM
        assert app.output.rindex(LEFT) > app.output.rindex(ENTERED)
        assert termios.tcgetattr(app.slave) == before


def test_a_stopped_app_ends_with_its_terminal() -> None:
    with terminal() as app:
        app.wait_for(READY)
        _stop(app)
        app.close()
        assert app.status() == 128 + signal.SIGHUP


WOKEN = """
import asyncio, os, signal, sys, time
from threading import Timer
from rnntui.ui.ending import Ending

async def main():
    loop = asyncio.get_running_loop()
    with Ending(print, sys.stdin.fileno(), lambda: loop.call_soon_threadsafe(lambda: None)):
        signal.signal(signal.SIGCONT, lambda *_: print("handled", flush=True))
        # The kernel gives a signal to any thread of the process: now to another than this one.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCONT])
        print("ready", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def test_a_signal_that_another_thread_gets_is_handled_at_once() -> None:
    with terminal(command=(sys.executable, "-c", WOKEN)) as app:
        app.wait_for(b"ready")
        app.read(0.2)
        os.kill(app.pid, signal.SIGCONT)
        app.wait_for(b"handled")


def _stop(app: Terminal) -> None:
    os.kill(app.pid, signal.SIGTSTP)
    app.wait_until(lambda: _is_stopped(app.pid))
    app.read()


def _is_stopped(pid: int) -> bool:
    return re.search(r"^State:\s+T", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE) is not None
