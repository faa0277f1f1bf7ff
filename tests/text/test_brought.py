"""Labels of a decoder where nobody gave any, and the tokens that an architecture's file brings."""

from __future__ import annotations

import pytest

import rnntui
from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import find_architecture
from rnntui.engine.program import Program, program_of
from rnntui.errors import RnntuiError
from rnntui.text.brought import answer_labels, labelled_size, own_encoding, told_labels

DECODER = program_of(find_architecture("seq2seq"))
OWN = """
[sizes]
x = "input"
h = "hidden"
y = "tag"
[[equations]]
is = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t]"
role = "output"
[vocabulary]
input = ["b", "a"]
labels = ["X", "Y", "Z"]
"""


def own() -> Program:
    return program_of(parse_architecture(OWN))


def test_the_words_that_were_read_can_be_written() -> None:
    assert answer_labels(DECODER, None, ("a", "saw")) == ("<bos>", "<eos>", "a", "saw")
    # A vocabulary that grows changes no earlier label, and a word of the sentence may be one of the two.
    assert answer_labels(DECODER, None, ("a", "saw", "<eos>", "I")) == ("<bos>", "<eos>", "a", "saw", "I")


def test_without_words_or_with_a_size_they_are_letters() -> None:
    assert answer_labels(DECODER, None) == ("<bos>", "<eos>", "a", "b")
    assert answer_labels(DECODER, 3, ("I", "saw")) == ("<bos>", "<eos>", "a")
    found = answer_labels(DECODER, 60) or ()
    assert len(set(found)) == len(found) == 60
    assert (found[27], found[28], found[54]) == ("z", "a1", "a2")


def test_other_networks_need_no_labels() -> None:
    assert answer_labels(program_of(find_architecture("lstm")), None, ("a",)) is None


def test_a_file_brings_its_own() -> None:
    assert answer_labels(own(), None) == answer_labels(own(), 3, ("a",)) == ("X", "Y", "Z")
    assert answer_labels(own(), 2) is None
    encoding = own_encoding(own())
    assert encoding is not None
    assert encoding.vocabulary == ("b", "a")
    assert own_encoding(DECODER) is None
    assert (labelled_size(own()), labelled_size(DECODER)) == ("tag", "output")


def test_labels_that_were_assumed_are_said() -> None:
    model = rnntui.build("seq2seq", encoding="one-hot", text="I saw a saw")
    assert model.notes == ("no labels were given: the outputs are called <bos>, <eos>, I, a, saw",)
    assert model.units["output"] == 5
    assert rnntui.build("seq2seq", input=2, labels=["<bos>", "<eos>"]).notes == ()
    assert told_labels("abcdefghij").endswith("called a, b, c, d, e, f, g, h and 2 more")


def test_labels_without_the_tokens_that_are_needed() -> None:
    with pytest.raises(RnntuiError, match="begins or ends with the token '<bos>', which no label names; the labels"):
        rnntui.build("seq2seq", input=2, labels=["a", "b"])
    with pytest.raises(RnntuiError, match="the token '<eos>', which no label names; the labels are <bos>"):
        rnntui.build("seq2seq", input=2, output=1)
