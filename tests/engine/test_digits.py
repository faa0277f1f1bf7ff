"""Numbers within a formula."""

from __future__ import annotations

import pytest

from rnntui.engine.digits import brief


@pytest.mark.parametrize(
    ("value", "figures", "text"),
    [
        (42.0, 4, "42"),
        (0.5, 4, "0.5"),
        (-0.7381, 3, "-0.738"),
        (4.54e-05, 4, "4.54e-05"),
        # All but whole: what is whole has no point.
        (11.99945, 4, "12.00"),
        (-0.99996, 4, "-1.000"),
        (11.99945, 8, "11.99945"),
        (1234.4, 4, "1234"),
        (5.4, 1, "5"),
        (float("nan"), 4, "nan"),
    ],
)
def test_no_zeros_but_those_that_say_something(value: float, figures: int, text: str) -> None:
    assert brief(value, figures) == text
