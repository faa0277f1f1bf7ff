"""Completions, tried in the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rnntui.cli import COMMANDS, main
from rnntui.commands.completion import SHELLS, known_names, script
from rnntui.engine.catalogue import architecture_names

TRY = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_shtab_rnntui 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "rnntui.bash"
    path.write_text(script("bash"))
    return path


def completed(bash: Path, *words: str, folder: Path | None = None) -> list[str]:
    command = ["bash", "--norc", "-c", TRY, "try", str(bash), "rnntui", *words]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=folder or bash.parent)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["tr"], ["trace"]),
        (["comp"], ["compare", "completion"]),
        (["--arch", "l"], ["lstm", "lstm_peephole", "lstm_projection"]),
        (["trace", "--arch", "l"], ["lstm", "lstm_peephole", "lstm_projection"]),
        (["trace", "I saw", "--arch", "bru"], []),
        (["compare", "--arch-b", "dr"], ["drnn"]),
        (["snapshot", "--screen", "mem"], ["memory"]),
        (["--sample", "kin"], ["kinship"]),
        (["trace", "--encoding", "bag"], ["bag-of-words"]),
        (["trace", "--weights", "on"], ["ones"]),
        (["trace", "--format", "c"], ["csv"]),
        (["completion", "z"], ["zsh"]),
        (["--lang", "zh"], ["zh-TW"]),
        (["doctor", "--la"], ["--lang"]),
        (["--ses"], ["--session"]),
    ],
)
def test_bash_completes(bash: Path, words: list[str], found: list[str]) -> None:
    assert sorted(completed(bash, *words)) == found


def test_bash_completes_files(bash: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("")
    (tmp_path / "mine.safetensors").write_text("")
    for words in (["trace", "--arch", "mi"], ["--model", "mi"], ["--session", "mi"], ["doctor", "mi"]):
        assert sorted(completed(bash, *words, folder=tmp_path)) == ["mine.safetensors", "mine.toml"]


def test_all_commands_are_there(bash: Path) -> None:
    assert set(COMMANDS) <= set(completed(bash, ""))
    for name in architecture_names():
        assert name in completed(bash, "--arch", name)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_every_shell_is_printed_and_read(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert "lstm_peephole" in printed
    if shutil.which(shell) is not None:
        (tmp_path / "script").write_text(printed)
        subprocess.run([shell, "-n", str(tmp_path / "script")], check=True, capture_output=True)


def test_no_name_is_code() -> None:
    for names in known_names().values():
        assert names
        assert all(name.replace("-", "").replace("_", "").isalnum() for name in names)


def test_another_shell_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "cmd"]) == 2
    assert "bash" in capsys.readouterr().err
