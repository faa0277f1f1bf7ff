"""Values that are forced: what follows, what stays, and what can't be forced."""

from __future__ import annotations

import math

import numpy as np
import pytest
from networks import CASES, FEWER, UNITS, assert_same, built_in, own, reference, sentence, tokens, traced, weights_of

from rnntui.engine.arrays import OneHot
from rnntui.engine.interventions import Intervention, Start
from rnntui.engine.plan import Plan
from rnntui.errors import RnntuiError

STEPS = 5
LENGTHS = (3, 0, 5, 1)
VALUE = 0.3

BATCH = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)


def of_sentence(forced: tuple[Intervention, ...], place: int) -> list[Intervention]:
    """What a sentence of a batch sees of the interventions."""
    return [each for each in forced if each.sentence in (None, place)]


def assert_follows(plan: Plan, *forced: Intervention) -> None:
    """A single sentence, and a batch, are what the second interpreter makes of the same interventions."""
    weights = weights_of(plan.program)
    if all(each.sentence is None for each in forced):
        given = BATCH[:, 0]
        assert_same(traced(plan, weights, given, forced=forced), reference(plan, weights, given, forced=forced))
    wanted = [
        reference(plan, weights, BATCH[:length, b], forced=of_sentence(forced, b)) for b, length in enumerate(LENGTHS)
    ]
    assert_same(traced(plan, weights, BATCH, LENGTHS, forced=forced), wanted)


@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_every_variable_can_be_forced_and_all_that_is_after_it_follows(
    name: str, layers: int | None, both: bool | None
) -> None:
    plan = built_in(name, layers, both)
    weights = weights_of(plan.program)
    given = BATCH[:, 0]
    usual = traced(plan, weights, given)
    # Who looks ahead need not recur.
    one_way = not both and all(component.kind != "backward" for component in plan.program.components)
    # Of the four copies of a cell every third variable, another one in each.
    for number, variable in list(enumerate(usual.names))[:: 3 if layers == 2 and both else 1]:
        step, unit = number % usual.steps(variable), number % usual.units(variable)
        forced = Intervention(variable, VALUE, step, unit)
        trace = traced(plan, weights, given, forced=[forced])
        assert trace[variable][step, unit] == VALUE
        assert trace.interventions == (forced,)
        assert_same(trace, reference(plan, weights, given, forced=[forced]))
        clock = plan.program.clocks[variable]
        for other in usual.names if one_way else ():
            if plan.program.clocks[other] == clock and not plan.program.once(other):
                np.testing.assert_array_equal(trace[other][:step], usual[other][:step], err_msg=f"{other} before")


@pytest.mark.parametrize(("name", "layers", "both"), [case for case in CASES if case[1:] in ((1, False), (2, True))])
def test_every_variable_can_be_forced_in_one_sentence_of_a_batch(
    name: str, layers: int | None, both: bool | None
) -> None:
    plan = built_in(name, layers, both)
    weights = weights_of(plan.program)
    usual = traced(plan, weights, BATCH, LENGTHS)
    for number, variable in list(enumerate(usual.names))[:: 3 if layers == 2 else 1]:
        step = number % min(usual.steps(variable), 3)
        forced = Intervention(variable, VALUE, step=step, unit=number % usual.units(variable), sentence=2)
        trace = traced(plan, weights, BATCH, LENGTHS, forced=[forced])
        alone = reference(plan, weights, BATCH[:, 2], forced=[forced])
        for other in usual.names:
            # The answer of another sentence may be longer.
            wanted = alone[other]
            np.testing.assert_allclose(trace[other][: len(wanted), 2], wanted, rtol=1e-12, atol=1e-12)
            length = min(len(trace[other]), len(usual[other]))
            np.testing.assert_array_equal(trace[other][:length, [0, 1, 3]], usual[other][:length, [0, 1, 3]])


@pytest.mark.parametrize(
    "forced",
    [
        [Intervention("f", 0.0)],
        [Intervention("f", 1.0, unit=2)],
        [Intervention("z_f", -50.0, step=4)],
        [Intervention("c", 2.0, step=0), Intervention("c", -1.0, step=3, unit=1)],
        [Intervention("c", 2.0), Intervention("c", -1.0, step=3)],
        [Intervention("c", -1.0, step=3), Intervention("c", 2.0)],
        [Intervention("x", 1.5, step=1), Intervention("z_i", 0.1, unit=0), Intervention("y", 9.0, step=2)],
        [Intervention("h", 0.5, sentence=0), Intervention("h", -0.5, step=1, unit=1, sentence=2)],
        [Intervention("i", 1.0, step=4, unit=0, sentence=3)],
        [Intervention("written", 7.0, step=2), Intervention("kept", 0.0, step=2, unit=1)],
    ],
)
def test_several_steps_units_and_sentences(forced: list[Intervention]) -> None:
    assert_follows(built_in("lstm"), *forced)


def test_in_a_sentence_too_short_for_it_nothing_happens() -> None:
    plan = built_in("lstm", 1, True)
    weights = weights_of(plan.program)
    usual = traced(plan, weights, BATCH, LENGTHS)
    for variable in usual.names:
        trace = traced(plan, weights, BATCH, LENGTHS, forced=[Intervention(variable, 9.0, step=3, sentence=0)])
        for other in usual.names:
            np.testing.assert_array_equal(trace[other], usual[other])


def test_what_runs_backwards_is_the_same_after_the_step_to_the_bit() -> None:
    plan = built_in("gru", 1, True)
    weights = weights_of(plan.program)
    usual = traced(plan, weights, BATCH[:, 0])
    trace = traced(plan, weights, BATCH[:, 0], forced=[Intervention("z_l0_reverse", 0.9, step=2)])
    for variable in usual.names:
        if variable.endswith("_reverse"):
            np.testing.assert_array_equal(trace[variable][3:], usual[variable][3:])
        elif variable.endswith("_l0"):
            np.testing.assert_array_equal(trace[variable], usual[variable])
    assert (trace["h_l0_reverse"][:3] != usual["h_l0_reverse"][:3]).all()


def test_a_signal_that_is_kept_at_half_its_value_within_the_loop() -> None:
    trace = traced(built_in("lstm"), weights_of(built_in("lstm").program), BATCH[:, 0], forced=[Intervention("z_f", 3)])
    assert (trace["z_f"] == 3).all()
    np.testing.assert_allclose(trace["f"], 1 / (1 + math.exp(-3)), rtol=1e-15)


def test_a_bare_name_is_the_last_layer_s() -> None:
    plan = built_in("lstm", 2, False)
    assert_follows(plan, Intervention("c", 0.7, step=1))
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0], forced=[Intervention("c", 0.7, step=1)])
    assert (trace["c_l1"][1] == 0.7).all()


def test_tokens_that_are_changed() -> None:
    plan = built_in("elman")
    weights = weights_of(plan.program)
    one_hot = OneHot(tokens(STEPS), UNITS["input"])
    forced = [Intervention("x", 0.5, step=2, unit=1)]
    wanted = reference(plan, weights, one_hot.dense(np.dtype(np.float64)), forced=forced)
    trace = traced(plan, weights, one_hot, forced=forced)
    assert_same(trace, wanted)
    usual = traced(plan, weights, one_hot)
    np.testing.assert_array_equal(trace["y"][:2], usual["y"][:2])


@pytest.mark.parametrize(
    "forced",
    [
        [Intervention("m", 0.25, step=0, unit=1)],
        [Intervention("m", 0.25)],
        [Intervention("m", 0.25, unit=0, sentence=2)],
        [Intervention("a", 0.5, step=1, unit=2)],
        [Intervention("a", 0.5, unit=0, sentence=0)],
        [Intervention("a", 0.5, unit=4)],
        [Intervention("k", 0.5, step=2)],
    ],
)
def test_one_value_for_the_sentence_and_scores(forced: list[Intervention]) -> None:
    plan = own(
        "k[t] = W_k @ x[t]",
        "a[t] = softmax((k[:] + U_a @ h[t-1]) @ v_a)",
        "h[t] = tanh(W_h @ (a[t] @ k[:]) + U_h @ h[t-1])",
        "m[T] = tanh(W_m @ h[T])",
        "y[t] = V_y @ (h[t] * m[T])",
        sizes={"k": "attention"},
    )
    weights = weights_of(plan.program)
    if all(each.sentence is None for each in forced):
        given = BATCH[:, 0]
        assert_same(traced(plan, weights, given, forced=forced), reference(plan, weights, given, forced=forced))
    lengths = (3, 5, 5, 1)
    trace = traced(plan, weights, BATCH, lengths, forced=forced)
    inside = [
        [each for each in of_sentence(tuple(forced), b) if each.variable != "a" or (each.unit or 0) < length]
        for b, length in enumerate(lengths)
    ]
    assert_same(trace, [reference(plan, weights, BATCH[:n, b], forced=inside[b]) for b, n in enumerate(lengths)])


@pytest.mark.parametrize(
    ("forced", "found"),
    [
        (Intervention("nosuch", 1.0), "there is no variable 'nosuch'.*the variables are x, z_i"),
        (Intervention("W_i", 1.0), "there is no variable 'W_i'"),
        (Intervention("c", 1.0, step=5), "'c' has no step 5; its steps are 0 to 4"),
        (Intervention("c", 1.0, step=-1), "'c' has no step -1; its steps are 0 to 4"),
        (Intervention("x", 1.0, step=5), "'x' has no step 5; its steps are 0 to 4"),
        (Intervention("y", 1.0, step=5), "'y' has no step 5; its steps are 0 to 4"),
        (Intervention("c", 1.0, unit=3), "'c' has no unit 3; its units are 0 to 2"),
        (Intervention("x", 1.0, unit=-1), "'x' has no unit -1; its units are 0 to 3"),
        (Intervention("y", 1.0, unit=2), "'y' has no unit 2; its units are 0 to 1"),
        (Intervention("c", 1.0, sentence=0), "there is no sentence 0"),
        (Intervention("y", 1.0, sentence=0), "there is no sentence 0"),
    ],
)
def test_what_can_not_be_forced(forced: Intervention, found: str) -> None:
    plan = built_in("lstm")
    with pytest.raises(RnntuiError, match=found):
        traced(plan, weights_of(plan.program), BATCH[:, 0], forced=[forced])


@pytest.mark.parametrize("variable", ["x", "c", "y"])
def test_a_sentence_that_a_batch_does_not_have(variable: str) -> None:
    plan = built_in("lstm")
    with pytest.raises(RnntuiError, match="there is no sentence 4; its sentences are 0 to 3"):
        traced(plan, weights_of(plan.program), BATCH, forced=[Intervention(variable, 1.0, sentence=4)])


@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_every_start_can_be_forced_and_all_that_is_after_it_follows(
    name: str, layers: int | None, both: bool | None
) -> None:
    plan = built_in(name, layers, both)
    weights = weights_of(plan.program)
    given = BATCH[:, 0]
    usual = traced(plan, weights, given)
    for number, variable in enumerate(each for each in usual.names if each in plan.program.starting):
        forced = Start(variable, VALUE, unit=number % usual.units(variable))
        trace = traced(plan, weights, given, forced=[forced])
        assert trace.at(variable, -1)[forced.unit] == VALUE
        assert_same(trace, reference(plan, weights, given, forced=[forced]))
        assert any(not np.array_equal(trace[other], usual[other]) for other in usual.names)


@pytest.mark.parametrize("name", ["lstm", "gru", "elman"])
def test_a_start_of_one_sentence_of_a_batch_and_of_all_units(name: str) -> None:
    plan = built_in(name)
    assert_follows(plan, Start("h", VALUE), Intervention("h", -VALUE, step=2, unit=0))
    weights = weights_of(plan.program)
    usual = traced(plan, weights, BATCH, LENGTHS)
    trace = traced(plan, weights, BATCH, LENGTHS, forced=[Start("h", VALUE, unit=1, sentence=2)])
    np.testing.assert_array_equal(trace["h"][:, [0, 1, 3]], usual["h"][:, [0, 1, 3]])
    alone = reference(plan, weights, BATCH[:, 2], forced=[Start("h", VALUE, unit=1)])
    np.testing.assert_allclose(trace["h"][:, 2], alone["h"], rtol=1e-12, atol=1e-12)


def test_a_start_that_is_given_and_forced_is_forced_where_it_is() -> None:
    plan = built_in("lstm")
    weights = weights_of(plan.program)
    given = np.array([0.1, 0.2, 0.4])
    forced = traced(plan, weights, BATCH[:, 0], initial={"c": given}, forced=[Start("c", 0.7, unit=1)])
    wanted = traced(plan, weights, BATCH[:, 0], initial={"c": np.array([0.1, 0.7, 0.4])})
    for variable in wanted.names:
        np.testing.assert_array_equal(forced[variable], wanted[variable])
    # What is forced before the first step is not forced at it.
    assert not forced.explain("c", step=0, unit=1).forced


def test_a_start_that_nothing_reads_can_not_be_forced() -> None:
    plan = built_in("lstm")
    with pytest.raises(RnntuiError, match="nothing reads 'i' before its first step; what has a start is c, h"):
        traced(plan, weights_of(plan.program), BATCH[:, 0], forced=[Start("i", 1.0)])
    with pytest.raises(RnntuiError, match="'c' has no unit 3"):
        traced(plan, weights_of(plan.program), BATCH[:, 0], forced=[Start("c", 1.0, unit=3)])
