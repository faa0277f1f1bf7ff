"""The command line, as a process sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import rnntui
from rnntui import cli
from rnntui.cli import COMMANDS, main, read_arguments


def process(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "rnntui", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **more)  # type: ignore[call-overload, no-any-return]


def test_standard_input_is_the_sentence_of_a_dash() -> None:
    done = process("trace", "-", "--format", "csv", "--only", "h", input=b"I saw\na saw\n")
    assert done.returncode == 0
    rows = done.stdout.decode().splitlines()
    assert rows[0] == "step,token,h[0],h[1],h[2]"
    assert [row.split(",")[1] for row in rows[1:]] == ["I", "saw", "a", "saw"]


def test_bytes_that_are_not_utf8_do_not_end_in_a_traceback() -> None:
    done = process("trace", "-", input="你好".encode("gbk"))
    assert done.returncode == 0
    assert "�".encode() in done.stdout


def test_a_command_is_a_sentence_after_two_dashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("1,2\n")
    assert read_arguments(["--", "trace"])[1]().text == "trace"
    assert read_arguments(["x.csv"])[1]().inputs == "x.csv"
    assert read_arguments(["--arch", "lstm", "--", "x.csv"])[1]().text == "x.csv"
    assert read_arguments(["absent.csv"])[1]().text == "absent.csv"
    assert read_arguments([])[1]().text == "你祖我孫"
    setup = read_arguments(["I saw", "--hidden", "5", "--bidirectional"])[1]()
    assert (setup.text, setup.size("hidden"), setup.bidirectional) == ("I saw", 5, True)


@pytest.mark.parametrize("closed", ["piped", "null"])
def test_without_a_terminal_the_app_says_so_and_ends_with_2(closed: str) -> None:
    more = {"input": b"I saw\n"} if closed == "piped" else {"stdin": subprocess.DEVNULL}
    done = process("I saw a saw", **more)
    assert done.returncode == 2
    error = done.stderr.decode()
    assert error.count("\n") == 1
    assert "rnntui trace" in error
    assert "rnntui snapshot" in error


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples(command: str) -> None:
    done = process(*([command] if command else []), "--help")
    assert done.returncode == 0
    assert b"examples:" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["trace", "--help"], ["trace", "a", "--hidden", "x"]])
def test_arguments_are_read_before_numpy_and_textual_are(arguments: list[str]) -> None:
    code = f"""
import sys
import rnntui
from rnntui.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
sys.stderr.write(",".join(sorted({{"numpy", "textual", "rich.console", "regex"}} & set(sys.modules))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = done.stderr.decode().rpartition("\n")[2]
    assert loaded == ""


def test_importing_the_package_loads_neither_numpy_nor_textual() -> None:
    code = "import sys, rnntui; assert not {'numpy', 'textual', 'rich'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_other_encodings_of_the_process_make_no_traceback(encoding: str) -> None:
    done = process("trace", "你祖", env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert done.returncode == 0
    assert "你" in done.stdout.decode()


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m rnntui trace 'I saw a saw' --arch lstm --format json --hidden 900 | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert done.stdout == b'{"format":'
    assert b"Traceback" not in done.stderr


def test_the_version_is_printed() -> None:
    assert process("--version").stdout.decode().strip() == f"rnntui {rnntui.__version__}"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["trace", "a", "--arch", "lstmm", "--lang", "zh-TW"], "沒有名為「lstmm」的架構"),
        (["trace", "a", "--lang=zh-TW", "--hiden", "3"], "不認得的引數：--hiden"),
        (["trace", "a", "--arch", "lstmm", "--lang", "en"], "there is no architecture 'lstmm'"),
    ],
)
def test_errors_are_told_in_the_language_that_was_chosen(
    arguments: list[str], found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert found in capsys.readouterr().err


def test_errors_are_told_in_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert main(["trace", "a", "--weights", "nowhere.safetensors"]) == 1
    assert "nowhere.safetensors" in (told := capsys.readouterr().err)
    assert "there are" not in told


@pytest.mark.parametrize(
    ("arguments", "is_offered"),
    [
        ([], True),
        (["--lang", "zh-TW", "--theme", "light", "--ascii"], True),
        (["--record", "a.keys"], True),
        (["a b"], False),
        (["--", "trace"], False),
        (["--arch", "lstm"], False),
        (["--replay", "a.keys"], False),
        (["--session", "a.json"], False),
        (["--seed", "0"], False),
    ],
)
def test_the_last_session_is_offered_where_nothing_else_was_asked_for(arguments: list[str], is_offered: bool) -> None:
    assert cli.says_nothing(cli.parser().read(arguments)) is is_offered
