"""An update by backpropagation through time beside PyTorch's autograd, in one run.

Forward pass and gradients of all weights of a recurrent layer, for the sum of its hidden states: rnntui's trace and
reverse pass, and `nn.LSTM`, `nn.GRU` or `nn.RNN` with `backward()`, with the same weights and inputs, on the CPU with
one thread. The two alternate; each row is the median of the ratios of neighbouring runs, PyTorch's time / rnntui's:
above 1 rnntui is faster. `--forward` shows the forward pass of both alone. Run `python bench/backward.py --help`.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from forward import NETWORKS, fused, timed
from threadpoolctl import threadpool_limits

import rnntui
from rnntui.engine.architecture import without
from rnntui.engine.arrays import FloatArray, Weights
from rnntui.engine.catalogue import find_architecture
from rnntui.engine.gradients import gradients
from rnntui.engine.plan import Plan, compile_plan
from rnntui.engine.program import program_of

UNITS = (3, 32, 128, 512)
STEPS = (20, 50, 200)
BATCHES = (1, 16)


class Ours:
    """rnntui's update: the weights are put in anew each time, as in training."""

    def __init__(self, plan: Plan, weights: Weights, units: dict[str, int], x: FloatArray) -> None:
        self.plan = plan
        self.weights = weights
        self.units = units
        self.inputs = {"x": x}
        self.share = {"h": np.ones((*x.shape[:-1], units["hidden"]), x.dtype)}

    def forward(self) -> None:
        """The trace alone."""
        self.plan.bind(self.weights, self.units).run(self.inputs)

    def update(self) -> Weights:
        """The trace, and the gradients of all weights."""
        bound = self.plan.bind(self.weights, self.units)
        run = bound.run(self.inputs)
        return gradients(bound, run, self.share, weights=self.weights).weights


class Theirs:
    """PyTorch's update."""

    def __init__(self, module: torch.nn.Module, x: FloatArray) -> None:
        self.module = module
        self.x = torch.from_numpy(x)

    def forward(self) -> None:
        """The outputs alone."""
        with torch.no_grad():
            self.module(self.x)

    def update(self) -> dict[str, Any]:
        """The outputs, and the gradients of all weights."""
        self.module.zero_grad()
        self.module(self.x)[0].sum().backward()
        return {name: parameter.grad for name, parameter in self.module.named_parameters()}


def pair(name: str, hidden: int, steps: int, batch: int, dtype: str) -> tuple[Ours, Theirs]:
    """Both, with the same weights and inputs, checked against each other."""
    made = rnntui.build(name, input=hidden, hidden=hidden, output=2, seed=1)
    weights = {key: value.astype(dtype) for key, value in made.weights.items()}
    model = rnntui.build(name, input=hidden, hidden=hidden, output=2, weights=weights)
    shape = (steps, hidden) if batch == 1 else (steps, batch, hidden)
    x: FloatArray = np.random.default_rng(steps).normal(size=shape).astype(dtype)
    plan = compile_plan(program_of(without(find_architecture(name), ("y",))))
    bare = {key: value for key, value in model.weights.items() if key in plan.program.weights}
    ours = Ours(plan, bare, {"input": hidden, "hidden": hidden}, x)
    theirs = Theirs(fused(name, model), x)
    found, wanted = ours.update(), theirs.update()
    for tensor, blocks in model.program.architecture.imports["pytorch"].items():
        expected = np.split(np.asarray(wanted[f"{tensor}_l0"]), len(blocks))
        for block, part in zip(blocks, expected, strict=True):
            scale = max(1.0, float(np.abs(part).max()))
            np.testing.assert_allclose(found[block], part, atol=scale * (1e-9 if dtype == "float64" else 1e-3))
    return ours, theirs


def measured(ours: Ours, theirs: Theirs, seconds: float, forward: bool) -> tuple[float, float, float]:
    """Microseconds of both, and the median of the ratios."""
    mine: list[float] = []
    others: list[float] = []
    ratios: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(ratios) < 5:
        mine.append(timed(ours.forward if forward else ours.update))
        others.append(timed(theirs.forward if forward else theirs.update))
        ratios.append(others[-1] / mine[-1])
    return statistics.median(mine) * 1e6, statistics.median(others) * 1e6, statistics.median(ratios)


def rows(options: argparse.Namespace) -> Iterator[str]:
    """Measure each network at each size."""
    for name in NETWORKS:
        for hidden in options.units:
            for steps in options.steps:
                for batch in options.batches:
                    both = pair(name, hidden, steps, batch, options.dtype)
                    mine, others, ratio = measured(*both, options.seconds, options.forward)
                    yield f"| {name} | {hidden} | {steps} | {batch} | {mine:,.0f} | {others:,.0f} | {ratio:.2f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="rnntui's backpropagation through time beside PyTorch's autograd")
    parser.add_argument("--units", type=int, nargs="*", default=UNITS)
    parser.add_argument("--steps", type=int, nargs="*", default=STEPS)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float32")
    parser.add_argument("--seconds", type=float, default=0.7, help="how long each row is measured")
    parser.add_argument("--forward", action="store_true", help="the forward pass alone")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print("| network | hidden | steps | batch | rnntui µs | PyTorch µs | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with threadpool_limits(1):
        for row in rows(options):
            print(row, flush=True)


if __name__ == "__main__":
    main()
