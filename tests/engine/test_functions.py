"""The functions of the notation over arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import FUNCTIONS as SLOW

from rnntui.engine.expression import FUNCTIONS, Apply, Binary, Constant, Negative, Node, Number, Value, Weight
from rnntui.engine.functions import POINTWISE, greedy, number_of, pointwise, softmax

EDGES = [0.0, -0.0, 1e-300, -1e-300, 0.5, -2.5, 2.5, 88.0, -745.0, 745.0, 1e308, -1e308, np.inf, -np.inf, np.nan]


def test_every_function_of_one_number_is_there() -> None:
    assert POINTWISE.keys() == SLOW.keys() == FUNCTIONS.keys() - {"softmax", "greedy", "concat"}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("function", POINTWISE)
def test_a_function_of_each_number(function: str, dtype: str) -> None:
    with np.errstate(all="ignore"):
        x = np.array(EDGES, dtype)
        kept = x.copy()
        found = pointwise(function, x)
        expected = SLOW[function](np.array(EDGES, dtype).astype(np.float64))
        np.testing.assert_array_equal(x, kept)
        assert found.dtype == dtype
        # Where the slow way overflows on its way to 0 or 1, or float32 to infinity, both are right.
        np.testing.assert_allclose(found, expected.astype(dtype), rtol=4e-7 if dtype == "float32" else 4e-16, atol=1e-7)
        POINTWISE[function](x, x)
        np.testing.assert_array_equal(x, found)


def test_a_sigmoid_never_overflows() -> None:
    with np.errstate(all="raise"):
        assert pointwise("sigmoid", np.array([-1e308, -800.0, 0.0, 800.0, 1e308])).tolist() == [0, 0, 0.5, 1, 1]
        assert pointwise("hard_sigmoid", np.array([-2.5, 2.5, 0, 1])).tolist() == [0, 1, 0.5, 0.7]


def test_what_is_no_number_stays_none() -> None:
    for function in POINTWISE:
        assert np.isnan(pointwise(function, np.array([np.nan]))).all()


def test_a_softmax_of_large_numbers() -> None:
    with np.errstate(over="ignore", invalid="raise"):
        assert softmax(np.array([1e308, 1e308, -1e308])).tolist() == [0.5, 0.5, 0]
        np.testing.assert_allclose(softmax(np.log([1.0, 2, 5])), [0.125, 0.25, 0.625])
    assert softmax(np.array([1.0, 2], np.float32)).dtype == np.float32


def test_a_softmax_of_what_is_there() -> None:
    x = np.log(np.array([[1.0, 2, 5], [1, 3, 7]]))
    there = np.array([[True, True, False], [False, False, False]])
    np.testing.assert_allclose(softmax(x, there), np.array([[1 / 3, 2 / 3, 0], [0, 0, 0]]))
    assert softmax(x.T, there.T, axis=0).T.tolist() == softmax(x, there).tolist()
    assert softmax(np.zeros((2, 0))).shape == (2, 0)


def test_greedy_takes_the_first_of_equals_and_nothing_of_zeros() -> None:
    assert greedy(np.array([0.2, 0.5, 0.5])).tolist() == [0, 1, 0]
    assert greedy(np.array([-3.0, -1, -2])).tolist() == [0, 1, 0]
    assert greedy(np.zeros(3)).tolist() == [0, 0, 0]
    assert greedy(np.array([[1.0, 0], [0, 0]]), axis=0).tolist() == [[1, 0], [0, 0]]
    assert greedy(np.array([[1.0, 9]]), np.array([[True, False]])).tolist() == [[1, 0]]
    assert greedy(np.zeros((2, 0))).shape == (2, 0)
    assert greedy(np.ones(2, np.float32)).dtype == np.float32


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=6))
def test_greedy_is_the_largest_entry_of_a_softmax(numbers: list[float]) -> None:
    x = np.array(numbers)
    assert greedy(softmax(x)).argmax() == softmax(x).argmax()
    assert greedy(softmax(x)).sum() == 1
    np.testing.assert_allclose(softmax(x).sum(), 1)
    assert softmax(x + 3).tolist() == pytest.approx(softmax(x).tolist(), rel=1e-12)


ONE, THREE = Number(1.0, "1"), Constant("three", 3.0)


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (ONE, 1.0),
        (Negative(THREE), -3.0),
        (Binary("/", ONE, Binary("+", ONE, THREE)), 0.25),
        (Binary("-", Binary("*", THREE, THREE), ONE), 8.0),
        (Binary("/", ONE, Number(0.0, "0")), np.inf),
        (Apply("relu", (Negative(ONE),)), 0.0),
        (Apply("exp", (Number(0.0, "0"),)), 1.0),
        (Weight("b"), None),
        (Value("h", "t"), None),
        (Binary("+", ONE, Weight("b")), None),
        (Apply("tanh", (Weight("b"),)), None),
        (Apply("softmax", (Weight("b"),)), None),
    ],
)
def test_numbers_alone_are_worked_out_beforehand(node: Node, value: float | None) -> None:
    assert number_of(node) == value
