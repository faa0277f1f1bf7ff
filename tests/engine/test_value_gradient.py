"""The gradient of one value: at which step, of which unit, and by what."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from networks import UNITS, built_in, own, sentence, units_of, weights_of

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.model import Model, build

STEPS = 5
LENGTHS = (3, 5, 0, 1)
BATCH = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)


def model_of(name: str, layers: int = 1, both: bool = False) -> Model:
    plan = built_in(name, layers, both)
    return Model(plan.program, weights_of(plan.program), units_of(plan.program))


def differences(model: Model, x: FloatArray, of: str, step: int, unit: int) -> FloatArray:
    """The gradient by the input of one sentence, by central differences."""
    found = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        for sign in (1, -1):
            changed = x.copy()
            changed[place] += sign * 1e-5
            found[place] += sign * float(model.trace(changed)[of][step, unit]) / 2e-5
    return found


@pytest.mark.parametrize(
    ("of", "step", "unit"), [("h", -1, 0), ("h", 2, 1), ("c", -2, 2), ("y", 0, 1), ("f", 4, 0), ("x", 1, 3)]
)
def test_a_value_by_the_input(of: str, step: int, unit: int) -> None:
    model = model_of("lstm")
    x = sentence(STEPS)
    found = model.gradient(x, of=of, step=step, unit=unit)
    assert found.shape == x.shape
    np.testing.assert_allclose(found, differences(model, x, of, step, unit), rtol=1e-6, atol=1e-8)
    assert not found[(step % STEPS) + 1 :].any()


def test_the_bare_name_of_a_deep_network_is_the_last_layer_s() -> None:
    model = model_of("gru", 2, True)
    x = sentence(STEPS)
    np.testing.assert_allclose(model.gradient(x, unit=4), differences(model, x, "h_both", -1, 4), rtol=1e-6, atol=1e-8)
    assert model.gradient(x, to="h").shape == (STEPS, 6)
    assert model.gradient(x, to="h")[-1].tolist() == [1, 0, 0, 0, 0, 0]


def test_in_a_batch_each_sentence_counts_from_its_own_end() -> None:
    model = model_of("lstm", 1, True)
    for step in (-1, -3, 0, 2):
        found = model.gradient(BATCH, of="h", step=step, unit=1, lengths=LENGTHS)
        assert found.shape == BATCH.shape
        by_weight = model.gradient(BATCH, of="h", step=step, unit=1, to="U_f_l0_reverse", lengths=LENGTHS)
        total = np.zeros_like(by_weight)
        for b, length in enumerate(LENGTHS):
            wanted = np.zeros((STEPS, UNITS["input"]))
            if -length <= step < length:
                wanted[:length] = model.gradient(BATCH[:length, b], of="h", step=step, unit=1)
                total += model.gradient(BATCH[:length, b], of="h", step=step, unit=1, to="U_f_l0_reverse")
            np.testing.assert_allclose(found[:, b], wanted, rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(by_weight, total, rtol=1e-10, atol=1e-12)


def test_by_a_weight_in_its_shape() -> None:
    model = model_of("elman")
    x = sentence(STEPS)
    found = model.gradient(x, of="y", step=-1, unit=0, to="V_y")
    assert found.shape == model.weights["V_y"].shape
    np.testing.assert_allclose(found[0], model.trace(x)["h"][-1], rtol=1e-12)
    assert not found[1].any()


def test_what_is_forced_passes_no_gradient() -> None:
    model = model_of("elman")
    x = sentence(STEPS)
    found = model.gradient(x, interventions=[Intervention("h", 0.1, step=2)])
    assert not found[:3].any()
    assert found[3:].any(axis=1).all()
    assert not model.gradient(x, interventions=[Intervention("x", 0.1, step=3)])[3].any()


def test_a_start_that_was_given() -> None:
    plan = own("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", tables='[initial]\nh = "b_0"\n')
    model = Model(plan.program, weights_of(plan.program), units_of(plan.program))
    x = sentence(2)
    assert model.gradient(x, to="b_0").all()
    start = np.array([0.5, -0.5, 0.25])
    assert not model.gradient(x, to="b_0", initial={"h": start}).any()
    assert (model.gradient(x, initial={"h": start}) != model.gradient(x)).any()


def test_a_sentence_has_the_gradient_by_the_vectors_of_its_tokens() -> None:
    model = build("gru", encoding="one-hot", text="I saw a saw", hidden=3)
    found = model.gradient("I saw a saw")
    trace = model.trace("I saw a saw")
    np.testing.assert_allclose(found, model.gradient(trace["x"]), rtol=1e-12)
    ids = OneHot(trace["x"].argmax(axis=1), trace.units("x"))
    np.testing.assert_allclose(found, model.gradient(ids), rtol=1e-12)


def test_the_worked_example_grows_towards_the_first_token() -> None:
    """Three linear units, all weights 1: dy/dx_t is 3 · 3^(T-1-t), for each of both inputs."""
    plan = own("h[t] = W_h @ x[t] + U_h @ h[t-1]", "y[t] = V_y @ h[t]")
    units = {"input": 2, "hidden": 3, "output": 2}
    weights = {name: np.ones(tuple(units[s] for (s,) in sizes)) for name, sizes in plan.program.weights.items()}
    model = Model(plan.program, weights, units)
    x = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float64)
    assert model.gradient(x, of="y").tolist() == [[81, 81], [27, 27], [9, 9], [3, 3]]


def test_what_is_not_there() -> None:
    model = model_of("elman")
    x = sentence(STEPS)
    cases: Mapping[str, Mapping[str, object]] = {
        "there is no variable 'g'; the variables are x, h, y": {"of": "g"},
        "'h' has no step 5; its steps are 0 to 4": {"step": 5},
        "'h' has no step -6; its steps are 0 to 4": {"step": -6},
        "'h' has no unit 3; its units are 0 to 2": {"unit": 3},
        "'h' has no unit -1; its units are 0 to 2": {"unit": -1},
        "there is no variable or weight 'W_x'; did you mean W_h? the variables are x, h, y; the weights are W_h": {
            "to": "W_x"
        },
    }
    for message, asked in cases.items():
        with pytest.raises(RnntuiError) as error:
            model.gradient(x, **asked)  # type: ignore[arg-type]
        assert str(error.value).startswith(message)
        assert "\n" not in str(error.value)
    with pytest.raises(RnntuiError, match="'h' has no step -1; it has no steps"):
        model.gradient(x[:0])
