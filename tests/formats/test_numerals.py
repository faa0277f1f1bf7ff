"""Decimals give the same numbers again."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.formats.json_text import json_text
from rnntui.formats.numerals import csv_number, json_number, shortest


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@given(st.data())
def test_every_number_comes_back_to_the_bit(dtype: Any, data: st.DataObject) -> None:
    bits = np.dtype(dtype).itemsize * 8
    raw = data.draw(st.lists(st.integers(0, 2**bits - 1), max_size=9))
    array = np.array(raw, f"u{bits // 8}").view(dtype)
    for written in (csv_number, lambda value: json.loads(json.dumps(json_number(value)))):
        again = np.array([float(written(value)) for value in shortest(array)], dtype)
        numbers = ~np.isnan(array)
        np.testing.assert_array_equal(np.isnan(again), ~numbers)
        np.testing.assert_array_equal(again[numbers].view(f"u{bits // 8}"), array[numbers].view(f"u{bits // 8}"))


def test_numbers_are_as_short_as_their_type_allows() -> None:
    assert shortest(np.array([[0.1, 1e-45]], np.float32)) == [[0.1, 1e-45]]
    assert [json_number(v) for v in (3.0, 0.5, -0.0, 2.0**53, float("nan"), float("-inf"))] == [
        3, 0.5, -0.0, 2.0**53, "nan", "-inf",
    ]  # fmt: skip
    assert [json.dumps(json_number(v)) for v in (114.0, -0.0, 2.0**53)] == ["114", "-0.0", "9007199254740992.0"]
    assert [csv_number(v) for v in (3.0, 0.5, float("inf"))] == ["3", "0.5", "inf"]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_strict_json_in_utf8(text: str) -> None:
    line = json_text({"text": text})
    assert json.loads(line.encode("utf-8")) == json.loads(json.dumps({"text": text}))
    assert line.count("\n") == 1


def test_json_has_no_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"x": float("nan")})
