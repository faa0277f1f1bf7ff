"""The terms of a value: together they give it, and none is left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from explaining import BATCH, explanations
from networks import FEWER, built_in, own, sentence, traced, weights_of
from test_plan_notation import EQUATIONS, plan_of

from rnntui.engine.explanation import Choice, Explanation, Function, Operation, Part, Products, Quantity
from rnntui.engine.explanation_terms import inside, rows_of
from rnntui.engine.trace import Trace

ZEROS = np.eye(12)[[3, 5]]


def counted(part: Part) -> int:
    """How many numbers of a part come from somewhere."""
    match part:
        case Quantity(source=source, within=within):
            return source is not None or within is not None
        case Products(factors=factors):
            return sum(counted(each) for pair in factors for each in pair)
        case Choice(entries=entries):
            return sum(map(counted, entries))
        case Operation(_, left, right):
            return (0 if left is None else counted(left)) + counted(right)
        case Function(_, _, argument):
            return counted(argument)
    raise AssertionError(part)


def apart(found: Explanation, depth: int = 3) -> Iterator[Explanation]:
    """An explanation, and those of the expressions in it that have no name."""
    yield found
    for row in rows_of(found) if depth else ():
        for term in row.terms:
            if term.source is None:
                within = inside(found, term)
                if isinstance(within, Explanation):
                    yield from apart(within, depth - 1)
                else:
                    assert within.value == term.value


def assert_complete(found: Explanation, trace: Trace) -> None:
    eps = float(np.finfo(trace.dtype).eps)
    for each in apart(found):
        rows = rows_of(each)
        assert sum(len(row.terms) for row in rows) == counted(each.root), each.place
        if each is not found:
            assert each.computed == pytest.approx(each.value, rel=1e3 * eps, abs=1e2 * eps), each.place
        for row in rows:
            if len(row.terms) == 2:
                a, b = row.terms
                assert row.value == pytest.approx(a.value * b.value, rel=4 * eps)
        if isinstance(each.root, Products):
            total = sum(row.value for row in rows if row.level)
            assert total == pytest.approx(each.root.value, rel=1e3 * eps, abs=1e2 * eps)


@pytest.mark.parametrize(("name", "layers", "both"), FEWER)
def test_no_term_of_any_architecture_is_left_out(name: str, layers: int | None, both: bool | None) -> None:
    plan = built_in(name, layers, both)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    for found in explanations(trace, steps=(0, -1)):
        assert_complete(found, trace)


@pytest.mark.parametrize("name", EQUATIONS)
def test_no_term_that_the_notation_has(name: str) -> None:
    plan = plan_of(name)
    trace = traced(plan, weights_of(plan.program), BATCH[:, 0])
    for found in explanations(trace):
        assert_complete(found, trace)


def test_short_sums_are_in_order_and_long_ones_by_size() -> None:
    plan = own("h[t] = W_h @ x[t]", "y[t] = V_y @ h[t]")
    weights = weights_of(plan.program)
    short = rows_of(traced(plan, weights, sentence(2)).explain("y", 1, 0))
    assert [row.terms[0].text for row in short if row.terms] == ["V_y[0][0]", "V_y[0][1]", "V_y[0][2]"]
    assert (short[0].text, short[0].count, short[0].by_size) == ("V_y[0] · h[1]", 3, False)


def test_what_is_zero_in_a_long_sum_comes_last() -> None:
    plan = own("h[t] = W_h @ x[t] + b_h")
    weights = {"W_h": np.arange(36.0).reshape(3, 12), "b_h": np.ones(3)}
    stores = plan.bind(weights, {"input": 12, "hidden": 3}, ()).run({"x": ZEROS}, None)
    rows = rows_of(Trace(stores).explain("h", 0, 1))
    assert [row.text for row in rows if row.text] == ["W_h[1] · x[0]", "W_h[1] · x[0]"]
    assert [(row.count, row.zeros) for row in rows if row.text] == [(12, 11), (11, 11)]
    assert [[term.text for term in row.terms] for row in rows[:3]] == [[], ["W_h[1][3]", "x[0][3]"], ["b_h[1]"]]
    assert rows[1].value == 15.0
    assert all(row.value == 0 for row in rows[3:])


def test_a_number_that_is_none_is_seen_first() -> None:
    plan = own("h[t] = W_h @ x[t]")
    x = np.ones((1, 12))
    x[0, 7] = np.nan
    weights = {"W_h": np.ones((3, 12))}
    rows = rows_of(Trace(plan.bind(weights, {"input": 12, "hidden": 3}, ()).run({"x": x}, None)).explain("h", 0, 0))
    assert rows[1].terms[1].text == "x[0][7]"
