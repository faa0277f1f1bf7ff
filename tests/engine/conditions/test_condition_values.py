"""What conditions come to at every step, against NumPy on the whole arrays of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rnntui
from rnntui.engine import plan as plan_module
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.conditions import condition, defined, holds, values
from rnntui.engine.expression import Clock
from rnntui.engine.interventions import Intervention
from rnntui.engine.trace import Trace
from rnntui.engine.windows import WINDOW, Windows
from rnntui.session.realise import realise
from rnntui.session.setup import Setup

SAW = realise(Setup(text="I saw a saw that I saw", architecture="lstm")).trace
ANSWER = realise(Setup(text="I saw a saw", architecture="attention_additive")).trace


def over(text: str, trace: Trace, clock: Clock = "t") -> np.ndarray[Any, Any]:
    """A condition at all steps of a clock."""
    return values(condition(text, trace), trace, clock, 0, trace.clocks[clock])


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("h[T][0] == h[T][0]", [6]),
        ("sum(h[:]) == sum(h[:])", [6]),
        ("h[2][0] == h[2][0]", [2]),
        ("h[2][0] == h[2][0] and c[4][0] == c[4][0]", [4]),
        ("h[t][0] == h[t][0] and h[T][0] == h[T][0]", list(range(7))),
        ("W_i[0][0] == W_i[0][0]", list(range(7))),
        ("1 > 0", list(range(7))),
    ],
)
def test_what_is_asked_of_the_run_as_a_whole_holds_where_it_is_computed(text: str, steps: list[int]) -> None:
    found = holds(condition(text, SAW), SAW, "t", 0, SAW.clocks["t"])
    assert found.nonzero()[0].tolist() == steps


def test_what_reads_and_writes_holds_at_one_step_of_one_clock() -> None:
    found = condition("h[T][0] == h[T][0] and y[U][0] == y[U][0]", ANSWER)
    steps = ANSWER.clocks
    assert not holds(found, ANSWER, "t", 0, steps["t"]).any()
    assert holds(found, ANSWER, "u", 0, steps["u"]).nonzero()[0].tolist() == [steps["u"] - 1]


@pytest.mark.parametrize("name", architecture_names())
def test_every_variable_of_every_architecture(name: str) -> None:
    trace = realise(Setup(text="I saw a saw", architecture=name)).trace
    for variable in trace.names:
        clock = trace.program.clocks[variable]
        rows = trace[variable]
        if trace.program.once(variable):
            found = over(f"sum(abs({variable}[{clock.upper()}]))", trace, clock)
            np.testing.assert_allclose(found, np.full(trace.clocks[clock], np.abs(rows[0]).sum()))
            continue
        # What it begins with is asked of the run itself: an initial value may be computed.
        before = np.concatenate([trace.at(variable, -1)[None], rows[:-1]])
        jumps = np.abs(rows - before).max(axis=1)
        np.testing.assert_allclose(over(f"max(abs({variable}[{clock}] - {variable}[{clock}-1]))", trace, clock), jumps)
        middle = float(np.median(jumps))
        held = holds(condition(f"max(abs({variable}[{clock}] - {variable}[{clock}-1])) > {middle!r}", trace), trace,
                     clock, 0, len(rows))  # fmt: skip
        # What nothing reads there has no value before the first step, and can't have jumped.
        has_start = any(k < 0 for k in trace.program.offsets.get(variable, ()))
        has_start |= variable in trace.program.architecture.initial
        np.testing.assert_array_equal(held, (jumps > middle) & ((np.arange(len(rows)) > 0) | has_start))
        np.testing.assert_array_equal(over(f"argmax({variable}[{clock}])", trace, clock), rows.argmax(axis=1))
        np.testing.assert_array_equal(over(f"{variable}[{clock}][0]", trace, clock), rows[:, 0])
        np.testing.assert_array_equal(over(f"{variable}[{len(rows) - 1}]", trace, clock)[0], rows[-1])
        np.testing.assert_array_equal(over(f"{variable}[:]", trace, clock)[0], rows)


@pytest.mark.parametrize("name", architecture_names())
def test_every_equation_gives_its_variable(name: str) -> None:
    """The right side of an equation, as a condition, comes to what the engine computed."""
    trace = realise(Setup(text="I saw a saw", architecture=name)).trace
    for variable, equation in trace.program.equations.items():
        clock: Clock = trace.program.clocks[variable]
        expected = trace[variable]
        found = over(equation.text.split("=", 1)[1].strip(), trace, clock)
        last = found[-1:] if trace.program.once(variable) else found
        np.testing.assert_allclose(last, expected, rtol=1e-9, atol=1e-12, err_msg=equation.text)


def test_tokens_of_both_clocks() -> None:
    assert over("token", ANSWER).tolist() == list(ANSWER.tokens)
    written = list(ANSWER.answers[0].tokens)
    assert over("token", ANSWER, "u").tolist() == written
    assert over("token[u-1]", ANSWER, "u").tolist() == ["", *written[:-1]]
    assert over("token[t+1]", ANSWER).tolist() == [*ANSWER.tokens[1:], ""]
    assert over('token == "saw"', SAW).tolist() == [token == "saw" for token in SAW.tokens]
    assert over("token == token[t-1]", realise(Setup(text="a a b b b")).trace).tolist() == [0, 1, 0, 1, 1]


def test_a_token_is_compared_whole() -> None:
    odd = ("a\0", "a", "", "\u202e", "[/]", "\ud800")
    trace = replace(SAW, tokens=(*odd, "I"))
    for place, text in enumerate(odd):
        found = over(f"token == {text!a}", trace)
        assert np.flatnonzero(found).tolist() == [place]


def test_before_the_first_step_and_after_the_last() -> None:
    h = SAW["h"]
    np.testing.assert_array_equal(over("h[t-2]", SAW), np.concatenate([np.zeros((2, 3)), h[:-2]]))
    np.testing.assert_array_equal(over("h[t+2]", SAW), np.concatenate([h[2:], np.zeros((2, 3))]))
    np.testing.assert_array_equal(over("h[t-60]", SAW), np.zeros((7, 3)))
    start = ANSWER.at("s", -1)
    assert np.abs(start).max() > 0
    np.testing.assert_array_equal(over("s[u-1]", ANSWER, "u")[0], start)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("h[t-2][0] < 9", "1111111"),
        ("c[t-1][0] < 9", "1111111"),
        # Nothing reads these there.
        ("h[t+1][0] < 9", "1111110"),
        ("h[t+2] == h[t+2]", "1111100"),
        ("argmax(y[t]) != argmax(y[t-1])", "0111111"),
        ("x[t-1]", "0111111"),
        ("not f[t-1][0] > 0", "0111111"),
        ("token[t-1] == token[t+1]", "0111110"),
        ("y[t-60][0] < 9", "0000000"),
        ("max(h[t+1]) + min(h[t])", "1111110"),
        # An operand that has a value decides.
        ('h[t+1][0] > 9 or token == "saw"', "1111111"),
        ('h[t+1][0] > 9 or token == "I"', "1111110"),
        ('h[t+1][0] < 9 and token == "I"', "1111111"),
        ("h[t+1][0] < 9 and h[t] < 9", "1111110"),
        ("h[t+1][0] < 9 and h[t] > 9", "1111111"),
        ("h[3][0] + max(h[:]) + h[T][0] + W_i", "1111111"),
    ],
)
def test_where_there_is_a_value(text: str, there: str) -> None:
    found = condition(text, SAW)
    assert defined(found, SAW, "t", 0, 7).tolist() == [each == "1" for each in there]
    assert defined(found, SAW, "t", 6, 7).tolist() == [there[6] == "1"]
    if not found.units:
        assert not holds(found, SAW, "t", 0, 7)[[each == "0" for each in there]].any()


@pytest.mark.parametrize(
    ("name", "text", "clock", "ends"),
    [
        ("brnn", "h_l0_reverse[t+1]", "t", (True, True)),
        ("brnn", "h_l0_reverse[t-1]", "t", (False, True)),
        ("brnn", "h_l0[t+1]", "t", (True, False)),
        ("jordan", "y[t-1]", "t", (True, True)),
        ("seq2seq", "y[u-1]", "u", (True, True)),
        ("seq2seq", "token[u-1]", "u", (False, True)),
        ("seq2seq", "s[u+1]", "u", (True, False)),
    ],
)
def test_a_start_is_what_the_network_reads(name: str, text: str, clock: Clock, ends: tuple[bool, bool]) -> None:
    trace = realise(Setup(text="I saw a saw", architecture=name)).trace
    steps = trace.clocks[clock]
    there = defined(condition(text, trace), trace, clock, 0, steps)
    assert (bool(there[0]), bool(there[-1])) == ends
    assert there[1:-1].all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing[t][0] < 1", False),
        ("nothing[t][0] > 1", False),
        ("nothing[t][0] == nothing[t][0]", False),
        ("not nothing[t][0] < 1", True),
        ("0 < nothing[t][0] < 1", False),
        ("nothing[t][0]", False),
        ("nothing[t][0] or 0", False),
        ("nothing[t][0] != nothing[t][0]", True),
        ("max(nothing[t]) > 0", False),
        ("any(nothing[t] > 0)", False),
        ("1 / 0 > 1e300", True),
        ("0 / 0 == 0", False),
        ("log(-1) < 0", False),
    ],
)
def test_nan_compares_false(text: str, expected: bool) -> None:
    model = rnntui.build("elman", input=2, hidden=3, output=2)
    trace = model.trace(np.full((2, 2), np.nan))
    found = condition(text.replace("nothing", "h"), trace)
    assert holds(found, trace, "t", 0, 2).tolist() == [expected, expected]


def test_numbers_have_the_type_of_the_weights() -> None:
    model = rnntui.build("elman", input=2, hidden=3, output=2)
    small = rnntui.model.Model(
        model.program, {n: w.astype(np.float32) for n, w in model.weights.items()}, model.units, None, None, "auto", ()
    )
    trace = small.trace(np.ones((2, 2), np.float32), interventions=(Intervention("h", 0.2, 0, 0),))
    assert trace.dtype == np.float32
    assert over("h[t][0] + 0.1", trace).dtype == np.float32
    assert over("h[t][0] == 0.2", trace).tolist()[0]


@pytest.mark.parametrize("name", ["elman", "lstm", "gru", "brnn", "drnn", "jordan"])
def test_long_runs_are_looked_at_by_windows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 2 * WINDOW + 9
    setup = Setup(text=" ".join("abcde"[k % 5] for k in range(steps)), architecture=name)
    whole = realise(setup).trace
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    windowed = realise(setup).trace
    assert isinstance(windowed.stores, Windows)
    state = next(n for n, e in whole.program.equations.items() if e.role == "hidden")
    for text in (f"max(abs({state}[t] - {state}[t-3]))", f"{state}[T][0]", f"{state}[t+2][1] + {state}[70][0]"):
        found = condition(text, windowed)
        parts = [values(found, windowed, "t", f, min(f + 50, steps)) for f in range(0, steps, 50)]
        np.testing.assert_allclose(np.concatenate(parts), over(text, whole), rtol=1e-9, atol=1e-12)


def test_a_thread_s_windows_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    trace = realise(Setup(text="a b c " * 100, architecture="lstm")).trace
    assert isinstance(trace.stores, Windows)
    before = trace["h"][:10].copy()
    kept = list(trace.stores.recent)
    apart = trace.apart()
    np.testing.assert_array_equal(apart["h"][:10], before)
    assert list(trace.stores.recent) == kept
    assert SAW.apart() is SAW


# Random expressions, against Python's own arithmetic on NumPy's arrays

Made = tuple[str, Callable[[int], Any]]
NUMBERS: list[Made] = [
    ("h[t][0]", lambda k: SAW["h"][k, 0]),
    ("f[t][2]", lambda k: SAW["f"][k, 2]),
    ("c[t-1][1]", lambda k: SAW["c"][k - 1, 1] if k else 0.0),
    ("y[3][1]", lambda _k: SAW["y"][3, 1]),
    ("max(h[t])", lambda k: SAW["h"][k].max()),
    ("argmin(f[t])", lambda k: SAW["f"][k].argmin()),
    ("U_f[0][1]", lambda _k: SAW.weights["U_f"][0, 1]),
    ("2.5", lambda _k: 2.5),
    ("0", lambda _k: 0.0),
]  # fmt: skip
"""What both sides come to exactly."""
SUMS: list[Made] = [
    ("mean(abs(c[t]))", lambda k: np.abs(SAW["c"][k]).mean()),
    ("sum(h[t] * c[t])", lambda k: float(SAW["h"][k] @ SAW["c"][k])),
    ("max(W_i @ x[t])", lambda k: (SAW.weights["W_i"] @ SAW["x"][k]).max()),
    ("sum(softmax(f[t]) * h[T])", lambda k: (np.exp(SAW["f"][k]) / np.exp(SAW["f"][k]).sum()) @ SAW["h"][-1]),
]
"""Sums, whose last bit may differ by the order in which they are made."""


def _both(operator: str, made: tuple[Made, Made]) -> Made:
    (left, a), (right, b) = made
    work: dict[str, Callable[[Any, Any], Any]] = {
        "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y,
        "<": lambda x, y: x < y, "<=": lambda x, y: x <= y, "!=": lambda x, y: x != y, "==": lambda x, y: x == y,
        "and": lambda x, y: bool(x) and bool(y), "or": lambda x, y: bool(x) or bool(y),
    }  # fmt: skip
    return f"({left} {operator} {right})", lambda k: work[operator](a(k), b(k))


def _pairs(inner: st.SearchStrategy[Made], operators: str) -> st.SearchStrategy[Made]:
    return st.builds(_both, st.sampled_from(operators.split()), st.tuples(inner, inner))


def _arithmetic(leaves: list[Made]) -> st.SearchStrategy[Made]:
    return st.recursive(st.sampled_from(leaves), lambda inner: _pairs(inner, "+ - *"), max_leaves=5)


COMPARED = _pairs(_arithmetic(NUMBERS), "< <= != ==")
LOGIC = st.recursive(COMPARED, lambda inner: _pairs(inner, "and or"), max_leaves=4)


@settings(max_examples=150, deadline=None)
@given(LOGIC)
def test_random_conditions(made: Made) -> None:
    text, expected = made
    assert over(text, SAW).tolist() == [bool(expected(k)) for k in range(7)]


@settings(max_examples=150, deadline=None)
@given(_arithmetic([*NUMBERS, *SUMS]))
def test_random_numbers(made: Made) -> None:
    text, expected = made
    np.testing.assert_allclose(over(text, SAW), [expected(k) for k in range(7)], rtol=1e-9, atol=1e-12)


def test_the_number_of_the_step() -> None:
    np.testing.assert_array_equal(over("t", SAW), range(7))
    assert holds(condition("1 < t <= 3 or t == 6", SAW), SAW, "t", 1, 7).tolist() == [0, 1, 1, 0, 0, 1]
    np.testing.assert_array_equal(over("u == 1", ANSWER, "u"), np.arange(ANSWER.clocks["u"]) == 1)
    assert not condition("t", SAW).is_constant
