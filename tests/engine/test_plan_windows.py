"""Long runs, of which only the states at the edges of windows are kept."""

from __future__ import annotations

import numpy as np
import pytest
from networks import READING, UNITS, WRITING, bound, built_in, own, sentence, weights_of

from rnntui.engine import plan as plan_module
from rnntui.engine.arrays import OneHot
from rnntui.engine.interventions import Intervention, Start
from rnntui.engine.stores import Stores
from rnntui.engine.trace import Trace
from rnntui.engine.windows import KEPT, WINDOW, Windows, can_be_windowed
from rnntui.errors import RnntuiError

STEPS = 3 * WINDOW + 7


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)


def starts_of(names: tuple[str, ...], units: dict[str, int], batch: int | None) -> dict[str, np.ndarray]:
    shape = () if batch is None else (batch,)
    return {name: np.linspace(-1, 1, int(np.prod(shape)) * units[name]).reshape(*shape, units[name]) for name in names}


@pytest.mark.parametrize("lengths", [None, (STEPS, 0, WINDOW, 100)])
@pytest.mark.parametrize("name", READING)
def test_windows_show_what_a_whole_run_has(name: str, lengths: tuple[int, ...] | None) -> None:
    plan = built_in(name, 1, True)
    ready = bound(plan, weights_of(plan.program))
    x = sentence(STEPS) if lengths is None else np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    counts = None if lengths is None else np.array(lengths)
    units = {each: sum(UNITS[p] for p in plan.program.shapes.variables[each]) for each in plan.program.names}
    carried = tuple(n for n in units if n.startswith(("h_l0", "c_l0", "y_l0")))
    initial = starts_of(carried, units, None if lengths is None else 4)
    forced = [Intervention(plan.program.names[1], 0.5, step=70, unit=1)]
    # A start is forced where it was given, and where it was not.
    forced += [Start(each, 0.3, unit=0) for each in sorted(plan.program.starting)]
    whole = Trace(ready.run({"x": x}, counts, initial=initial, interventions=forced))
    windowed = Trace(ready.trace({"x": x}, counts, initial=initial, interventions=forced))
    assert isinstance(windowed.stores, Windows)
    assert isinstance(whole.stores, Stores)
    for each in whole:
        np.testing.assert_allclose(windowed[each], whole[each], rtol=1e-11, atol=1e-12, err_msg=each)
        np.testing.assert_array_equal(windowed.at(each, -1), whole.at(each, -1), err_msg=f"start of {each}")
        np.testing.assert_array_equal(windowed.at(each, STEPS), whole.at(each, STEPS), err_msg=f"end of {each}")
        part = windowed.between(each, WINDOW - 3, 2 * WINDOW + 2)
        np.testing.assert_array_equal(part, windowed[each][WINDOW - 3 : 2 * WINDOW + 2])


def test_a_window_is_the_same_to_the_bit_whenever_it_is_made() -> None:
    plan = built_in("lstm", 2, True)
    windowed = Trace(bound(plan, weights_of(plan.program)).trace({"x": sentence(STEPS)}))
    first = {name: windowed[name].copy() for name in windowed}
    assert isinstance(windowed.stores, Windows)
    for step in (STEPS - 1, 0, 100, 150, 60):
        for name in windowed:
            np.testing.assert_array_equal(windowed.at(name, step), first[name][step])
    assert len(windowed.stores.recent) <= KEPT


def test_tokens_are_windowed_too() -> None:
    plan = built_in("gru")
    ids = np.arange(STEPS) % (UNITS["input"] + 1) - 1
    ready = bound(plan, weights_of(plan.program))
    one_hot = OneHot(ids, UNITS["input"])
    windowed = Trace(ready.trace({"x": one_hot}))
    whole = Trace(ready.run({"x": one_hot}))
    for name in whole:
        np.testing.assert_allclose(windowed[name], whole[name], rtol=1e-11, atol=1e-12)


def test_changing_what_was_given_changes_no_window() -> None:
    plan = built_in("gru")
    x, start = sentence(STEPS), np.ones(UNITS["hidden"])
    windowed = Trace(bound(plan, weights_of(plan.program)).trace({"x": x}, initial={"h": start}))
    first = {name: windowed[name].copy() for name in windowed}
    x[:], start[:] = 7, 7
    for step in (STEPS - 1, 0, 100, 150, 60, 0):
        for name in windowed:
            np.testing.assert_array_equal(windowed.at(name, step), first[name][step])


@pytest.mark.parametrize("step", [0, WINDOW - 1, WINDOW, STEPS - 1])
def test_what_is_forced_in_one_window_is_carried_into_the_next(step: int) -> None:
    plan = built_in("lstm")
    ready = bound(plan, weights_of(plan.program))
    forced = [Intervention("c", 3.0, step=step)]
    windowed = Trace(ready.trace({"x": sentence(STEPS)}, interventions=forced))
    whole = Trace(ready.run({"x": sentence(STEPS)}, interventions=forced))
    np.testing.assert_allclose(windowed["h"], whole["h"], rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize(
    ("forced", "found"),
    [
        (Intervention("c", 1.0, step=STEPS), f"'c' has no step {STEPS}"),
        (Intervention("y", 1.0, unit=2), "'y' has no unit 2"),
        (Intervention("c", 1.0, sentence=0), "there is no sentence 0"),
    ],
)
def test_what_can_not_be_forced_is_said_at_once(forced: Intervention, found: str) -> None:
    plan = built_in("lstm")
    with pytest.raises(RnntuiError, match=found):
        bound(plan, weights_of(plan.program)).trace({"x": sentence(STEPS)}, interventions=[forced])


@pytest.mark.parametrize(
    "equations",
    [
        ("h[t] = tanh(W_h @ x[t] + U_h @ h[t-2])",),
        ("h[t] = tanh(W_h @ x[t-1] + U_h @ h[t-1])",),
        ("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", "y[t] = V_y @ h[t-1]"),
        ("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", "y[T] = V_y @ h[T]"),
        ("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", "y[t] = V_y @ (softmax(h[:] @ h[t]) @ h[:])"),
    ],
)
def test_what_needs_more_than_its_neighbours_is_kept_whole(equations: tuple[str, ...]) -> None:
    plan = own(*equations)
    assert not can_be_windowed(plan.program)
    assert isinstance(bound(plan, weights_of(plan.program)).trace({"x": sentence(STEPS)}), Stores)


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_every_architecture_of_one_clock_can_be_windowed(name: str) -> None:
    assert can_be_windowed(built_in(name, 2, True).program) == (name in READING)
