"""Numbers in cells."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.render.numbers import brief, number


@given(st.floats(), st.integers(0, 9))
def test_a_number_is_never_longer_than_it_says(value: float, digits: int) -> None:
    assert len(number(value, digits)) <= max(digits + 6, 7)


@given(st.floats(-1e300, 1e300), st.integers(1, 9))
def test_a_number_is_close_to_what_it_shows(value: float, digits: int) -> None:
    shown = float(number(value, digits))
    assert math.copysign(1, shown) == math.copysign(1, value + 0.0)
    assert abs(shown - value) <= max(0.5000001 * 10.0**-digits, abs(value) * 0.5000001 * 10.0 ** -max(digits - 2, 0))
    assert (shown == 0) == (value == 0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0929, "+0.093"),
        (-0.4371, "-0.437"),
        (42, "+42.000"),
        (-0.0, "+0.000"),
        (0.0005, "+0.001"),
        (0.0004, "+4.0e-04"),
        (9999.4, "+9999.400"),
        (9999.9996, "+1.0e+04"),
        (123456, "+1.2e+05"),
        (-1e300, "-1.0e+300"),
        (math.nan, "nan"),
        (math.inf, "+inf"),
        (-math.inf, "-inf"),
    ],
)
def test_three_digits(value: float, shown: str) -> None:
    assert number(value) == shown


def test_brief_numbers_say_no_more_than_they_must() -> None:
    assert [brief(v) for v in (42.0, 0.383, -0.7384123, 1.2e-5, -3.0, 0.0)] == [
        "42", "0.383", "-0.7384", "1.2e-05", "-3", "0",
    ]  # fmt: skip
