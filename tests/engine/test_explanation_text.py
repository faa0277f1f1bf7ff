"""Worked arithmetic as text, Markdown and LaTeX."""

from __future__ import annotations

import numpy as np
import pytest
from explaining import STEPS, assert_shown
from networks import own, sentence, traced, weights_of

import rnntui
from rnntui.engine.digits import brief
from rnntui.engine.explanation import (
    Choice,
)

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
    assert r"0.0002986 \cdot \left(-0.0169\right) + 0.3814 \cdot 0.03734 + 0.2592 \cdot 0.1955 \approx 0.0649" in shown


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
