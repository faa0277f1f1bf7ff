"""Other networks beside a network's own memory: the same sizes, seed and sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rnntui.session.companions import companion_names, companion_run, companions
from rnntui.session.memory import Memory, Place, memory
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup

LONG = Setup(text="the cat saw a dog " * 12).with_size("hidden", 16)


def test_they_are_the_runs_that_their_setups_make() -> None:
    done = realise(LONG)
    found = {each.architecture: each.memory for each in companions(done, Place("h", 59))}
    assert list(found) == ["gru", "lstm", "attention_dot"]
    gru = memory(realise(replace(LONG, architecture="gru")), Place("h", 59))
    assert found["gru"] is not None
    np.testing.assert_array_equal(found["gru"].norms, gru.norms)
    attention = found["attention_dot"]
    assert attention is not None
    assert str(attention.place) == "context[0]"
    own = memory(realise(replace(LONG, architecture="attention_dot")), Place("context", 0))
    np.testing.assert_array_equal(attention.norms, own.norms)


def test_an_open_forget_gate_and_attention_remember() -> None:
    """What the plot shows: the first token against the last one, by orders of magnitude."""
    done = realise(LONG)
    found = {each.architecture: share(each.memory) for each in companions(done, Place("h", 59))}
    assert share(memory(done, Place("h", 59))) < 1e-9
    assert found["gru"] < found["lstm"] / 1e3
    assert found["lstm"] < found["attention_dot"] / 1e3
    assert found["attention_dot"] > 0.1


def share(found: Memory | None) -> float:
    assert found is not None
    return float(found.norms[0] / found.norms[-1])


def test_the_forget_gates_of_the_lstm_are_open() -> None:
    model, _ = companion_run(realise(LONG), "lstm")
    plain = realise(replace(LONG, architecture="lstm")).model
    for name, array in model.weights.items():
        assert (array == (1 if name == "b_f" else plain.weights[name])).all()
    deep, _ = companion_run(realise(replace(LONG, layers=2, bidirectional=True)), "lstm")
    biases = [name for name in deep.weights if name.startswith("b_f")]
    assert len(biases) == 4
    assert all((deep.weights[name] == 1).all() for name in biases)


def test_the_same_network_is_not_shown_twice() -> None:
    assert "gru" not in companion_names(realise(replace(LONG, architecture="gru")))
    # Its own forget gates are not open.
    assert "lstm" in companion_names(realise(replace(LONG, architecture="lstm")))
    # Weights set by hand are another network.
    assert "elman" in companion_names(realise(sample_setup("kinship")))


def test_each_has_the_value_that_is_most_alike() -> None:
    done = realise(Setup(text="I saw a saw", architecture="seq2seq"))
    steps = done.trace.clocks["u"]
    places = {
        (name, step): [str(each.memory.place) for each in companions(done, Place(name, step)) if each.memory]
        for name, step in (("h", 1), ("context", 0), ("s", steps - 1), ("p", 0))
    }
    # Attention looks back when all of the sentence is read.
    assert places["h", 1] == ["h[1]", "h[1]", "h[1]"]
    assert places["context", 0] == ["h[3]", "h[3]", "h[3]", "context[0]"]
    assert places["s", steps - 1][:3] == ["h[3]", "h[3]", "h[3]"]
    assert places["s", steps - 1][3].startswith("context[")
    plain = companions(realise(LONG), Place("y", 4))
    assert [str(each.memory.place) for each in plain if each.memory] == ["y[4]", "y[4]"]


def test_a_model_s_own_encoding_is_kept() -> None:
    done = realise(sample_setup("sentiment"))
    model, trace = companion_run(done, "gru")
    assert model.encoding is done.model.encoding
    np.testing.assert_array_equal(trace["x"], done.trace["x"])
    assert model.units["hidden"] == done.model.units["hidden"]


def test_what_can_t_be_run_says_why() -> None:
    empty = companions(realise(Setup()), Place("h", 0))
    assert len(empty) == 3
    for each in empty:
        assert each.why_not is not None if each.memory is None else not len(each.memory.norms)
