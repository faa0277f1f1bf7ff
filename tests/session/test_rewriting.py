"""Equations that are written: what they come to, what is kept of sizes and weights, and where they are saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.errors import NotationError, RnntuiError
from rnntui.model import build
from rnntui.session.editing import (
    LONGEST,
    check_editable,
    equations_of,
    rewrite,
    wrong_at,
)
from rnntui.session.session import Session, redo, start, undo
from rnntui.session.setup import Setup, sample_setup

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


def same(a: Session, b: Session) -> None:
    assert a.trace.names == b.trace.names
    for name in a.trace.names:
        np.testing.assert_array_equal(a.trace[name], b.trace[name])


@pytest.mark.parametrize("name", architecture_names())
def test_a_copy_runs_as_the_architecture_does(name: str) -> None:
    session = start(replace(SAW, architecture=name))
    copy = rewrite(session, equations_of(session.realised) + "# mine\n")
    same(copy, session)
    assert copy.setup.architecture == name
    assert copy.model.program.architecture.name == f"{name}_copy"
    assert undo(copy).setup == session.setup
    assert redo(undo(copy)).setup == copy.setup


@pytest.mark.parametrize("name", ["kinship", "saw", "sentiment", "gated-memory", "seq2seq", "attention"])
def test_a_copy_of_a_sample_runs_as_the_sample_does(name: str) -> None:
    session = start(sample_setup(name))
    same(rewrite(session, equations_of(session.realised) + "# mine\n"), session)


def test_the_same_text_changes_nothing() -> None:
    session = start(SAW)
    assert rewrite(session, equations_of(session.realised)) is session


def test_functions_that_were_chosen_stand_in_the_text() -> None:
    session = start(replace(SAW, activations=(("phi", "relu"),)))
    text = equations_of(session.realised)
    assert 'phi = "relu"' in text
    assert 'psi = "identity"' in text
    other = rewrite(session, text.replace('phi = "relu"', 'phi = "sigmoid"'))
    assert other.setup.activations == ()
    assert other.model.program.architecture.activations["phi"] == "sigmoid"
    same(other, start(replace(SAW, activations=(("phi", "sigmoid"),))))


def test_weights_of_the_same_name_stay() -> None:
    session = start(replace(SAW, sizes=(("hidden", 4),)))
    text = equations_of(session.realised)
    other = rewrite(session, text.replace("U_h @ h[t-1]", "U_h @ h[t-1] + U_2 @ h[t-2]"))
    assert other.model.units["hidden"] == 4
    for name, array in session.model.weights.items():
        np.testing.assert_array_equal(other.model.weights[name], array)
    w, x = other.model.weights, other.trace["x"]
    h: list[np.ndarray] = [np.zeros(4), np.zeros(4)]
    for each in x:
        h.append(np.tanh(w["W_h"] @ each + w["U_h"] @ h[-1] + w["U_2"] @ h[-2] + w["b_h"]))
    np.testing.assert_allclose(other.trace["h"], h[2:], rtol=1e-12)


def test_written_weights_stay_where_they_fit() -> None:
    parameters = (
        ("W_h", ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))), ("U_h", ((0.5, 0.25), (0.125, 1.0))), ("b_h", (0.1, 0.2)),
        ("V_y", ((1.0, -1.0),)), ("b_y", (0.5,)),
    )  # fmt: skip
    vocabulary = ("I", "saw", "a")
    session = start(replace(SAW, vocabulary=vocabulary, sizes=(("hidden", 2), ("output", 1)), parameters=parameters))
    text = equations_of(session.realised)
    other = rewrite(session, text.replace("b_h)", "b_new)"))
    assert other.setup.parameters == parameters
    np.testing.assert_array_equal(other.model.weights["W_h"], [[1, 2, 3], [4, 5, 6]])
    assert set(other.model.weights) == {"W_h", "U_h", "b_new", "V_y", "b_y"}
    # What was left out once is there again when it has its place again.
    same(rewrite(other, text + "#"), session)


def test_a_loaded_network_keeps_what_fits(tmp_path: Path) -> None:
    model = build("lstm", encoding="one-hot", text="I saw a saw", hidden=5, seed=3)
    model.save(tmp_path / "m.safetensors")
    session = start(Setup(text="I saw a saw", model=str(tmp_path / "m.safetensors")))
    text = equations_of(session.realised)
    other = rewrite(session, text.replace("o[t] * out(c[t])", "o[t] * out(c[t]) + b_new"))
    for name, array in model.weights.items():
        np.testing.assert_array_equal(other.model.weights[name], array)
    assert other.model.units["hidden"] == 5
    assert other.setup.model == session.setup.model
    same(rewrite(other, text + "#"), session)
    again = rewrite(other, text.replace("W_i", "W_in"))
    np.testing.assert_array_equal(again.model.weights["W_f"], model.weights["W_f"])


def test_a_loaded_network_keeps_its_type(tmp_path: Path) -> None:
    model = build("elman", encoding="one-hot", text="a b")
    weights = {name: array.astype(np.float32) for name, array in model.weights.items()}
    build("elman", encoding="one-hot", text="a b", weights=weights).save(tmp_path / "m.safetensors")
    session = start(Setup(text="a b", model=str(tmp_path / "m.safetensors")))
    text = equations_of(session.realised)
    other = rewrite(session, text.replace("+ b_h", "+ b_h + b_new"))
    assert {array.dtype for array in other.model.weights.values()} == {np.dtype(np.float32)}


def test_other_equations_entirely() -> None:
    session = start(replace(SAW, architecture="lstm", activations=(("gate", "hard_sigmoid"),), sizes=(("hidden", 4),)))
    other = rewrite(session, OWN)
    same(other, start(replace(SAW, sizes=(("hidden", 4),))))


def test_a_mistake_changes_nothing() -> None:
    session = start(SAW)
    with pytest.raises(NotationError, match="a syntax error"):
        rewrite(session, OWN.replace("+ b_h", "+"))
    with pytest.raises(NotationError, match="is defined nowhere"):
        rewrite(start(replace(SAW, layers=2, bidirectional=True)), OWN.replace("U_h @ h", "U_h @ hh"))


def test_the_way_back_has_one_entry_for_each_version() -> None:
    session = start(SAW)
    text = equations_of(session.realised)
    first = rewrite(session, text + "# 1")
    second = rewrite(first, text + "# 2")
    assert [setup.equations for setup in second.past] == [None, text + "# 1"]
    assert undo(undo(second)).setup == session.setup


# What is edited


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\nb\x1b[31m", "line 2 holds '\\x1b', which can't be shown"),
        ("a\x00", "line 1 holds '\\x00'"),
        ("a\u202eb", "line 1 holds '\\u202e'"),
        ("a\u2028b", "line 1 holds '\\u2028'"),
        ("a\x85b", "line 1 holds '\\x85'"),
        ("a\rb", "line 1 holds '\\r'"),
        ("a\ud800", "line 1 holds '\\ud800'"),
        ("a\r\nb\nc", "line 2 ends otherwise than line 1"),
        ("a\nb\r\nc", "line 2 ends otherwise than line 1"),
        ("x" * (LONGEST + 1), "the equations have 200,001 characters"),
    ],
)
def test_what_can_t_be_shown_is_not_edited(text: str, message: str) -> None:
    with pytest.raises(RnntuiError) as caught:
        check_editable(text)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize("text", ["", "a\tb\n", "記憶 👨‍👩‍👧 é\n", "a\r\nb\r\n", "x" * LONGEST])
def test_all_else_is_edited_as_it_is(text: str) -> None:
    assert check_editable(text) == text


def test_a_copy_has_no_names_of_other_frameworks() -> None:
    """Else whoever calls a weight otherwise is told of a line at the other end of the file."""
    session = start(replace(SAW, architecture="lstm"))
    text = equations_of(session.realised)
    assert "[import" not in text
    assert rewrite(session, text.replace("b_i", "b_in")).model.weights.keys() - session.model.weights.keys() == {"b_in"}


def test_what_no_field_can_hold_is_not_run() -> None:
    session = start(SAW)
    with pytest.raises(RnntuiError, match="characters; the app edits"):
        rewrite(session, equations_of(session.realised) + "#" * LONGEST)


def test_where_a_text_is_wrong() -> None:
    assert wrong_at(OWN) == wrong_at("") == (0, 0)
    assert wrong_at(OWN.replace("b_h", "q[t]")) == (6, 46)
