"""The app on the far side of a real SSH connection, and what is left of it when that is dropped."""

from __future__ import annotations

import os
import shlex
import signal
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo import COMMAND, LEFT, PATIENCE, READY, terminal
from sshd import NEEDED, Server, server

pytestmark = NEEDED
SOON = 15.0
"""Seconds within which an app that nobody can see any more must be gone."""


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("sshd")) as running:
        yield running


def command(far: Server, pid: Path, before: str = "") -> tuple[str, ...]:
    """What opens the app over there, and notes down its process."""
    here = shlex.quote(str(Path.cwd()))
    return far.command(f"{before} cd {here} && echo $$ > {shlex.quote(str(pid))} && exec {shlex.join(COMMAND)}")


def is_gone(pid: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def test_sigterm_over_there_gives_the_terminal_back_over_here(far: Server, tmp_path: Path) -> None:
    with terminal(command=command(far, tmp_path / "pid")) as client:
        before = termios.tcgetattr(client.slave)
        client.wait_for(READY)
        client.press("nnn")
        client.wait_for(b"(42, 42)")
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)
        assert client.status() == 128 + signal.SIGTERM
        assert LEFT in client.output
        assert termios.tcgetattr(client.slave) == before


@pytest.mark.parametrize("before", ["", "trap '' HUP;"], ids=["", "SIGHUP ignored"])
def test_a_dropped_connection_leaves_no_app_behind(before: str, far: Server, tmp_path: Path) -> None:
    with terminal(command=command(far, tmp_path / "pid", before)) as client:
        client.wait_for(READY)
        app = int((tmp_path / "pid").read_text())
        assert not is_gone(app)
        os.kill(client.pid, signal.SIGKILL)
        assert client.status(PATIENCE) == -signal.SIGKILL
    end = time.monotonic() + SOON
    while not (gone := is_gone(app)) and time.monotonic() < end:
        time.sleep(0.1)
    if not gone:
        os.kill(app, signal.SIGKILL)
    assert gone
