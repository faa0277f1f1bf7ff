"""Shapes of input and output, labels of answers, and tokens of an architecture's file: from a setup to a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rnntui
from rnntui.errors import RnntuiError
from rnntui.formats.safetensors_file import write_safetensors
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup, setup_from
from rnntui.text.samples import samples_folder

TEXT = "I saw a saw"
G2P = "samples/architectures/g2p_en.toml"


def test_a_setup_chooses_a_shape() -> None:
    every = realise(Setup(text=TEXT)).trace
    one = realise(setup_from({"text": TEXT, "shape": "many-to-one"}, "file")).trace
    np.testing.assert_allclose(one["y"][0], every["y"][-1], rtol=1e-14)
    assert realise(Setup(text=TEXT, shape="encoder-decoder")).trace.clocks["u"] > 0
    assert realise(Setup(text="cat", shape="one-to-many")).trace.clocks["u"] > 0
    with pytest.raises(RnntuiError, match="file: shape is 'round'; it must be many-to-many, many-to-one, one-to-many"):
        setup_from({"shape": "round"}, "file")


def test_another_shape_is_another_program_and_the_old_one_comes_back() -> None:
    first = realise(Setup(text=TEXT, architecture="gru"))
    second = realise(replace(first.setup, shape="many-to-one"), first)
    third = realise(replace(second.setup, shape=None), second)
    assert second.model.program.once("y")
    np.testing.assert_array_equal(third.trace["y"], first.trace["y"])


def test_an_order_blind_encoding_is_the_one_vector_of_one_to_many() -> None:
    made = realise(Setup(text=TEXT, shape="one-to-many", encoding="bag-of-words"))
    np.testing.assert_array_equal(made.trace.at("given", -1), [1, 1, 2])
    with pytest.raises(RnntuiError, match="one-to-many reads one vector, and there are 4"):
        realise(Setup(text=TEXT, shape="one-to-many"))


@pytest.mark.parametrize("architecture", ["seq2seq", "attention_dot"])
def test_an_answer_is_made_of_the_words_that_were_read(architecture: str) -> None:
    first = realise(Setup(text="I saw", architecture=architecture))
    assert first.model.labels == ("<bos>", "<eos>", "I", "saw")
    assert first.model.notes == ("no labels were given: the outputs are called <bos>, <eos>, I, saw",)
    # Another word changes no number that was there.
    second = realise(replace(first.setup, text="I saw a"), first)
    assert second.model.labels == ("<bos>", "<eos>", "I", "saw", "a")
    np.testing.assert_array_equal(second.model.weights["V_y"][:4], first.model.weights["V_y"])
    np.testing.assert_array_equal(second.model.weights["E_s"][:, :4], first.model.weights["E_s"])
    np.testing.assert_array_equal(second.model.weights["W_h"][:, :2], first.model.weights["W_h"])


def test_without_a_sentence_there_is_a_decoder_all_the_same() -> None:
    empty = realise(Setup(text="", architecture="attention_additive"))
    assert empty.trace.clocks["t"] == 0
    assert len(empty.trace.answers) == 1
    assert realise(Setup(text="", shape="one-to-many")).trace.clocks["t"] == 0


def test_a_loaded_network_is_read_out_in_another_shape(tmp_path: Path) -> None:
    every = rnntui.build("lstm", encoding="one-hot", text=TEXT, labels=["A", "B"], seed=3)
    every.save(tmp_path / "m.safetensors")
    done = realise(Setup(text=TEXT, model=str(tmp_path / "m.safetensors"), shape="many-to-one"))
    np.testing.assert_allclose(done.trace["y"][0], every.trace(TEXT)["y"][-1], rtol=1e-14)
    assert done.model.labels == ("A", "B")
    assert done.model.notes == ()
    done.model.save(tmp_path / "one.safetensors")
    again = rnntui.load(tmp_path / "one.safetensors")
    assert again.program.shape == "many-to-one"
    np.testing.assert_array_equal(again.trace(TEXT)["y"], done.trace["y"])


def test_a_shape_that_needs_other_weights_leaves_a_loaded_network_as_it_is(tmp_path: Path) -> None:
    rnntui.build("gru", encoding="one-hot", text=TEXT).save(tmp_path / "m.safetensors")
    done = realise(Setup(text=TEXT, model=str(tmp_path / "m.safetensors"), shape="encoder-decoder"))
    assert done.model.program.shape == "many-to-many"
    assert done.model.notes == ("shape is many-to-many in the file, and stays so: encoder-decoder was chosen",)


@pytest.mark.parametrize("shape", ["many-to-one", "encoder-decoder"])
def test_a_model_file_keeps_its_shape(tmp_path: Path, shape: str) -> None:
    model = rnntui.build("gru", encoding="one-hot", text=TEXT, shape=shape, layers=2, bidirectional=True)
    model.save(tmp_path / "m.safetensors")
    again = rnntui.load(tmp_path / "m.safetensors")
    assert again.program.names == model.program.names
    assert again.trace(TEXT).answers == model.trace(TEXT).answers
    np.testing.assert_array_equal(again.trace(TEXT)["y"], model.trace(TEXT)["y"])


def test_labels_that_are_chosen_for_a_loaded_decoder_say_where_it_begins(tmp_path: Path) -> None:
    """Weights without labels: those that are chosen are at other places than those that were assumed."""
    made = rnntui.build("seq2seq", input=2, output=4, seed=1)
    np.savez(tmp_path / "w.npz", **dict(made.weights))  # type: ignore[arg-type]
    setup = Setup(architecture="seq2seq", weights=str(tmp_path / "w.npz"), text="a b", embedding="kinship")
    assumed = realise(setup)
    assert assumed.model.labels == ("<bos>", "<eos>", "a", "b")
    assert any(note.startswith("no labels were given") for note in assumed.model.notes)
    chosen = realise(replace(setup, labels=("a", "<eos>", "b", "<bos>")))
    assert not any(note.startswith("no labels were given") for note in chosen.model.notes)
    np.testing.assert_array_equal(chosen.trace.at("y", -1), [0, 0, 0, 1])
    np.testing.assert_array_equal(assumed.trace.at("y", -1), [1, 0, 0, 0])


def test_an_architecture_s_file_brings_its_tokens() -> None:
    done = realise(Setup(text="abc", architecture=G2P, sizes=(("hidden", 4), ("embedding", 3))))
    assert done.trace.tokens == ("a", "b", "c", "</s>")
    assert done.model.tokens_by == "characters"
    assert done.model.units == {"input": 29, "embedding": 3, "hidden": 4, "output": 74}
    assert done.model.notes == ()
    words = realise(replace(done.setup, tokens_by="words"), done)
    assert words.trace.tokens == ("abc", "</s>")
    assert words.trace.unknown == (0,)
    assert realise(replace(done.setup, text=""), done).trace.clocks["t"] == 0


def test_a_shipped_architecture_is_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert (samples_folder() / "architectures" / "window.toml").is_file()
    setup = Setup(text=TEXT, architecture="samples/architectures/window.toml")
    assert realise(setup).trace.clocks == {"t": 4}


def test_a_word_that_written_weights_do_not_know_has_zeros() -> None:
    """Columns where it is read, rows where an answer is fed back as what is read."""
    done = realise(replace(sample_setup("one-to-many"), text="seven"))
    assert done.model.weights["E_y"].shape == (5, 6)
    assert not done.model.weights["W_h"][:, 4].any()
    assert not done.model.weights["E_y"][4].any()


def test_weights_from_a_file_take_the_shape_that_was_chosen(tmp_path: Path) -> None:
    made = rnntui.build("gru", input=2, output=3, seed=4)
    np.savez(tmp_path / "w.npz", **dict(made.weights))  # type: ignore[arg-type]
    setup = Setup(architecture="gru", weights=str(tmp_path / "w.npz"), text="你祖", embedding="kinship")
    every, one = realise(setup), realise(replace(setup, shape="many-to-one"))
    np.testing.assert_array_equal(one.trace["y"][0], every.trace["y"][-1])
    packed = {"weight_ih": "rzn", "weight_hh": "rzn"}
    tensors = {f"rnn.{name}_l0": np.concatenate([made.weights[f"{'WU'[name == 'weight_hh']}_{g}"] for g in gates])
               for name, gates in packed.items()}  # fmt: skip
    tensors |= {"out.weight": made.weights["V_y"], "out.bias": made.weights["b_y"]}
    write_safetensors(tmp_path / "m.safetensors", tensors, {})
    loaded = rnntui.load(tmp_path / "m.safetensors", shape="many-to-one")
    assert loaded.program.shape == "many-to-one"
    assert loaded.trace(np.ones((4, 2)))["y"].shape == (1, 3)
