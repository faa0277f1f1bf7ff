"""The architectures among the samples: their texts, and their numbers against loops written from the papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from rnntui.engine.catalogue import architecture_names, files_in, find_architecture
from rnntui.engine.program import program_of
from rnntui.folders import known_architecture, sample_architectures
from rnntui.model import Model, build
from rnntui.session.session import start
from rnntui.session.setup import Setup

Array = NDArray[np.float64]
Weights = Mapping[str, Array]
FILES = files_in(sample_architectures())


def network(name: str, weights: Weights | None = None) -> Model:
    """A network with sizes that differ from one another; its weights are random where none are given."""
    sizes = {"factors": 5} if name == "mrnn" else None
    return build(name, input=4, hidden=3, output=2, sizes=sizes, weights="random" if weights is None else weights)


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def minimal_gated_unit(w: Weights, x: Array) -> Array:
    """Zhou et al. 2016: f = σ(W_f [h, x]), h~ = tanh(W_h [f∘h, x]), h = (1-f)∘h + f∘h~."""
    h, states = np.zeros(3), []
    for each in x:
        both = np.concatenate([h, each])
        f = sigmoid(np.hstack([w["U_f"], w["W_f"]]) @ both + w["b_f"])
        candidate = np.tanh(np.hstack([w["U_n"], w["W_n"]]) @ np.concatenate([f * h, each]) + w["b_n"])
        h = (1 - f) * h + f * candidate
        states.append(h)
    return np.array(states)


def leaky_units(w: Weights, x: Array) -> Array:
    """Jaeger et al. 2007: x(n+1) = (1-a) x(n) + a f(W_in u(n+1) + W x(n)), for two groups with an a of their own."""
    # One matrix for all units, in which nothing leads from the fast to the slow ones.
    recurrent = np.block([[w["U_f"], np.zeros((3, 3))], [np.zeros((3, 3)), w["U_s"]]])
    into, bias = np.vstack([w["W_f"], w["W_s"]]), np.concatenate([w["b_f"], w["b_s"]])
    leak = np.repeat([0.9, 0.1], 3)
    h, states = np.zeros(6), []
    for each in x:
        pull = into @ each + recurrent @ h + bias
        slow = (1 - leak[3:]) * h[3:] + leak[3:] * np.tanh(pull[3:])
        fast = (1 - leak[:3]) * h[:3] + leak[:3] * np.tanh(pull[:3] + w["U_fs"] @ slow)
        h = np.concatenate([fast, slow])
        states.append(h)
    return np.array(states)


def coupled_lstm(w: Weights, x: Array) -> Array:
    """Greff et al. 2017, CIFG: f = 1 - i, without peepholes."""
    h, c, states = np.zeros(3), np.zeros(3), []
    for each in x:
        z = np.tanh(w["W_g"] @ each + w["U_g"] @ h + w["b_g"])
        i = sigmoid(w["W_i"] @ each + w["U_i"] @ h + w["b_i"])
        c = z * i + c * (1 - i)
        o = sigmoid(w["W_o"] @ each + w["U_o"] @ h + w["b_o"])
        h = np.tanh(c) * o
        states.append(h)
    return np.array(states)


def multiplicative_rnn(w: Weights, x: Array) -> Array:
    """Sutskever et al. 2011: the recurrent matrix of a step is W_hf · diag(W_fx x) · W_fh."""
    h, states = np.zeros(3), []
    for each in x:
        recurrent = w["U_h"] @ np.diag(w["W_m"] @ each) @ w["U_m"]
        h = np.tanh(w["W_h"] @ each + recurrent @ h + w["b_h"])
        states.append(h)
    return np.array(states)


def multiplicative_lstm(w: Weights, x: Array) -> Array:
    """Krause et al. 2016: an LSTM that is given m = (W_mx x) ∘ (W_mh h) in place of h."""
    h, c, states = np.zeros(3), np.zeros(3), []
    for each in x:
        m = np.diag(w["W_m"] @ each) @ w["U_m"] @ h
        i, f, o, u = (w[f"W_{k}"] @ each + w[f"U_{k}"] @ m + w[f"b_{k}"] for k in "ifog")
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(u)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return np.array(states)


def update_gate_rnn(w: Weights, x: Array) -> Array:
    """Collins et al. 2017: c = s(W_ch h + W_cx x + b_c), g = σ(W_gh h + W_gx x + b_g), h = g∘h + (1-g)∘c."""
    h, states = np.zeros(3), []
    for each in x:
        c = np.tanh(w["U_n"] @ h + w["W_n"] @ each + w["b_n"])
        g = sigmoid(w["U_g"] @ h + w["W_g"] @ each + w["b_g"])
        h = g * h + (1 - g) * c
        states.append(h)
    return np.array(states)


PAPERS: Mapping[str, Callable[[Weights, Array], Array]] = {
    "mgu": minimal_gated_unit,
    "leaky": leaky_units,
    "lstm_coupled": coupled_lstm,
    "mrnn": multiplicative_rnn,
    "mlstm": multiplicative_lstm,
    "ugrnn": update_gate_rnn,
}


def test_each_is_held_against_its_paper_or_has_tests_of_its_own() -> None:
    assert set(FILES) - set(PAPERS) == {"g2p_en", "window"}
    assert not set(FILES) & set(architecture_names())


@pytest.mark.parametrize("name", PAPERS)
def test_the_numbers_are_those_of_the_paper(name: str) -> None:
    model = network(name)
    count = sum(array.size for array in model.weights.values())
    numbers = iter(np.random.default_rng(7).permutation(np.linspace(-0.9, 0.9, count)))
    weights = {
        key: np.array([next(numbers) for _ in range(array.size)]).reshape(array.shape)
        for key, array in model.weights.items()
    }
    x = np.random.default_rng(8).uniform(-1, 1, (9, 4))
    trace = network(name, weights).trace(x)
    h = PAPERS[name](weights, x)
    np.testing.assert_allclose(trace["h"], h, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(trace["y"], h @ weights["V_y"].T + weights["b_y"], rtol=1e-12, atol=1e-13)


def test_a_slow_unit_remembers_for_longer() -> None:
    model = network("leaky")
    x = np.zeros((12, 4))
    x[0] = 1
    # Nothing but the leak connects a step with the one before.
    weights = {name: array * (name[0] == "W") for name, array in model.weights.items()}
    trace = build("leaky", input=4, hidden=3, output=2, weights=weights).trace(x)
    assert trace["fast"][-1, 0] / trace["fast"][0, 0] == pytest.approx(0.1**11)
    assert trace["slow"][-1, 0] / trace["slow"][0, 0] == pytest.approx(0.9**11)


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    found = find_architecture(FILES[name])
    for text in (found.title, found.summary, *(each.says for each in found.equations)):
        assert text.keys() == {"en", "zh_TW"}
        assert text["en"].isascii()
        assert re.search(r"[\u4e00-\u9fff]", text["zh_TW"])
    assert all(each.says["en"].endswith(".") and each.says["zh_TW"].endswith("。") for each in found.equations)
    assert re.search(r"\b(19|20)\d\d\b", found.source)


@pytest.mark.parametrize("name", FILES)
def test_each_is_found_by_its_name_and_runs(name: str) -> None:
    assert known_architecture(name).name == name
    session = start(Setup(text="abc", architecture=name))
    by_path = start(Setup(text="abc", architecture=f"samples/architectures/{name}.toml"))
    for variable in session.trace.names:
        np.testing.assert_array_equal(session.trace[variable], by_path.trace[variable])


@pytest.mark.parametrize("name", PAPERS)
def test_each_can_be_stacked(name: str) -> None:
    program = program_of(known_architecture(name), 2, True)
    assert "h_l1_reverse" in program.names
