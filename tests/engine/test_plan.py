"""The plan against a second interpreter: every variable of every architecture, and the whole notation."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from networks import (
    ARCHITECTURES,
    CASES,
    UNITS,
    WRITING,
    assert_same,
    bound,
    built_in,
    reference,
    sentence,
    tokens,
    traced,
    weights_of,
)
from reference import Reference

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.engine.trace import Trace
from rnntui.errors import RnntuiError

STEPS = 5
LENGTHS = (3, 0, 5, 1)
"""The lengths of a batch: in no order, with a sentence of none and one of one step."""


def fed(kind: str, number: int = 0, steps: int = STEPS) -> FloatArray | OneHot:
    """A sentence of vectors or of tokens."""
    if kind == "tokens":
        return OneHot(tokens(steps, seed=number), UNITS["input"])
    return sentence(steps, seed=number)


def dense(given: FloatArray | OneHot) -> FloatArray:
    return given.dense(np.dtype(np.float64)) if isinstance(given, OneHot) else given


@cache
def expected(name: str, layers: int | None, both: bool | None, kind: str, number: int, length: int) -> Reference:
    """What the slow way makes of the first steps of a sentence."""
    plan = built_in(name, layers, both)
    return reference(plan, weights_of(plan.program, np.float32), dense(fed(kind, number))[:length])


@pytest.mark.parametrize(("kind", "dtype"), [("vectors", "float64"), ("tokens", "float32")])
@pytest.mark.parametrize(("name", "layers", "both"), CASES)
def test_every_architecture_is_what_its_equations_say(
    name: str, layers: int | None, both: bool | None, kind: str, dtype: str
) -> None:
    plan = built_in(name, layers, both)
    # Weights that both dtypes have exactly.
    weights = {each: array.astype(dtype) for each, array in weights_of(plan.program, np.float32).items()}
    one = fed(kind)
    assert_same(traced(plan, weights, one), expected(name, layers, both, kind, 0, STEPS))
    batch: FloatArray | OneHot
    if kind == "tokens":
        batch = OneHot(np.stack([tokens(STEPS, seed=b) for b in range(4)], axis=1), UNITS["input"])
    else:
        batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    for lengths in ((STEPS,) * 4, LENGTHS):
        wanted = [expected(name, layers, both, kind, b, length) for b, length in enumerate(lengths)]
        assert_same(traced(plan, weights, batch, lengths), wanted)
    without = traced(plan, weights, batch)
    for each in without.names:
        np.testing.assert_array_equal(without[each], traced(plan, weights, batch, (STEPS,) * 4)[each])


@pytest.mark.parametrize("steps", [0, 1])
@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_shortest_sentences(name: str, steps: int) -> None:
    plan = built_in(name, 2, True)
    weights = weights_of(plan.program)
    trace = traced(plan, weights, sentence(steps))
    assert_same(trace, reference(plan, weights, sentence(steps)))
    assert trace["y"].shape == (trace.clocks["u"] if name in WRITING else steps, UNITS["output"])
    batch = sentence(steps)[:, None].repeat(2, axis=1)
    assert_same(traced(plan, weights, batch), [reference(plan, weights, sentence(steps))] * 2)
    nobody = traced(plan, weights, np.zeros((steps, 0, UNITS["input"])))
    assert nobody["y"].shape == (0 if name in WRITING else steps, 0, UNITS["output"])


@pytest.mark.parametrize("steps", [255, 256, 257, 600])
@pytest.mark.parametrize(("name", "both"), [("lstm", True), ("elman", False)])
def test_sentences_longer_than_a_chunk(name: str, both: bool, steps: int) -> None:
    plan = built_in(name, 1, both)
    weights = weights_of(plan.program)
    given = sentence(steps)
    assert_same(traced(plan, weights, given), reference(plan, weights, given))
    lengths = (steps, min(steps, 256), 1)
    batch = np.stack([given, given[::-1], given * 0.5], axis=1)
    wanted = [reference(plan, weights, batch[:length, b]) for b, length in enumerate(lengths)]
    assert_same(traced(plan, weights, batch, lengths), wanted)


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize(
    ("name", "layers", "both"), [("lstm_peephole", 2, True), ("gru", 1, True), ("jordan", 2, True)]
)
def test_states_that_are_not_zero_before_the_first_step(name: str, layers: int, both: bool, batched: bool) -> None:
    plan = built_in(name, layers, both)
    weights = weights_of(plan.program)
    carried = [n for n in plan.program.equations if n.startswith(("h_l", "c_l", "y_l")) and not n.endswith("both")]
    units = {n: sum(UNITS[part] for part in plan.program.shapes.variables[n]) for n in carried}
    starts = {n: np.linspace(-0.8, 0.9, 4 * size).reshape(4, size) for n, size in units.items()}
    if not batched:
        alone = {n: start[2] for n, start in starts.items()}
        expect = reference(plan, weights, sentence(STEPS), initial=alone)
        assert_same(traced(plan, weights, sentence(STEPS), initial=alone), expect)
        return
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    wanted = [
        reference(plan, weights, batch[:length, b], initial={n: s[b] for n, s in starts.items()})
        for b, length in enumerate(LENGTHS)
    ]
    assert_same(traced(plan, weights, batch, LENGTHS, initial=starts), wanted)
    one_for_all = {n: start[0] for n, start in starts.items()}
    wanted = [reference(plan, weights, batch[:n, b], initial=one_for_all) for b, n in enumerate(LENGTHS)]
    assert_same(traced(plan, weights, batch, LENGTHS, initial=one_for_all), wanted)


def test_a_start_by_its_bare_name_is_the_last_layer_s() -> None:
    plan = built_in("lstm", 2, False)
    weights = weights_of(plan.program)
    start = np.array([0.5, -0.5, 0.25])
    wanted = reference(plan, weights, sentence(STEPS), initial={"c_l1": start})
    assert_same(traced(plan, weights, sentence(STEPS), initial={"c": start}), wanted)


@pytest.mark.parametrize(("name", "layers", "both"), CASES)
def test_a_run_twice_is_the_same_to_the_bit_and_leaves_the_first_alone(
    name: str, layers: int | None, both: bool | None
) -> None:
    plan = built_in(name, layers, both)
    ready = bound(plan, weights_of(plan.program))
    first = Trace(ready.run({"x": sentence(300)}))
    kept = {each: first[each].copy() for each in first}
    Trace(ready.run({"x": sentence(300, seed=9)}))
    again = Trace(ready.run({"x": sentence(300)}))
    for each in first:
        np.testing.assert_array_equal(first[each], kept[each])
        np.testing.assert_array_equal(again[each], kept[each])


def test_changing_what_was_given_changes_no_trace() -> None:
    plan = built_in("gru")
    given, start = sentence(STEPS), np.ones(UNITS["hidden"])
    trace = traced(plan, weights_of(plan.program), given, initial={"h": start})
    kept = {name: trace[name].copy() for name in trace}
    given[:], start[:] = 7, 7
    for name in trace:
        np.testing.assert_array_equal(trace[name], kept[name])
    np.testing.assert_array_equal(trace.at("h", -1), np.ones(UNITS["hidden"]))


ELMAN = built_in("elman")
X = sentence(3)


@pytest.mark.parametrize(
    ("given", "lengths", "found", "hint"),
    [
        ({}, None, "the input 'x' is missing", "the inputs are x"),
        ({"x": np.zeros((3, 5))}, None, r"the input 'x' has the shape \(3, 5\)", r"it must be \(steps, 4\)"),
        ({"x": np.zeros(4)}, None, r"the shape \(4,\)", r"or \(steps, sentences, 4\)"),
        ({"x": OneHot(np.zeros(3, np.intp), 5)}, None, r"the shape \(3, 5\)", r"it must be \(steps, 4\)"),
        ({"x": X}, [3], r"the lengths are \[3\]", "there must be no lengths"),
        ({"x": X[:, None]}, [3, 3], r"the lengths are \[3, 3\]", "there must be 1 lengths from 0 to 3"),
        ({"x": X[:, None]}, [2.5], r"the lengths are \[2.5\]", "from 0 to 3"),
        ({"x": X[:, None]}, [4], r"the lengths are \[4\]", "from 0 to 3"),
        ({"x": X[:, None]}, [-1], r"the lengths are \[-1\]", "from 0 to 3"),
    ],
)
def test_inputs_that_do_not_fit(
    given: dict[str, FloatArray | OneHot], lengths: list[int] | None, found: str, hint: str
) -> None:
    with pytest.raises(RnntuiError, match=f"{found}.*; .*{hint}"):
        traced(ELMAN, weights_of(ELMAN.program), given, lengths)


@pytest.mark.parametrize(
    ("initial", "found"),
    [
        ({"nosuch": np.zeros(3)}, "there is no variable 'nosuch'"),
        ({"h": np.zeros(4)}, r"the start of 'h' has the shape \(4,\)"),
        ({"h": np.zeros((2, 3))}, r"the start of 'h' has the shape \(2, 3\)"),
    ],
)
def test_starts_that_do_not_fit(initial: dict[str, FloatArray], found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        traced(ELMAN, weights_of(ELMAN.program), X, initial=initial)


def test_ids_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match=r"\[-1, 4\)"):
        OneHot(np.array([4]), 4)
    with pytest.raises(ValueError, match=r"\[-1, 4\)"):
        OneHot(np.array([-2]), 4)
