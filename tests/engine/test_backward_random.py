"""Small programs at random: their gradients are those of central differences, and in a batch those of each sentence."""

from __future__ import annotations

import numpy as np
from differences import Asked, assert_right
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from networks import sentence, weights_of
from test_plan_random import LENGTHS, STEPS, programs

from rnntui.engine.interventions import Intervention
from rnntui.engine.plan import Plan

LARGEST = 20
"""Where values grow beyond this, so do the errors of central differences."""


@given(plan=programs(), data=st.data())
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_programs_have_the_gradients_of_differences(plan: Plan, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(plan.program.names))
    step = 0 if plan.program.once(name) else data.draw(st.sampled_from([None, 0, 2]))
    forced = [Intervention(name, 0.375, step, unit=data.draw(st.sampled_from([None, 0])))]
    weights = weights_of(plan.program, scale=0.6)
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    asked = Asked(plan, weights, {"x": batch}, LENGTHS, forced=data.draw(st.sampled_from([(), forced])), kinks=True)
    if max(np.abs(asked.trace[each]).max(initial=0) for each in plan.program.names) > LARGEST:
        return
    assert_right(asked, plan.program.equations)
    whole = asked.gradients(plan.program.names)
    if asked.forced:
        return
    sums = {each: np.zeros_like(weight) for each, weight in weights.items()}
    for b, length in enumerate(LENGTHS):
        one = Asked(plan, weights, {"x": batch[:length, b]})
        one.shares = {each: share[: one.trace.steps(each), b] for each, share in asked.shares.items()}
        found = one.gradients(plan.program.names)
        for each, gradient in found.variables.items():
            inside = whole.variables[each][: len(gradient), b]
            np.testing.assert_allclose(inside, gradient, rtol=1e-9, atol=1e-9, err_msg=each)
            assert not whole.variables[each][len(gradient) :, b].any()
        for each, gradient in found.weights.items():
            sums[each] += gradient
    for each, gradient in sums.items():
        np.testing.assert_allclose(whole.weights[each], gradient, rtol=1e-9, atol=1e-9, err_msg=each)
