"""What is computed for all steps before a loop: stacked products, gathers of tokens, and threads."""

from __future__ import annotations

import numpy as np
import pytest
from networks import ARCHITECTURES, READING, UNITS, bound, built_in, own, sentence, tokens, units_of, weights_of

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.engine.layout import Layout
from rnntui.engine.scan import CHUNK
from rnntui.engine.threads import blas_threads
from rnntui.engine.trace import Trace


def layouts_of(name: str, batch: int | None = None) -> list[Layout]:
    plan = built_in(name)
    ready = plan.bind(weights_of(plan.program), units_of(plan.program))
    x = sentence(3)
    ready.run({"x": x if batch is None else x[:, None].repeat(batch, axis=1)})
    return [each for each in ready.cache.values() if isinstance(each, Layout)]


@pytest.mark.parametrize("name", [name for name in READING if name not in ("feedforward", "brnn", "drnn")])
def test_the_weights_of_the_input_are_stacked(name: str) -> None:
    layout, *_ = layouts_of(name)
    inputs = [each for each in layout.hoisted.products if each.vector.name == "x"]
    of_input = [each for each, sizes in built_in(name).program.weights.items() if sizes[-1] == ("input",)]
    rows = np.concatenate([each.matrix for each in inputs])
    assert rows.shape == (len(of_input) * UNITS["hidden"], UNITS["input"])
    assert len(inputs) == 1


def test_maps_of_the_same_vector_are_one_product() -> None:
    plan = own("k[t] = tanh(W_k @ x[t])", "h[t] = W_h @ x[t] + k[t]", "y[t] = V_y @ x[t] + V_h @ h[t]")
    ((vector, names),) = plan.stacks.items()
    assert vector.name == "x"
    assert set(names) == {"W_k", "W_h", "V_y"}


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize("name", ARCHITECTURES)
def test_tokens_are_gathered_and_never_made_into_vectors(
    name: str, batched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = built_in(name, 1, True)
    ready = bound(plan, weights_of(plan.program))
    ids = tokens(2 * CHUNK + 3)
    given = OneHot(np.stack([ids, ids[::-1]], axis=1) if batched else ids, UNITS["input"])
    lengths = np.array([len(ids), 5]) if batched else None
    vectors = given.dense(np.dtype(np.float64))

    def refuse(*_: object) -> FloatArray:
        raise AssertionError("tokens were made into vectors")

    with monkeypatch.context() as patch:
        patch.setattr(OneHot, "dense", refuse)
        trace = Trace(ready.run({"x": given}, lengths))
    whole = Trace(ready.run({"x": vectors}, lengths))
    for each in trace:
        np.testing.assert_allclose(trace[each], whole[each], rtol=1e-13, atol=1e-13)


def test_small_products_take_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    from rnntui.engine import threads

    limits: list[int] = []

    class Controller:
        def limit(self, limits_: int = 0, **given: int) -> object:
            from contextlib import nullcontext

            limits.append(given.get("limits", limits_))
            return nullcontext()

    monkeypatch.setattr(threads, "_controller", Controller)
    with blas_threads(128, 100):
        assert limits == [1]
    with blas_threads(512, 100), blas_threads(3, 4):
        assert limits == [1]
