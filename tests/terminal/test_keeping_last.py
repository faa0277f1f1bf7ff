"""However the end comes, the last session is on the disk, and offered on the next start."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo import COMMAND, Terminal, terminal

from rnntui.session.session_file import Kept, read_session

IGNORED = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
OPENS = "from rnntui.cli import main; import sys; sys.exit(main({arguments!r}))"
SOON = 15.0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def kept(home: Path) -> list[Kept]:
    return [read_session(path) for path in sorted(home.rglob("*/sessions/*.json"))]


def opening(*arguments: str, before: str = "") -> tuple[str, ...]:
    return (sys.executable, "-c", before + OPENS.format(arguments=list(arguments)))


def press(app: Terminal, keys: str) -> None:
    """Press keys, and wait until nothing more is made of them."""
    app.wait_until_idle()
    app.press(keys)
    app.read(0.3)
    app.wait_until_idle()
    app.read()


def end_by(number: int) -> Callable[[Terminal], None]:
    return lambda app: os.kill(app.pid, number)


ENDS: dict[str, tuple[Callable[[Terminal], None], int, str]] = {
    "q": (lambda app: app.press("q"), 0, ""),
    "ctrl+c": (lambda app: app.press("\x03"), 0, ""),
    "SIGTERM": (end_by(signal.SIGTERM), 128 + signal.SIGTERM, ""),
    "SIGHUP": (end_by(signal.SIGHUP), 128 + signal.SIGHUP, ""),
    "SIGINT": (end_by(signal.SIGINT), 128 + signal.SIGINT, ""),
    "dropped": (Terminal.close, 128 + signal.SIGHUP, ""),
    "dropped, SIGHUP ignored": (Terminal.close, 128 + signal.SIGHUP, IGNORED),
}


@pytest.mark.parametrize("how", ENDS)
def test_the_session_is_kept(how: str, home: Path) -> None:
    end, status, before = ENDS[how]
    with terminal(command=opening("I saw a saw", "--arch", "lstm", before=before)) as app:
        app.wait_for(b"+0.14")
        press(app, "nn")
        end(app)
        assert app.status(SOON) == status
    (found,) = kept(home)
    assert (found.setup.text, found.setup.architecture, found.cursor.step) == ("I saw a saw", "lstm", 2)


def test_the_session_is_kept_though_output_is_stalled(home: Path) -> None:
    before = "import rnntui.ui.ending as e; e.GRACE = 0.5; "
    with terminal(command=opening("I saw a saw", before=before), size=(250, 70)) as app:
        app.wait_for(b"t=0")
        press(app, "n")
        for _ in range(300):
            app.press("?")
        app.wait_until_idle()
        app.close()
        assert app.status(SOON) == 128 + signal.SIGHUP
    (found,) = kept(home)
    assert found.cursor.step == 1


def test_after_a_kill_there_is_what_was_kept_when_it_was_quiet(home: Path) -> None:
    before = "import rnntui.ui.keeping_app as k; k.EVERY = 0.2; "
    with terminal(command=opening("I saw a saw", before=before)) as app:
        app.wait_for(b"t=0")
        app.press("n")
        app.wait_until(lambda: any(each.cursor.step == 1 for each in kept(home)))
        os.kill(app.pid, signal.SIGKILL)
        app.status(SOON)
    assert [each.cursor.step for each in kept(home)] == [1]


def test_the_next_start_goes_on_with_it(home: Path) -> None:
    with terminal(command=opening("I saw a saw", "--arch", "gru")) as app:
        app.wait_for(b"t=0")
        app.press("q")
        assert app.status() == 0
    with terminal(command=COMMAND) as app:
        app.wait_for(b"I saw a saw \xc2\xb7 GRU")
        # It opens on the worked example, whatever was kept.
        assert "你祖我孫".encode() in app.output
        app.press("\x0f")
        app.wait_for(b"last session")
        press(app, "\r")
        assert b"GRU 3" in app.output
        app.press("q")
        assert app.status() == 0
    # Nothing was done with it, so that it is not kept a second time.
    assert len(kept(home)) == 1


def test_who_only_looked_at_the_worked_example_leaves_nothing(home: Path) -> None:
    with terminal(command=COMMAND) as app:
        app.wait_for(b"(0, 0)")
        app.wait_until_idle()
        app.press("q")
        assert app.status() == 0
    assert kept(home) == []


def test_a_home_that_can_not_be_written_hurts_nobody(home: Path) -> None:
    (home / "file").write_text("")
    with terminal(command=opening("I saw a saw"), environment={"XDG_STATE_HOME": str(home / "file")}) as app:
        app.wait_for(b"t=0")
        press(app, "n")
        app.press("q")
        assert app.status() == 0


def test_a_record_is_made_and_played(home: Path) -> None:
    record = home / "a.keys"
    with terminal(command=opening("I saw a saw", "--record", str(record))) as app:
        app.wait_for(b"t=0")
        press(app, "nn")
        app.press("q")
        assert app.status() == 0
    assert record.read_text() == "options: --size 80x24 'I saw a saw'\nn, n\n"
    with terminal(command=opening("--replay", str(record))) as app:
        app.wait_for(b"has been replayed")
        assert b"2 (3" in app.output
        app.press("q")
        assert app.status() == 0
    with terminal(command=opening("x", "--record", str(record))) as app:
        assert app.status() == 1
    assert b"exists" in app.output
