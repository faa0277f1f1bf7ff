"""A setup in a file: every field, and a clear word on everything else."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, check_text, read_setup, sample_names, sample_setup, setup_from

FULL: dict[str, Any] = {
    "text": "a b", "tokens_by": "words", "encoding": "embedding", "embedding": "kinship", "corpus": "english",
    "unknown": "zero", "vocabulary": ["a"], "labels": ["x", "y"], "architecture": "lstm", "layers": 2,
    "bidirectional": True, "shape": "many-to-one", "sizes": {"hidden": 4}, "activations": {"gate": "hard_sigmoid"},
    "weights": "ones",
    "seed": 7, "model": "m", "prefix": "encoder", "parameters": {"W_h": [[1, 2.5]], "b": [0]}, "inputs": "x.npy",
    "interventions": ["f[3][0]=0.5"], "equations": "title = 'mine'",
}  # fmt: skip


def test_every_field_can_stand_in_a_file() -> None:
    setup = setup_from(FULL, "file")
    # Notes are no field in a file but a list beside them.
    assert set(FULL) == {each.name for each in fields(Setup)} - {"notes"}
    assert setup.sizes == (("hidden", 4),)
    assert setup.labels == ("x", "y")
    assert setup.parameters == (("W_h", ((1, 2.5),)), ("b", (0,)))
    assert setup.interventions == (Intervention("f", 0.5, 3, 0),)
    assert setup_from(dict.fromkeys(FULL), "file") == Setup()


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_can_be_carried_out(name: str) -> None:
    setup = sample_setup(name)
    assert setup.text or setup.inputs
    assert realise(setup).trace.clocks["t"] > 0


def test_a_sample_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(RnntuiError, match=r"'none'.*kinship"):
        sample_setup("none")


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("words", "x", "'words' means nothing.*text"),
        ("text", 3, "text is '3'; it must be a text"),
        ("tokens_by", "letters", "auto, words or characters"),
        ("unknown", "skip", "zero, unk or random"),
        ("labels", ["a", 1], "a list of texts"),
        ("layers", 0, "from 1 up"),
        ("layers", True, "from 1 up"),
        ("seed", -1, "from 0 up"),
        ("parameters", {"W": 1}, "a table of vectors and matrices, rows first"),
        ("parameters", {"W": [[1], [1, 2]]}, "a table of vectors and matrices"),
        ("parameters", {"W": [True]}, "a table of vectors and matrices"),
        ("parameters", {"W": [1e301]}, "a table of vectors and matrices"),
        ("seed", 2**63, "from 0 up"),
        ("bidirectional", "yes", "true or false"),
        ("sizes", {"hidden": 2.5}, "whole numbers"),
        ("activations", {"gate": None}, "functions' names"),
        ("interventions", ["f=1"], r"write f\[:\]=1 for all of them"),
        ("interventions", "f[3][0]=1", "a list"),
    ],
)
def test_a_field_that_does_not_fit_is_named(key: str, value: object, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        setup_from({key: value}, "file")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([each.name for each in fields(Setup)]), JSON))
def test_any_values_are_a_setup_or_one_error(table: dict[str, Any]) -> None:
    try:
        setup = setup_from(table, "file")
    except RnntuiError:
        return
    hash(setup)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "a setup is a JSON file"),
        (b"[]", "no setup of rnntui"),
        (b'{"text": "a"}', 'a session with "rnntui-session/1"'),
        (b'{"format": "rnntui-setup/2"}', "no setup of rnntui"),
        (b'{"format": "rnntui-setup/1", "texts": "a"}', "'texts' means nothing"),
    ],
)
def test_a_file_that_is_no_setup_is_named(content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    with pytest.raises(RnntuiError, match=rf"s\.json: .*{found}"):
        read_setup(path)
    with pytest.raises(RnntuiError, match=r"absent\.json: No such file"):
        read_setup(tmp_path / "absent.json")


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"format": "rnntui-setup/1", "text": "a"}).encode())
    assert read_setup(path) == Setup(text="a")


def test_a_sentence_may_have_a_million_characters() -> None:
    assert check_text("a" * 1_000_000)
    with pytest.raises(RnntuiError, match="1,000,001 characters"):
        check_text("a" * 1_000_001)
