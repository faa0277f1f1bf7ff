"""A setup as plain data is the same setup when it is read again, whatever was chosen."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from rnntui.engine.interventions import Intervention, Start
from rnntui.errors import RnntuiError
from rnntui.session.edits import EntryEdit
from rnntui.session.setup import Setup, sample_names, sample_setup
from rnntui.session.setup_data import setup_data, setup_read

EXAMPLES: dict[str, Any] = {
    "text": "I saw\na \ud800 [b]saw[/] \x1b]52;c;aGk=\x07",
    "tokens_by": "characters",
    "encoding": "embedding",
    "embedding": "relations",
    "corpus": "mine.txt",
    "unknown": "unk",
    "vocabulary": ("I", "saw", "\u202e"),
    "labels": ("yes", "no"),
    "architecture": "lstm",
    "equations": '[sizes]\nx = "input"\n',
    "layers": 2,
    "bidirectional": True,
    "shape": "many-to-one",
    "sizes": (("hidden", 7), ("k", 2)),
    "activations": (("phi", "relu"), ("psi", "identity")),
    "weights": "ones",
    "seed": 4711,
    "parameters": (("W_h", ((0.1, 1.0), (-3.5e-17, 2.0))), ("b_h", (0.1 + 0.2, 1e300))),
    "model": "a/b.safetensors",
    "prefix": "encoder.rnn",
    "inputs": "x.npy",
    "interventions": (
        Intervention("f", 0.1 + 0.2, 3, 0),
        Intervention("W_h", -1e-300, None, None),
        Start("h", 1.0, unit=2),
        EntryEdit("q\"\\\u202e'", 0.5, 1),
    ),
    "notes": "kinship",
}
"""For each field of a setup a value that is not its default. Whoever adds a field adds one here."""


def test_every_field_has_an_example_that_was_chosen() -> None:
    assert {each.name: each.default for each in fields(Setup)}.keys() == EXAMPLES.keys()
    assert all(EXAMPLES[each.name] != each.default for each in fields(Setup))


@pytest.mark.parametrize("name", [each.name for each in fields(Setup)])
def test_a_field_is_read_again_to_the_bit(name: str) -> None:
    setup = replace(Setup(), **{name: EXAMPLES[name]})
    data = setup_data(setup)
    assert list(data) == [name]
    assert setup_read(json.loads(json.dumps(data)), "x") == setup


def test_all_fields_at_once_are_read_again() -> None:
    setup = Setup(**EXAMPLES)
    assert setup_read(json.loads(json.dumps(setup_data(setup))), "x") == setup


def test_what_nobody_chose_is_left_out() -> None:
    assert setup_data(Setup()) == {}
    assert setup_read({}, "x") == Setup()


@pytest.mark.parametrize("name", sample_names())
def test_samples_are_read_again(name: str) -> None:
    setup = sample_setup(name)
    assert setup_read(json.loads(json.dumps(setup_data(setup))), "x") == setup


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ([], "it must be a table"),
        ({"notes": 3}, "notes is '3'; it must be the name of a sample"),
        ({"notes": [{"step": 0, "en": "x"}]}, "it must be the name of a sample"),
        ({"seed": -1}, "seed is '-1'"),
        ({"nope": 1}, "'nope' means nothing"),
    ],
)
def test_what_does_not_fit_is_named(table: object, found: str) -> None:
    with pytest.raises(RnntuiError, match=found.replace("[", r"\[")):
        setup_read(table, "x")


def test_a_field_without_a_plain_form_is_noticed() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        setup_data(replace(Setup(), seed=object()))  # type: ignore[arg-type]
