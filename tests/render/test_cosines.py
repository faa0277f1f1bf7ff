"""Cosines in cells: they are read without colour, and never say more than is there."""

from __future__ import annotations

import math

import pytest

from rnntui.render.cosines import SIZES, cosine_bar, cosine_cell

CASES = {
    0.923: ("+0.923██ ", "+0.92█ ", "+.9█ ", "+.9█"),
    -0.41: ("-0.410▒▒ ", "-0.41▒ ", "-.4▒ ", "-.4▒"),
    0.96: ("+0.960██ ", "+0.96█ ", "+.9█ ", "+.9█"),
    1.0: ("+1.000██ ", "+1.00█ ", "+1 █ ", "+1 █"),
    -1.0: ("-1.000██ ", "-1.00█ ", "-1 █ ", "-1 █"),
    0.0: (" 0    ·· ", " 0   · ", " 0 · ", " 0 ·"),
    1e-17: (" 0    ·· ", " 0   · ", " 0 · ", " 0 ·"),
}


@pytest.mark.parametrize("value", CASES)
def test_a_cosine_in_each_size(value: float) -> None:
    assert tuple(cosine_cell(value, size) for size in SIZES) == CASES[value]


@pytest.mark.parametrize("size", SIZES)
def test_every_cosine_is_as_broad_as_its_cell(size: int) -> None:
    values = [k / 997 for k in range(-997, 998)]
    assert {len(cosine_cell(value, size)) for value in (*values, math.nan)} == {size}
    assert "nan" not in cosine_cell(math.nan, size)


def test_bars() -> None:
    assert [cosine_bar(value, 4) for value in (1.0, 0.5, -0.5, 0.01, 0.0, math.nan)] == [
        "████", "██  ", "██  ", "█   ", "    ", "    ",
    ]  # fmt: skip
    assert cosine_bar(1.0, 0) == ""
