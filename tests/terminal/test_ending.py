"""However the end comes, the status says how, and the terminal is as it was."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path

import pytest
from pseudo import LEFT, READY, terminal

KEEPS = "from rnntui.ui.app import RnntuiApp; RnntuiApp.on_unmount = lambda app: open({path!r}, 'w').write('kept'); "
"""What must be done at the end, for the test's sake."""
IGNORES = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
"""As `nohup` has it."""
STALLED = "import rnntui.ui.ending as e; e.GRACE = 0.5; "
SOON = 10.0
"""Seconds within which whoever closed a window may count on the app to be gone."""


@pytest.mark.parametrize("keys", ["q", "\x03", "i\x03"])
def test_quitting_gives_the_terminal_back(keys: str) -> None:
    with terminal() as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(READY)
        app.press("nnn")
        app.wait_for(b"(42, 42)")
        app.press(keys)
        assert app.status() == 0
        assert LEFT in app.output
        assert termios.tcgetattr(app.slave) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_end_it_orderly(number: signal.Signals, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with terminal(before=KEEPS.format(path=str(kept))) as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(READY)
        os.kill(app.pid, number)
        assert app.status() == 128 + number
        assert LEFT in app.output
        assert termios.tcgetattr(app.slave) == before
    assert kept.read_text() == "kept"


def test_a_signal_that_was_ignored_at_the_start_stays_ignored() -> None:
    with terminal(before=IGNORES) as app:
        app.wait_for(READY)
        os.kill(app.pid, signal.SIGHUP)
        app.press("n")
        app.wait_for(b"(3, 3)")
        os.kill(app.pid, signal.SIGTERM)
        assert app.status() == 128 + signal.SIGTERM


@pytest.mark.parametrize("before", ["", IGNORES])
def test_a_dropped_connection_ends_it(before: str) -> None:
    with terminal(before=before) as app:
        app.wait_for(READY)
        app.close()
        assert app.status(SOON) == 128 + signal.SIGHUP


@pytest.mark.parametrize("before", ["", IGNORES])
def test_a_dropped_connection_ends_it_though_output_is_stalled(before: str) -> None:
    with terminal(before=STALLED + before, size=(250, 70)) as app:
        app.wait_for(READY)
        # Nobody reads any more: what is drawn fills all buffers, until the event loop itself has to wait.
        for _ in range(300):
            app.press("?")
        app.wait_until_idle()
        app.close()
        assert app.status(SOON) == 128 + signal.SIGHUP


def test_a_signal_ends_it_though_output_is_stalled() -> None:
    with terminal(before=STALLED, size=(250, 70)) as app:
        before = termios.tcgetattr(app.slave)
        app.wait_for(READY)
        termios.tcflow(app.slave, termios.TCOOFF)
        for _ in range(300):
            app.press("?")
        app.wait_until_idle()
        os.kill(app.pid, signal.SIGTERM)
        assert app.status(SOON) == 128 + signal.SIGTERM
        assert termios.tcgetattr(app.slave) == before
