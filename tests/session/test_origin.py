"""Where numbers came from that are given: what is told fits what was chosen, and has words in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rnntui.engine.explanation import Source
from rnntui.model import Model
from rnntui.session.origin import origin
from rnntui.session.realise import Realised
from rnntui.session.session import start
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.words import Words

X = Source("x", (1, 0), "variable")
TEXT = Setup(text="the king saw the queen")


def told(run: Realised, place: Source) -> list[str]:
    """The keys; all of them have words, into which what is said of the number fits."""
    found = origin(run, place)
    for lang in ("en", "zh_TW"):
        for each in found:
            assert "{" not in Words(lang)(f"origin.{each.key}", **each.values)
    return [each.key for each in found]


@pytest.mark.parametrize(
    ("setup", "keys"),
    [
        (TEXT, ["one-hot"]),
        (replace(TEXT, text="a the"), ["one-hot.other"]),
        (replace(TEXT, encoding="embedding"), ["random-vector"]),
        (replace(TEXT, embedding="relations"), ["table"]),
        (replace(TEXT, embedding="relations", text="the xyzzy", unknown="zero"), ["unknown.zero"]),
        (replace(TEXT, embedding="relations", text="the xyzzy", unknown="random"), ["unknown.random"]),
        (replace(TEXT, encoding="skip-gram"), ["learned"]),
    ],
)
def test_an_input_is_an_entry_of_an_encoding(setup: Setup, keys: list[str]) -> None:
    assert told(start(setup).realised, X) == keys


@pytest.mark.parametrize(("encoding", "key"), [("bag-of-words", "counted"), ("lsa", "lsa")])
def test_a_sentence_without_order_has_one_vector(encoding: str, key: str) -> None:
    assert told(start(replace(TEXT, encoding=encoding)).realised, Source("x", (0, 0), "variable")) == [key]


def test_the_token_that_is_read_is_named() -> None:
    run = start(Setup(text="b a")).realised
    assert [each.values["entry"] for each in origin(run, Source("x", (0, 1), "variable"))] == ["b"]
    assert told(run, Source("x", (0, 1), "variable")) == ["one-hot"]


def test_vectors_that_were_fed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("1,0.5\n0,1\n")
    run = start(Setup(inputs=str(path))).realised
    assert told(run, X) == ["vector"]
    assert origin(run, X)[0].values["file"] == "x.csv"
    assert told(run, Source("1", (0,), "entry")) == ["vector"]


@pytest.mark.parametrize(
    ("setup", "key"),
    [(TEXT, "random"), (replace(TEXT, weights="ones"), "ones"), (sample_setup("gated-memory"), "written")],
)
def test_weights_were_made_somehow(setup: Setup, key: str) -> None:
    run = start(setup).realised
    matrix, bias = (
        next(n for n in run.model.weights if n.startswith("W_")),
        next(n for n in run.model.weights if n[0] == "b"),
    )
    assert told(run, Source(matrix, (0, 0), "weight"))[0] == "row"
    assert told(run, Source(matrix, (0, 0), "weight"))[-1] == key
    assert told(run, Source(bias, (0,), "weight")) == ["bias", "zeros" if key == "ones" else key]


def test_a_column_of_one_hot_inputs_belongs_to_a_token() -> None:
    run = start(Setup(text="b a")).realised
    found = origin(run, Source("W_h", (2, 1), "weight"))
    assert [each.key for each in found] == ["row", "multiplies", "random"]
    assert found[1].values["token"] == "b"
    assert (found[0].values["row"], found[0].values["rows"], found[0].values["columns"]) == (2, 3, 2)


def test_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    model: Model = start(replace(TEXT, embedding="relations")).realised.model
    model.save(path)
    run = start(Setup(text="the king", model=str(path))).realised
    assert told(run, Source("U_h", (0, 0), "weight")) == ["row", "file"]
    assert origin(run, Source("U_h", (0, 0), "weight"))[-1].values["file"] == "mine.safetensors"
    assert told(run, X) == ["embedding"]


def test_what_begins_with_zero_or_a_token() -> None:
    run = start(Setup(text="a b", bidirectional=True)).realised
    assert told(run, Source("h_l0", (-1, 0), "variable")) == ["before"]
    assert told(run, Source("h_l0_reverse", (2, 0), "variable")) == ["after"]
    decoder = start(Setup(text="a b", architecture="seq2seq")).realised
    labels = decoder.trace.labels
    assert labels is not None
    begins = labels.index("<bos>")
    assert told(decoder, Source("y", (-1, begins), "variable")) == ["token"]
    assert told(decoder, Source("y", (-1, 1 - min(begins, 1)), "variable")) == ["token.other"]


def test_what_is_computed_has_no_origin() -> None:
    assert origin(start(TEXT).realised, Source("h", (0, 0), "variable")) == ()
