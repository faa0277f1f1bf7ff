"""An embedding table in a file of rnntui's own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import rnntui
from rnntui.errors import RnntuiError
from rnntui.formats.table_file import write_table
from rnntui.text.corpus import corpus_of
from rnntui.text.encodings import make_encoding
from rnntui.text.encodings.read_table import read_table
from rnntui.text.encodings.table import Table
from rnntui.text.skip_gram import Recipe, learned


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.safetensors"


def test_a_learned_table_comes_back_the_same_with_what_it_was_made_from(path: Path) -> None:
    table = learned(corpus_of([["a", "b", "國"]] * 5, "mine.txt"), Recipe(size=3, epochs=1))
    write_table(table, path)
    again = read_table(path)
    assert (again.tokens, again.source, again.made) == (table.tokens, "skip-gram, mine.txt", table.made)
    np.testing.assert_array_equal(again.vectors, table.vectors)
    first = path.read_bytes()
    write_table(again, path)
    assert path.read_bytes() == first


def test_of_a_table_only_what_is_wanted_is_kept_and_a_model_keeps_what_it_was_made_from(path: Path) -> None:
    write_table(learned(corpus_of([["a", "b", "c"]] * 5, "mine.txt"), Recipe(size=3, epochs=1)), path)
    assert read_table(path, {"c", "x"}).tokens == ("c",)
    model = rnntui.build("elman", encoding="embedding", embedding=path, text="a c")
    model.save(path.with_name("m.safetensors"))
    again = rnntui.load(path.with_name("m.safetensors"))
    assert again.encoding is not None
    assert again.encoding.vocabulary == ("a", "c")
    assert again.encoding.description()["made"] == read_table(path).made


def saved(path: Path, about: object, vectors: np.ndarray | None = None) -> None:
    tensors = {"other": np.ones(2)} if vectors is None else {"vectors": vectors}
    save_file(tensors, path, metadata={"rnntui": about if isinstance(about, str) else json.dumps(about)})


WHOLE = {"format": "rnntui-embedding/1", "tokens": ["a", "b"], "source": "mine", "made": {}}


@pytest.mark.parametrize(
    ("about", "shape", "found"),
    [
        ("{", (2, 3), "is no embedding table: its format is 'none'"),
        ([], (2, 3), "its format is 'none'"),
        ({"format": "rnntui-model/1"}, (2, 3), "its format is 'rnntui-model/1'"),
        (WHOLE, None, "holds no vectors"),
        (WHOLE, (3, 3), "table of 2 tokens has vectors of the shape"),
        ({**WHOLE, "tokens": "ab"}, (2, 3), "'tokens' in the description"),
        ({**WHOLE, "made": None}, (2, 3), "'made' in the description"),
        ({key: WHOLE[key] for key in ("format", "tokens", "made")}, (2, 3), "has no 'source'"),
    ],
)
def test_what_does_not_fit_is_named(about: object, shape: tuple[int, int] | None, found: str, path: Path) -> None:
    saved(path, about, None if shape is None else np.ones(shape))
    with pytest.raises(RnntuiError) as caught:
        make_encoding("embedding", tokens=("a",), table=path)
    assert found in caught.value.message
    assert "t.safetensors" in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_cut_off_is_named(path: Path) -> None:
    write_table(Table(("a",), np.ones((1, 4)), "mine"), path)
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(RnntuiError, match=r"t\.safetensors: no whole safetensors file"):
        read_table(path)


def test_a_table_is_no_network(path: Path) -> None:
    write_table(Table(("a",), np.ones((1, 4)), "mine"), path)
    with pytest.raises(RnntuiError, match="rnntui-embedding/1"):
        rnntui.load(path)


def test_a_token_that_is_there_twice_is_refused(path: Path) -> None:
    write_table(Table(("a", "a"), np.ones((2, 4)), "mine"), path)
    with pytest.raises(RnntuiError, match="'a' is in the vocabulary twice"):
        make_encoding("embedding", table=path)
