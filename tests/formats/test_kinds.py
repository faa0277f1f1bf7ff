"""As what a file is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from rnntui.formats.kinds import kind_of


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.json", '{"format": "rnntui-session/1"}', "session"),
        ("a.json", '{"text": "x",\n "format" : "rnntui-session/7"}', "session"),
        ("a.JSON", '{"format": "rnntui-setup/1"}', "setup"),
        ("a.json", '{"format": "rnntui-pair/1"}', "pair"),
        ("a.json", '{"format": "rnntui-trace/1"}', "trace"),
        ("a.json", '{"format": "rnntui-other/1"}', "setup"),
        ("a.json", "no JSON at all", "setup"),
        ("a.toml", "", "arch"),
        ("a.csv", "", "inputs"),
        ("a.npy", "", "inputs"),
        ("a.safetensors", "", "model"),
        ("a.txt", "", None),
        ("saw", "", None),
    ],
)
def test_kinds(name: str, text: str, kind: str | None, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert kind_of(tmp_path / name) == kind


@pytest.mark.parametrize("name", ["absent.json", ".", "x" * 5000 + ".json", "a\0.json", "\ud800.json"])
def test_what_is_no_file_is_a_sentence(name: str, tmp_path: Path) -> None:
    assert kind_of(tmp_path / name) is None
