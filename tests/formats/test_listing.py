"""What a path may become."""

from __future__ import annotations

from pathlib import Path

import pytest

from rnntui.formats.listing import MOST, entries, exists, is_file, stamp

ENDINGS = (".json", ".csv")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.json", "a.csv", "A2.CSV", "c.txt", ".hidden.json", "[x].json"):
        (tmp_path / name).write_text("")
    for name in ("data", "Deep", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "x.json").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["[x].json", "a.csv", "A2.CSV", "b.json", "data/", "Deep/"]),
        ("a", ["a.csv", "A2.CSV"]),
        ("D", ["data/", "Deep/"]),
        (".", [".hidden.json", ".git/"]),
        ("data/", ["data/x.json"]),
        ("./data/x", ["./data/x.json"]),
        ("absent/", []),
        ("b.json/", []),
        ("zzz", []),
        ("a\0", []),
    ],
)
def test_entries(typed: str, found: list[str]) -> None:
    assert [each.text for each in entries(typed, ENDINGS)] == found


def test_the_home_folder_stays_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert [each.text for each in entries("~/b", ENDINGS)] == ["~/b.json"]


def test_a_full_folder_is_not_listed_without_end(folder: Path) -> None:
    for number in range(MOST + 50):
        (folder / "data" / f"n{number}.json").write_text("")
    assert len(entries("data/", ENDINGS)) == MOST


def test_whether_anything_is_there(folder: Path) -> None:
    (folder / "link").symlink_to("nowhere")
    names = ("b.json", "data", "link", "no", "a\0", "x" * 300)
    assert [exists(Path(name)) for name in names] == [True] * 3 + [False] * 3
    assert [is_file(Path(name)) for name in ("b.json", "data", "link", "a\0", "x" * 300)] == [True] + [False] * 4
    before = stamp(Path("b.json"))
    (folder / "b.json").write_text("more")
    assert stamp(Path("b.json")) != before
    assert stamp(Path("no")) is None
