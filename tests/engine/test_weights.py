"""Weights: all ones, and random numbers that stay put while a network grows."""

from __future__ import annotations

import numpy as np
import pytest
from networks import ARCHITECTURES, UNITS, built_in, units_of

from rnntui.engine.arrays import Weights
from rnntui.engine.weights import is_bias, ones, random, weight_shapes

WORDS = ("I", "a", "saw", "祖")


def elman(seed: int = 0, hidden: int = 3, words: tuple[str, ...] = (), name: str = "elman") -> Weights:
    program = built_in(name).program
    size = len(words) or UNITS["input"]
    return random(program, units_of(program) | {"hidden": hidden, "input": size}, seed, words)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_ones(name: str) -> None:
    program = built_in(name).program
    for dtype in (np.float32, np.float64):
        for weight, array in ones(program, units_of(program), dtype).items():
            assert array.shape == weight_shapes(program, units_of(program))[weight]
            assert array.dtype == dtype
            assert (array == (0 if weight.startswith("b_") else 1)).all()


def test_which_weights_are_biases() -> None:
    assert [name for name in ("b", "b_h", "b_h_l0_reverse", "W_b", "p_b", "bias", "v_a") if is_bias(name)] == [
        "b",
        "b_h",
        "b_h_l0_reverse",
    ]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_random_numbers_all_differ_and_keep_within_their_range(name: str) -> None:
    program = built_in(name, 2, True).program
    weights = random(program, units_of(program), seed=0)
    assert {each: array.shape for each, array in weights.items()} == weight_shapes(program, units_of(program))
    numbers = np.concatenate([array.ravel() for array in weights.values()])
    assert len(np.unique(numbers)) == numbers.size
    limit = 1 / np.sqrt(UNITS["hidden"])
    assert 0.9 * limit < np.abs(numbers).max() < limit
    assert abs(numbers.mean()) < 0.1 * limit
    assert all(array.dtype == np.float64 for array in weights.values())


def test_the_same_seed_gives_the_same_numbers_to_the_bit() -> None:
    first, again, other = elman(0), elman(0), elman(1)
    for name, array in first.items():
        np.testing.assert_array_equal(array, again[name])
        assert not np.isclose(array, other[name]).any()


def test_these_are_the_numbers_of_seed_0() -> None:
    """Sessions keep the seed and not the numbers, so a release must not change them."""
    weights = elman(words=("I", "saw"))
    one, saw = weights["W_h"].T
    np.testing.assert_allclose(one, [-0.11610056158795733, 0.49862776532493747, 0.1628006940127171], rtol=1e-15)
    np.testing.assert_allclose(saw, [0.15191203463126982, -0.24983769796701, 0.21231485039103554], rtol=1e-15)
    np.testing.assert_allclose(
        weights["U_h"][2], [-0.55849750280259, -0.02057513716278255, -0.19302829712297778], rtol=1e-15
    )
    np.testing.assert_allclose(weights["b_y"], [-0.32527257912385543, 0.09036399672686661], rtol=1e-15)


def test_weights_of_different_names_differ() -> None:
    weights = elman(hidden=4)
    assert weights["W_h"].shape == weights["U_h"].shape == (4, 4)
    assert not np.isclose(weights["W_h"], weights["U_h"]).any()


def test_another_unit_changes_only_the_common_scale() -> None:
    small, large = elman(hidden=3), elman(hidden=4)
    for name in small:
        shape = tuple(slice(0, size) for size in small[name].shape)
        np.testing.assert_allclose(small[name] * np.sqrt(3), large[name][shape] * np.sqrt(4), rtol=1e-14)


def test_a_token_s_column_depends_on_the_token_alone() -> None:
    few, many = elman(words=WORDS[1:]), elman(words=("Z", *WORDS, "孫"))
    for word in WORDS[1:]:
        column = few["W_h"][:, WORDS[1:].index(word)]
        np.testing.assert_array_equal(column, many["W_h"][:, ("Z", *WORDS).index(word)])
    for name in few.keys() - {"W_h"}:
        np.testing.assert_array_equal(few[name], many[name])
    assert len(np.unique(many["W_h"])) == many["W_h"].size


def test_a_token_s_column_grows_with_the_units() -> None:
    small, large = elman(words=WORDS), elman(words=WORDS, hidden=5)
    np.testing.assert_allclose(small["W_h"] * np.sqrt(3), large["W_h"][:3] * np.sqrt(5), rtol=1e-14)


def test_every_weight_of_the_input_has_columns_of_its_own() -> None:
    weights = elman(words=WORDS, name="lstm")
    columns = np.concatenate([weights[f"W_{gate}"] for gate in "ifog"])
    assert len(np.unique(columns)) == columns.size
    lone = elman(words=("saw",), name="lstm")
    np.testing.assert_array_equal(lone["W_f"][:, 0], weights["W_f"][:, WORDS.index("saw")])


def test_names_of_tokens_are_not_confused() -> None:
    words = ("a", "a\0b", "b", "ab", "", "\ud800", "W_h", "row", "0")
    found = elman(words=words)["W_h"]
    assert len(np.unique(found)) == found.size


def test_no_tokens_at_all() -> None:
    program = built_in("elman").program
    assert random(program, units_of(program) | {"input": 0}, 0)["W_h"].shape == (3, 0)
