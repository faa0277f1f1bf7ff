"""The README stays true: its keys are the app's, its pictures are what the app draws, its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from rnntui.cli import COMMANDS, main, read_arguments
from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.program import program_of
from rnntui.session.session import start
from rnntui.session.setup import read_setup
from rnntui.session.telling import has_onward, note_of, onward
from rnntui.ui.keys import KEYS
from rnntui.ui.words import Words

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
FOLDER = ROOT / "samples" / "pictures"
PICTURES = sorted(path.stem for path in FOLDER.glob("*.svg"))


def key_table() -> str:
    words = Words("en")
    rows = [f"| `{key.shown.replace(' ', '` `')}` | {words(f'tip.{key.name}')} |" for key in KEYS]
    return "\n".join(["| key | what it does |", "| --- | --- |", *rows])


def test_the_keys_are_those_of_the_app() -> None:
    assert key_table() in README


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_are_what_the_app_draws(name: str, tmp_path: Path) -> None:
    assert f"samples/pictures/{name}.svg" in README
    drawn = tmp_path / f"{name}.svg"
    assert main(["snapshot", "--replay", str(FOLDER / f"{name}.keys"), "-o", str(drawn)]) == 0
    assert drawn.read_text() == (FOLDER / f"{name}.svg").read_text()


def test_every_architecture_is_named() -> None:
    for name in architecture_names():
        assert f"`{name}`" in README


def test_the_example_of_an_architecture_holds() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert program_of(parse_architecture(text)).names == ("x", "f", "n", "h", "y")


def test_the_example_of_a_lesson_can_be_gone_through(tmp_path: Path) -> None:
    (text,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    (tmp_path / "lesson.json").write_text(text)
    session = start(read_setup(tmp_path / "lesson.json"))
    told = []
    while has_onward(session, 1):
        told.append(note_of(session))
        session = onward(session, 1)
    assert sum(note is not None for note in told) == 3
    assert session.setup.architecture == "gru"


def commands() -> list[str]:
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
    found = [line.partition("  #")[0].strip() for line in blocks.splitlines()]
    found += [
        part for cell in re.findall(r"\| (`rnntui[^|]*)\|", README) for part in re.findall(r"`(rnntui [^`]*)`", cell)
    ]
    return [line for line in found if line.startswith("rnntui")]


@pytest.mark.parametrize("line", commands())
def test_the_commands_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    Path("mine.toml").write_text(text)
    Path("vectors.csv").write_text("1,2\n3,4\n")
    arguments = shlex.split(line)[1:]
    if arguments and arguments[0] in COMMANDS:
        assert main(arguments) == 0
    else:
        read_arguments(arguments)
