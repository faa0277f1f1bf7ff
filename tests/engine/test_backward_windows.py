"""Long runs, of which only the states at the edges of windows are kept, reversed window by window."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from networks import READING, UNITS, bound, built_in, own, sentence, weights_of

from rnntui.engine import plan as plan_module
from rnntui.engine.arrays import FloatArray
from rnntui.engine.gradients import Gradients, gradients
from rnntui.engine.interventions import Intervention, Start
from rnntui.engine.plan import Bound, Plan
from rnntui.engine.windows import WINDOW, Windows

STEPS = 3 * WINDOW + 7
LENGTHS = (STEPS, 0, WINDOW, 100)


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)


def reversed_twice(
    plan: Plan,
    ready: Bound,
    x: FloatArray,
    lengths: tuple[int, ...] | None,
    initial: Mapping[str, FloatArray],
    forced: list[Intervention],
) -> list[Gradients]:
    """By windows and of the whole run: everything by everything."""
    counts = None if lengths is None else np.array(lengths)
    whole = ready.run({"x": x}, counts, initial=initial, interventions=forced)
    windowed = ready.trace({"x": x}, counts, initial=initial, interventions=forced)
    assert isinstance(windowed, Windows)
    random = np.random.default_rng(0)
    batch = () if lengths is None else (len(lengths),)
    shares = {name: random.uniform(-1, 1, (STEPS, *batch, whole.units(name))) for name in plan.program.names}
    return [
        gradients(
            ready,
            run,
            shares,
            weights=plan.program.weights,
            variables=plan.program.names,
            initial=initial,
            interventions=forced,
            started=initial,
        )
        for run in (windowed, whole)
    ]


def assert_same_gradients(found: Gradients, wanted: Gradients) -> None:
    for mine, theirs in (
        (found.weights, wanted.weights),
        (found.variables, wanted.variables),
        (found.initial, wanted.initial),
    ):
        assert mine.keys() == theirs.keys()
        for name in mine:
            np.testing.assert_allclose(mine[name], theirs[name], rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("lengths", [None, LENGTHS])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("name", READING)
def test_windows_have_the_gradients_of_the_whole_run(
    name: str, both: bool, layers: int, lengths: tuple[int, ...] | None
) -> None:
    plan = built_in(name, layers, both)
    ready = bound(plan, weights_of(plan.program, scale=0.5))
    x = sentence(STEPS) if lengths is None else np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    batch = () if lengths is None else (4,)
    recurs = [n for c in plan.program.components if c.kind in ("forward", "backward") for n in c.names]
    starts = {}
    for each in recurs:
        size = sum(UNITS[part] for part in plan.program.shapes.variables[each])
        starts[each] = np.linspace(-1, 1, int(np.prod(batch)) * size).reshape(*batch, size)
    forced = [Intervention(plan.program.names[1], 0.5, step=70, unit=1), Intervention("x", 0.1, step=WINDOW, unit=0)]
    forced += [Start(variable, 0.2, unit=0) for variable in sorted(plan.program.starting)]
    found, wanted = reversed_twice(plan, ready, x, lengths, starts, forced)
    assert_same_gradients(found, wanted)
    assert found.initial.keys() == set(recurs)


def test_a_learned_start_gets_its_gradient_from_the_first_window_alone() -> None:
    plan = own(
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])",
        "g[t] = tanh(W_g @ h[t] + U_g @ g[t+1])",
        "y[t] = V_y @ g[t]",
        sizes={"g": "state"},
        tables='[initial]\nh = "b_0"\ng = "tanh(b_g)"\n',
    )
    ready = bound(plan, weights_of(plan.program, scale=0.5))
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    for x, lengths in ((sentence(STEPS), None), (batch, LENGTHS)):
        found, wanted = reversed_twice(plan, ready, x, lengths, {}, [])
        assert_same_gradients(found, wanted)
        assert np.abs(found.weights["b_0"]).min() > 1e-3
        assert np.abs(found.weights["b_g"]).min() > 1e-3
        forced: list[Intervention] = [Start("h", 0.2, unit=0), Start("g", -0.1, unit=1)]
        found, wanted = reversed_twice(plan, ready, x, lengths, {}, forced)
        assert_same_gradients(found, wanted)
        assert (found.weights["b_0"] == 0).tolist() == [True, False, False]
        assert (found.weights["b_g"] == 0).nonzero()[0].tolist() == [1]
