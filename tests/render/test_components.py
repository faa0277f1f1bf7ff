"""Vectors as the rows of a table."""

from __future__ import annotations

import math

import numpy as np

from rnntui.render.components import components, digits_of, shown_dimensions


def test_whole_numbers_stand_as_they_are() -> None:
    found = components(np.array([[1.0, 0.0], [0.0, -2.0]]), (0, 1))
    assert found.digits == 2
    assert found.rows == ((" 1▒", "  ·"), ("  ·", "-2█"))


def test_other_numbers_have_their_digits_and_a_shade_of_the_largest() -> None:
    vectors = np.array([[0.25, -1.0], [0.5, 0.0]])
    found = components(vectors, (1, 0))
    assert (found.dimensions, found.digits) == ((1, 0), 6)
    assert found.rows == (("-1.000█", "+0.250░"), ("      ·", "+0.500▒"))


def test_a_page_is_as_broad_and_shaded_as_all_of_the_numbers() -> None:
    vectors = np.array([[1.0, 100.0]])
    assert components(vectors, (0,)).rows == (("  1░",),)
    assert digits_of(vectors) == 3


def test_of_numbers_that_stand_for_words_those_are_left_out_that_are_zero_in_all() -> None:
    vectors = np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    assert shown_dimensions(vectors, True) == (1, 3)
    assert shown_dimensions(vectors, False) == (0, 1, 2, 3)


def test_what_is_no_number_is_marked() -> None:
    found = components(np.array([[math.nan, math.inf, 1.0]]), (0, 1, 2))
    assert {len(cell) for cell in found.rows[0]} == {found.digits + 1}
    assert found.rows[0][0].endswith("!")


def test_no_vectors() -> None:
    assert components(np.zeros((0, 3)), (0, 1)).rows == ()
    assert components(np.zeros((2, 0)), ()).rows == ((), ())
