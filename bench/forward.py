"""rnntui's traced forward pass beside PyTorch, in one run.

Peers of each network, all on the CPU with one thread and the same random weights, against the whole trace of rnntui:

- `gates`: a PyTorch loop over the steps that records the same gates and states as rnntui's trace;
- `hoisted`: the same, with W @ x computed for all steps before the loop, as rnntui does;
- `cell`: a loop over `nn.LSTMCell`, `nn.GRUCell` or `nn.RNNCell`, which shows states and no gates;
- `fused`: `nn.LSTM`, `nn.GRU` or `nn.RNN` as it is, which shows the hidden states alone.

Peers alternate; each row is the median of the ratios of neighbouring runs, time of the peer / time of rnntui:
above 1 rnntui is faster. Run `python bench/forward.py --help`.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits

import rnntui
from rnntui.engine.arrays import FloatArray

NETWORKS = ("lstm", "gru", "elman")
UNITS = (3, 32, 128, 512, 1024)
STEPS = (10, 100, 1000, 10_000)


def weights_of(model: rnntui.Model) -> dict[str, torch.Tensor]:
    """PyTorch's packed parameters, made from rnntui's by the architecture's import table."""
    packed: dict[str, torch.Tensor] = {}
    seen: set[str] = set()
    for tensor, blocks in model.program.architecture.imports["pytorch"].items():
        arrays = [np.zeros_like(model.weights[b]) if b in seen else model.weights[b] for b in blocks]
        seen |= set(blocks)
        packed[f"{tensor}_l0"] = torch.from_numpy(np.concatenate(arrays))
    return packed


def fused(name: str, model: rnntui.Model) -> torch.nn.Module:
    """The fused module with the same weights."""
    units = model.units["hidden"]
    kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "elman": torch.nn.RNN}[name]
    module: torch.nn.Module = kind(model.input_size, units, dtype=weights_of(model)["weight_ih_l0"].dtype)
    module.load_state_dict(weights_of(model))
    return module


def cell_loop(name: str, model: rnntui.Model) -> Callable[[torch.Tensor], torch.Tensor]:
    """A loop over the cell module."""
    units = model.units["hidden"]
    kind = {"lstm": torch.nn.LSTMCell, "gru": torch.nn.GRUCell, "elman": torch.nn.RNNCell}[name]
    cell = kind(model.input_size, units, dtype=weights_of(model)["weight_ih_l0"].dtype)
    cell.load_state_dict({key.removesuffix("_l0"): value for key, value in weights_of(model).items()})

    def run(x: torch.Tensor) -> torch.Tensor:
        h = torch.zeros(1, units, dtype=x.dtype)
        c = torch.zeros(1, units, dtype=x.dtype)
        out = []
        for row in x:
            if name == "lstm":
                h, c = cell(row[None], (h, c))
            else:
                h = cell(row[None], h)
            out.append(h)
        return torch.cat(out)

    return run


def gates_loop(name: str, model: rnntui.Model, hoisted: bool) -> Callable[[torch.Tensor], torch.Tensor]:
    """A loop in PyTorch that keeps every gate, as one writes it to look into a network."""
    w = weights_of(model)
    w_ih, w_hh, b_ih, b_hh = (w[f"{key}_l0"] for key in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    units = model.units["hidden"]

    def projected(x: torch.Tensor) -> Iterable[torch.Tensor]:
        return x @ w_ih.T + b_ih if hoisted else (w_ih @ row + b_ih for row in x)

    def lstm(x: torch.Tensor) -> torch.Tensor:
        h = torch.zeros(units, dtype=x.dtype)
        c = torch.zeros(units, dtype=x.dtype)
        kept: dict[str, list[torch.Tensor]] = {key: [] for key in "ifgoch"}
        for row in projected(x):
            z_i, z_f, z_g, z_o = (row + w_hh @ h + b_hh).chunk(4)
            i, f, g, o = torch.sigmoid(z_i), torch.sigmoid(z_f), torch.tanh(z_g), torch.sigmoid(z_o)
            c = f * c + i * g
            h = o * torch.tanh(c)
            for key, value in zip("ifgoch", (i, f, g, o, c, h), strict=True):
                kept[key].append(value)
        return {key: torch.stack(values) for key, values in kept.items()}["h"]

    def gru(x: torch.Tensor) -> torch.Tensor:
        h = torch.zeros(units, dtype=x.dtype)
        kept: dict[str, list[torch.Tensor]] = {key: [] for key in "rznh"}
        for row in projected(x):
            x_r, x_z, x_n = row.chunk(3)
            h_r, h_z, h_n = (w_hh @ h + b_hh).chunk(3)
            r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
            n = torch.tanh(x_n + r * h_n)
            h = (1 - z) * n + z * h
            for key, value in zip("rznh", (r, z, n, h), strict=True):
                kept[key].append(value)
        return {key: torch.stack(values) for key, values in kept.items()}["h"]

    def elman(x: torch.Tensor) -> torch.Tensor:
        h = torch.zeros(units, dtype=x.dtype)
        kept = []
        for row in projected(x):
            h = torch.tanh(row + w_hh @ h + b_hh)
            kept.append(h)
        return torch.stack(kept)

    return {"lstm": lstm, "gru": gru, "elman": elman}[name]


def timed(run: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def rows(
    units: tuple[int, ...], steps: tuple[int, ...], seconds: float, dtype: str
) -> Iterator[tuple[str, int, int, float, list[float]]]:
    """Measure each network at each size: name, units, steps, rnntui's microseconds a step, three ratios."""
    for name in NETWORKS:
        for hidden in units:
            made = rnntui.build(name, input=hidden, hidden=hidden, output=2, seed=1)
            weights = {key: value.astype(dtype) for key, value in made.weights.items()}
            model = rnntui.build(name, input=hidden, hidden=hidden, output=2, weights=weights)
            peers: dict[str, Callable[[torch.Tensor], Any]] = {
                "gates": gates_loop(name, model, hoisted=False),
                "hoisted": gates_loop(name, model, hoisted=True),
                "cell": cell_loop(name, model),
                "fused": fused(name, model),
            }
            for length in steps:
                own, ratios = measured(model, peers, length, seconds, dtype)
                yield name, hidden, length, own, list(ratios.values())


def measured(
    model: rnntui.Model, peers: dict[str, Callable[[torch.Tensor], Any]], length: int, seconds: float, dtype: str
) -> tuple[float, dict[str, float]]:
    """Microseconds a step, and the median ratio of each peer."""
    x: FloatArray = np.random.default_rng(length).normal(size=(length, model.input_size)).astype(dtype)
    tensor = torch.from_numpy(x)
    expected = model.trace(x)["h"]
    for key, peer in peers.items():
        found = peer(tensor)
        found = found[0] if isinstance(found, tuple) else found
        np.testing.assert_allclose(np.asarray(found), expected, atol=1e-9 if dtype == "float64" else 1e-3, err_msg=key)
    own: list[float] = []
    ratios: dict[str, list[float]] = {key: [] for key in peers}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(own) < 3:
        for key, peer in peers.items():
            mine = timed(lambda: model.bound.run({"x": x}))
            ratios[key].append(timed(lambda peer=peer: peer(tensor)) / mine)  # type: ignore[misc]
            own.append(mine)
    return statistics.median(own) / length * 1e6, {key: statistics.median(each) for key, each in ratios.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="rnntui's traced forward pass beside PyTorch")
    parser.add_argument("--units", type=int, nargs="*", default=UNITS)
    parser.add_argument("--steps", type=int, nargs="*", default=STEPS)
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float64")
    parser.add_argument("--seconds", type=float, default=1.5, help="how long each row is measured")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print("| network | hidden | steps | µs a step | gates | hoisted | cell | fused |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with torch.no_grad(), threadpool_limits(1):
        for name, hidden, length, own, ratios in rows(
            tuple(options.units), tuple(options.steps), options.seconds, options.dtype
        ):
            shown = " | ".join(f"{ratio:.2f}" for ratio in ratios)
            print(f"| {name} | {hidden} | {length} | {own:.2f} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
