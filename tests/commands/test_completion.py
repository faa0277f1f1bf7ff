"""Completions, tried in the shells themselves."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from rnntui.cli import COMMANDS, main
from rnntui.commands.completion import SHELLS, known_names, script
from rnntui.engine.catalogue import architecture_names

TRY = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
"$(complete -p rnntui | sed 's/.*-F //; s/ rnntui//')" 2>/dev/null
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
        (["--arch", "ls"], ["lstm", "lstm_coupled", "lstm_peephole", "lstm_projection"]),
        (["trace", "--arch", "dr"], ["drnn"]),
        (["trace", "--arch", "mg"], ["mgu"]),
        (["--arch", "=", "dr"], ["drnn"]),
        (["trace", "--lang", "="], ["en", "zh-TW"]),
        (["trace", "--arch", "=", "drnn", "--lang", "z"], ["zh-TW"]),
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


TYPED = (
    ("rnntui comple", "<completion>"),
    ("rnntui --arch drn", "<--arch><drnn>"),
    ("rnntui trace 'I saw' --arch mg", "<trace><I saw><--arch><mgu>"),
    ("rnntui compare --arch-b brn", "<compare><--arch-b><brnn>"),
    ("rnntui snapshot --scre", "<snapshot><--screen>"),
    ("rnntui --sample kin", "<--sample><kinship>"),
    ("rnntui --session mine", "<--session><mine.json>"),
    ("rnntui doctor mine", "<doctor><mine.json>"),
)
"""What is typed before Tab, and the arguments that it comes to."""
FILES = (("rnntui min", "<mine.json>"),)
"""The same with a file in the place of a command, which tcsh has no way for."""
STARTS = {
    "bash": ("--norc --noprofile -i", "source {script}"),
    "zsh": ("-f -i", "fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D"),
    "tcsh": ("-f -i", "set edit; source {script}"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_in_the_shell_itself(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    (tmp_path / "mine.json").write_text("")
    program = tmp_path / "rnntui"
    program.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\necho\n")
    program.chmod(0o755)
    path = tmp_path / "_rnntui"
    path.write_text(script(shell))
    options, begin = STARTS[shell]
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(tmp_path)
        environment = {"HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}", "TERM": "vt100"}
        os.execvpe(shell, [shell, *options.split()], environment)
    try:
        os.write(terminal, f"{begin.format(script=path, folder=tmp_path)}; echo REA''DY\n".encode())
        assert "READY" in heard(terminal, "READY")
        for typed, found in TYPED if shell == "tcsh" else TYPED + FILES:
            os.write(terminal, f"{typed}\t\n".encode())
            assert found in heard(terminal, ">\r\n"), typed
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def heard(terminal: int, text: str) -> str:
    """What a terminal says, up to a text; all that it says within ten seconds where that does not come."""
    said, end = "", time.monotonic() + 10
    while text not in said and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            said += os.read(terminal, 4096).decode(errors="replace")
    return said


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
