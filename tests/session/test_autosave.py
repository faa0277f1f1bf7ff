"""The last sessions are found again, and whatever happens to their files hurts nobody."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from rnntui.errors import RnntuiError
from rnntui.session.autosave import MOST, Autosave
from rnntui.session.session_file import Kept, read_session
from rnntui.session.setup import Setup


def of(text: str) -> Kept:
    return Kept(Setup(text=text))


def another(folder: Path, name: str) -> Autosave:
    """One of another run of the app."""
    made = Autosave(folder)
    made.path = folder / f"{name}.json"
    return made


def test_the_latest_comes_first_and_ones_own_is_not_among_them(tmp_path: Path) -> None:
    for age, text in ((30, "old"), (10, "new"), (20, "between")):
        saved = another(tmp_path, text)
        saved.save(of(text))
        os.utime(saved.path, (time.time() - age,) * 2)
    own = Autosave(tmp_path)
    own.save(of("own"))
    found, broken = own.recent()
    assert [each.kept.setup.text for each in found] == ["new", "between", "old"]
    assert broken == ()
    assert read_session(own.path).setup.text == "own"


def test_nobody_else_may_read_them(tmp_path: Path) -> None:
    Autosave(tmp_path / "a" / "b").save(of("x"))
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_a_broken_file_is_put_aside_and_told_of_once(tmp_path: Path) -> None:
    for name, text in (("one", "{"), ("newer", '{"format": "rnntui-session/9"}'), ("foreign", "[]")):
        (tmp_path / f"{name}.json").write_text(text)
    another(tmp_path, "good").save(of("good"))
    found, broken = Autosave(tmp_path).recent()
    assert [each.kept.setup.text for each in found] == ["good"]
    assert {each.name for each in broken} == {"one.json.bad", "newer.json.bad", "foreign.json.bad"}
    assert (tmp_path / "one.json.bad").read_text() == "{"
    assert Autosave(tmp_path).recent()[1] == ()


def test_as_many_are_kept_as_there_is_a_list_for(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        saved = another(tmp_path, str(number))
        saved.save(of(str(number)))
        os.utime(saved.path, (time.time() - 100 + number,) * 2)
    Autosave(tmp_path).save(of("last"))
    names = {each.stem for each in tmp_path.glob("*.json")}
    assert len(names) == MOST
    assert {str(number) for number in range(6, MOST + 5)} < names


def test_temporary_files_of_killed_processes_are_swept_up(tmp_path: Path) -> None:
    for name, age in ((".a.json.12.tmp", 7200), (".b.json.34.tmp", 0)):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    Autosave(tmp_path).save(of("x"))
    assert {each.name for each in tmp_path.glob(".*")} == {".b.json.34.tmp"}


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RnntuiError, match="can't be written"):
        Autosave(tmp_path / "file" / "sessions").save(of("x"))
    with pytest.raises(RnntuiError, match="there is no home folder"):
        Autosave(Path("~/sessions")).save(of("x"))
    assert Autosave(tmp_path / "absent").recent() == ((), ())


def test_it_lies_in_the_users_own_folder_for_such_things() -> None:
    assert str(Autosave().folder).startswith(os.environ["HOME"])
