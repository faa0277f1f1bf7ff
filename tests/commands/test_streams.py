"""What a command does where its streams are closed, full, or no files at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rnntui.cli import main, read_arguments
from rnntui.errors import UsageError


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `rnntui` is this one."""
    command = f'rnntui() {{ "{sys.executable}" -m rnntui "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
        env=os.environ | environment,
    )


@pytest.mark.parametrize(
    ("line", "status", "found"),
    [
        ("rnntui trace a > /dev/full", 1, "standard output can't be written: No space left on device"),
        ("rnntui trace a >&-", 1, "standard output is closed"),
        ("rnntui trace - <&-", 1, "standard input is closed"),
        ("rnntui trace a -o /dev/full", 1, "/dev/full can't be written"),
        ("rnntui trace a --model /dev/zero", 1, "/dev/zero is a device or a pipe"),
        ("rnntui trace a --weights <(cat /dev/zero)", 1, "is a device or a pipe"),
        ("rnntui <&-", 2, "standard input is no terminal"),
        ("TERM=dumb rnntui < /dev/null", 2, "no terminal"),
    ],
)
def test_one_line_says_what_is_wrong(line: str, status: int, found: str) -> None:
    done = shell(line)
    assert done.returncode == status
    assert found in done.stderr
    assert done.stderr.startswith("rnntui: ")
    assert done.stderr.count("\n") == 1


def test_without_standard_error_the_status_says_it() -> None:
    done = shell("rnntui trace a --arch none 2>&-")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "line", ["rnntui list | head -n 1", "rnntui trace a | true", "rnntui trace a --arch q 2>&1 | true"]
)
def test_a_reader_that_stops_early_sees_no_traceback(line: str) -> None:
    assert "Traceback" not in shell(line).stderr


def test_a_dash_is_standard_output() -> None:
    assert shell("rnntui trace a -o - --format json").stdout == shell("rnntui trace a --format json").stdout


def test_arguments_in_another_encoding_are_replaced_and_the_json_is_utf8() -> None:
    done = shell(r"rnntui trace $'\xc4\xe3' --format json")
    assert json.loads(done.stdout)["tokens"] == ["�", "�"]


def test_a_terminal_breaks_a_wide_table() -> None:
    line = 'rnntui trace "a b c" --arch lstm --hidden 12'
    inside = shell(
        f"script -qec 'stty cols 80; {sys.executable} -m rnntui trace \"a b c\" --arch lstm --hidden 12' /dev/null"
    )
    if inside.returncode == 127:
        pytest.skip("there is no `script`")
    assert max(map(len, inside.stdout.splitlines())) < max(map(len, shell(line).stdout.splitlines()))
    assert inside.stdout.count("step  token") > 1


def test_an_archive_does_not_go_to_a_terminal() -> None:
    inside = shell(f"script -qec '{sys.executable} -m rnntui trace a --format npz' /dev/null")
    if inside.returncode == 127:
        pytest.skip("there is no `script`")
    assert inside.returncode == 2
    assert "write it to a file with -o FILE" in inside.stdout


def test_a_setup_is_a_file_to_open_and_options_stand_on_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.json").write_text('{"format": "rnntui-setup/1", "text": "a b", "architecture": "gru"}')
    setup = read_arguments(["mine.json", "--hidden", "5"])[1]()
    assert (setup.text, setup.architecture, setup.size("hidden")) == ("a b", "gru", 5)


def test_a_file_and_its_option_are_one_too_many(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    path.touch()
    with pytest.raises(UsageError, match="both given"):
        read_arguments([str(path), "--model", "other"])


def test_a_sentence_may_be_longer_than_a_file_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert read_arguments(["a" * 5000 + ".csv"])[1]().text.endswith(".csv")
    assert main(["a" * 5000 + ".csv"]) == 2
    assert "terminal" in capsys.readouterr().err
