"""Encoder-decoders and attention beside PyTorch: modules written here, of its cells and operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from networks import UNITS, built_in, sentence, units_of, weights_of

from rnntui.engine.arrays import FloatArray, Weights
from rnntui.engine.plan import Plan
from rnntui.engine.trace import Trace

torch = pytest.importorskip("torch")

LABELS = ("<bos>", "<eos>", "a", "b", "c")
STEPS = 6
STACKS = [(1, False), (2, False), (1, True), (2, True)]
CELLS = {"seq2seq": "RNN", "seq2seq_lstm": "LSTM", "seq2seq_gru": "GRU"}
GATES = {"RNN": "h", "LSTM": "ifgo", "GRU": "rzn"}
"""PyTorch's order of the blocks in its weights."""

Run = Mapping[str, Sequence[Any]]
"""Each variable at each output step."""


def units(plan: Plan) -> dict[str, int]:
    return units_of(plan.program) | {"output": len(LABELS)}


def loud(plan: Plan, seed: int) -> Weights:
    """Weights that all differ, so large that different sentences have different answers."""
    plain = weights_of(plan.program, seed=seed)
    generator = np.random.default_rng(seed)
    shapes = {n: tuple(sum(units(plan)[p] for p in s) for s in sizes) for n, sizes in plan.program.weights.items()}
    return {name: generator.uniform(-2.5, 2.5, shape) for name, shape in shapes.items() if name in plain}


def tensor(array: FloatArray) -> Any:
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def encoder_of(kind: str, weights: Weights, layers: int, both: bool) -> Any:
    """The encoder as a module of PyTorch's, with our weights under its names."""
    sizes = {"input_size": UNITS["input"], "hidden_size": UNITS["hidden"], "num_layers": layers}
    module = getattr(torch.nn, kind)(**sizes, bidirectional=both, dtype=torch.float64)
    bare = layers == 1 and not both
    for layer in range(layers):
        for reverse in ("", "_reverse") if both else ("",):
            suffix, ours = f"_l{layer}{reverse}", "" if bare else f"_l{layer}{reverse}"
            fill(module, suffix, weights, ours, GATES[kind])
    return module


def fill(module: Any, suffix: str, weights: Weights, ours: str, gates: str) -> None:
    """Put our blocks into one layer of a module; the second bias is that of a GRU's candidate alone."""
    candidate = f"b_hn{ours}"
    blocks = {
        "weight_ih": [weights[f"W_{g}{ours}"] for g in gates],
        "weight_hh": [weights[f"U_{g}{ours}"] for g in gates],
        "bias_ih": [weights[f"b_{g}{ours}"] for g in gates],
        "bias_hh": [weights[candidate] if g == "n" else 0 * weights[f"b_{g}{ours}"] for g in gates],
    }
    with torch.no_grad():
        for name, parts in blocks.items():
            getattr(module, name + suffix).copy_(tensor(np.concatenate(parts)))


def decoder_of(kind: str, weights: Weights) -> Any:
    """The decoder's cell; it reads the token before and the context, one below the other."""
    gates = GATES[kind]
    letters = "s" if kind == "RNN" else gates
    suffix = "" if kind == "RNN" else "_s"
    both = {f"W_{g}{suffix}": np.hstack([weights[f"E_{g}"], weights[f"C_{g}"]]) for g in letters}
    cell = getattr(torch.nn, f"{kind}Cell")(next(iter(both.values())).shape[1], UNITS["hidden"], dtype=torch.float64)
    fill(cell, "", {**weights, **both}, suffix, letters)
    return cell


def last_of(kind: str, found: object, both: bool) -> list[Any]:
    """The last layer's last h, and c of an LSTM: both directions one below the other."""
    states = found if kind == "LSTM" else (found,)
    assert isinstance(states, tuple)
    return [torch.cat([state[-2], state[-1]]) if both else state[-1] for state in states]


def answered(step: Callable[[Any], dict[str, Any]]) -> dict[str, list[Any]]:
    """Feed the most probable token back until the last one is said, 20 times at most."""
    found: dict[str, list[Any]] = {}
    token = torch.eye(len(LABELS), dtype=torch.float64)[LABELS.index("<bos>")]
    for _ in range(20):
        values = step(token)
        token = torch.nn.functional.one_hot(values["p"].argmax(), len(LABELS)).to(torch.float64)
        for name, value in {**values, "y": token}.items():
            found.setdefault(name, []).append(value)
        if token[LABELS.index("<eos>")] == 1:
            break
    return found


def seq2seq(kind: str, weights: Weights, x: FloatArray, layers: int, both: bool) -> Run:
    """Sutskever et al. 2014 and Cho et al. 2014: the last state starts the decoder and feeds all its steps."""
    _, last = encoder_of(kind, weights, layers, both)(tensor(x))
    context = torch.cat(last_of(kind, last, both))
    w = {name: tensor(array) for name, array in weights.items()}
    state = torch.tanh(w["W_0"] @ context + w["b_0"])
    memory = w["W_0c"] @ context + w["b_0c"] if kind == "LSTM" else None
    cell = decoder_of(kind, weights)

    def step(token: Any) -> dict[str, Any]:
        nonlocal state, memory
        below = torch.cat([token, context])
        if memory is None:
            state = cell(below, state)
        else:
            state, memory = cell(below, (state, memory))
        values = {"s": state, "p": torch.softmax(w["V_y"] @ state + w["b_y"], 0)}
        return values if memory is None else values | {"c_s": memory}

    return {**answered(step), "context": [context]}


def luong(weights: Weights, x: FloatArray, layers: int, both: bool) -> Run:
    """Luong et al. 2015, sections 3 and 3.1: global attention with the score dot."""
    states, last = encoder_of("RNN", weights, layers, both)(tensor(x))
    w = {name: tensor(array) for name, array in weights.items()}
    (state,) = last_of("RNN", last, both)

    def step(token: Any) -> dict[str, Any]:
        nonlocal state
        state = torch.tanh(torch.mv(w["E_s"], token) + torch.mv(w["U_s"], state) + w["b_s"])
        score = torch.stack([torch.dot(each, state) for each in states])
        attention = score.exp() / score.exp().sum()
        context = sum(share * each for share, each in zip(attention, states, strict=True))
        attended = torch.tanh(torch.nn.functional.linear(torch.cat([context, state]), w["C_s"], w["b_c"]))
        p = torch.softmax(torch.nn.functional.linear(attended, w["V_y"], w["b_y"]), 0)
        return {"s": state, "score": score, "attention": attention, "context": context, "attended": attended, "p": p}

    return answered(step)


def bahdanau(weights: Weights, x: FloatArray, layers: int, both: bool) -> Run:
    """Bahdanau et al. 2015, section 3.1 and appendix A.1.2: e_ij = v · tanh(W s_{i-1} + U h_j)."""
    states, last = encoder_of("RNN", weights, layers, both)(tensor(x))
    w = {name: tensor(array) for name, array in weights.items()}
    (final,) = last_of("RNN", last, both)
    state = torch.tanh(torch.nn.functional.linear(final, w["W_0"], w["b_0"]))

    def step(token: Any) -> dict[str, Any]:
        nonlocal state
        score = torch.stack([w["v_a"].dot(torch.tanh(w["Q_a"] @ state + w["K_a"] @ h + w["b_a"])) for h in states])
        attention = torch.softmax(score, 0)
        context = torch.einsum("t,th->h", attention, states)
        state = torch.tanh(w["E_s"] @ token + w["U_s"] @ state + w["C_s"] @ context + w["b_s"])
        p = torch.softmax(w["V_y"] @ state + w["b_y"], 0)
        return {"s": state, "score": score, "attention": attention, "context": context, "p": p}

    return answered(step)


def expected(name: str, weights: Weights, x: FloatArray, layers: int, both: bool) -> Run:
    with torch.no_grad():
        if name in CELLS:
            return seq2seq(CELLS[name], weights, x, layers, both)
        return {"attention_dot": luong, "attention_additive": bahdanau}[name](weights, x, layers, both)


@pytest.mark.parametrize(("layers", "both"), STACKS)
@pytest.mark.parametrize("name", [*CELLS, "attention_dot", "attention_additive"])
def test_the_forward_pass_is_pytorch_s(name: str, layers: int, both: bool) -> None:
    plan = built_in(name, layers, both)
    lengths = set()
    for seed in range(8):
        weights = loud(plan, seed)
        ready = plan.bind(weights, units(plan), LABELS)
        batch = np.stack([sentence(STEPS, seed=10 * seed + b) for b in range(3)], axis=1)
        whole = Trace(ready.run({"x": batch}, np.array([STEPS, 1, 4])), labels=LABELS)
        for b, length in enumerate((STEPS, 1, 4)):
            alone = Trace(ready.run({"x": batch[:length, b]}), labels=LABELS)
            for variable, values in expected(name, weights, batch[:length, b], layers, both).items():
                wanted = np.stack([value.numpy() for value in values])
                np.testing.assert_allclose(alone[variable], wanted, rtol=1e-9, atol=1e-9, err_msg=variable)
                found = whole[variable][: len(wanted), b, : wanted.shape[1]]
                np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-9, err_msg=f"{variable} in a batch")
            assert whole.answers[b] == alone.answers[0]
            lengths.add(alone.clocks["u"])
    assert len(lengths) > 1
