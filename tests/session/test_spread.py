"""How far answers lie apart, against the definition."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.arrays import FloatArray
from rnntui.session.spread import spread_of


@pytest.mark.parametrize("shape", [(5, 3), (1, 2), (700, 2), (40, 60)])
@pytest.mark.parametrize("centre", [0.0, 1e6])
def test_the_numbers_are_those_of_their_definition(shape: tuple[int, int], centre: float) -> None:
    answers = np.random.default_rng(3).normal(centre, 2, shape)
    found = spread_of(answers)
    np.testing.assert_array_equal(found.least, answers.min(0))
    np.testing.assert_array_equal(found.greatest, answers.max(0))
    np.testing.assert_allclose(found.deviation, answers.std(0))
    assert found.different.tolist() == [shape[0]] * shape[1]
    distances = {pair: np.linalg.norm(answers[pair[0]] - answers[pair[1]]) for pair in combinations(range(shape[0]), 2)}
    assert found.distance == pytest.approx(max(distances.values(), default=0), rel=1e-9)
    if distances:
        assert distances[found.farthest] == pytest.approx(found.distance, rel=1e-9)


@given(st.lists(st.sampled_from([0.0, 1.0, 1 + 1e-15, 2.5]), min_size=1, max_size=8))
def test_rounding_makes_no_other_value(values: list[float]) -> None:
    found = spread_of(np.array([values]).T)
    assert found.different.tolist() == [len({round(value, 6) for value in values})]
    assert (found.distance == 0) == (found.different[0] == 1)


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_equal_answers_have_no_distance(dtype: str) -> None:
    found = spread_of(np.full((30, 2), 0.1, dtype))
    assert (found.distance, found.farthest, found.different.tolist()) == (0, (0, 0), [1, 1])
    assert spread_of(np.zeros((3, 0))).distance == 0


def test_large_numbers_stay_finite() -> None:
    answers: FloatArray = np.array([[1e200, 0], [-1e200, 0], [0, 1]])
    found = spread_of(answers)
    assert (found.distance, found.farthest) == (2e200, (0, 1))


def test_what_is_no_number_is_said_to_be_none() -> None:
    found = spread_of(np.array([[1.0, 2.0], [np.nan, 2.0], [np.inf, 2.0], [1.0, 3.0]]))
    assert np.isnan(found.distance)
    assert np.isnan(found.least[0])
    assert found.different.tolist() == [3, 2]
    assert (found.least[1], found.greatest[1]) == (2, 3)
