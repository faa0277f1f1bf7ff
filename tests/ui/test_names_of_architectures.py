"""What architectures are called on the screen, and what their files say of themselves."""

from __future__ import annotations

import pytest

from rnntui.folders import own_architectures
from rnntui.session.session import start
from rnntui.session.setup import Setup
from rnntui.ui.choices import offer
from rnntui.ui.describe import architecture_name
from rnntui.ui.words import Words

OWN = """
title = "Minimal gated unit"
summary.en = "One gate."
summary.zh_TW = "一個閘門。"

[sizes]
x = "input"
h = "input"

[[equations]]
is = "h[t] = x[t]"
role = "hidden"
"""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lstm", "LSTM"),
        ("gru_reset_before", "GRU reset before"),
        ("elman_copy", "Elman copy"),
        ("samples/architectures/mgu.toml", "MGU"),
        ("mgu_copy", "MGU copy"),
        ("/x/mine.toml", "Mine"),
        ("my_lstm", "My lstm"),
        ("LSTM2", "LSTM2"),
    ],
)
def test_a_word_is_no_abbreviation(name: str, shown: str) -> None:
    assert architecture_name(name) == shown


def test_one_s_own_file_is_told_by_its_title() -> None:
    folder = own_architectures()
    assert folder is not None
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(OWN)
    session = start(Setup(text="a"))
    for lang, told in (("en", "Minimal gated unit: One gate."), ("zh_TW", "Minimal gated unit：一個閘門。")):
        options = offer("architecture", session, Words(lang)).options  # type: ignore[arg-type]
        assert told in [each.about for each in options]
