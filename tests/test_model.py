"""Building a model and running it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import rnntui
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.fitting import check_memory
from rnntui.errors import RnntuiError


def test_the_examples_of_the_documentation() -> None:
    model = rnntui.build("lstm", input=4, hidden=3, output=2, weights="ones")
    trace = model.trace(np.ones((5, 4)))
    assert trace["h"].shape == (5, 3)
    assert model.trace(np.ones((5, 2, 4)), lengths=[5, 3])["h"].shape == (5, 2, 3)
    model = rnntui.build("elman", encoding="one-hot", text="I saw a saw", hidden=3)
    assert model.units["input"] == 3
    assert model.trace("I saw a saw").tokens == ("I", "saw", "a", "saw")
    assert "h[3][0]" in str(model.trace("I saw a saw").explain("h", step=3, unit=0))


@pytest.mark.parametrize("name", architecture_names())
def test_every_architecture_reads_tokens_lists_and_arrays(name: str) -> None:
    model = rnntui.build(name, encoding="one-hot", text="a b")
    by_text = model.trace("b a")
    np.testing.assert_array_equal(model.trace(["b", "a"])["h"], by_text["h"])
    np.testing.assert_allclose(model.trace([[0, 1], [1, 0]])["h"], by_text["h"], rtol=1e-14)
    np.testing.assert_allclose(model.trace(np.array([[0, 1], [1, 0]], np.float32))["h"], by_text["h"], rtol=1e-14)


def test_an_order_blind_encoding_is_one_step() -> None:
    model = rnntui.build("elman", encoding="bag-of-words", text="I saw a saw", activation={"phi": "identity"})
    one, other = model.trace("I saw a saw"), model.trace("saw a saw never I")
    assert one.tokens == ("I saw a saw",)
    assert one["x"].tolist() == other["x"].tolist() == [[1, 1, 2]]
    assert other.tokens == ("saw a saw (never) I",)
    assert (one.unknown, other.unknown) == ((), (0,))
    # Its weights are those of the one-hot vectors, so that it differs by the order alone.
    words = rnntui.build("elman", encoding="one-hot", text="I saw a saw", activation={"phi": "identity"})
    np.testing.assert_array_equal(model.weights["W_h"], words.weights["W_h"])
    assert model.trace("")["x"].shape == (0, 3)


def test_ones_are_ones_and_biases_nothing() -> None:
    weights = rnntui.build("gru", input=2, weights="ones").weights
    assert all((array == (0 if name.startswith("b_") else 1)).all() for name, array in weights.items())


def test_random_weights_stay_put_while_a_network_grows() -> None:
    small = rnntui.build("elman", encoding="one-hot", text="b c", hidden=4, seed=7).weights
    wide = rnntui.build("elman", encoding="one-hot", text="a b c", hidden=4, seed=7).weights
    np.testing.assert_array_equal(small["W_h"], wide["W_h"][:, 1:])
    np.testing.assert_array_equal(small["U_h"], wide["U_h"])
    tall = rnntui.build("elman", encoding="one-hot", text="b c", hidden=16, seed=7).weights
    np.testing.assert_allclose(small["W_h"] * 2, tall["W_h"][:4] * 4, rtol=1e-15)
    assert np.abs(small["U_h"]).max() <= 0.5


def test_weights_keep_their_dtype_and_can_not_be_changed() -> None:
    weights = {n: a.astype(np.float32) for n, a in rnntui.build("elman", input=2).weights.items()}
    model = rnntui.build("elman", input=2, weights=weights)
    assert model.trace(np.ones((1, 2)))["y"].dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        model.weights["W_h"][0, 0] = 1
    weights["W_h"][0, 0] = 1


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"architecture": "lsmt"}, "did you mean lstm"),
        ({"hidden": 0}, "hidden is 0"),
        ({"hidden": 2.5}, "hidden is 2.5"),
        ({"hidden": True}, "hidden is True"),
        ({"hidden": 10**9}, "65,536"),
        ({"sizes": {"width": 3}}, "no size 'width'"),
        ({"weights": "zeros"}, "ones, random, or a file"),
        ({"weights": {"W_h": np.ones((3, 2))}}, "U_h, b_h, V_y, b_y are missing"),
        ({"labels": ["a"], "output": 2}, "1 labels for 2 outputs"),
        ({"encoding": "bow", "text": "a"}, "no encoding 'bow'"),
        ({"activation": {"rho": "tanh"}}, "no activation slot 'rho'"),
        ({"layers": 0}, "layers"),
        ({"layers": 10, "hidden": 65_536}, "GB"),
    ],
)
def test_what_does_not_fit_is_named(options: dict[str, Any], found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        rnntui.build(**options)


def test_a_weight_of_another_shape_is_named() -> None:
    weights = dict(rnntui.build("elman", input=2).weights) | {"U_h": np.ones((3, 4))}
    with pytest.raises(RnntuiError, match=r"'U_h' has the shape \(3, 4\); it must be \(3, 3\), hidden x hidden"):
        rnntui.build("elman", input=2, weights=weights)


@pytest.mark.parametrize(
    ("x", "found"),
    [
        ("a b", "no encoding"),
        (["a"], "no encoding"),
        ([[1, 2], [3]], "rows differ in length"),
        (np.ones((2, 3), complex), "real numbers"),
        ([[None, 1]], "real numbers"),
        (np.ones(3), r"shape|input"),
        (np.ones((2, 3)), "3"),
    ],
)
def test_an_input_that_does_not_fit_is_named(x: Any, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        rnntui.build("elman", input=2).trace(x)


def test_an_encoding_must_be_as_wide_as_the_input() -> None:
    encoding = rnntui.build("elman", encoding="one-hot", text="a b").encoding
    model = rnntui.build("elman", input=3)
    with pytest.raises(RnntuiError, match="reads vectors of 3, the encoding one-hot makes 2"):
        rnntui.Model(model.program, model.weights, model.units, encoding)


def test_more_weights_than_the_machine_holds_are_refused_before_they_are_made() -> None:
    check_memory({"W": (1000, 1000)})
    with pytest.raises(RnntuiError, match=r"would take 8,000,000\.0 GB"):
        check_memory({"W": (10**8, 10**7), "b": (3,)})
