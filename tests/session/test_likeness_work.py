"""Cosines worked out: against NumPy, and against those of the screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.explanation import Products, Source, parts_of
from rnntui.session.encoding_likeness import neighbours
from rnntui.session.encoding_words import vocabulary_of
from rnntui.session.likeness_work import MOST_ZEROS, Likeness, explain_entry, explain_likeness, has_likeness
from rnntui.session.session import start
from rnntui.session.setup import Setup


@pytest.mark.parametrize("encoding", ["embedding", "one-hot", "skip-gram", "lsa", "bag-of-words"])
def test_it_is_the_cosine_of_the_screen(encoding: str) -> None:
    run = start(Setup(text="the king saw the queen", encoding=encoding)).realised
    for near in neighbours(vocabulary_of(run), "king", 4):
        found = explain_likeness(run, Likeness("king", near.token))
        assert found.value == pytest.approx(near.cosine, abs=1e-6)
        assert found.computed == found.value
        assert "king" not in found.text() + found.latex()


def test_no_number_that_counts_is_left_out_of_long_vectors() -> None:
    text = " ".join(f"w{k}" for k in range(MOST_ZEROS + 10))
    run = start(Setup(text=text)).realised
    found = explain_likeness(run, Likeness("w3", "w7"))
    (products,) = (part for part in parts_of(found.root) if isinstance(part, Products))
    assert len(products.products) == 2
    assert found.value == 0.0
    assert explain_likeness(run, Likeness("w3", "w3")).value == 1.0
    dense = start(Setup(text="a b", encoding="embedding").with_size("input", MOST_ZEROS + 10)).realised
    (products,) = (p for p in parts_of(explain_likeness(dense, Likeness("a", "b")).root) if isinstance(p, Products))
    assert len(products.products) == MOST_ZEROS + 10


def test_a_zero_vector_is_like_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("0,0\n3,4\n")
    run = start(Setup(inputs=str(path))).realised
    assert explain_likeness(run, Likeness("0", "1")).value == 0.0
    assert explain_likeness(run, Likeness("1", "1")).value == pytest.approx(1.0)
    assert has_likeness(run, Likeness("0", "1"))
    assert not has_likeness(run, Likeness("0", "2"))


def test_an_entry_is_given() -> None:
    run = start(Setup(text="a b", encoding="embedding")).realised
    vector = vocabulary_of(run).vectors(("b",))[0]
    found = explain_entry(run, Source("b", (1,), "entry"))
    assert found.value == float(vector[1])
    assert found.equation == ""
    assert np.isfinite(found.value)
    # A row that begins with a bracket would be read as where the display stands.
    assert "\n  \\mathrm{vector}_{1} &= " in found.latex()
