"""Decoders reversed: attention, tokens that are fed back, starts that read the encoder, and where they end."""

from __future__ import annotations

import numpy as np
import pytest
from differences import Asked, assert_right
from networks import own, sentence, weights_of
from test_plan_decoders import DECODERS, ENCODER, LABELS, loud, plan_of

from rnntui.engine.interventions import Intervention

STEPS = 4
LENGTHS = (2, 0, 4)
BATCH = np.stack([sentence(STEPS, seed=b) for b in range(3)], axis=1)


@pytest.mark.parametrize("kind", ["one", "batch", "lengths"])
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", DECODERS)
def test_a_decoder(name: str, seed: int, kind: str) -> None:
    plan = plan_of(name)
    x = BATCH[:, 0] if kind == "one" else BATCH
    weights = {each: 0.5 * array for each, array in loud(weights_of(plan.program, seed=seed)).items()}
    asked = Asked(plan, weights, {"x": x}, LENGTHS if kind == "lengths" else None, labels=LABELS)
    assert_right(asked, [each for each in plan.program.equations if each != "y"])
    # One-hot tokens jump or stay: nothing that they were chosen by has a gradient through them.
    assert not Asked(plan, weights, {"x": x}, labels=LABELS, of=["y"]).gradients(["x"]).variables["x"].any()


def test_sentences_that_end_at_different_steps_have_the_gradients_of_each_alone() -> None:
    plan = plan_of("with additive attention (Bahdanau)")
    weights = loud(weights_of(plan.program, seed=1))
    batch = np.stack([sentence(STEPS, seed=b) for b in range(8)], axis=1)
    lengths = (4, 2, 0, 3, 1, 4, 4, 2)
    whole = Asked(plan, weights, {"x": batch}, lengths, labels=LABELS)
    ends = whole.trace.lengths("u")
    assert ends is not None
    assert len(set(ends.tolist())) > 2
    found = whole.gradients(plan.program.names)
    sums = {name: np.zeros_like(weight) for name, weight in weights.items()}
    for b, length in enumerate(lengths):
        one = Asked(plan, weights, {"x": batch[:length, b]}, labels=LABELS)
        assert one.trace.clocks["u"] == ends[b]
        one.shares = {n: s[: one.trace.steps(n), b, : one.trace.units(n)] for n, s in whole.shares.items()}
        alone = one.gradients(plan.program.names)
        for name, gradient in alone.variables.items():
            inside = found.variables[name][: len(gradient), b, : gradient.shape[1]]
            np.testing.assert_allclose(inside, gradient, rtol=1e-9, atol=1e-10, err_msg=name)
        for name, gradient in alone.weights.items():
            sums[name] += gradient
    for name, gradient in sums.items():
        np.testing.assert_allclose(found.weights[name], gradient, rtol=1e-9, atol=1e-10, err_msg=name)


def test_what_is_forced_at_a_step_that_one_run_has_and_another_has_not() -> None:
    plan = plan_of("from the last state")
    weights = weights_of(plan.program)
    weights = {**weights, "b_y": np.array([0.0, 100, 0, 0, 0])}
    forced = [Intervention("s", 0.3, step=1, unit=2), Intervention("p", 0.5, step=5)]
    assert_right(Asked(plan, weights, {"x": BATCH}, LENGTHS, labels=LABELS, forced=forced), ["s", "p"])
    at_once = {**weights, "b_y": np.array([0.0, 0, 0, 0, 100])}
    asked = Asked(plan, at_once, {"x": BATCH}, LENGTHS, labels=LABELS, forced=forced)
    assert asked.trace.clocks["u"] == 1
    assert_right(asked, ["s", "p"])


def test_output_steps_that_an_input_counts() -> None:
    """Teacher forcing as a program of its own: the tokens that are read back are an input."""
    plan = own(
        ENCODER,
        "s[u] = tanh(U_s @ s[u-1] + E_s @ p_target[u-1])",
        "p[u] = softmax(V_y @ s[u] + b_y)",
        sizes={"s": "state", "p": "token", "p_target": "token"},
        tables='[initial]\ns = "tanh(W_0 @ h[T] + b_0)"\np_target = "b_t"\n',
    )
    inputs = {"x": BATCH, "p_target": np.stack([sentence(5, 5, seed=b) for b in range(3)], axis=1)}
    assert_right(Asked(plan, weights_of(plan.program), inputs, LENGTHS), plan.program.equations)
