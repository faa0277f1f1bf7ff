"""PyTorch's own modules at random weights: outputs, last states and gates, for sentences, batches and packed batches.

The weights are unpacked by each architecture's import table, so that a wrong table fails here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from networks import own
from numpy.typing import NDArray

from rnntui.engine.catalogue import find_architecture
from rnntui.engine.plan import Bound, compile_plan
from rnntui.engine.program import program_of
from rnntui.engine.trace import Trace

torch = pytest.importorskip("torch")

Array = NDArray[np.floating]

INPUT, HIDDEN, PROJECTED, STEPS = 4, 5, 3, 7
LENGTHS = (3, 7, 1, 5)
CLOSE = {"float64": 1e-12, "float32": 1e-5}
"""To what the two agree: in float32 numbers of about 1 are 1e-7 apart, and there are some dozens of roundings."""


@dataclass(frozen=True)
class Kind:
    """A module of PyTorch and the architecture that it is."""

    module: str
    architecture: str
    options: Mapping[str, Any]
    activation: Mapping[str, str]


KINDS = {
    "tanh": Kind("RNN", "elman", {}, {}),
    "relu": Kind("RNN", "elman", {"nonlinearity": "relu"}, {"phi": "relu"}),
    "lstm": Kind("LSTM", "lstm", {}, {}),
    "gru": Kind("GRU", "gru", {}, {}),
    "projected lstm": Kind("LSTM", "lstm_projection", {"proj_size": PROJECTED}, {}),
}
STACKS = [(layers, both) for layers in (1, 3) for both in (False, True)]


def module_of(kind: Kind, layers: int, both: bool, dtype: str) -> Any:
    torch.manual_seed(layers + 10 * both)
    make = getattr(torch.nn, kind.module)
    return make(INPUT, HIDDEN, num_layers=layers, bidirectional=both, dtype=getattr(torch, dtype), **kind.options)


def suffixes(layers: int, both: bool) -> list[tuple[str, str]]:
    """The suffix of each layer and direction, in PyTorch's order: of its tensors, of our names."""
    found = [f"_l{layer}{reverse}" for layer in range(layers) for reverse in ("", "_reverse")[: 1 + both]]
    return [(each, "" if layers == 1 and not both else each) for each in found]


def bound_to(module: Any, kind: Kind, layers: int, both: bool) -> Bound:
    """The same network here."""
    program = program_of(find_architecture(kind.architecture, kind.activation), layers, both)
    tensors = {name: tensor.numpy() for name, tensor in module.state_dict().items()}
    weights: dict[str, Array] = {}
    for theirs, ours in suffixes(layers, both):
        for tensor, blocks in program.architecture.imports["pytorch"].items():
            array = tensors.pop(tensor + theirs)
            for name, part in zip(blocks, np.split(array, len(blocks)), strict=True):
                weights[name + ours] = weights.get(name + ours, 0) + part
    assert not tensors
    width = kind.options.get("proj_size", HIDDEN) * (1 + both)
    dtype = next(iter(weights.values())).dtype
    weights |= {"V_y": np.eye(width, dtype=dtype), "b_y": np.zeros(width, dtype)}
    units = {"input": INPUT, "hidden": HIDDEN, "projection": PROJECTED, "output": width}
    return compile_plan(program).bind(weights, units)


def random(*shape: int, dtype: str) -> Any:
    return torch.randn(*shape, dtype=getattr(torch, dtype), generator=torch.Generator().manual_seed(sum(shape)))


def starts(kind: Kind, layers: int, both: bool, dtype: str, batch: tuple[int, ...]) -> tuple[Any, dict[str, Array]]:
    """A start of each state that is not zero, for PyTorch and for us."""
    places = suffixes(layers, both)
    sizes = {"h": kind.options.get("proj_size", HIDDEN)} | ({"c": HIDDEN} if kind.module == "LSTM" else {})
    tensors = {name: random(len(places), *batch, size, dtype=dtype) for name, size in sizes.items()}
    ours = {
        name + suffix: tensor[place].numpy()
        for name, tensor in tensors.items()
        for place, (_, suffix) in enumerate(places)
    }
    return (tuple(tensors.values()) if len(tensors) == 2 else tensors["h"]), ours


def states_of(found: Any) -> dict[str, Array]:
    """The last states of a module: (layers and directions[, B], size)."""
    both = found if isinstance(found, tuple) else (found,)
    return dict(zip("hc", (each.detach().numpy() for each in both), strict=False))


@pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize(("layers", "both"), STACKS)
@pytest.mark.parametrize("name", KINDS)
def test_a_module(name: str, layers: int, both: bool, started: bool, dtype: str) -> None:
    kind = KINDS[name]
    module = module_of(kind, layers, both, dtype)
    bound = bound_to(module, kind, layers, both)
    hidden = "h_both" if both else f"h_l{layers - 1}" if layers > 1 else "h"

    def check(trace: Trace, found: Any, lengths: Array) -> None:
        outputs, last = found
        assert trace.dtype == dtype
        np.testing.assert_allclose(trace[hidden], outputs.detach().numpy(), atol=CLOSE[dtype], rtol=CLOSE[dtype])
        for state, expected in states_of(last).items():
            for (_, suffix), wanted in zip(suffixes(layers, both), expected, strict=True):
                rows = trace[state + suffix]
                rows = rows if trace.batch is not None else rows[:, None]
                places = np.zeros_like(lengths) if suffix.endswith("reverse") else lengths - 1
                ends = rows[places, np.arange(len(lengths))]
                wanted = wanted.reshape(ends.shape)
                np.testing.assert_allclose(ends, wanted, atol=CLOSE[dtype], rtol=CLOSE[dtype])

    one = random(STEPS, INPUT, dtype=dtype)
    theirs, ours = starts(kind, layers, both, dtype, ()) if started else (None, {})
    check(Trace(bound.run({"x": one.numpy()}, initial=ours)), module(one, theirs), np.array([STEPS]))

    batch = random(STEPS, 4, INPUT, dtype=dtype)
    theirs, ours = starts(kind, layers, both, dtype, (4,)) if started else (None, {})
    check(Trace(bound.run({"x": batch.numpy()}, initial=ours)), module(batch, theirs), np.full(4, STEPS))

    packed = torch.nn.utils.rnn.pack_padded_sequence(batch, torch.tensor(LENGTHS), enforce_sorted=False)
    outputs, last = module(packed, theirs)
    padded, _ = torch.nn.utils.rnn.pad_packed_sequence(outputs, total_length=STEPS)
    lengths = np.array(LENGTHS)
    check(Trace(bound.run({"x": batch.numpy()}, lengths, initial=ours)), (padded, last), lengths)


# Every gate, computed from the tensors of the state dict as PyTorch's documentation has it.


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def test_the_gates_of_an_lstm() -> None:
    kind = KINDS["lstm"]
    module = module_of(kind, 1, False, "float64")
    trace = Trace(bound_to(module, kind, 1, False).run({"x": random(STEPS, INPUT, dtype="float64").numpy()}))
    tensors = {name: tensor.numpy() for name, tensor in module.state_dict().items()}
    h, c = np.zeros(HIDDEN), np.zeros(HIDDEN)
    for t in range(STEPS):
        rows = tensors["weight_ih_l0"] @ trace["x"][t] + tensors["bias_ih_l0"]
        rows = rows + tensors["weight_hh_l0"] @ h + tensors["bias_hh_l0"]
        i, f, g, o = sigmoid(rows[:5]), sigmoid(rows[5:10]), np.tanh(rows[10:15]), sigmoid(rows[15:])
        c = f * c + i * g
        h = o * np.tanh(c)
        for name, expected in {"i": i, "f": f, "g": g, "o": o, "c": c, "h": h, "z_g": rows[10:15]}.items():
            np.testing.assert_allclose(trace[name][t], expected, atol=1e-12, err_msg=name)


def test_the_gates_of_a_gru() -> None:
    kind = KINDS["gru"]
    module = module_of(kind, 1, False, "float64")
    trace = Trace(bound_to(module, kind, 1, False).run({"x": random(STEPS, INPUT, dtype="float64").numpy()}))
    tensors = {name: tensor.numpy() for name, tensor in module.state_dict().items()}
    h = np.zeros(HIDDEN)
    for t in range(STEPS):
        x_rows = tensors["weight_ih_l0"] @ trace["x"][t] + tensors["bias_ih_l0"]
        h_rows = tensors["weight_hh_l0"] @ h + tensors["bias_hh_l0"]
        r, z = sigmoid(x_rows[:5] + h_rows[:5]), sigmoid(x_rows[5:10] + h_rows[5:10])
        n = np.tanh(x_rows[10:] + r * h_rows[10:])
        h = (1 - z) * n + z * h
        for name, expected in {"r": r, "z": z, "n": n, "h": h, "recalled": h_rows[10:]}.items():
            np.testing.assert_allclose(trace[name][t], expected, atol=1e-12, err_msg=name)


def test_the_last_state_is_what_is_read_at_the_end() -> None:
    """`h[T]` of both directions, as a head would read it, is PyTorch's h_n, sentence by sentence."""
    plan = own(
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + b_h)",
        "g[t] = tanh(W_g @ x[t] + U_g @ g[t+1] + b_g)",
        "last[T] = concat(h[T], g[T])",
        sizes={"h": "hidden", "g": "other"},
    )
    module = module_of(KINDS["tanh"], 1, True, "float64")
    tensors = {name: tensor.numpy() for name, tensor in module.state_dict().items()}
    weights: dict[str, Array] = {}
    for name, suffix in (("h", "_l0"), ("g", "_l0_reverse")):
        weights |= {f"W_{name}": tensors[f"weight_ih{suffix}"], f"U_{name}": tensors[f"weight_hh{suffix}"]}
        weights[f"b_{name}"] = tensors[f"bias_ih{suffix}"] + tensors[f"bias_hh{suffix}"]
    batch = random(STEPS, 4, INPUT, dtype="float64")
    units = {"input": INPUT, "hidden": HIDDEN, "other": HIDDEN}
    trace = Trace(plan.bind(weights, units).run({"x": batch.numpy()}, np.array(LENGTHS)))
    packed = torch.nn.utils.rnn.pack_padded_sequence(batch, torch.tensor(LENGTHS), enforce_sorted=False)
    last = module(packed)[1].detach().numpy()
    np.testing.assert_allclose(trace["last"][0], np.concatenate([last[0], last[1]], axis=1), atol=1e-12)
