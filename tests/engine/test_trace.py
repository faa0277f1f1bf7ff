"""What a run leaves behind: names, shapes, what lies before the first step and beyond the end, and errors."""

from __future__ import annotations

import numpy as np
import pytest
from networks import ARCHITECTURES, CASES, UNITS, built_in, own, sentence, tokens, traced, weights_of

from rnntui.engine.arrays import OneHot
from rnntui.engine.trace import Trace
from rnntui.errors import RnntuiError

STEPS = 5
LENGTHS = (3, 0, 5, 1)
BATCH = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)


def trace_of(name: str = "lstm", layers: int = 1, both: bool = False, *, batched: bool = False) -> Trace:
    plan = built_in(name, layers, both)
    return traced(plan, weights_of(plan.program), BATCH if batched else BATCH[:, 0], LENGTHS if batched else None)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize(("name", "layers", "both"), CASES)
def test_every_variable_has_its_shape_and_dtype_and_is_read_only(
    name: str, layers: int | None, both: bool | None, batched: bool, dtype: str
) -> None:
    plan = built_in(name, layers, both)
    # Whatever the dtype of the input, it is the weights' that counts.
    for given in (BATCH, BATCH.astype(np.float32)):
        x = given if batched else given[:, 0]
        trace = traced(plan, weights_of(plan.program, dtype), x, LENGTHS if batched else None)
        assert trace.names == plan.program.names
        for variable in trace:
            array = trace[variable]
            units = sum({**UNITS, "T": STEPS}[part] for part in plan.program.shapes.variables[variable])
            steps = 1 if plan.program.once(variable) else trace.clocks[plan.program.clocks[variable]]
            assert array.shape == ((steps, 4, units) if batched else (steps, units))
            assert array.dtype == trace.dtype == dtype
            assert trace.units(variable) == units
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 0
            with pytest.raises(ValueError, match="read-only"):
                trace.at(variable, 0)[0] = 0
            with pytest.raises(ValueError, match="read-only"):
                trace.at(variable, -1)[0] = 0


def test_it_is_a_mapping() -> None:
    trace = trace_of("gru", 2)
    assert len(trace) == len(trace.names) == len(list(trace))
    assert dict(trace).keys() == set(trace.names)
    assert "h" in trace
    assert "h_l1" in trace
    assert "nosuch" not in trace
    np.testing.assert_array_equal(trace["h"], trace["h_l1"])
    assert trace.get("h_l0") is not None


@pytest.mark.parametrize("kind", ["vectors", "tokens"])
@pytest.mark.parametrize("name", ARCHITECTURES)
def test_parts_of_a_trace_are_the_whole_s(name: str, kind: str) -> None:
    plan = built_in(name, 1, True)
    ids = OneHot(np.stack([tokens(STEPS, seed=b) for b in range(4)], axis=1), UNITS["input"])
    trace = traced(plan, weights_of(plan.program), ids if kind == "tokens" else BATCH, LENGTHS)
    for variable in trace:
        whole = trace[variable]
        steps, lengths = len(whole), trace.lengths(plan.program.clocks[variable])
        assert lengths is not None
        np.testing.assert_array_equal(trace.between(variable, 1, 4), whole[1:4])
        assert trace.between(variable, steps - 1, steps + 4).shape == (1, *whole.shape[1:])
        assert trace.between(variable, 3, 3).shape == (0, *whole.shape[1:])
        for step in range(steps):
            np.testing.assert_array_equal(trace.at(variable, step), whole[step].T)
            if plan.program.once(variable) or step < lengths[2]:
                np.testing.assert_array_equal(trace.at(variable, step, sentence=2), whole[step, 2])


def test_before_the_first_step_and_after_the_last_is_the_start() -> None:
    plan = built_in("lstm")
    start = {"h": np.array([1.0, 2, 3]), "c": np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]])}
    trace = traced(plan, weights_of(plan.program), BATCH, LENGTHS, initial=start)
    np.testing.assert_array_equal(trace.at("h", -1, 3), [1, 2, 3])
    np.testing.assert_array_equal(trace.at("h", -1), np.tile([[1], [2], [3]], 4))
    np.testing.assert_array_equal(trace.at("c", -1, 2), [7, 8, 9])
    np.testing.assert_array_equal(trace.at("c", 3, 0), [1, 2, 3])
    np.testing.assert_array_equal(trace.at("c", STEPS, 2), [7, 8, 9])
    np.testing.assert_array_equal(trace.at("i", -1, 2), [0, 0, 0])
    np.testing.assert_array_equal(trace.at("x", -1, 2), [0, 0, 0, 0])


def test_one_value_for_the_sentence() -> None:
    plan = own("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", "y[T] = V_y @ h[T]")
    trace = traced(plan, weights_of(plan.program), BATCH, LENGTHS)
    assert trace["y"].shape == (1, 4, UNITS["output"])
    assert trace.steps("y") == 1
    assert trace.steps("h") == STEPS
    assert not trace["y"][0, 1].any()
    assert trace["y"][0, [0, 2, 3]].all()


def test_lengths_and_clocks() -> None:
    trace = trace_of(batched=True)
    assert trace.clocks == {"t": STEPS}
    assert trace.batch == 4
    without = traced(built_in("lstm"), weights_of(built_in("lstm").program), BATCH)
    for found, lengths in ((trace.lengths(), LENGTHS), (without.lengths(), (STEPS,) * 4)):
        assert found is not None
        assert tuple(found) == lengths
    assert trace_of().lengths() is None
    assert trace_of().batch is None


def test_steps_are_counted_from_the_end_too() -> None:
    trace = trace_of()
    assert [trace.step("h", step) for step in (0, 4, -1, -5)] == [0, 4, 4, 0]
    for step in (5, -6):
        with pytest.raises(RnntuiError, match=f"'h' has no step {step}; its steps are 0 to 4"):
            trace.step("h", step)
    empty = traced(built_in("lstm"), weights_of(built_in("lstm").program), sentence(0))
    with pytest.raises(RnntuiError, match="'h' has no step 0; it has no steps"):
        empty.step("h", 0)


def test_an_unknown_variable_is_named_with_those_that_there_are() -> None:
    trace = trace_of()
    for read in (trace.__getitem__, trace.steps, trace.units, lambda name: trace.at(name, 0)):
        with pytest.raises(
            RnntuiError, match=r"there is no variable 'kept_'; did you mean kept\? the variables are x, "
        ):
            read("kept_")
