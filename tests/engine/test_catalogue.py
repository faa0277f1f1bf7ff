"""The built-in architectures and own files by name, and the built-in ones that stand on another."""

from __future__ import annotations

from pathlib import Path

import pytest

from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.expression import Apply
from rnntui.engine.program import program_of
from rnntui.errors import NotationError, RnntuiError, UsageError


def test_the_names_are_those_of_the_files() -> None:
    names = architecture_names()
    assert names == tuple(sorted(names))
    assert {"elman", "jordan", "lstm", "gru", "gru_reset_before", "feedforward", "brnn", "drnn"} <= set(names)
    assert {"seq2seq", "seq2seq_lstm", "seq2seq_gru", "attention_dot", "attention_additive"} <= set(names)


def test_a_built_in_architecture_and_an_own_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[equations]]\nis = "h[t] = x[t]"')
    assert find_architecture("lstm").name == "lstm"
    assert find_architecture(own).name == "own"
    assert find_architecture(str(own)).file == "own.toml"


@pytest.mark.parametrize(("name", "near"), [("lstn", "lstm"), ("elmann", "elman"), ("../elman", "elman")])
def test_a_name_that_does_not_exist_is_a_wrong_argument(name: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_architecture(name)
    assert caught.value.message == f"there is no architecture '{name}'"
    assert caught.value.hint.startswith(f"did you mean {near}? the architectures are attention_additive, ")
    assert caught.value.hint.endswith("or a file that ends in .toml")


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_what_is_like_no_name_is_refused_without_a_guess(name: str) -> None:
    with pytest.raises(UsageError, match="; the architectures are"):
        find_architecture(name)


@pytest.mark.parametrize("name", ["nowhere.toml", "a\0.toml", f"{'a' * 300}.toml"])
def test_a_file_that_does_not_exist(name: str) -> None:
    with pytest.raises(RnntuiError, match="rnntui list shows the architectures that there are"):
        find_architecture(name)


# Files that stand on a built-in architecture.


def test_a_base_gives_the_equations_and_the_file_its_own_words() -> None:
    elman, brnn, drnn = (find_architecture(name) for name in ("elman", "brnn", "drnn"))
    assert brnn.equations == drnn.equations == elman.equations
    assert (brnn.layers, brnn.bidirectional, brnn.base) == (1, True, "elman")
    assert (drnn.layers, drnn.bidirectional, drnn.base) == (2, False, "elman")
    assert (brnn.name, brnn.file) == ("brnn", "brnn.toml")
    assert brnn.title != elman.title
    assert brnn.imports == elman.imports
    assert brnn.text == elman.text


def test_a_base_can_be_stacked_otherwise() -> None:
    assert "h_l2" in program_of(find_architecture("drnn"), layers=3).names
    assert "h_both" in program_of(find_architecture("drnn"), bidirectional=True).names
    assert program_of(find_architecture("brnn"), 1, False).names == ("x", "h", "y")


@pytest.mark.parametrize("name", ["elman", "brnn", "drnn"])
def test_another_function_in_a_slot_reaches_every_layer_and_direction(name: str) -> None:
    program = program_of(find_architecture(name, {"phi": "relu"}))
    assert program.architecture.activations["phi"] == "relu"
    hidden = [each.tree for each in program.equations.values() if " = phi(" in each.text]
    assert len(hidden) == {"elman": 1, "brnn": 2, "drnn": 2}[name]
    assert all(isinstance(tree, Apply) and (tree.function, tree.slot) == ("relu", "phi") for tree in hidden)


def test_a_slot_of_a_base_that_does_not_exist() -> None:
    with pytest.raises(NotationError, match="no activation slot 'gate'; the slots are phi, psi"):
        find_architecture("brnn", {"gate": "relu"})


@pytest.mark.parametrize(("base", "hint"), [("elmann", "did you mean elman?"), ("own", "the architectures are")])
def test_a_base_that_does_not_exist(tmp_path: Path, base: str, hint: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f'base = "{base}"')
    with pytest.raises(NotationError, match=f"own.toml: there is no built-in architecture '{base}'") as caught:
        find_architecture(own)
    assert hint in caught.value.hint


def test_an_own_file_may_stand_on_a_stacked_one(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('base = "brnn"\nlayers = 2\nbidirectional = true')
    assert "h_l0_both" in program_of(find_architecture(own)).names
