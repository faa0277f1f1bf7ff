"""Whether an explanation holds: its numbers, its sums, and what it shows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np
from networks import sentence

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
