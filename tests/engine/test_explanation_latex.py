"""Worked arithmetic as LaTeX: whole, of known commands alone, with names and numbers where they belong."""

from __future__ import annotations

import re

import numpy as np
import pytest
from explaining import BATCH, explanations
from networks import FEWER, built_in, own, traced, weights_of
from test_plan_notation import EQUATIONS, plan_of

from rnntui.engine.explanation import Explanation
from rnntui.engine.trace import Trace

COMMANDS = {
    "begin", "end", "left", "right", "cdot", "frac", "exp", "tanh", "log", "sigma", "mathrm", "text", "times",
    "approx", "underbrace", "infty", "leftarrow", "quad", "cos",
}  # fmt: skip


def assert_whole(found: Explanation) -> None:
    """What a TeX would trip over: braces, pairs, environments, commands that there are not, bare underscores."""
    shown = found.latex()
    depth = 0
    for before, each in zip(" " + shown, shown, strict=False):
        depth += (each == "{") - (each == "}") if before != "\\" else 0
        assert depth >= 0
    assert depth == 0
    assert shown.count(r"\left(") == shown.count(r"\right)")
    assert shown.count(r"\begin{aligned}") == shown.count(r"\end{aligned}") == 1
    assert set(re.findall(r"\\([a-zA-Z]+)", shown)) <= COMMANDS
    body = shown.partition(r"\begin{aligned}")[2].partition(r"\end{aligned}")[0]
    rows = body.split("\\\\\n")
    assert all(row.count("&") == 1 for row in rows)
    # A row that begins with a bracket would be read as the space above it.
    assert not any(row.strip().startswith("[") for row in rows)
    assert not re.search(r"\\mathrm\{[^}]*(?<!\\)_", shown)
    assert not re.search(r"[·≈@#$%]|\*|\d[eE][+-]?\d", shown)


@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_every_architecture(name: str, layers: int | None, both: bool | None) -> None:
    plan = built_in(name, layers, both)
    for found in explanations(traced(plan, weights_of(plan.program), BATCH[:, 0]), steps=(0, -1)):
        assert_whole(found)


@pytest.mark.parametrize("name", EQUATIONS)
def test_all_that_the_notation_has(name: str) -> None:
    plan = plan_of(name)
    for found in explanations(traced(plan, weights_of(plan.program), BATCH[:, 0]), steps=(0, -1)):
        assert_whole(found)


def test_a_variable_has_its_step_above_and_a_weight_has_none() -> None:
    plan = built_in("lstm", 2, False)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    shown = trace.explain("z_i_l1", 2, 1).latex()
    assert r"z^{(2)}_{\mathrm{i\_l1},\,1} &= W_{\mathrm{i\_l1},\,1} \cdot h^{(2)}_{\mathrm{l0}}" in shown
    assert r"U_{\mathrm{i\_l1},\,1} \cdot h^{(1)}_{\mathrm{l1}}" in shown


def test_a_variable_that_has_the_letter_of_a_weight() -> None:
    plan = own("signal: p[t] = W_p @ x[t]", "h[t] = tanh(p[t] * p_h)", sizes={"p": "hidden"})
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    assert r"\tanh\left(p^{(1)}_{0} \cdot p_{\mathrm{h},\,0}\right)" in trace.explain("h", 1, 0).latex()


def test_how_a_folded_variable_came_about_is_written_too() -> None:
    plan = built_in("lstm", 1, False)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    shown = trace.explain("c", 1, 0).latex()
    assert r"\mathrm{kept}^{(1)}_{0} &= f^{(1)}_{0} \cdot c^{(0)}_{0}" in shown
    assert r"\mathrm{written}^{(1)}_{0} &= i^{(1)}_{0} \cdot g^{(1)}_{0}" in shown


def test_numbers_that_are_none_and_numbers_below_zero() -> None:
    plan = own("h[t] = W_h @ x[t]")
    weights = {"W_h": np.array([[-1.0, 2.0, -1e-9, 4.0]])}
    x = np.array([[-3.0, np.nan, np.inf, -np.inf]])
    trace = Trace(plan.bind(weights, {"input": 4, "hidden": 1}, ()).run({"x": x}, None))
    shown = trace.explain("h", 0, 0).latex()
    assert r"\left(-1\right) \cdot \left(-3\right) + 2 \cdot \mathrm{nan}" in shown
    assert r"\left(-1 \times 10^{-9}\right) \cdot \infty + 4 \cdot \left(-\infty\right)" in shown
    assert_whole(trace.explain("h", 0, 0))
