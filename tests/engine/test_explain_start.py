"""What a variable is before its first step, taken apart: against the run itself, in every architecture."""

from __future__ import annotations

import pytest
from explaining import BATCH
from networks import ARCHITECTURES, built_in, own, sentence, traced, weights_of

from rnntui.engine.explain_start import explain_start
from rnntui.engine.expression import Token
from rnntui.engine.interventions import Start
from rnntui.errors import RnntuiError


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("both", [False, True])
def test_every_start_is_what_the_run_began_with(name: str, both: bool) -> None:
    plan = built_in(name, 1, both)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    for variable in plan.program.equations:
        tree = plan.program.architecture.initial.get(variable)
        for unit in (0, trace.units(variable) - 1):
            found = explain_start(trace, variable, -1, unit)
            assert found.value == float(trace.at(variable, -1)[unit])
            assert found.place == f"{variable}[-1][{unit}]"
            assert found.computed == pytest.approx(found.value, rel=1e-12)
            assert bool(found.equation) == (tree is not None and not isinstance(tree, Token))


def test_an_expression_is_worked_out() -> None:
    plan = own(
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])",
        tables="[initial]\nh = '2 * h_0'\n",
    )
    weights = weights_of(plan.program)
    found = explain_start(traced(plan, weights, sentence(3)), "h", -1, 1)
    assert found.value == pytest.approx(2 * weights["h_0"][1])
    assert found.equation == "h[-1] = 2 * h_0"
    assert "2·" in found.text()


def test_a_start_that_was_forced_says_so() -> None:
    plan = built_in("elman", 1, False)
    forced = (Start("h", 0.25, unit=1),)
    trace = traced(plan, weights_of(plan.program), sentence(3), forced=forced)
    found = explain_start(trace, "h", -1, 1)
    assert (found.forced, found.value) == (True, 0.25)
    assert not explain_start(trace, "h", -1, 0).forced


def test_what_is_not_there_is_refused() -> None:
    plan = built_in("elman", 1, False)
    trace = traced(plan, weights_of(plan.program), sentence(3))
    with pytest.raises(RnntuiError, match="'h' has no unit 9"):
        explain_start(trace, "h", -1, 9)
    with pytest.raises(RnntuiError, match="there is no variable 'nobody'"):
        explain_start(trace, "nobody")
