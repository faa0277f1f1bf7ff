"""Numbers of many orders of magnitude in cells."""

from __future__ import annotations

import pytest

from rnntui.render.curves import MOST_DECADES, columns, decades, log_levels, magnitude

NAN, INF = float("nan"), float("inf")


def test_decades() -> None:
    assert decades([[1, 0.1]]) == 1
    assert decades([[1, 0.5]]) == 1
    assert decades([[1, 0.09], [5, 4]]) == 2
    assert decades([[0, NAN, INF]]) == 1
    assert decades([[1, 1e-300]]) == MOST_DECADES
    assert decades([]) == 1


def test_levels_fall_by_the_logarithm() -> None:
    assert log_levels([1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7], 7) == "█▇▆▅▄▃▂▁"
    assert log_levels([1e-7, 1e-20, 0, NAN, 1], 7) == "▁▁· █"
    assert log_levels([0, 0], 3) == "··"
    assert log_levels([162, 54, 18, 6], 2) == "█▆▅▃"


def test_columns_stand_on_the_lowest_row() -> None:
    assert columns([2, 1, 0, 0.001], 2, 2) == ["█   ", "██ ▁"]
    assert columns([3, INF, NAN], 4, 2) == ["▄█ ", "██ "]
    assert columns([1], 0, 1) == [" "]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (162.0, "162"), (66.136, "66.1"), (0.049437, "0.0494"), (9.498e-45, "9.5e-45"), (0.0, "0"),
        (1.23456e-5, "1.23e-5"), (123456.0, "1.23e5"), (1e-300, "1e-300"), (1e9, "1e9"), (NAN, "nan"), (INF, "inf"),
        (0.00012345, "1.23e-4"), (3e-9, "3e-9"), (9.77e-123, "1e-122"),
    ],
)  # fmt: skip
def test_magnitudes(value: float, text: str) -> None:
    assert magnitude(value) == text
    assert len(text) <= 7
    assert magnitude(9.777e-123, 10) == "9.78e-123"
