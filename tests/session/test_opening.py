"""Whatever `rnntui FILE` takes opens in the app too, told by its content."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import RnntuiError
from rnntui.formats.trace_json import trace_to_json
from rnntui.model import build
from rnntui.session.opening import opened
from rnntui.session.pairs import Pair
from rnntui.session.realise import realise
from rnntui.session.session_file import Kept, session_text
from rnntui.session.setup import Setup, sample_file
from rnntui.text.samples import samples_folder

SETUP = Setup(text="I saw", architecture="lstm", layers=2, sizes=(("hidden", 4), ("k", 9)), weights="ones", notes="saw")


def test_sessions_setups_and_comparisons(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(session_text(Kept(SETUP), tmp_path))
    assert opened(path, Setup()) == Kept(SETUP)
    path.write_text(json.dumps({"text": "first", "format": "rnntui-setup/1"}))
    assert opened(path, SETUP) == Setup(text="first")
    assert isinstance(opened(samples_folder() / "comparisons" / "order.json", SETUP), Pair)
    found = opened(sample_file("kinship"), SETUP)
    assert isinstance(found, Setup)
    assert found.notes == str(sample_file("kinship"))


def test_networks_and_vectors_take_their_place_in_the_setup(tmp_path: Path) -> None:
    model = tmp_path / "m.safetensors"
    build("gru", encoding="one-hot", text="I saw a", hidden=2, output=2).save(model)
    assert opened(model, SETUP) == Setup(text="I saw", model=str(model))
    found = opened(samples_folder() / "architectures" / "window.toml", SETUP)
    assert isinstance(found, Setup)
    assert (found.text, found.sizes, found.layers) == ("I saw", (("hidden", 4),), None)
    vectors = tmp_path / "v.npy"
    np.save(vectors, np.ones((3, 2)))
    found = opened(vectors, replace(SETUP, sizes=(("hidden", 4), ("input", 9))))
    assert isinstance(found, Setup)
    assert realise(found).trace["x"].shape == (3, 2)


@pytest.mark.parametrize("name", ["absent.json", "folder", "pipe", "x.txt", "a\0b", "x" * 300 + ".json", "trace.json"])
def test_what_does_not_open_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "trace.json").write_text(trace_to_json(realise(Setup(text="a")).trace))
    with pytest.raises(RnntuiError, match=r"there is no file|is a folder|has no ending that is known|is the trace"):
        opened(tmp_path / name, SETUP)
