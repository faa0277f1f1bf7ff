"""The worked arithmetic of every variable: that it comes to what the run has, and what it looks like."""

from __future__ import annotations

import re

import numpy as np
import pytest
from explaining import BATCH, LENGTHS, STEPS, assert_consistent, assert_shown, explanations
from networks import ARCHITECTURES, FEWER, built_in, own, sentence, traced, weights_of
from test_plan_decoders import DECODERS, LABELS
from test_plan_decoders import plan_of as decoder_of
from test_plan_notation import EQUATIONS, plan_of

import rnntui
from rnntui.engine.digits import brief
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_every_variable_of_every_architecture(name: str, layers: int | None, both: bool | None, dtype: str) -> None:
    plan = built_in(name, layers, both)
    trace = traced(plan, weights_of(plan.program, dtype), BATCH[:, 0])
    for explanation in explanations(trace):
        assert_consistent(explanation, trace)
        assert explanation.says == (
            {} if explanation.variable == "x" else plan.program.equations[explanation.variable].says
        )


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_variable_is_shown(name: str) -> None:
    plan = built_in(name, 1, True)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    for explanation in explanations(trace, steps=(0, 2)):
        assert_shown(explanation)


@pytest.mark.parametrize("name", EQUATIONS)
def test_all_that_the_notation_has(name: str) -> None:
    plan = plan_of(name)
    for dtype in ("float64", "float32"):
        trace = traced(plan, weights_of(plan.program, dtype), BATCH[:, 0])
        for explanation in explanations(trace):
            assert_consistent(explanation, trace)
            assert_shown(explanation)
    batch = traced(plan, weights_of(plan.program), BATCH, LENGTHS)
    for explanation in explanations(batch):
        assert_consistent(explanation, batch)


@pytest.mark.parametrize("name", DECODERS)
def test_decoders(name: str) -> None:
    plan = decoder_of(name)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0], labels=LABELS)
    for explanation in explanations(trace, steps=(0, -1)):
        assert_consistent(explanation, trace)
        assert_shown(explanation)
    batch = traced(plan, weights_of(plan.program), BATCH, LENGTHS, labels=LABELS)
    for explanation in explanations(batch, steps=(0, -1)):
        assert_consistent(explanation, batch)


@pytest.mark.parametrize("name", ["lstm", "jordan"])
def test_a_batch_is_explained_sentence_by_sentence(name: str) -> None:
    plan = built_in(name, 2, True)
    start = {"h_l0": np.linspace(-1, 1, 12).reshape(4, 3)}
    trace = traced(plan, weights_of(plan.program), BATCH, LENGTHS, initial=start)
    for explanation in explanations(trace):
        assert_consistent(explanation, trace)
    alone = traced(plan, weights_of(plan.program), BATCH[:3, 0], initial={"h_l0": start["h_l0"][0]})
    assert trace.explain("h_l0", 2, 1, sentence=0).text() == alone.explain("h_l0", 2, 1).text()


# How it looks.


KINSHIP = rnntui.build(input=2, hidden=3, output=2, weights="ones", activation={"phi": "identity"}).trace(
    np.array([[0, 0], [1, 0], [0, 1], [1, 1]])
)


LSTM = rnntui.build("lstm", input=2, hidden=3, output=2).trace(np.array([[0, 0], [1, 0], [0, 1], [1, 1]]))


def test_an_entry_of_a_concat_is_an_entry_of_its_part() -> None:
    plan = own("h[t] = tanh(W_h @ x[t])", "g[t] = concat(x[t-1], h[t])", sizes={})
    trace = traced(plan, weights_of(plan.program), sentence(STEPS))
    assert "g[2][1] = x[1][1]" in trace.explain("g", 2, 1).text()
    assert "g[2][5] = h[2][1]" in trace.explain("g", 2, 5).text()


def test_a_value_that_was_forced_says_so() -> None:
    plan = built_in("lstm")
    forced = [Intervention("i", 0.25, step=2, unit=1), Intervention("z_f", 1.0, step=2)]
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0], forced=forced)
    gate = trace.explain("i", 2, 1)
    assert gate.forced
    assert gate.value == 0.25
    assert gate.computed != 0.25
    assert gate.short(80) == "i[2][1] = 0.25 (forced)"
    assert gate.short(14) == "i[2][1] = 0.25"
    assert r"\leftarrow 0.25 \quad \text{(forced)}" in gate.latex()
    assert gate.text().startswith(f"i[2][1] = 0.25 (forced; its equation gives {brief(gate.computed, 6)})")
    assert f"Forced; its equation gives {brief(gate.computed, 6)}." in gate.markdown()
    assert not trace.explain("i", 2, 0).forced
    assert not trace.explain("i", 1, 1).forced
    # How a forced signal would have come about is no part of the gate's arithmetic.
    signal = trace.explain("f", 2, 0)
    assert not signal.forced
    assert "z_f[2][0] = 1" in re.sub(" +", " ", signal.text())
    assert "W_f" not in signal.text()
    for explanation in explanations(trace):
        assert_consistent(explanation, trace)


def test_what_is_forced_in_one_sentence_is_not_in_another() -> None:
    plan = built_in("lstm")
    trace = traced(plan, weights_of(plan.program), BATCH, forced=[Intervention("i", 0.25, sentence=2)])
    assert [trace.explain("i", 1, 0, sentence=b).forced for b in range(4)] == [False, False, True, False]


@pytest.mark.parametrize(
    ("name", "step", "unit", "found"),
    [
        ("nosuch", 0, 0, "there is no variable 'nosuch'; the variables are x, z_i"),
        ("W_i", 0, 0, "there is no variable 'W_i'"),
        ("c", 5, 0, "'c' has no step 5; its steps are 0 to 4"),
        ("c", -6, 0, "'c' has no step -6; its steps are 0 to 4"),
        ("c", 0, 3, "'c' has no unit 3; its units are 0 to 2"),
        ("c", 0, -1, "'c' has no unit -1; its units are 0 to 2"),
    ],
)
def test_what_can_not_be_explained(name: str, step: int, unit: int, found: str) -> None:
    trace = traced(built_in("lstm"), weights_of(built_in("lstm").program), BATCH[:, 0])
    with pytest.raises(RnntuiError, match=found):
        trace.explain(name, step, unit)


@pytest.mark.parametrize(
    ("sentence_number", "step", "found"),
    [
        (None, 0, "sentence is None; a batch needs the number of a sentence, 0 to 3"),
        (4, 0, "sentence is 4; a batch needs the number of a sentence, 0 to 3"),
        (-1, 0, "sentence is -1"),
        (0, 3, "'c' has no step 3; its steps are 0 to 2"),
        (1, 0, "'c' has no step 0; it has no steps"),
    ],
)
def test_a_sentence_that_can_not_be_explained(sentence_number: int | None, step: int, found: str) -> None:
    trace = traced(built_in("lstm"), weights_of(built_in("lstm").program), BATCH, LENGTHS)
    with pytest.raises(RnntuiError, match=found):
        trace.explain("c", step, 0, sentence=sentence_number)


def test_a_single_sentence_has_no_number() -> None:
    trace = traced(built_in("lstm"), weights_of(built_in("lstm").program), BATCH[:, 0])
    with pytest.raises(RnntuiError, match="there is no sentence 0; this run has one sentence and no batch"):
        trace.explain("c", 0, 0, sentence=0)


def test_numbers_that_are_none() -> None:
    plan = own("h[t] = log(W_h @ x[t]) / (h[t-1] - h[t-1])", "y[t] = V_y @ h[t]")
    trace = traced(plan, weights_of(plan.program), sentence(STEPS))
    for explanation in explanations(trace):
        assert explanation.text()
        assert explanation.latex()
        assert len(explanation.short(20)) <= 20
