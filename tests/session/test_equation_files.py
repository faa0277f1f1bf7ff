"""The files of equations of one's own: their names, what is known of them, and what would be lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import NotationError, RnntuiError
from rnntui.folders import own_architectures
from rnntui.session.editing import copied, equations_of, mending, named, reread, rewrite
from rnntui.session.equation_files import (
    Filed,
    filed,
    hidden_by,
    in_the_way,
    own_file,
    proposed_name,
    save,
    standing,
    target,
)
from rnntui.session.session import Session, start, undo
from rnntui.session.setup import Setup, sample_names, sample_setup

SAW = Setup(text="I saw a saw")
OWN = """
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + b_h)"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t] + b_y"
role = "output"
"""


def folder() -> Path:
    found = own_architectures()
    assert found is not None
    return found


def same(a: Session, b: Session) -> None:
    assert a.trace.names == b.trace.names
    for name in a.trace.names:
        np.testing.assert_array_equal(a.trace[name], b.trace[name])


def test_a_name_is_a_file_of_one_s_own_folder() -> None:
    assert target("mine") == target(" mine ") == target("mine.toml") == folder() / "mine.toml"
    assert target("./mine") == Path("mine.toml")
    assert target("some/where.toml") == Path("some/where.toml")
    assert target("~/mine") == Path("~/mine.toml").expanduser()


@pytest.mark.parametrize("name", ["", "  ", ".toml", ".", "..", "...toml", "a\nb", "\x1b[31m"])
def test_what_can_be_no_name(name: str) -> None:
    with pytest.raises(RnntuiError, match="can be no name"):
        target(name)


@pytest.mark.parametrize("name", ["lstm", "elman.toml"])
def test_a_built_in_name_is_refused(name: str) -> None:
    with pytest.raises(RnntuiError, match="is the name of a built-in architecture; choose another name"):
        target(name)


def test_the_equations_of_a_model_are_saved_as_a_copy_of_its_own() -> None:
    assert proposed_name(copied(start(sample_setup("seq2seq")).realised)) == "seq2seq_copy"


def test_what_is_saved_is_found_by_its_name() -> None:
    session = start(SAW)
    text = equations_of(session.realised).replace("U_h @ h[t-1]", "U_h @ h[t-2]")
    other = rewrite(session, text)
    assert own_file(other.setup) is None
    assert proposed_name(other.setup) == "elman_copy"
    path = target("mine")
    save(text, path)
    assert path.read_text("utf-8") == text
    kept = named(other, path)
    same(kept, other)
    assert kept.past == other.past
    assert (kept.setup.architecture, kept.setup.equations) == ("mine", text)
    assert kept.model.program.architecture.name == "mine"
    assert own_file(kept.setup) == path
    assert filed(kept.realised) == Filed(path, text)
    assert proposed_name(kept.setup) == "mine"
    same(start(replace(SAW, architecture="mine")), other)
    # It goes on from there as from any other.
    assert undo(kept).setup == session.setup
    assert rewrite(kept, text + "#").setup.architecture == "mine"


def test_a_built_in_one_can_be_saved_as_it_is() -> None:
    session = start(replace(SAW, architecture="lstm"))
    path = target("mine")
    save(equations_of(session.realised), path)
    same(named(session, path), session)


def test_a_file_elsewhere_is_known_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    save(OWN, path)
    session = named(rewrite(start(SAW), OWN), path)
    assert session.setup.architecture == str(path)
    assert proposed_name(session.setup) == str(path)
    assert filed(session.realised) == Filed(path, OWN)


def test_a_sample_is_nobody_s_own() -> None:
    setup = Setup(architecture="samples/architectures/mgu.toml")
    assert own_file(setup) is None
    session = start(replace(setup, text="a b"))
    text = equations_of(session.realised)
    assert standing(session.setup, text, text, filed(session.realised)) == "sample"
    other = rewrite(session, text + "# mine\n")
    assert proposed_name(setup) == proposed_name(other.setup) == other.model.program.architecture.name == "mgu_copy"
    # Saved under its own name it would be found in its place.
    path = target("mgu")
    assert hidden_by(path) == "mgu"
    assert hidden_by(target("mgu_copy")) is hidden_by(Path("mgu.toml")) is None
    assert proposed_name(replace(setup, architecture="mgu")) == "mgu_copy"
    save(text, path)
    assert hidden_by(path) is None
    assert proposed_name(replace(setup, architecture="mgu")) == "mgu"


@pytest.mark.parametrize("name", sample_names())
def test_a_sample_just_opened_is_not_called_unsaved(name: str) -> None:
    session = start(sample_setup(name))
    text = equations_of(session.realised)
    assert standing(session.setup, text, text, filed(session.realised)) in ("built_in", "sample", "of_model")


def test_a_folder_that_can_t_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "rnntui").write_text("a file")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(RnntuiError, match="can't be made"):
        save(OWN, target("mine"))


def test_a_file_in_the_folder_one_is_in_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(OWN, Path("there.toml"))
    for name in ("there.toml", "./there.toml"):
        setup = replace(SAW, architecture=name)
        assert target(proposed_name(setup)) == own_file(setup) == Path("there.toml")


def test_how_a_text_stands(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    save(OWN, path)
    setup = replace(SAW, architecture=str(path))
    known = filed(start(setup).realised)
    assert known == Filed(path, OWN)
    assert standing(setup, OWN, OWN, known) == "saved"
    assert standing(setup, OWN + "#", OWN, known) == "unsaved"
    assert standing(SAW, OWN, OWN, None) == "built_in"
    assert standing(SAW, OWN + "#", OWN, None) == "unsaved"
    trained = replace(SAW, model="there.safetensors")
    assert standing(trained, OWN, OWN, None) == "of_model"
    assert standing(trained, OWN + "#", OWN, None) == "unsaved"


def test_what_would_be_lost_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    assert in_the_way(path, OWN, None, None) is None
    save(OWN, path)
    known = Filed(path, OWN)
    assert in_the_way(path, "new", None, None) == "there"
    assert in_the_way(path, "new", path, known) is None
    # Somebody else writes into it.
    save("other", path)
    assert in_the_way(path, "new", path, known) == "changed"
    assert in_the_way(path, "other", path, known) is None
    assert in_the_way(path, "new", path, None) == "changed"
    path.write_bytes(b"\xff")
    assert in_the_way(path, "new", path, known) == "changed"


def test_a_file_that_was_changed_is_read_again_when_it_is_chosen_again(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    save(OWN, path)
    setup = replace(SAW, architecture=str(path))
    session = start(setup)
    assert reread(session, session.setup) is session
    save(OWN.replace("h[t-1]", "h[t-2]"), path)
    again = reread(session, session.setup)
    assert "h[t-2]" in again.model.program.equations["h"].text
    # What it was is not lost.
    same(undo(again), session)
    save("[", path)
    with pytest.raises(NotationError, match="no TOML"):
        reread(session, session.setup)


def test_the_way_back_does_not_depend_on_the_file(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    save(OWN, path)
    session = start(replace(SAW, architecture=str(path)))
    text = OWN.replace("h[t-1]", "h[t-2]")
    other = rewrite(session, text)
    save(text, path)
    same(undo(named(other, path)), session)


def test_a_file_that_is_broken_is_mended_beside_the_run_that_there_is() -> None:
    path = target("mine")
    save("[", path)
    session = start(SAW)
    begun = mending(session, path)
    same(begun, session)
    assert begun.setup.architecture == "mine"
    assert own_file(begun.setup) == path
    assert undo(begun).setup == session.setup
    assert rewrite(begun, OWN).setup.architecture == "mine"
