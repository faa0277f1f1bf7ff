"""Numbers in cells, bars and shades."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.arrays import FloatArray
from rnntui.render.bars import gate_bar, shade, size_bar
from rnntui.render.cells import cells, fitted, is_whole, largest, vector_text

ANY = st.floats(allow_nan=True, allow_infinity=True)


def array(*values: float) -> FloatArray:
    return np.array(values, np.float64)


@given(ANY, st.integers(5, 12), st.booleans())
def test_a_number_fits(value: float, width: int, whole: bool) -> None:
    assert 0 < len(fitted(value, width, whole)) <= width


@given(ANY, st.integers(1, 8))
def test_bars_have_their_width(value: float, width: int) -> None:
    assert len(gate_bar(value, width)) == width
    assert len(size_bar(value, 1.0, width)) == width
    assert len(size_bar(1.0, abs(value), width)) == width
    assert len(shade(value, 1.0)) == 2


def test_numbers() -> None:
    assert fitted(0.0929, 7) == "+0.093"
    assert fitted(0.00032, 7) == "+0.0003"
    assert fitted(-4.2e-5, 7) == "-4e-05"
    assert vector_text(array(0.0003, 6.9995)) == "(+0.0003, +7.00)"
    assert fitted(-123.456, 7) == "-123.46"
    assert fitted(42.0, 7, whole=True) == "42"
    assert fitted(-0.0, 7, whole=True) == "0"
    assert fitted(math.inf, 7, whole=True) == "+inf"
    assert fitted(1e300, 7) == "+1e+300"
    assert fitted(1e300, 5) == "+big"


def test_whole_vectors_have_no_decimals() -> None:
    assert is_whole(array(0, 42))
    assert is_whole(array())
    assert not is_whole(array(0, 0.5))
    assert not is_whole(array(1e9))
    assert not is_whole(array(math.nan))
    assert cells(array(0, 42), (1, 5), 7) == ("42", "")
    assert cells(array(0, 0.5), (0,), 7) == ("+0.000",)
    assert vector_text(array(12, 12)) == "(12, 12)"
    assert vector_text(array(0.094, -0.05)) == "(+0.09, -0.05)"


def test_the_largest() -> None:
    assert largest(array(1, 3, 3)) == 1
    assert largest(array()) == -1


def test_bars() -> None:
    assert [gate_bar(value, 5) for value in (0, 0.5, 0.61, 1)] == ["░░░░░", "██░░░", "███░░", "█████"]
    assert [gate_bar(value, 2) for value in (7, -1)] == ["██", "░░"]
    assert [gate_bar(value, 1) for value in (0, 0.25, 0.5, 0.75, 1)] == [" ", "░", "▒", "▓", "█"]
    assert gate_bar(math.nan, 3) == "   "
    assert size_bar(-0.5, 1, 4) == "██  "
    assert size_bar(0.28, 1, 4) == "█▏  "
    assert size_bar(math.inf, 1, 2) == "  "


def test_shades_say_the_sign_too() -> None:
    assert [shade(value, 2) for value in (2, 0.1, 0, -1, math.nan, -math.inf)] == ["+█", "+░", " ·", "-▒", "!!", "-█"]
