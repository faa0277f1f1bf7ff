"""The worked arithmetic of every variable: that it comes to what the run has, and what it looks like."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np
import pytest
from networks import ARCHITECTURES, CASES, built_in, own, sentence, traced, weights_of
from test_plan_decoders import DECODERS, LABELS
from test_plan_decoders import plan_of as decoder_of
from test_plan_notation import EQUATIONS, plan_of

import rnntui
from rnntui.engine.digits import brief
from rnntui.engine.explanation import (
    Choice,
    Explanation,
    Function,
    Operation,
    Part,
    Products,
    Quantity,
    parts_of,
)
from rnntui.engine.functions import POINTWISE, pointwise
from rnntui.engine.interventions import Intervention
from rnntui.engine.trace import Trace
from rnntui.errors import RnntuiError

STEPS = 5
LENGTHS = (3, 0, 5, 1)
BATCH = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)

SUM_ORDER = 2
"""Run and explanation may each be off by what a sum in any order may be: n roundings of the sum of all |terms|."""
FUNCTION = 4
"""Units in the last place by which two computations of one function may differ (vectors and single numbers do)."""
SLOPES = {"sigmoid": 0.25, "hard_sigmoid": 0.2, "tanh": 1.0, "relu": 1.0, "identity": 1.0}


def magnitude(part: Part) -> float:
    """The sum of the absolute values of all terms of a sum."""
    match part:
        case Products(products=products):
            return sum(map(abs, products))
        case Operation("+" | "-", left, right):
            return (magnitude(left) if left is not None else 0.0) + magnitude(right)
    return abs(part.value)


def rounding(part: Part, eps: float) -> float:
    """How far a part may be off when its sums are taken in another order, from numbers that are exact."""
    match part:
        case Products(products=products):
            return (len(products) + 1) * eps * magnitude(part)
        case Operation("+" | "-", left, right):
            inner = (rounding(left, eps) if left is not None else 0.0) + rounding(right, eps)
            return inner + 2 * eps * magnitude(part)
        case Operation("*", left, right) if left is not None:
            return (
                abs(left.value) * rounding(right, eps)
                + abs(right.value) * rounding(left, eps)
                + 2 * eps * abs(part.value)
            )
        case Operation(_, left, right) if left is not None:
            inner = rounding(left, eps) + abs(part.value) * rounding(right, eps)
            return inner / abs(right.value) + 2 * eps * abs(part.value)
        case Function("concat", _, argument):
            return rounding(argument, eps)
        case Function(_, function, argument):
            slope = SLOPES.get(function, abs(part.value) if function == "exp" else 1 / max(abs(argument.value), eps))
            return slope * rounding(argument, eps) + FUNCTION * eps * max(abs(part.value), 0.5)
        case Choice(entries=entries):
            return 16 * eps * max(1.0, *(abs(each.value) for each in entries))
    return 0.0


def explanations(trace: Trace, steps: tuple[int, ...] = (0, 2, -1)) -> Iterator[Explanation]:
    """Of every variable some steps and units, in every sentence of a batch that has them."""
    for name in trace.names:
        for sentence_number in (None,) if trace.batch is None else range(trace.batch):
            lengths = trace.lengths(trace.program.clocks[name])
            count = trace.steps(name)
            if lengths is not None and not trace.program.once(name):
                count = int(lengths[sentence_number or 0])
            for step in sorted({each % count for each in steps if -count <= each < count} if count else set()):
                for unit in (0, trace.units(name) - 1):
                    try:
                        yield trace.explain(name, step, unit, sentence_number)
                    except RnntuiError as error:
                        # A score for a step that this sentence does not have.
                        assert trace.program.shapes.variables[name] == ("T",), error  # noqa: PT017


def assert_consistent(explanation: Explanation, trace: Trace) -> None:
    """The value is the trace's; every number is what its source has; every part follows from its own parts."""
    e, eps = explanation, float(np.finfo(trace.dtype).eps)
    assert e.value == trace.at(e.variable, e.step, e.sentence)[e.unit]
    if not e.forced and math.isfinite(e.value):
        assert abs(e.computed - e.value) <= SUM_ORDER * rounding(e.root, eps), e.place
    for part in parts_of(e.root):
        match part:
            case Quantity(_, value, source, work):
                if source is not None and source.kind == "weight":
                    assert trace.weights[source.name][source.indices] == value
                elif source is not None:
                    step, unit = source.indices
                    assert trace.at(source.name, step, e.sentence)[unit] == value
                if work is not None:
                    assert abs(work.value - value) <= SUM_ORDER * rounding(work, eps)
            case Products(_, factors, products, value):
                assert len(factors) == len(products)
                exact = [a.value * b.value for a, b in factors]
                np.testing.assert_allclose(products, exact, rtol=eps)
                assert abs(value - math.fsum(exact)) <= rounding(part, eps)
                for pair in factors:
                    for quantity in pair:
                        if quantity.source is not None and quantity.source.kind == "weight":
                            assert trace.weights[quantity.source.name][quantity.source.indices] == quantity.value
                        elif quantity.source is not None:
                            step, unit = quantity.source.indices
                            assert trace.at(quantity.source.name, step, e.sentence)[unit] == quantity.value
            case Operation(operator, left, right, value):
                assert left is not None or operator == "-"
                a, b = 0.0 if left is None else left.value, right.value
                with np.errstate(all="ignore"):
                    number = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else value}[operator]
                # A number of the equation is rounded to the dtype only here.
                np.testing.assert_allclose(value, number, rtol=2 * eps, atol=2 * eps * (abs(a) + abs(b)))
            case Function(_, function, argument, value):
                again = pointwise(function, np.asarray(argument.value, trace.dtype))
                np.testing.assert_allclose(value, float(again), rtol=2 * eps)
            case Choice(function, entry, _, entries, value):
                numbers = np.array([each.value for each in entries])
                if function == "greedy":
                    assert value == (1 if entry == numbers.argmax() and numbers.any() else 0)
                else:
                    powers = np.exp(numbers - numbers.max())
                    np.testing.assert_allclose(value, powers[entry] / powers.sum(), rtol=1e2 * eps)


# What is shown can be worked out again by whoever reads it.

NUMBER = r"-?(?:\d+(?:\.\d+)?(?:e[+-]\d+)?|inf|nan)"


def worked_out(text: str, slots: dict[str, str]) -> float:
    """The arithmetic of a line, done again with the numbers that it shows."""
    text = re.sub(rf"\((\d+) more: ({NUMBER})\)", r"(\2)", text).replace("·", " * ")
    names = {name: _function(function) for name, function in slots.items()}
    names |= {name: _function(name) for name in POINTWISE} | {"exp": np.exp, "inf": math.inf, "nan": math.nan}
    with np.errstate(all="ignore"):
        return float(eval(text, {"__builtins__": {}}, names))


def _function(name: str) -> object:
    return lambda x: float(pointwise(name, np.asarray(x, np.float64)))


def assert_adds_up(explanation: Explanation) -> None:
    """`=` stands exactly where the digits shown give the value shown."""
    slots = {part.name: part.function for part in parts_of(explanation.root) if isinstance(part, Function)}
    for figures in (3, 4):
        for line in explanation.worked(figures):
            if not line.text or line.text.startswith("largest of") or not math.isfinite(line.value):
                continue
            try:
                shown = worked_out(line.text, slots)
            except ZeroDivisionError:
                continue
            same = brief(shown, figures) == brief(line.value, figures)
            # On the edge between two roundings the order of the sum may decide.
            close = abs(shown - line.value) < 10**-figures * abs(line.value)
            assert line.exact == same or close, (line.label, line.text, line.value, shown)


def assert_shown(explanation: Explanation) -> None:
    """It can be written in every way, and names its place in each."""
    assert_adds_up(explanation)
    text, table, display = explanation.text(), explanation.markdown(), explanation.latex()
    assert text.startswith(f"{explanation.place} = {brief(explanation.value, 6)}")
    assert str(explanation) == text
    assert all(not line.endswith(" ") for line in text.splitlines())
    assert f"`{explanation.place}` = {brief(explanation.value, 6)}" in table
    assert len({line.count(" | ") for line in table.splitlines() if line.startswith("| ")}) <= 1
    assert display.count("{") == display.count("}")
    assert display.count(r"\left") == display.count(r"\right")
    for width in (0, 1, 2, 5, 8, 13, 20, 40, 80, 200):
        assert len(explanation.short(width)) <= width


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("name", "layers", "both"), CASES)
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


def test_the_worked_example_as_text() -> None:
    assert KINSHIP.explain("h", step=3, unit=0).text() == (
        """\
h[3][0] = 14
  h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + b_h)   with phi = identity
  h[3][0] = phi(W_h[0] · x[3] + U_h[0] · h[2] + b_h[0])
    W_h[0] · x[3] = 1·1 + 1·1       = 2
    U_h[0] · h[2] = 1·4 + 1·4 + 1·4 = 12
    b_h[0]                          = 0
  h[3][0] = phi(2 + 12 + 0) = phi(14) = 14
"""
    )
    assert KINSHIP.explain("y").text() == (
        """\
y[3][0] = 42
  y[t] = psi(V_y @ h[t] + b_y)   with psi = identity
  y[3][0] = psi(V_y[0] · h[3] + b_y[0])
    V_y[0] · h[3] = 1·14 + 1·14 + 1·14 = 42
    b_y[0]                             = 0
  y[3][0] = psi(42 + 0) = psi(42) = 42
"""
    )
    assert KINSHIP.explain("x", 3, 1).text() == "x[3][1] = 1\n  It is given, not computed.\n"


def test_the_worked_example_as_markdown() -> None:
    assert KINSHIP.explain("h", step=3, unit=0).markdown() == (
        """\
**`h[3][0]` = 14**

`h[t] = phi(W_h @ x[t] + U_h @ h[t-1] + b_h)`

| what | how | value |
| --- | --- | ---: |
| `W_h[0] · x[3]` | `1·1 + 1·1` | 2 |
| `U_h[0] · h[2]` | `1·4 + 1·4 + 1·4` | 12 |
| `b_h[0]` |  | 0 |
| `h[3][0]` | `phi(2 + 12 + 0)` | 14 |
"""
    )


def test_the_worked_example_as_latex() -> None:
    assert KINSHIP.explain("y", step=3, unit=1).latex() == (
        r"""\[
\begin{aligned}
  y^{(3)}_{1} &= \mathrm{psi}\left(V_{\mathrm{y},\,1} \cdot h^{(3)} + b_{\mathrm{y},\,1}\right) \\
  &= \mathrm{psi}\left(42 + 0\right) \\
  &= 42 \\
  V_{\mathrm{y},\,1} \cdot h^{(3)} &= 1 \cdot 14 + 1 \cdot 14 + 1 \cdot 14 = 42
\end{aligned}
\]
"""
    )


LSTM = rnntui.build("lstm", input=2, hidden=3, output=2).trace(np.array([[0, 0], [1, 0], [0, 1], [1, 1]]))


def test_the_memory_of_an_lstm_as_text() -> None:
    assert LSTM.explain("c", 3, 0).text() == (
        """\
c[3][0] = -0.035813
  c[t] = kept[t] + written[t]
  c[3][0] = kept[3][0] + written[3][0]
    f[3][0]                         = 0.4154
    c[2][0]                         = -0.01671
    kept[3][0]    = 0.4154·-0.01671 ≈ -0.006942
    i[3][0]                         = 0.359
    g[3][0]                         = -0.08043
    written[3][0] = 0.359·-0.08043  = -0.02887
  c[3][0] = -0.006942 + -0.02887 = -0.03581
"""
    )


def test_a_gate_of_an_lstm_in_each_way() -> None:
    gate = LSTM.explain("i", 3, 0)
    assert gate.text() == (
        """\
i[3][0] = 0.358978
  i[t] = gate(z_i[t])   with gate = sigmoid
  i[3][0] = gate(z_i[3][0])
    W_i[0] · x[3] = 0.0896·1 + -0.4128·1                                = -0.3232
    U_i[0] · h[2] = -0.135·-0.009813 + 0.3286·-0.0743 + 0.09135·0.06116 = -0.0175
    b_i[0]                                                              = -0.2391
    z_i[3][0]     = -0.3232 + -0.0175 + -0.2391                         = -0.5798
  i[3][0] = gate(-0.5798) = 0.359
"""
    )
    assert "| `z_i[3][0]` | `-0.3232 + -0.0175 + -0.2391` | -0.5798 |" in gate.markdown()
    assert "| `kept[3][0]` | `0.4154·-0.01671` | ≈ -0.006942 |" in LSTM.explain("c", 3, 0).markdown()
    assert r"&= \mathrm{gate}\left(-0.5798\right) \\" in gate.latex()
    shown = LSTM.explain("y", 3, 0).latex()
    assert r"0.0002986 \cdot -0.0169 + 0.3814 \cdot 0.03734 + 0.2592 \cdot 0.1955 \approx 0.0649" in shown


def test_one_line_is_as_exact_as_the_width_allows() -> None:
    memory = LSTM.explain("c", 3, 0)
    assert memory.short(80) == "0.4154·-0.01671 + 0.359·-0.08043 ≈ -0.03581"
    assert memory.short(42) == "0.415·-0.0167 + 0.359·-0.0804 = -0.0358"
    assert memory.short(20) == "c[3][0] = -0.03581"
    assert memory.short(10) == "-0.03581"
    assert memory.short(6) == "-0.036"
    assert memory.short(3) == "…"
    assert memory.short(0) == ""


def test_long_vectors_show_the_terms_that_contribute_most_and_the_rest() -> None:
    model = rnntui.build("elman", input=4, hidden=100, output=2)
    trace = model.trace(sentence(3))
    (inputs, recurrent, *_) = trace.explain("h", 2, 7).worked(figures=4, most=5)
    products = trace.weights["U_h"][7] * trace["h"][1]
    largest = sorted(np.argsort(-np.abs(products))[:5])
    terms = [f"{brief(trace.weights['U_h'][7, j])}·{brief(trace['h'][1, j])}" for j in largest]
    rest = brief(float(np.delete(products, largest).sum()))
    assert recurrent.text == " + ".join([*terms, f"(95 more: {rest})"])
    assert recurrent.value == pytest.approx(products.sum(), rel=1e-12)
    assert inputs.text.count("·") == 4
    assert r"\underbrace{" in trace.explain("h", 2, 7).latex()
    assert r"\text{94 more}" in trace.explain("h", 2, 7).latex()
    assert_shown(trace.explain("h", 2, 7))


def test_where_the_numbers_of_a_line_come_from() -> None:
    line = LSTM.explain("z_i", 3, 1).lines[1]
    assert line.label == "U_i[1] · h[2]"
    found = [(source.name, source.indices, source.kind) for source in line.sources]
    assert found[:2] == [("U_i", (1, 0), "weight"), ("h", (2, 0), "variable")]


def test_the_largest_and_the_share_of_all() -> None:
    plan = own("h[t] = softmax(W_h @ x[t] + U_h @ h[t-1])", "y[t] = greedy(h[t])", sizes={"y": "hidden"})
    trace = traced(plan, weights_of(plan.program), sentence(STEPS))
    assert_shown(trace.explain("h", 2, 1))
    assert "exp(" in trace.explain("h", 2, 1).text()
    greedy = trace.explain("y", 2, 1)
    assert isinstance(greedy.root, Choice)
    assert "largest of h[2][0] = " in greedy.text()

    assert trace.explain("h", 2, 1).short(80).startswith("exp(")
    assert "(W_h @ x" not in trace.explain("h", 2, 1).latex()
    assert r"\mathrm{softmax}\left(W_{\mathrm{h}}\,x^{(2)} + " in trace.explain("h", 2, 1).latex()


def test_what_is_another_s_value_or_a_number_alone_is_not_said_twice() -> None:
    plan = own(
        "h[t] = tanh(W_h @ x[t])", "k[t] = h[t-1]", "m[t] = -k[t]", "n[t] = k[t] * 0 + 3", "l[t] = concat(k[t], h[t])"
    )
    trace = traced(plan, weights_of(plan.program), sentence(STEPS))
    number = brief(trace["h"][1, 1])
    assert trace.explain("k", 2, 1).text().endswith(f"  k[2][1] = h[1][1] = {number}\n")
    assert trace.explain("k", 2, 1).short(80) == f"h[1][1] = {number}"
    assert trace.explain("k", 2, 1).latex().count(number) == 1
    assert trace.explain("m", 2, 1).short(80) == brief(-trace["h"][1, 1])
    assert trace.explain("l", 2, 4).short(80) == f"h[2][1] = {brief(trace['h'][2, 1])}"


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
