"""The screen diagram with texts from outside, and in ASCII."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driving import SAW
from rich.cells import cell_len
from test_outside_text import HOSTILE

from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.snapshot import take

ATTENTION = sample_setup("attention")


def test_an_own_architecture_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'title = "Own"\nsource = "-"\nsummary = "-"\n'
        '[sizes]\nx = "input"\nh = "hidden"\ny = "output"\n"閘" = "hidden"\n'
        '[[equations]]\nis = "閘[t] = sigmoid(W_g @ x[t])"\nrole = "gate"\n'
        '[[equations]]\nis = "h[t] = 閘[t] * h[t-1] + W @ x[t]"\nrole = "hidden"\n'
        '[[equations]]\nis = "y[t] = V_y @ h[t]"\nrole = "output"\n',
        encoding="utf-8",
    )
    setup = Setup(text="a b c", architecture=str(path))
    text = take(setup, press=("n",), kind="text", mode="diagram")
    assert re.search(r"\[[ ░▒▓█]\]閘", text)
    assert "h[t-1]" in text


@pytest.mark.parametrize("text", [HOSTILE, "\ud800", "👨‍👩‍👧", "e\u0301\u0301", "語" * 30, "\u200b"])
def test_hostile_tokens(text: str) -> None:
    setup = Setup(text=f"{text} {text}", architecture="elman")
    for keys in ((), ("R",)):
        shown = take(setup, size=(80, 24), press=keys, kind="text", mode="diagram")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
        assert all(cell_len(line) <= 80 for line in shown.splitlines())


@pytest.mark.parametrize("setup", [SAW, ATTENTION], ids=["lstm", "attention"])
def test_ascii(setup: Setup) -> None:
    for keys in (("n", "s", "s", "s"), ("end", "R")):
        plain = take(setup, press=keys, kind="text", mode="diagram")
        shown = take(setup, press=keys, kind="text", mode="diagram", ascii_only=True)
        assert not re.search(r"[\u2500-\u25ff]", shown)
        assert [cell_len(line) for line in shown.splitlines()] == [cell_len(line) for line in plain.splitlines()]
