"""Sessions and records of keys on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rnntui.cli import main, parser, read_arguments
from rnntui.commands.options import chosen_setup, kept_session
from rnntui.commands.replayed import recorded, replayed
from rnntui.errors import RnntuiError, UsageError
from rnntui.formats.keys_file import Act
from rnntui.session.session_file import Kept, session_text
from rnntui.session.setup import Setup
from rnntui.session.state import Cursor

KEPT = Kept(Setup(text="I saw a saw", architecture="lstm", seed=7), Cursor(step=2, variable="c", unit=1))


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "s.json"
    path.write_text(session_text(KEPT, tmp_path))
    return path


def traced(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[list[float]]]:
    assert main(["trace", *arguments, "--format", "json"]) == 0
    values: dict[str, list[list[float]]] = json.loads(capsys.readouterr().out)["values"]
    return values


def test_a_session_is_traced_as_it_is_and_with_other_options(capsys: pytest.CaptureFixture[str]) -> None:
    plain = traced(capsys, "--session", "s.json")
    assert plain == traced(capsys, "I saw a saw", "--arch", "lstm", "--seed", "7")
    other = traced(capsys, "a saw", "--session", "s.json", "--seed", "1")
    assert other == traced(capsys, "a saw", "--arch", "lstm", "--seed", "1")


def test_a_session_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--session", "s.json", "--arch-b", "gru"], ["s.json", "I saw", "--sample-b", "kinship"]):
        assert main(["compare", *arguments, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["format"].startswith("rnntui-compar")


def test_a_picture_is_drawn_where_one_was(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "--session", "s.json", "--size", "80x24"]) == 0
    shown = capsys.readouterr().out
    assert "t=2 (3 of 4)" in shown
    assert "c[2][1]" in shown
    assert main(["snapshot", "--session", "s.json", "--size", "80x24", "--screen", "memory", "--press", "p"]) == 0
    assert "4 Memory" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["s.json"], ["--session", "s.json"]])
def test_the_app_opens_a_session(arguments: list[str], session: Path) -> None:
    options, setup = read_arguments(arguments)
    assert setup() == KEPT.setup
    kept = kept_session(options)
    assert kept is not None
    assert (kept.cursor, kept.file) == (KEPT.cursor, str(session))


def test_what_does_not_go_together_is_named() -> None:
    for arguments in (["s.json", "--session", "s.json"], ["--session", "s.json", "--sample", "saw"]):
        with pytest.raises(UsageError, match="both given"):
            read_arguments(arguments)[1]()
    with pytest.raises(RnntuiError, match=r"there is no file|No such file"):
        read_arguments(["--session", "absent.json"])[1]()
    with pytest.raises(RnntuiError, match="is a comparison of its own"):
        read_arguments([str(Path(__file__).parents[2] / "samples" / "comparisons" / "order.json")])


def test_a_record_says_the_rest_of_the_command_line() -> None:
    Path("a.keys").write_text("options: 'I saw' --arch gru --size 60x20 --lang zh-TW --screen memory\nn, n\n")
    options = parser().read(["--replay", "a.keys", "--arch", "lstm"])
    keys = replayed(options)
    assert keys is not None
    assert keys.acts == (Act("key", "n"),) * 2
    assert (options.sentence, options.arch, options.lang, options.screen) == ("I saw", "lstm", "zh-TW", "memory")
    assert options.size == (60, 20)
    assert chosen_setup(options, options.sentence).text == "I saw"


@pytest.mark.parametrize(
    "option", ["-o x.svg", "--record x", "--replay a.keys", "--press n", "--nope", "'a' 'b'", "--size 9"]
)
def test_a_record_says_neither_where_to_write_nor_nonsense(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.keys").write_text(f"options: {option}\nn\n")
    assert main(["snapshot", "--replay", "a.keys"]) == 1
    assert "a.keys: " in capsys.readouterr().err
    assert not Path("x.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], ()),
        (["I saw", "--arch", "lstm", "--record", "a.keys"], ("I saw", "--arch", "lstm")),
        (["--record=a.keys", "--replay", "b", "x"], ("x",)),
        (["--arch", "gru", "--", "--record"], ("--arch", "gru", "--", "--record")),
        (["--record"], ()),
        (["a\udcff"], ("a�",)),
    ],
)
def test_a_record_begins_with_the_command_line(arguments: list[str], said: tuple[str, ...]) -> None:
    assert recorded(arguments, 80, 24) == ("--size", "80x24", *said)


def test_the_same_picture_from_a_record_and_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.keys").write_text("# x\noptions: 'I saw' --size 60x20\nn, s\n")
    assert main(["snapshot", "--replay", "a.keys", "--press", "f"]) == 0
    drawn = capsys.readouterr().out
    assert main(["snapshot", "I saw", "--size", "60x20", "--press", "n,s,f"]) == 0
    assert capsys.readouterr().out == drawn
