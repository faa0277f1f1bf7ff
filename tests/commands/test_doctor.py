"""The doctor: what it finds, what it advises, and that it leaves no terminal in disorder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import termios
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest

from rnntui.cli import main
from rnntui.commands import doctor
from rnntui.commands.file_checks import file_findings
from rnntui.commands.findings import Finding, lines, status
from rnntui.commands.system_checks import folders, is_within, is_writable, versions
from rnntui.commands.terminal_checks import characters, connection, terminal, tmux
from rnntui.errors import RnntuiError
from rnntui.formats.trace_json import trace_to_json
from rnntui.model import build
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_file
from rnntui.text.samples import samples_folder
from rnntui.translation import translated

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
NEVER_TRANSLATED = {"SSH", "tmux", "Python", "textual", "rich", "numpy", "safetensors", "UTF-8", "256"}


def looked(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {each.name: each for each in findings}


@pytest.mark.parametrize(
    ("environment", "name", "found", "is_ok"),
    [
        ({}, "terminal", "can't draw", False),
        ({"TERM": "dumb"}, "terminal", "TERM is 'dumb'", False),
        (GOOD, "terminal", "xterm-256color", True),
        (GOOD, "colours", "16 million", True),
        ({"TERM": "xterm-256color"}, "colours", "256", True),
        ({"TERM": "xterm"}, "colours", "16, or fewer", True),
        ({**GOOD, "NO_COLOR": "1"}, "colours", "none", True),
        ({**GOOD, "NO_COLOR": ""}, "colours", "16 million", True),
    ],
)
def test_terminals(environment: Mapping[str, str], name: str, found: str, is_ok: bool) -> None:
    each = looked(terminal(environment, (80, 24)))[name]
    assert found in each.found
    assert each.is_ok is is_ok


@pytest.mark.parametrize(("size", "is_ok"), [((80, 24), True), ((60, 20), True), ((59, 40), False), (None, True)])
def test_sizes(size: tuple[int, int] | None, is_ok: bool) -> None:
    assert looked(terminal(GOOD, size))["size"].is_ok is is_ok


def test_what_the_terminal_says_of_widths() -> None:
    good = looked(characters("UTF-8", {"你": 2, "①": 1}.get))
    assert all(each.is_ok for each in good.values())
    bad = looked(characters("ANSI_X3.4-1968", {"你": 1, "①": 2}.get))
    assert {name for name, each in bad.items() if not each.is_ok} == {"locale", "wide characters", "ambiguous width"}
    assert "the width 1, not 2" in bad["wide characters"].found
    silent = looked(characters("UTF-8", lambda _: None))
    assert all(each.is_ok for each in silent.values())
    assert "not asked" in looked(characters("utf8", None))["wide characters"].found


@pytest.mark.parametrize(
    ("more", "is_ok"),
    [({}, True), ({"VTE_VERSION": "7200"}, False), ({"TERM_PROGRAM": "Apple_Terminal"}, False),
     ({"TERM_PROGRAM": "iTerm.app"}, True), ({"TERM": "xterm-kitty"}, True), ({"TERM": "linux"}, False)],
)  # fmt: skip
def test_clipboards(more: Mapping[str, str], is_ok: bool) -> None:
    found = looked(connection({**GOOD, **more}))
    assert found["clipboard"].is_ok is is_ok
    assert found["SSH"].found == "no"
    assert looked(connection({**GOOD, "SSH_CONNECTION": "x"}))["SSH"].found.startswith("yes")


def told(settings: Mapping[str, str]) -> doctor.Run:  # type: ignore[name-defined]
    return lambda command: "tmux 3.4\n" if command[1] == "-V" else settings.get(command[-1])


def test_tmux() -> None:
    assert looked(tmux({}, told({})))["tmux"].found == "no"
    bad = {"set-clipboard": "external\n", "escape-time": "500\n", "default-terminal": "screen\n"}
    found = looked(tmux({"TMUX": "x"}, told(bad)))
    assert {name for name, each in found.items() if not each.is_ok} == {"tmux clipboard", "tmux Esc", "tmux terminal"}
    good = {"set-clipboard": "on", "escape-time": "10", "default-terminal": "tmux-256color", "allow-passthrough": "on"}
    assert all(each.is_ok for each in tmux({"TMUX": "x"}, told(good)))
    assert all(each.is_ok for each in tmux({"TMUX": "x"}, told({})))
    assert not looked(tmux({"TMUX": "x"}, lambda _: None))["tmux"].is_ok


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
def test_a_real_tmux_is_asked(tmp_path: Path) -> None:
    at = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    subprocess.run([*at, "new-session", "-d", "sleep", "60"], check=True)
    try:

        def asked(command: tuple[str, ...]) -> str | None:
            return doctor.printed((*at, *command[1:]) if command[0] == "tmux" else command)

        subprocess.run([*at, "set", "-s", "set-clipboard", "external"], check=True)
        assert "set-clipboard is external" in looked(tmux({"TMUX": "x"}, asked))["tmux clipboard"].found
        subprocess.run([*at, "set", "-s", "set-clipboard", "on"], check=True)
        found = looked(tmux({"TMUX": "x"}, asked))
        assert found["tmux clipboard"].is_ok
        assert re.match(r"tmux [0-9]", found["tmux"].found)
        assert "escape-time is " in found["tmux Esc"].found
    finally:
        subprocess.run([*at, "kill-server"], check=False)


def test_versions_are_within_what_is_asked_for() -> None:
    assert all(each.is_ok for each in versions())
    assert {"Python", "textual", "numpy"} <= looked(versions()).keys()
    assert is_within("8.2.8", ">=8.2.8,<9")
    assert is_within("8.10", ">=8.2.8, <9")
    assert not is_within("8.2.7", ">=8.2.8,<9")
    assert not is_within("9.0", ">=8.2.8,<9")
    assert is_within("1", "")


def test_folders_that_can_not_be_written_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(each.is_ok for each in folders())
    (tmp_path / "file").write_text("")
    assert is_writable(tmp_path / "new" / "deep")
    assert not is_writable(tmp_path / "file" / "x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    found = looked(folders())
    assert found["settings"].is_ok
    assert "can't be written" in found["last sessions"].found


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    plain = {name: value for name, value in os.environ.items() if name not in ("TMUX", "TERM_PROGRAM", "VTE_VERSION")}
    command = [sys.executable, "-m", "rnntui", "doctor", *arguments]
    return subprocess.run(command, env=plain | GOOD | environment, capture_output=True, check=False)


def test_nothing_but_lines_goes_to_what_is_no_terminal() -> None:
    done = run()
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"not asked" in done.stdout
    assert run(TERM="dumb").returncode == 1
    assert "正常" in run("--lang", "zh-TW").stdout.decode()


def test_a_terminal_is_asked_and_left_as_it_was(tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    before = termios.tcgetattr(slave)
    environment = {**os.environ, **GOOD, "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "rnntui", "doctor"]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    output = b""
    answered = 0
    while process.poll() is None:
        import select

        if select.select([master], [], [], 0.1)[0]:
            output += os.read(master, 65536)
        if output.count(b"\x1b[6n") > answered:
            answered += 1
            os.write(master, b"\x1b[5;3R")
    while select.select([master], [], [], 0.1)[0]:
        output += os.read(master, 65536)
    assert answered == 2
    shown = output.decode()
    assert "你 has the width 2" in shown
    # The terminal says that ① took two cells.
    assert "① has the width 2, not 1" in shown
    assert "80x24 cells" in shown
    assert process.returncode == 1
    assert termios.tcgetattr(slave) == before
    os.close(slave)
    os.close(master)


def findings() -> list[Finding]:
    """What can be found, in many situations."""
    bad = {"set-clipboard": "external", "escape-time": "500", "default-terminal": "screen"}
    found: list[Finding] = []
    for environment in (
        {},
        GOOD,
        {"TERM": "xterm"},
        {**GOOD, "NO_COLOR": "1"},
        {"TERM": "linux", "SSH_TTY": "x"},
        {"TERM": "foot"},
    ):
        for size in (None, (80, 24), (10, 10)):
            found += terminal(environment, size)
        found += connection(environment)
    for ask in (None, lambda _: None, lambda _: 3, {"你": 2, "①": 1}.get):
        found += characters("latin-1", ask)
    for settings in ({}, bad, {"set-clipboard": "on", "escape-time": "1"}):
        found += tmux({"TMUX": "x"}, told(settings))
    found += [*tmux({"TMUX": "x"}, lambda _: None), *tmux({}, told({})), *versions(), *folders()]
    return found


def test_every_finding_has_its_chinese() -> None:
    missing = set()
    for each in findings():
        for text in (each.name, each.found, each.todo, each.hint):
            is_said = text in NEVER_TRANSLATED or re.fullmatch(r"[0-9.]+|/\S+|tmux [0-9.]+|tmux set .*", text)
            if text and not is_said and translated(text, "zh_TW") == text:
                missing.add(text)
    assert missing == set()


def test_lines_stand_in_columns_and_say_what_to_do() -> None:
    shown = list(lines([Finding("size", "x", "enlarge it"), Finding("terminal", "\x1b")], "en"))
    assert shown[0].startswith("look here  size      x")
    assert shown[1].strip() == "→ enlarge it"
    assert shown[2] == "ok         terminal  ␛"
    assert shown[3:] == ["", "look here: size"]
    assert list(lines([Finding("a", "b")], "en")) == ["ok         a  b"]
    narrow = list(lines([Finding("size", "x" * 30 + " yy", "enlarge " + "it " * 9)], "en", 49))
    assert narrow == [
        f"look here  size  {'x' * 30}",
        f"{' ' * 17}yy",
        f"{' ' * 17}→ enlarge it it it it it it it",
        f"{' ' * 17}  it it",
        "",
        "look here: size",
    ]
    assert status([Finding("a", "b")]) == 0
    assert status([Finding("a", "b", "c")]) == 1


# Files


def of(path: Path, **more: str) -> str:
    return "\n".join(lines(file_findings(path, **more), "en"))


def test_files_of_every_kind(tmp_path: Path) -> None:
    own = tmp_path / "own.safetensors"
    build("lstm", encoding="one-hot", text="I saw", hidden=2, output=2, labels=["yes", "no"]).save(own)
    shown = of(own)
    assert "a model of rnntui's own" in shown
    assert "lstm, layers 1, one direction; input 2, hidden 2, output 2" in shown
    assert "one-hot, 2 numbers for a token" in shown
    assert "yes, no" in shown
    np.save(tmp_path / "v.npy", np.ones((3, 2)))
    assert "3 vectors of 2 numbers" in of(tmp_path / "v.npy")
    (tmp_path / "t.json").write_text(trace_to_json(realise(Setup(text="a")).trace))
    assert "the trace of a run, with x, h, y" in of(tmp_path / "t.json")
    assert "elman, 4 steps" in of(sample_file("kinship"))
    assert "a narrated comparison of" in of(samples_folder() / "comparisons" / "order.json")
    shown = of(samples_folder() / "architectures" / "g2p_en.toml")
    assert "an architecture of" in shown
    assert "in this order" in shown


def test_the_gate_order_of_a_foreign_file_is_said(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    shapes = {"weight_ih_l0": (12, 2), "weight_hh_l0": (12, 3), "bias_ih_l0": (12,), "bias_hh_l0": (12,)}
    save_file({name: np.ones(shape, np.float32) for name, shape in shapes.items()}, tmp_path / "m.safetensors")
    shown = of(tmp_path / "m.safetensors")
    assert "safetensors with the names of PyTorch" in shown
    assert "pytorch: weight_ih holds W_i, W_f, W_g, W_o, in this order" in shown
    assert "float32" in shown
    assert "the file has none" in shown


@pytest.mark.parametrize("name", ["absent.safetensors", "x.txt", "broken.json", "bad.toml", "pipe"])
def test_a_file_that_does_not_open_is_an_error_on_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.txt").write_text("hello")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "bad.toml").write_text("= x")
    os.mkfifo(tmp_path / "pipe")
    assert main(["doctor", str(tmp_path / name)]) in (1, 2)
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(RnntuiError):
        list(file_findings(tmp_path / name))


def test_files_are_told_of_in_chinese(tmp_path: Path) -> None:
    own = tmp_path / "own.safetensors"
    build("lstm", encoding="one-hot", text="I saw", hidden=2, output=2).save(own)
    for path in (own, sample_file("kinship"), samples_folder() / "architectures" / "g2p_en.toml"):
        for each in file_findings(path):
            for text in filter(None, (each.name, each.hint)):
                assert translated(text, "zh_TW") != text, text
        assert "：" in "\n".join(lines(file_findings(path), "zh_TW"))
