"""Where the app starts, where it says in one line that it can't, and in which encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from emulator import shown
from pseudo import COMMAND, LEFT, READY, terminal


def test_the_installed_command_opens_the_worked_example() -> None:
    with terminal(command=(str(Path(sys.executable).parent / "rnntui"),)) as app:
        app.wait_for(READY)
        app.press("nnn")
        app.wait_for(b"(42, 42)")
        app.press("q")
        assert app.status() == 0
        assert LEFT in app.output


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(("number", "name"), [(0, "standard input"), (2, "standard error")])
def test_without_a_terminal_one_line_names_what_works_without(number: int, name: str, closed: bool) -> None:
    reading, writing = os.pipe()
    redirected = {number: -1 if closed else reading if number == 0 else writing}
    with terminal(command=COMMAND, redirected=redirected) as app:
        os.close(writing)
        assert app.status() == 2
        told = b"" if closed and number == 2 else app.output if number == 0 else os.read(reading, 4096)
        os.close(reading)
        assert LEFT not in app.output
    if told:
        assert told.startswith(f"rnntui: {name} is no terminal".encode())
        assert b"rnntui trace" in told
        assert told.count(b"\n") == 1


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_refused(kind: str) -> None:
    with terminal(command=COMMAND, environment={"TERM": kind}) as app:
        assert app.status() == 2
        assert f"rnntui: the terminal is of the kind '{kind}', which can't draw".encode() in app.output
        assert b"rnntui trace" in app.output
        assert b"\x1b" not in app.output


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LANG": "zh_TW.Big5"},
    ],
)
def test_chinese_reaches_the_terminal_as_utf8(environment: dict[str, str]) -> None:
    with terminal(command=COMMAND, environment=environment) as app:
        app.wait_for(READY)
        app.read()
        assert shown(app.output, 80, 24)[1].strip() == "i▸ 你祖我孫"
        app.press("q")
        assert app.status() == 0


@pytest.mark.parametrize(
    ("environment", "word"),
    [({"LANG": "zh_TW.UTF-8"}, "探索"), ({"LANG": "C"}, "Explore"), ({"LC_ALL": "C"}, "Explore")],
)
def test_the_locale_says_the_language(environment: dict[str, str], word: str) -> None:
    with terminal(command=COMMAND, environment=environment) as app:
        app.wait_for(READY)
        assert word in shown(app.output, 80, 24)[0]


def test_standard_output_may_be_a_pipe_and_the_size_is_the_terminals() -> None:
    reading, writing = os.pipe()
    other = {"COLUMNS": "40", "LINES": "10"}
    with terminal(command=COMMAND, size=(100, 30), redirected={1: writing}, environment=other) as app:
        os.close(writing)
        app.wait_for(READY)
        app.press("q")
        assert app.status() == 0
        drawn = app.output[: app.output.index(LEFT)]
        assert os.read(reading, 1) == b""
        os.close(reading)
    assert shown(drawn, 100, 30)[29].strip().startswith("n next")


def test_keys_that_input_methods_need_are_left_alone() -> None:
    with terminal() as app:
        app.wait_for(READY)
        app.press("q")
        assert app.status() == 0
        # Kitty's keyboard protocol; that it is left again at the end does no harm.
        assert b"\x1b[>" not in app.output


def test_a_setup_that_does_not_fit_is_one_line() -> None:
    with terminal("Setup(text='a', architecture='lstmm')") as app:
        assert app.status() == 2
        assert b"rnntui: there is no architecture 'lstmm'; did you mean lstm?" in app.output
        assert b"Traceback" not in app.output


def test_an_idle_app_writes_nothing() -> None:
    with terminal(environment={"SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 22"}) as app:
        app.wait_for(READY)
        # Not deadlines but times in which a cursor would have blinked.
        for keys, seconds in (("", 3.0), ("i", 1.2)):
            app.press(keys)
            app.read(0.4)
            before = app.output
            app.read(seconds)
            assert app.output == before


def test_help_needs_no_terminal() -> None:
    assert subprocess.run([*COMMAND, "--help"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def test_the_tokens_are_drawn_before_all_else() -> None:
    with terminal("Setup(text='alfa bravo')") as app:
        app.wait_for(b"equation step")
        assert app.output.index(b"bravo") < app.output.index(b"Explore")
        app.press("q")
        assert app.status() == 0
