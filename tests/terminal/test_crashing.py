"""A slip of ours is one line and a log, in neither of which the user's text stands."""

from __future__ import annotations

import re
from pathlib import Path

from pseudo import LEFT, terminal

BROKEN = """
from rnntui.ui.app import RnntuiApp
def broken(app):
    text = app.session.setup.text
    raise KeyError(text)
RnntuiApp.action_order = broken
"""
"""As if a slip were in the app, and the user's text in the error's message."""
LINE = re.compile(rb"rnntui: rnntui ended unexpectedly: KeyError in <string>:5 \((.*)\)\r\n")


def told(app_output: bytes) -> str:
    """What stands in parentheses in the one line that is left on the screen."""
    assert b"Traceback" not in app_output
    left = app_output.split(LEFT)[-1]
    assert b"secret" not in left
    found = LINE.search(left)
    assert found is not None, left
    return found[1].decode()


def test_a_crash_is_one_line_and_a_log(tmp_path: Path) -> None:
    folders = {"XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    with terminal("Setup(text='secret')", BROKEN, size=(250, 24), environment=folders) as app:
        app.wait_for(b"random seed 0")
        app.press("o")
        assert app.status() == 1
        said = told(app.output)
    log = Path(said.removeprefix("log: "))
    assert log.is_relative_to(tmp_path)
    text = log.read_text()
    assert "KeyError\n" in text
    assert "in broken" in text
    assert re.search(r"^  textual/message_pump\.py:\d+ in ", text, re.MULTILINE)
    assert "secret" not in text


def test_without_a_place_for_the_log_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with terminal("Setup(text='secret')", BROKEN, size=(250, 24), environment={"XDG_STATE_HOME": str(file)}) as app:
        app.wait_for(b"random seed 0")
        app.press("o")
        assert app.status() == 1
        assert told(app.output) == "no log: Not a directory"


def test_a_slip_in_the_thread_that_reads_keys_is_a_crash_too(tmp_path: Path) -> None:
    broken = "from rnntui.ui import terminal_driver as d; d.ForgivingParser.feed = lambda parser, data: 1 // 0; "
    with terminal("Setup(text='secret')", broken, size=(250, 24), environment={"XDG_STATE_HOME": str(tmp_path)}) as app:
        app.wait_for(b"random seed 0")
        app.press("o")
        assert app.status() == 1
        assert b"ended unexpectedly: ZeroDivisionError in <string>:1 (log: " in app.output
        assert b"Traceback" not in app.output
