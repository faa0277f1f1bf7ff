"""Numbers that others published, and the worked example: weights in the order in which their source packs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from networks import own
from numpy.typing import ArrayLike, NDArray

import rnntui
from rnntui.engine.interventions import Intervention

Array = NDArray[np.float64]


def blocks(packed: ArrayLike, order: str, prefix: str) -> dict[str, Array]:
    """The weights `prefix_gate` out of rows that are packed gate by gate."""
    parts = np.split(np.asarray(packed, float), len(order))
    return {f"{prefix}_{gate}": part for gate, part in zip(order, parts, strict=True)}


def readout(hidden: int) -> dict[str, Array]:
    """A readout that shows the hidden state."""
    return {"V_y": np.eye(hidden), "b_y": np.zeros(hidden)}


def model_of(
    architecture: str,
    size: int,
    hidden: int,
    weights: Mapping[str, Array],
    *,
    activation: Mapping[str, str] | None = None,
    bidirectional: bool = False,
) -> rnntui.Model:
    return rnntui.build(
        architecture,
        input=size,
        hidden=hidden,
        output=2 * hidden if bidirectional else hidden,
        weights={**readout(2 * hidden if bidirectional else hidden), **weights},
        activation=activation,
        bidirectional=bidirectional,
    )


def linspace(start: float, stop: float, *shape: int) -> Array:
    return np.linspace(start, stop, int(np.prod(shape))).reshape(shape)


# The worked example of the design.

WORDS: Mapping[str, Sequence[float]] = {"你": (0, 0), "祖": (1, 0), "我": (0, 1), "孫": (1, 1)}


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        ("你祖我孫", [[0, 0], [3, 3], [12, 12], [42, 42]]),
        ("我祖你孫", [[3, 3], [12, 12], [36, 36], [114, 114]]),
    ],
)
def test_the_worked_example(text: str, outputs: list[list[float]]) -> None:
    model = rnntui.build(
        "elman", input=2, hidden=3, output=2, weights="ones", activation={"phi": "identity", "psi": "identity"}
    )
    trace = model.trace(np.array([WORDS[word] for word in text]))
    assert trace["y"].tolist() == outputs
    assert trace["h"].tolist() == [[y[0] / 3] * 3 for y in outputs]


# P1: candle, candle-nn/tests/rnn.rs; PyTorch's order i f g o.


def test_p1_candle_s_lstm() -> None:
    bias = np.tile([-1, 1, -0.5, 2], 3)
    weights = blocks(np.cos(np.arange(24)).reshape(12, 2), "ifgo", "W")
    weights |= blocks(np.sin(np.arange(36)).reshape(12, 3), "ifgo", "U")
    weights |= blocks(bias + np.cos(bias), "ifgo", "b")
    trace = model_of("lstm", 2, 3, weights).trace(np.array([[v, v / 2] for v in (3, 1, 4, 1, 5, 9, 2)]))
    np.testing.assert_allclose(trace["h"][-1], [0.9919, 0.1738, -0.1451], atol=5e-5)
    np.testing.assert_allclose(trace["c"][-1], [5.725, 0.4458, -0.2908], atol=5e-4)
    np.testing.assert_allclose(trace["c"][-1, 1:], [0.4458, -0.2908], atol=5e-5)


# P2: PyTorch, test/cpp/api/rnn.cpp, CheckOutputValuesMatchPyTorch.


def test_p2_pytorch_s_own_lstm() -> None:
    def counted(*shape: int) -> Array:
        return np.arange(np.prod(shape)).reshape(shape) / np.prod(shape)

    weights = blocks(counted(8, 2), "ifgo", "W") | blocks(counted(8, 2), "ifgo", "U")
    weights |= blocks(counted(8) + counted(8), "ifgo", "b")
    x = (24 - np.arange(24)).reshape(3, 4, 2) / 24
    trace = model_of("lstm", 2, 2, weights).trace(x)
    h = [0.7889, 0.9003, 0.7769, 0.8905, 0.7635, 0.8794, 0.7484, 0.8666]
    c = [1.1647, 1.6106, 1.1425, 1.5726, 1.1187, 1.5329, 1.0931, 1.4911]
    np.testing.assert_allclose(trace["h"][-1].ravel(), h, atol=6e-5)
    np.testing.assert_allclose(trace["c"][-1].ravel(), c, atol=6e-5)


# P3 and P4: Stanford's CS231n, assignment 3; an LSTM packs i f o g, and vectors are rows: x @ W.


def test_p3_a_step_of_cs231n_s_lstm() -> None:
    weights = blocks(linspace(-2.1, 1.3, 4, 20).T, "ifog", "W") | blocks(linspace(-0.7, 2.2, 5, 20).T, "ifog", "U")
    weights |= blocks(linspace(0.3, 0.7, 20), "ifog", "b")
    start = {"h": linspace(-0.3, 0.7, 3, 5), "c": linspace(-0.4, 0.9, 3, 5)}
    trace = model_of("lstm", 4, 5, weights).trace(linspace(-0.4, 1.2, 1, 3, 4), initial=start)
    first = [0.24635157, 0.28610883, 0.32240467, 0.35525807, 0.38474904]
    np.testing.assert_allclose(trace["h"][0, 0], first, atol=5e-9)


def test_p4_a_step_of_cs231n_s_rnn() -> None:
    weights = {"W_h": linspace(-0.1, 0.9, 10, 4).T, "U_h": linspace(-0.3, 0.7, 4, 4).T, "b_h": linspace(-0.2, 0.4, 4)}
    start = {"h": linspace(-0.2, 0.5, 3, 4)}
    trace = model_of("elman", 10, 4, weights).trace(linspace(-0.4, 0.7, 1, 3, 10), initial=start)
    first = [-0.58172089, -0.50182032, -0.41232771, -0.31410098]
    np.testing.assert_allclose(trace["h"][0, 0], first, atol=5e-9)


# P5 and P6: Keras, lstm_test.py (order i f c o), gru_test.py (z r h), simple_rnn_test.py; weights of a kind alike.


def alike(names: str, prefix: str, value: float, *shape: int) -> dict[str, Array]:
    return {f"{prefix}_{name}": np.full(shape, value) for name in names}


KERAS_X = np.arange(72.0).reshape(3, 6, 4).swapaxes(0, 1)


@pytest.mark.parametrize(
    ("architecture", "gates", "special", "last"),
    [
        ("lstm", "ifgo", {"b_f": np.full(3, 1.0)}, [0.6288687, 0.86899155, 0.9460773]),
        ("gru", "zrn", {"b_hn": np.full(3, 0.03), "b_z": np.full(3, 0.06), "b_r": np.full(3, 0.06)},
         [0.5217289, 0.6371659, 0.39384964]),
        ("gru_reset_before", "zrn", {}, [0.51447755, 0.6426879, 0.40208298]),
    ],
)  # fmt: skip
def test_p5_keras(architecture: str, gates: str, special: dict[str, Array], last: list[float]) -> None:
    weights = alike(gates, "W", 0.01, 3, 4) | alike(gates, "U", 0.02, 3, 3) | alike(gates, "b", 0.03, 3) | special
    trace = model_of(architecture, 4, 3, weights).trace(KERAS_X)
    np.testing.assert_allclose(trace["h"][-1], np.repeat(last, 3).reshape(3, 3), atol=1e-6)


def test_p6_keras_s_simple_rnn_in_both_directions() -> None:
    weights: dict[str, Array] = {}
    for suffix in ("_l0", "_l0_reverse"):
        weights |= {f"W_h{suffix}": np.full((4, 4), 0.01), f"U_h{suffix}": np.full((4, 4), 0.02)}
        weights[f"b_h{suffix}"] = np.full(4, 0.03)
    x = np.arange(24.0).reshape(2, 3, 4).swapaxes(0, 1)
    trace = model_of("elman", 4, 4, weights, bidirectional=True).trace(x)
    np.testing.assert_allclose(trace["h_l0"][-1], np.repeat([[0.405432], [0.73605347]], 4, 1), atol=5e-7)
    np.testing.assert_allclose(trace["h_l0_reverse"][0], np.repeat([[0.11144729], [0.5528889]], 4, 1), atol=5e-7)


# P7: Keras, additive_attention_test.py.


def test_p7_keras_s_additive_attention() -> None:
    plan = own(
        "e[u] = tanh(q[u] + k[:]) @ v_a",
        "attention: a[u] = softmax(e[u])",
        "output: c[u] = a[u] @ value[:]",
        sizes={"q": "key", "k": "key", "value": "value"},
    )
    bound = plan.bind({"v_a": np.ones(2)}, {"key": 2, "value": 2})
    queries, keys = np.array([[1.0, 0], [0, 1]]), np.array([[0.0, 1], [1, 0]])
    stores = bound.run({"q": queries, "k": keys, "value": np.array([[1.0, 2], [3, 4]])})
    np.testing.assert_allclose(stores.between("a", 0, 2), [[0.636, 0.363], [0.363, 0.636]], atol=1e-3)
    np.testing.assert_allclose(stores.between("c", 0, 2), [[1.727, 2.727], [2.272, 3.272]], atol=1e-3)


def test_p7_by_the_equations_of_attention_additive() -> None:
    """The values of the case are the states of the encoder, and its keys what K_a makes of them."""
    queries, keys, value = np.array([[1.0, 0], [0, 1]]), np.array([[0.0, 1], [1, 0]]), np.array([[1.0, 2], [3, 4]])
    model = rnntui.build(
        "attention_additive",
        input=2,
        hidden=2,
        sizes={"attention": 2},
        activation={"phi": "identity"},
        labels=["<bos>", "<eos>"],
    )
    given = {name: np.zeros_like(array) for name, array in model.weights.items()}
    given |= {"W_h": np.eye(2), "K_a": np.linalg.solve(value, keys).T, "Q_a": np.eye(2), "v_a": np.ones(2)}
    # The first answer goes on, so that there is a second query.
    given |= {"b_y": np.array([1.0, 0])}
    model = replace(model, weights=given, bound=model.bound.plan.bind(given, model.units, model.labels or ()))
    second = [Intervention("s", queries[1, unit], step=0, unit=unit) for unit in (0, 1)]
    trace = model.trace(value, initial={"s": queries[0]}, interventions=second)
    np.testing.assert_allclose(trace["key"], keys, atol=1e-12)
    np.testing.assert_allclose(trace["query"][:2], queries, atol=1e-12)
    np.testing.assert_allclose(trace["attention"][:2], [[0.636, 0.363], [0.363, 0.636]], atol=1e-3)
    np.testing.assert_allclose(trace["context"][:2], [[1.727, 2.727], [2.272, 3.272]], atol=1e-3)


# P8: ONNX, the backend's node tests: one step, no biases, all weights alike; LSTM i o f c, GRU z r h, peepholes i o f.

ONNX_X = np.array([[[1.0, 2], [3, 4], [5, 6]]])


@pytest.mark.parametrize(
    ("architecture", "gates", "hidden", "special", "x", "last"),
    [
        ("lstm", "iofg", 3, {}, ONNX_X, [0.0952412, 0.2560645, 0.4032378]),
        ("elman", "h", 4, {}, ONNX_X, [0.2913126, 0.6043678, 0.800499]),
        ("gru_reset_before", "zrn", 5, {}, ONNX_X, [0.1239703, 0.2005366, 0.1999165]),
        ("gru", "zrn", 5, {"b_hn": np.zeros(5)}, ONNX_X, [0.1239703, 0.2005366, 0.1999165]),
        ("lstm_peephole", "iofg", 3, alike("iof", "p", 0.1, 3), np.arange(1.0, 9).reshape(1, 2, 4),
         [0.3750691, 0.6801309]),
    ],
)  # fmt: skip
def test_p8_onnx(
    architecture: str, gates: str, hidden: int, special: dict[str, Array], x: Array, last: list[float]
) -> None:
    weights = alike(gates, "W", 0.1, hidden, x.shape[-1]) | alike(gates, "U", 0.1, hidden, hidden)
    weights |= alike(gates, "b", 0.0, hidden) | special
    trace = model_of(architecture, x.shape[-1], hidden, weights).trace(x)
    np.testing.assert_allclose(trace["h"][0], np.repeat(last, hidden).reshape(-1, hidden), atol=6e-8)


# P9: caicloud's TensorFlow tutorial, chapter 8; vectors are rows.


def test_p9_a_forward_pass_by_hand() -> None:
    model = rnntui.build(
        input=1, hidden=2, output=1,
        weights={
            "W_h": np.array([[0.5], [0.6]]), "U_h": np.array([[0.1, 0.2], [0.3, 0.4]]).T, "b_h": np.array([0.1, -0.1]),
            "V_y": np.array([[1.0, 2.0]]), "b_y": np.array([0.1]),
        },
    )  # fmt: skip
    trace = model.trace(np.array([[1.0], [2.0]]))
    np.testing.assert_allclose(trace["h"], [[0.53704957, 0.46211716], [0.85973818, 0.88366641]], atol=5e-9)
    np.testing.assert_allclose(trace["y"], [[1.56128388], [2.72707101]], atol=5e-9)


# P10 and P11: Hung-yi Lee, lectures on recurrent networks.


@pytest.mark.parametrize(
    ("inputs", "hidden", "outputs"), [((1, 1, 2), (2, 6, 16), (4, 12, 32)), ((2, 1, 1), (4, 10, 22), (8, 20, 44))]
)
def test_p10_the_order_of_the_inputs_matters(
    inputs: Sequence[float], hidden: Sequence[float], outputs: Sequence[float]
) -> None:
    model = rnntui.build(input=2, hidden=2, output=2, weights="ones", activation={"phi": "identity"})
    trace = model.trace(np.array([[v, v] for v in inputs]))
    assert trace["h"].tolist() == [[v, v] for v in hidden]
    assert trace["y"].tolist() == [[v, v] for v in outputs]


def test_p11_an_lstm_by_hand() -> None:
    weights = {
        "W_g": np.array([[1.0, 0, 0]]), "W_i": np.array([[0, 100.0, 0]]),
        "W_f": np.array([[0, 100.0, 0]]), "W_o": np.array([[0, 0, 100.0]]),
        "b_g": np.zeros(1), "b_i": np.array([-10.0]), "b_f": np.array([10.0]), "b_o": np.array([-10.0]),
    }  # fmt: skip
    weights |= alike("ifgo", "U", 0.0, 1, 1)
    model = model_of("lstm", 3, 1, weights, activation={"cand": "identity", "out": "identity"})
    trace = model.trace(np.array([[3, 1, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0]]))
    np.testing.assert_allclose(trace["c"][:, 0], [3, 7, 7, 7, 0], atol=1e-3)
    np.testing.assert_allclose(trace["h"][:, 0], [0, 0, 0, 7, 0], atol=1e-3)
    assert round(float(trace["h"][3, 0]), 9) == 6.999500634
