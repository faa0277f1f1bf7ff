"""Decoders over a clock of their own: attention, tokens that are fed back, and where they end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from networks import CLOSE, UNITS, assert_same, bound, own, reference, sentence, traced, weights_of

from rnntui.engine.arrays import FloatArray, Weights
from rnntui.engine.plan import Plan
from rnntui.engine.trace import Trace
from rnntui.errors import NotationError, RnntuiError

LABELS = ("<bos>", "a", "b", "c", "<eos>")
STEPS = 6
LENGTHS = (3, 0, 6, 1)

ENCODER = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + b_h)"
BEGIN = '[initial]\ns = "tanh(W_0 @ h[T] + b_0)"\ny = "<bos>"\n'
END = '[until]\ny = "<eos>"\nsteps = 7\n'
SIZES = {"s": "state", "y": "token", "k": "attention", "f": "feature", "g": "state", "r": "state"}
SPEAK = ("p[u] = softmax(V_y @ s[u] + b_y)", "y[u] = greedy(p[u])")

DECODERS: Mapping[str, tuple[str, ...]] = {
    "from the last state": (ENCODER, "s[u] = tanh(U_s @ s[u-1] + E_s @ y[u-1])", *SPEAK),
    "a gated one": (
        ENCODER,
        "r[u] = sigmoid(U_r @ s[u-1] + E_r @ y[u-1] + C_r @ h[T])",
        "z[u] = sigmoid(U_z @ s[u-1] + E_z @ y[u-1] + C_z @ h[T])",
        "n[u] = tanh(r[u] * (U_n @ s[u-1]) + E_n @ y[u-1])",
        "s[u] = (1 - z[u]) * n[u] + z[u] * s[u-1]",
        *SPEAK,
    ),
    "with additive attention (Bahdanau)": (
        ENCODER,
        "k[t] = K_a @ h[t]",
        "e[u] = tanh(k[:] + Q_a @ s[u-1] + b_a) @ v_a",
        "a[u] = softmax(e[u])",
        "c[u] = a[u] @ h[:]",
        "s[u] = tanh(U_s @ s[u-1] + E_s @ y[u-1] + C_s @ c[u])",
        *SPEAK,
    ),
    "with multiplicative attention (Luong)": (
        ENCODER,
        "s[u] = tanh(U_s @ s[u-1] + E_s @ y[u-1])",
        "a[u] = softmax(h[:] @ (Q_a @ s[u]))",
        "c[u] = a[u] @ h[:]",
        "k[u] = tanh(C_k @ concat(c[u], s[u]))",
        "p[u] = softmax(V_y @ k[u])",
        "y[u] = greedy(p[u])",
    ),
    "what is made of what was said": (
        ENCODER,
        "s[u] = tanh(U_s @ s[u-1] + E_s @ y[u-1])",
        *SPEAK,
        "d[u] = s[u] - s[u-1] + s[U]",
        "g[U] = W_g @ s[U] + softmax(s[:] @ v_s) @ s[:]",
        "f[t] = W_f @ h[t] + C_f @ g[U]",
        "q[u] = tanh(E_q @ y[u+1] + U_q @ q[u+1] - s[u+2])",
    ),
    "words that are not fed back": (ENCODER, "s[u] = tanh(U_s @ s[u-1] + s[u-2])", *SPEAK),
    "what is said beside a clock that runs by itself": (
        ENCODER,
        "s[u] = tanh(U_s @ s[u-1] + C_s @ h[T])",
        "p[u] = softmax(V_y @ s[u] + E_y @ y[u-1])",
        "y[u] = greedy(p[u])",
        "q[u] = s[u] * s[u-1]",
        "g[U] = W_g @ s[U]",
    ),
    "what is said at every step alike": (ENCODER, "y[u] = greedy(softmax(V_y @ h[T]))"),
}


@cache
def plan_of(name: str) -> Plan:
    equations = DECODERS[name]
    read = {each.partition("[")[0] for each in equations}
    begin = "[initial]\n" + "".join(
        f"{entry}\n"
        for variable, entry in (("s", 's = "tanh(W_0 @ h[T] + b_0)"'), ("y", 'y = "<bos>"'))
        if any(f"{variable}[u-" in each for each in equations)
    )
    sizes = {variable: size for variable, size in SIZES.items() if variable in read}
    return own(*equations, sizes=sizes, tables=begin + END)


def loud(weights: Weights, dtype: str = "float64") -> Weights:
    """The same weights, so large that different sentences end differently."""
    return {name: (array * 2.5).astype(dtype) for name, array in weights.items()}


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", DECODERS)
def test_a_decoder_says_what_its_equations_say(name: str, seed: int, dtype: str) -> None:
    plan = plan_of(name)
    weights = loud(weights_of(plan.program, np.float32, seed), dtype)
    given = sentence(STEPS, seed=seed).astype(np.float32)
    close = {"float64": 1e-11, "float32": 3e-4}[dtype]
    assert_same(traced(plan, weights, given, labels=LABELS), reference(plan, weights, given, labels=LABELS), close)
    batch = np.stack([sentence(STEPS, seed=10 * seed + b) for b in range(4)], axis=1).astype(np.float32)
    wanted = [reference(plan, weights, batch[:length, b], labels=LABELS) for b, length in enumerate(LENGTHS)]
    trace = traced(plan, weights, batch, LENGTHS, labels=LABELS)
    assert_same(trace, wanted, close)
    lengths = trace.lengths("u")
    assert lengths is not None
    assert lengths.tolist() == [each.steps("u") for each in wanted]
    assert trace.clocks["u"] == max(lengths)


def test_sentences_of_a_batch_end_at_different_steps_and_at_the_limit() -> None:
    plan = plan_of("from the last state")
    found: set[int] = set()
    for seed in range(6):
        weights = loud(weights_of(plan.program, seed=seed))
        batch = np.stack([sentence(STEPS, seed=b) for b in range(8)], axis=1)
        lengths = traced(plan, weights, batch, labels=LABELS).lengths("u")
        assert lengths is not None
        found |= set(lengths.tolist())
    assert len(found) > 3
    assert max(found) == 7


def test_the_first_token_ends_it_at_once() -> None:
    plan = plan_of("from the last state")
    weights = dict(weights_of(plan.program))
    weights["b_y"] = np.array([0.0, 0, 0, 0, 100])
    trace = traced(plan, weights, sentence(STEPS), labels=LABELS)
    assert trace.clocks == {"t": STEPS, "u": 1}
    assert trace["y"].tolist() == [[0, 0, 0, 0, 1]]
    weights["b_y"] = np.array([0.0, 100, 0, 0, 0])
    trace = traced(plan, weights, sentence(STEPS), labels=LABELS)
    assert trace.clocks["u"] == 7
    assert trace["y"].argmax(axis=1).tolist() == [1] * 7


def test_the_start_of_a_decoder_is_seen_in_the_trace() -> None:
    plan = plan_of("from the last state")
    weights = weights_of(plan.program)
    trace = traced(plan, weights, sentence(STEPS), labels=LABELS)
    np.testing.assert_array_equal(trace.at("y", -1), [1, 0, 0, 0, 0])
    start = np.tanh(weights["W_0"] @ trace["h"][-1] + weights["b_0"])
    np.testing.assert_allclose(trace.at("s", -1), start, rtol=1e-14)


def test_scores_end_with_the_sentence_that_they_look_at() -> None:
    plan = plan_of("with additive attention (Bahdanau)")
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    trace = traced(plan, weights_of(plan.program), batch, LENGTHS, labels=LABELS)
    assert trace["a"].shape == (trace.clocks["u"], 4, STEPS)
    for b, length in enumerate(LENGTHS):
        assert not trace["a"][:, b, length:].any()
        assert np.allclose(trace["a"][0, b].sum(), 1 if length else 0)


@pytest.mark.parametrize("missing", ["<bos>", "<eos>"])
def test_a_token_that_no_label_names(missing: str) -> None:
    plan = plan_of("from the last state")
    labels = [label for label in LABELS if label != missing]
    with pytest.raises(RnntuiError, match=f"the token '{missing}', which no label names; the labels are .*a, b, c"):
        bound(plan, weights_of(plan.program), labels)


def test_a_token_that_the_variable_is_too_short_for() -> None:
    plan = own("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", tables='[initial]\nh = "<bos>"\n')
    with pytest.raises(RnntuiError, match="'h' is the token '<bos>', label 4, and has 3 units"):
        bound(plan, weights_of(plan.program), ("a", "b", "c", "d", "<bos>"))


@pytest.mark.parametrize("reads", ["s[U]", "softmax(s[:] @ v_p) @ s[:]", "s[u+1]"])
def test_the_end_can_not_depend_on_what_comes_after_it(reads: str) -> None:
    with pytest.raises(NotationError, match=r"'p' needs s\[.*which there is only after the last output step"):
        own(
            ENCODER,
            "s[u] = tanh(U_s @ s[u-1])",
            f"p[u] = softmax(V_y @ s[u] + C_y @ ({reads}))",
            "y[u] = greedy(p[u])",
            sizes={"s": "state", "y": "token"},
            tables=END,
        )


def test_targets_as_a_second_input_set_the_steps() -> None:
    equations = (
        ENCODER,
        "s[u] = tanh(U_s @ s[u-1] + E_s @ target[u-1])",
        "y[u] = V_y @ s[u]",
        "g[u] = y[u] - target[u]",
    )
    plan = own(
        *equations, sizes={"s": "state", "y": "token", "target": "token"}, tables='[initial]\ns = "W_0 @ h[T]"\n'
    )
    weights = weights_of(plan.program)
    given: dict[str, FloatArray] = {"x": sentence(STEPS), "target": sentence(4, UNITS["token"])}
    assert_same(traced(plan, weights, given), reference(plan, weights, given))
    with pytest.raises(RnntuiError, match="batches of different sizes"):
        traced(plan, weights, {"x": given["x"][:, None], "target": given["target"]})


def test_two_inputs_of_one_clock_have_the_same_steps() -> None:
    plan = own("h[t] = tanh(W_h @ x[t] + W_k @ k[t] + U_h @ h[t-1])", sizes={"k": "state"})
    weights = weights_of(plan.program)
    given: dict[str, FloatArray] = {"x": sentence(STEPS), "k": sentence(STEPS, UNITS["state"])}
    assert_same(traced(plan, weights, given), reference(plan, weights, given))
    with pytest.raises(RnntuiError, match="'k' has 5 steps, 'x' 6"):
        traced(plan, weights, given | {"k": given["k"][:5]})


def test_a_decoder_run_twice_is_the_same_to_the_bit() -> None:
    plan = plan_of("with additive attention (Bahdanau)")
    ready = bound(plan, loud(weights_of(plan.program)), LABELS)
    first = Trace(ready.run({"x": sentence(STEPS)}))
    kept = {name: first[name].copy() for name in first}
    Trace(ready.run({"x": sentence(STEPS + 3, seed=5)}))
    again = Trace(ready.run({"x": sentence(STEPS)}))
    for name in first:
        np.testing.assert_array_equal(first[name], kept[name])
        np.testing.assert_array_equal(again[name], kept[name])
