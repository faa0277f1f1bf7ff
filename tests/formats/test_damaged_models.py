"""Whatever is wrong with one of rnntui's own model files: one error that names it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.numpy import save_file

import rnntui
from rnntui.engine.catalogue import find_architecture
from rnntui.errors import RnntuiError

TEXT = "I saw a saw"


def whole_file(folder: Path) -> bytes:
    path = folder / "whole.safetensors"
    if not path.exists():
        rnntui.build("gru", encoding="embedding", text=TEXT).save(path)
    return path.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_yields_a_model_or_one_error(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(whole_file(tmp_path))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    for _ in range(data.draw(st.integers(0, 3))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "broken.safetensors"
    path.write_bytes(bytes(content))
    with contextlib.suppress(RnntuiError):
        rnntui.load(path)


ELMAN = find_architecture("elman")
ABOUT = {
    "name": "a", "title": {}, "summary": {}, "source": "", "base": "", "text": ELMAN.text, "activations": {},
    "left_out": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"format": "rnntui-model/9"}, "rnntui-model/1"),
        ({"layers": "2"}, "layers"),
        ({"layers": 0}, "layers"),
        ({"units": {"hidden": 3}}, "sizes"),
        ({"units": {"input": 4, "hidden": 5, "output": 2}}, "shape"),
        ({"labels": 3}, "labels"),
        ({"tokens_by": "letters"}, "tokens_by"),
        ({"encoding": {"name": "none"}}, "encoding"),
        ({"architecture": {}}, "it has no 'name'"),
        ({"architecture": ABOUT | {"text": ""}}, "no equations"),
        ({"architecture": ABOUT | {"left_out": ["h"]}}, r"m\.safetensors: .*the equations have hidden, output"),
    ],
)
def test_a_description_that_does_not_fit_is_named(change: dict[str, Any], found: str, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    model = rnntui.build("elman", encoding="one-hot", text=TEXT)
    model.save(path)
    with safe_open(path, framework="numpy") as file:
        table = json.loads(file.metadata()["rnntui"])
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    save_file(arrays, path, {"rnntui": json.dumps(table | change)})
    with pytest.raises(RnntuiError, match=found):
        rnntui.load(path)


JUNK: tuple[Any, ...] = (None, True, 0, -1, 2**70, 1.5, "", "x", "\ud800", [], ["x", "x"], [None], {}, {"x": []})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from places(value[index], (*path, index))


def changed(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], junk)
    return copy


def loaded(path: Path) -> rnntui.Model | RnntuiError:
    try:
        return rnntui.load(path)
    except RnntuiError as error:
        return error


@pytest.mark.parametrize("encoding", ["one-hot", "embedding"])
def test_anything_in_any_field_yields_a_model_or_one_error(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    rnntui.build("drnn", encoding=encoding, text="a b", labels=["c", "d"], activation={"phi": "relu"}).save(path)
    with safe_open(path, framework="numpy") as file:
        table = json.loads(file.metadata()["rnntui"])
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    for place in places(table):
        for junk in JUNK:
            save_file(arrays, path, {"rnntui": json.dumps(changed(table, place, junk))})
            outcome = loaded(path)
            if isinstance(outcome, RnntuiError):
                assert "m.safetensors" in outcome.message, (place, junk)
            else:
                outcome.trace(["a"] if outcome.encoding is not None else np.ones((1, outcome.input_size)))


def test_what_the_encoding_lacks_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    rnntui.build("elman", encoding="embedding", text="a b").save(path)
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata()
        arrays = {name: file.get_tensor(name) for name in file.keys() if not name.startswith("encoding.")}  # noqa: SIM118
    save_file(arrays, path, metadata)
    with pytest.raises(RnntuiError, match=r"m\.safetensors: the vectors of the embedding are missing"):
        rnntui.load(path)
