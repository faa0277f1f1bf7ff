"""PyTorch's autograd through its own modules: the gradients of all weights, inputs and starts are the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from test_pytorch import (
    INPUT,
    KINDS,
    LENGTHS,
    STACKS,
    STEPS,
    Array,
    bound_to,
    module_of,
    random,
    starts,
    states_of,
    suffixes,
)

from rnntui.engine.gradients import gradients

torch = pytest.importorskip("torch")

CLOSE = {"float64": 1e-11, "float32": 3e-5}


@pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("kind", ["one", "batch", "lengths"])
@pytest.mark.parametrize(("layers", "both"), STACKS)
@pytest.mark.parametrize("name", KINDS)
def test_autograd(name: str, layers: int, both: bool, kind: str, dtype: str) -> None:
    network = KINDS[name]
    module = module_of(network, layers, both, dtype)
    bound = bound_to(module, network, layers, both)
    batch = () if kind == "one" else (4,)
    x = random(STEPS, *batch, INPUT, dtype=dtype).requires_grad_()
    theirs, ours = starts(network, layers, both, dtype, batch)
    for each in theirs if isinstance(theirs, tuple) else (theirs,):
        each.requires_grad_()
    ours = {key: value.copy() for key, value in ours.items()}
    counts = np.array(LENGTHS) if kind == "lengths" else None
    given: Any = x
    if counts is not None:
        given = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(LENGTHS), enforce_sorted=False)
    outputs, _ = module(given, theirs)
    if counts is not None:
        outputs, _ = torch.nn.utils.rnn.pad_packed_sequence(outputs, total_length=STEPS)
    share = random(*outputs.shape, dtype=dtype)
    (outputs * share).sum().backward()

    hidden = "h_both" if both else f"h_l{layers - 1}" if layers > 1 else "h"
    run = bound.run({"x": x.detach().numpy()}, counts, initial=ours)
    found = gradients(
        bound, run, {hidden: share.numpy()}, weights=bound.weights, variables=["x"], initial=ours, started=ours
    )
    close = {"rtol": CLOSE[dtype], "atol": CLOSE[dtype]}

    def same(mine: Array, wanted: Array, what: str) -> None:
        np.testing.assert_allclose(mine, wanted, rtol=close["rtol"], atol=close["atol"], err_msg=what)

    same(found.variables["x"], x.grad.numpy(), "x")
    tensors = {key: tensor.grad.numpy() for key, tensor in module.named_parameters()}
    for suffix, own in suffixes(layers, both):
        for tensor, blocks in bound.plan.program.architecture.imports["pytorch"].items():
            parts = np.split(tensors[tensor + suffix], len(blocks))
            for block, part in zip(blocks, parts, strict=True):
                same(found.weights[block + own], part, block + own)
    by_start = states_of(tuple(each.grad for each in theirs) if isinstance(theirs, tuple) else theirs.grad)
    for state, gradient in by_start.items():
        for (_, own), part in zip(suffixes(layers, both), gradient, strict=True):
            same(found.initial[state + own], part, f"the start of {state + own}")
