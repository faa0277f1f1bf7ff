"""The reverse pass against central differences: every architecture, and every program of the notation's tests."""

from __future__ import annotations

import numpy as np
import pytest
from differences import Asked, assert_right
from networks import CASES, FEWER, UNITS, bound, built_in, own, sentence, weights_of
from test_plan_notation import EQUATIONS, plan_of

from rnntui.engine.arrays import OneHot
from rnntui.engine.gradients import gradients
from rnntui.engine.interventions import Intervention, Start
from rnntui.engine.plan import Plan
from rnntui.errors import RnntuiError

STEPS = 4
LENGTHS = (2, 0, 4)
BATCH = np.stack([sentence(STEPS, seed=b) for b in range(3)], axis=1)


def smooth(plan: Plan) -> list[str]:
    """The variables whose values can be changed a little: not those that are one-hot."""
    until = plan.program.architecture.until
    return [name for name in plan.program.equations if until is None or name != until.variable]


@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_every_architecture(name: str, layers: int | None, both: bool | None) -> None:
    plan = built_in(name, layers, both)
    weights = weights_of(plan.program)
    assert_right(Asked(plan, weights, {"x": BATCH}, LENGTHS), smooth(plan) if layers in (1, None) else ())
    if layers == 1 and not both:
        assert_right(Asked(plan, weights, {"x": sentence(STEPS)}), smooth(plan))


@pytest.mark.parametrize(("name", "layers", "both"), [case for case in CASES if case[1] in (1, None)])
def test_every_architecture_with_something_forced(name: str, layers: int | None, both: bool | None) -> None:
    plan = built_in(name, layers, both)
    forced = [Intervention("x", 0.3, step=1), Intervention("x", 0.2, step=0, unit=2, sentence=0)]
    for number, variable in enumerate(smooth(plan)):
        if plan.program.clocks[variable] == "t" and not plan.program.once(variable):
            forced.append(
                Intervention(variable, 0.1, step=number % STEPS, unit=number % 2, sentence=(None, 0, 2)[number % 3])
            )
    forced.append(Intervention(smooth(plan)[-1], 0.4, unit=0))
    forced += [Start(variable, 0.3, unit=1) for variable in sorted(plan.program.starting)]
    asked = Asked(plan, weights_of(plan.program), {"x": BATCH}, LENGTHS, forced=forced)
    assert_right(asked, smooth(plan))
    assert not asked.gradients(["x"]).variables["x"][1].any()


@pytest.mark.parametrize("kind", ["one", "batch", "lengths"])
@pytest.mark.parametrize("name", EQUATIONS)
def test_every_program_of_the_notation(name: str, kind: str) -> None:
    plan = plan_of(name)
    x = BATCH[:, 0] if kind == "one" else BATCH
    lengths = LENGTHS if kind == "lengths" else None
    assert_right(Asked(plan, weights_of(plan.program), {"x": x}, lengths), plan.program.equations)


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("name", EQUATIONS)
def test_the_shortest_sentences(name: str, steps: int) -> None:
    plan = plan_of(name)
    assert_right(Asked(plan, weights_of(plan.program), {"x": sentence(steps)}), plan.program.equations)


@pytest.mark.parametrize("name", EQUATIONS)
def test_tokens_have_the_gradients_of_their_vectors(name: str) -> None:
    plan = plan_of(name)
    weights = weights_of(plan.program)
    ids = np.array([[1, 3, -1], [-1, -1, 2], [3, 0, 0], [2, 2, 1]])
    for chosen, lengths in ((ids, LENGTHS), (ids[:, 0], None)):
        tokens = OneHot(chosen, UNITS["input"])
        found = Asked(plan, weights, {"x": tokens}, lengths).gradients(plan.program.names)
        wanted = Asked(plan, weights, {"x": tokens.dense(np.dtype(np.float64))}, lengths).gradients(plan.program.names)
        for mine, theirs in ((found.weights, wanted.weights), (found.variables, wanted.variables)):
            for each in theirs:
                np.testing.assert_allclose(mine[each], theirs[each], rtol=1e-11, atol=1e-12, err_msg=each)


@pytest.mark.parametrize("kind", ["one", "batch", "lengths"])
def test_starts_that_were_given(kind: str) -> None:
    plan = own(
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + 0.5 * h[t-2])",
        "g[t] = tanh(W_g @ h[t] + U_g @ g[t+1])",
        "y[T] = V_y @ h[T] + V_g @ g[T]",
        sizes={"g": "state"},
        tables='[initial]\nh = "b_0"\ng = "b_g"\n',
    )
    x, lengths = (BATCH[:, 0], None) if kind == "one" else (BATCH, LENGTHS if kind == "lengths" else None)
    shape = () if kind == "one" else (3,)
    starts = {
        "h": np.linspace(-1, 1, 9)[: 3 * max(1, len(shape) * 3)].reshape(*shape, 3),
        "g": np.full((*shape, 7), 0.3),
    }
    asked = Asked(plan, weights_of(plan.program), {"x": x}, lengths, initial=starts)
    assert_right(asked, plan.program.equations)
    # What was given takes the place of what is learned.
    assert not asked.gradients().weights["b_0"].any()
    learned = Asked(plan, weights_of(plan.program), {"x": x}, lengths, initial={"h": starts["h"]})
    assert_right(learned)
    assert learned.gradients().weights["b_g"].all()


def test_steps_beyond_the_end_are_not_weighed() -> None:
    """Neither a sigmoid nor an exp is zero there, and what is left over would be taken for that of the start."""
    plan = own(
        "k[t] = tanh(W_k @ x[t])",
        "h[t] = tanh(U_h @ h[t-1] + k[t-1])",
        "y[T] = V_y @ (sigmoid(k[:] @ v_a) @ exp(k[:] + 1)) + V_h @ h[T]",
        tables='[initial]\nk = "tanh(b_k)"\nh = "b_0"\n',
    )
    assert_right(Asked(plan, weights_of(plan.program), {"x": BATCH}, LENGTHS), plan.program.equations)


def test_a_linear_network_has_the_gradient_of_the_closed_form() -> None:
    """∂L/∂h_t = Σ_{i=t..T} (W_hhᵀ)^{T−i} W_qhᵀ ∂L/∂o_{T+t−i} (Zhang et al., Dive into deep learning, BPTT)."""
    plan = own("h[t] = W_h @ x[t] + U_h @ h[t-1]", "y[t] = V_y @ h[t]")
    weights = weights_of(plan.program)
    steps = 9
    x = sentence(steps)
    asked = Asked(plan, weights, {"x": x}, of=["y"])
    found = asked.gradients(["h", "x"])
    by_o, w_hh, w_qh = asked.shares["y"], weights["U_h"], weights["V_y"]
    h = asked.trace["h"]
    by_h = np.zeros((steps, 3))
    for t in range(1, steps + 1):
        for i in range(t, steps + 1):
            power = np.linalg.matrix_power(w_hh.T, steps - i)
            by_h[t - 1] += power @ w_qh.T @ by_o[steps + t - i - 1]
    np.testing.assert_allclose(found.variables["h"], by_h, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.variables["x"], by_h @ weights["W_h"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.weights["W_h"], by_h.T @ x, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.weights["U_h"], by_h[1:].T @ h[:-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.weights["V_y"], by_o.T @ h, rtol=1e-9, atol=1e-9)


def test_more_steps_than_are_reversed_at_once() -> None:
    plan = built_in("lstm", 1, False)
    long = np.stack([sentence(600, seed=b) for b in range(2)], axis=1)
    asked = Asked(plan, weights_of(plan.program), {"x": long}, (600, 257), of=["h"])
    asked.shares["h"][:] = 0
    asked.shares["h"][-1, 0] = asked.shares["h"][256, 1] = 1
    assert_right(asked, ["c", "f"])
    assert asked.gradients(["x"]).variables["x"][0].any()


def test_what_nobody_asks_about_has_no_gradient() -> None:
    plan = own("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", "y[t] = V_y @ h[t]", "k[t] = log(V_k @ h[t]) * 0.5 / h[t-1]")
    asked = Asked(plan, weights_of(plan.program), {"x": BATCH}, LENGTHS, of=["h"])
    found = asked.gradients(["x", "y", "h"])
    assert not found.weights["V_y"].any()
    assert not found.weights["V_k"].any()
    assert not found.variables["y"].any()
    assert found.weights["U_h"].all()
    assert np.isfinite(found.variables["x"]).all()


def test_only_what_is_asked_for_is_computed() -> None:
    plan = built_in("lstm", 2, True)
    asked = Asked(plan, weights_of(plan.program), {"x": BATCH}, LENGTHS)
    ready = bound(plan, asked.weights)
    everything = asked.gradients(plan.program.names)
    for name in ("W_f_l0_reverse", "U_g_l1", "V_y"):
        found = gradients(ready, asked.trace.stores, asked.shares, weights=[name])
        assert found.weights.keys() == {name}
        np.testing.assert_allclose(found.weights[name], everything.weights[name], rtol=1e-12, atol=1e-14)
    for name in ("x", "f_l0", "h_l0_both", "c_l1_reverse"):
        found = gradients(ready, asked.trace.stores, asked.shares, variables=[name])
        np.testing.assert_allclose(found.variables[name], everything.variables[name], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_gradients_have_the_type_of_the_weights(dtype: str) -> None:
    plan = built_in("gru", 1, True)
    weights = {name: array.astype(dtype) for name, array in weights_of(plan.program).items()}
    asked = Asked(plan, weights, {"x": BATCH}, LENGTHS)
    found = asked.gradients(plan.program.names)
    assert {array.dtype for array in (*found.weights.values(), *found.variables.values())} == {np.dtype(dtype)}
    exact = Asked(plan, weights_of(plan.program), {"x": BATCH}, LENGTHS).gradients()
    for name, gradient in found.weights.items():
        np.testing.assert_allclose(gradient, exact.weights[name], rtol=1e-4, atol=1e-4)


def test_what_does_not_fit() -> None:
    plan = built_in("elman", 1, False)
    ready = bound(plan, weights_of(plan.program))
    run = ready.run({"x": sentence(STEPS)})
    with pytest.raises(RnntuiError, match=r"there is no weight 'W_x'; the weights are W_h, U_h, b_h, V_y, b_y"):
        gradients(ready, run, {"h": np.zeros((STEPS, 3))}, weights=["W_x"])
    with pytest.raises(RnntuiError, match=r"the adjoint of 'h' has the shape \(3, 3\); it must be \(4, 3\)"):
        gradients(ready, run, {"h": np.zeros((3, 3))}, weights=["W_h"])
    with pytest.raises(RnntuiError, match=r"there is no variable 'g'"):
        gradients(ready, run, {"g": np.zeros((3, 3))}, weights=["W_h"])
