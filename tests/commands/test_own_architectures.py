"""Architectures of one's own on the command line: found by name, listed with their errors, checked with their line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from rich.cells import cell_len

import rnntui
from rnntui.cli import main
from rnntui.commands.options import chosen_setup
from rnntui.commands.trace import parser
from rnntui.engine.catalogue import architecture_names, files_in
from rnntui.folders import own_architectures, sample_architectures
from rnntui.session.setup import Setup

Printed = Callable[..., tuple[int, str, str]]
OWN = """
title = "Mine"
summary = "Of my own."
[sizes]
x = "input"
h = "hidden"
y = "output"
[activations]
phi = "tanh"
[[equations]]
is = "h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + b_h)"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t] + b_y"
role = "output"
"""


@pytest.fixture
def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> Printed:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def folder() -> Path:
    found = own_architectures()
    assert found is not None
    found.mkdir(parents=True)
    return found


def test_one_s_own_is_found_by_its_name(folder: Path, printed: Printed) -> None:
    (folder / "mine.toml").write_text(OWN)
    mine = json.loads(printed("trace", "I saw", "--arch", "mine", "--format", "json")[1])
    elman = json.loads(printed("trace", "I saw", "--arch", "elman", "--format", "json")[1])
    assert mine["architecture"] == "mine"
    assert mine["values"] == elman["values"]
    assert printed("check", "mine")[1].startswith("Mine: ok\n")
    x = np.ones((2, 2))
    assert rnntui.build("mine", input=2).trace(x)["h"].tolist() == rnntui.build("elman", input=2).trace(x)["h"].tolist()


def test_a_name_of_nothing_names_one_s_own_too(folder: Path, printed: Printed) -> None:
    (folder / "mine.toml").write_text(OWN)
    status, _, err = printed("trace", "a", "--arch", "mien")
    assert status == 2
    assert "did you mean mine?" in err
    assert "mgu" in err


def test_a_built_in_name_wins(folder: Path, printed: Printed) -> None:
    (folder / "lstm.toml").write_text(OWN)
    assert "c" in json.loads(printed("trace", "a", "--arch", "lstm", "--format", "json")[1])["values"]
    # By its path it is there nevertheless.
    by_path = json.loads(printed("trace", "a", "--arch", str(folder / "lstm.toml"), "--format", "json")[1])
    assert "c" not in by_path["values"]
    assert "rename" in json.loads(printed("list", "--format", "json")[1])["own architectures"]["lstm"]


def test_one_s_own_wins_over_a_sample(folder: Path, printed: Printed) -> None:
    (folder / "mgu.toml").write_text(OWN)
    assert set(json.loads(printed("trace", "a", "--arch", "mgu", "--format", "json")[1])["values"]) == {"x", "h", "y"}
    listed = json.loads(printed("list", "--format", "json")[1])
    assert listed["own architectures"] == {"mgu": "Mine: Of my own."}
    assert "mgu" not in listed["sample architectures"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("+ b_h", "+"), "a syntax error"),
        (OWN.replace("U_h @ h", "U_h @ hh"), "is defined nowhere"),
        ("", "no equations"),
        ("\x00", "'\\x00' can't begin a line"),
        (b"\xff\xfe".decode("latin-1"), "has no quotation marks"),
    ],
)
def test_a_broken_file_is_listed_and_breaks_nothing(text: str, said: str, folder: Path, printed: Printed) -> None:
    (folder / "broken.toml").write_text(text)
    (folder / "mine.toml").write_text(OWN)
    (folder / "folder.toml").mkdir()
    (folder / "link.toml").symlink_to(folder / "nowhere")
    status, out, _ = printed("list")
    assert status == 0
    assert any("  broken " in line and said in line for line in out.splitlines())
    assert set(json.loads(printed("list", "--format", "json")[1])["own architectures"]) == {"broken", "mine"}
    assert printed("trace", "a", "--arch", "mine")[0] == 0
    assert printed("trace", "a", "--arch", "broken")[0] == 1


def test_what_is_listed_follows_the_file(folder: Path, printed: Printed) -> None:
    for title in ("One", "Another"):
        (folder / "mine.toml").write_text(OWN.replace("Mine", title))
        assert f"{title}: Of my own." in printed("list")[1]


def test_where_they_belong_is_said(printed: Printed) -> None:
    folder = own_architectures()
    assert not (folder or Path()).exists()
    assert f"files of equations of your own belong in {folder}" in printed("list")[1]
    assert f"你自己的方程式檔案放在 {folder}" in printed("list", "--lang", "zh-TW")[1]


def test_the_samples_are_listed_as_samples(printed: Printed) -> None:
    listed = json.loads(printed("list", "--format", "json", "--lang", "zh-TW")[1])
    assert set(listed["sample architectures"]) == set(files_in(sample_architectures()))
    assert set(listed["architectures"]) == set(architecture_names())
    assert "最小門控單元" in listed["sample architectures"]["mgu"]


def test_without_a_home_there_are_none(monkeypatch: pytest.MonkeyPatch, printed: Printed) -> None:
    # As platformdirs has it where nobody knows the home folder.
    monkeypatch.setattr("platformdirs.user_config_path", lambda name: Path("~/.config") / name)
    assert own_architectures() is None
    assert printed("list")[0] == 0
    assert printed("trace", "a", "--arch", "mgu")[0] == 0


def test_a_mistake_is_told_with_its_line(tmp_path: Path, printed: Printed) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("U_h @ h[t-1]", "U_h @ hh[t-1]"))
    line = next(k for k, each in enumerate(path.read_text().splitlines(), 1) if "hh[t-1]" in each)
    status, _, err = printed("check", str(path))
    assert status == 1
    assert err.startswith(
        f"rnntui: own.toml:{line}: in «h[t] = phi(W_h @ x[t] + U_h @ hh[t-1] + b_h)», column 31: 'hh'"
    )
    assert f"own.toml:{line}：「" in printed("check", str(path), "--lang", "zh-TW")[2]


def test_an_architecture_that_is_chosen_takes_the_place_of_written_equations() -> None:
    base = Setup(text="a", equations=OWN, activations=(("phi", "relu"),), sizes=(("hidden", 4), ("factors", 2)))
    kept = chosen_setup(parser().parse_args(["--seed", "3"]), None, base)
    assert kept.equations == OWN
    for name in ("elman", "lstm"):
        chosen = chosen_setup(parser().parse_args(["--arch", name]), None, base)
        assert (chosen.architecture, chosen.equations, chosen.sizes) == (name, None, (("hidden", 4),))


def test_wide_names_keep_the_columns(folder: Path, printed: Printed) -> None:
    (folder / "記憶.toml").write_text(OWN)
    lines = printed("list", "--lang", "zh-TW")[1].splitlines()
    assert lines[0] == "架構 architectures"
    said = ("Mine", "長短期記憶網路 LSTM:")
    starts = {cell_len(line[: line.index(text)]) for line in lines for text in said if f"  {text}" in line}
    assert len(starts) == 1
