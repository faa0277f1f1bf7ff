"""rnntui's own model file: saved and loaded to the bit, and clear about what is broken."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open

import rnntui
from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.errors import RnntuiError
from rnntui.text.encodings import learns, names

TEXT = "I saw a saw"


def same(a: rnntui.Model, b: rnntui.Model) -> None:
    assert dict(a.units) == dict(b.units)
    assert a.labels == b.labels
    assert a.tokens_by == b.tokens_by
    assert list(a.weights) == list(b.weights)
    for name in a.weights:
        assert a.weights[name].dtype == b.weights[name].dtype
        np.testing.assert_array_equal(a.weights[name], b.weights[name])
    assert replace(a.program.architecture, file="") == replace(b.program.architecture, file="")


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("stack", [(None, None), (2, True)], ids=["as it is", "two layers both ways"])
@pytest.mark.parametrize("encoding", ["one-hot", "embedding"])
@pytest.mark.parametrize("name", architecture_names())
def test_a_model_comes_back_the_same(
    name: str, encoding: str, stack: tuple[int | None, bool | None], dtype: str, tmp_path: Path
) -> None:
    layers, both = stack
    options: dict[str, Any] = {"layers": layers, "bidirectional": both, "encoding": encoding, "text": TEXT}
    slot = list(find_architecture(name).activations)[-1]
    options |= {"labels": ["<bos>", "verb", "noun", "<eos>"], "activation": {slot: "relu"}}
    made = rnntui.build(name, **options, seed=3)
    weights = {key: value.astype(dtype) for key, value in made.weights.items()}
    model = rnntui.build(name, **options, weights=weights)
    path = tmp_path / "model.safetensors"
    model.save(path)
    again = rnntui.load(path)
    same(model, again)
    before, after = model.trace(TEXT), again.trace(TEXT)
    assert before.names == after.names
    assert before.answers == after.answers
    for each in before.names:
        np.testing.assert_array_equal(before[each], after[each])
    first = path.read_bytes()
    again.save(path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", names())
def test_an_encoding_comes_back_without_its_corpus(name: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("I saw a saw\na saw\nsaw I\n")
    model = rnntui.build("gru", encoding=name, text=TEXT, corpus=corpus if learns(name) else None, seed=3)
    corpus.unlink()
    model.save(tmp_path / "m.safetensors")
    again = rnntui.load(tmp_path / "m.safetensors")
    assert model.encoding is not None
    assert again.encoding is not None
    assert again.encoding.name == name
    assert again.encoding.description() == model.encoding.description()
    for text in (TEXT, "a never I"):
        before, after = model.trace(text), again.trace(text)
        assert (before.tokens, before.unknown) == (after.tokens, after.unknown)
        for variable in before.names:
            np.testing.assert_array_equal(before[variable], after[variable])


OWN = """
title.en = "Mine"
title.zh_TW = "我的"
[sizes]
x = "input"
h = "hidden"
y = "output"
[constants]
leak = 0.25
[initial]
h = "h_0"
[[equations]]
is = "h[t] = (1 - leak) * h[t-1] + leak * tanh(W_h @ x[t] + U_h @ h[t-1])"
role = "hidden"
says = "Leaky."
[[equations]]
is = "y[t] = softmax(V_y @ h[t])"
role = "output"
"""


def test_an_own_architecture_opens_without_its_file(tmp_path: Path) -> None:
    source = tmp_path / "mine.toml"
    source.write_text(OWN)
    model = rnntui.build(source, input=2, seed=1)
    model.save(tmp_path / "m.safetensors")
    source.unlink()
    again = rnntui.load(tmp_path / "m.safetensors")
    x = np.ones((3, 2))
    np.testing.assert_array_equal(model.trace(x)["y"], again.trace(x)["y"])
    assert again.program.architecture.title["zh_TW"] == "我的"
    assert again.program.equations["h"].says["en"] == "Leaky."


def test_there_is_one_key_in_the_metadata(tmp_path: Path) -> None:
    rnntui.build("lstm", input=2).save(tmp_path / "m.safetensors")
    with safe_open(tmp_path / "m.safetensors", framework="numpy") as file:
        assert list(file.metadata()) == ["rnntui"]
        assert json.loads(file.metadata()["rnntui"])["format"] == "rnntui-model/1"


def test_views_are_saved_as_what_they_show(tmp_path: Path) -> None:
    model = rnntui.build("elman", input=3, seed=2)
    weights = {name: np.asfortranarray(array) for name, array in model.weights.items()}
    rnntui.build("elman", input=3, weights=weights).save(tmp_path / "m.safetensors")
    np.testing.assert_array_equal(rnntui.load(tmp_path / "m.safetensors").weights["W_h"], model.weights["W_h"])


def test_a_file_that_can_not_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    rnntui.build("elman", input=3, seed=2).save(path)
    with pytest.raises(RnntuiError, match="absent"):
        rnntui.build("elman", input=3).save(tmp_path / "absent" / "m.safetensors")
    with pytest.raises(RnntuiError, match="folder"):
        rnntui.build("elman", input=3).save(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["m.safetensors"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        (b"1234567", "7 bytes"),
        (b"\xff" * 8 + b"{", "no whole safetensors file"),
        (b"\x08\x00\x00\x00\x00\x00\x00\x00{}      ", "holds no tensors"),
        (b"PK\x03\x04" + b"\0" * 80, "a zip archive"),
        (b"\x89HDF\r\n\x1a\n" + b"\0" * 80, "an HDF5 file"),
        (b"\x80\x02}q\x00." + b"\0" * 80, "a pickle"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"nothing of the kind", "no whole safetensors file"),
    ],
)
def test_what_is_no_model_is_named(content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    with pytest.raises(RnntuiError, match=found) as caught:
        rnntui.load(path)
    assert "m.safetensors" in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match="is a folder"):
        rnntui.load(tmp_path)
    with pytest.raises(RnntuiError, match="no file"):
        rnntui.load(tmp_path / "absent.safetensors")
