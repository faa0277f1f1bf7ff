"""The plan against a second interpreter, for architectures that use all that the notation has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from networks import CLOSE, UNITS, assert_same, own, reference, sentence, traced, weights_of

from rnntui.engine.arrays import OneHot
from rnntui.engine.plan import Plan

STEPS = 6
LENGTHS = (3, 0, 6, 1)

START = '[initial]\nh = "b_0"\n'
GATES = [f"{gate}[t] = sigmoid(W_{gate} @ x[t] + U_{gate} @ h[t-1] + b_{gate})" for gate in "ifojkl"]

EQUATIONS: Mapping[str, tuple[str, ...]] = {
    "two lags": ("h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + U_2 @ h[t-2])",),
    "three lags of two variables": (
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + 0.3 * c[t-3])",
        "c[t] = c[t-2] * 0.5 + h[t] * h[t-3]",
        '[initial]\nh = "b_0"\nc = "tanh(b_c) - 0.5"\n',
    ),
    "a lag without the step before": ("h[t] = tanh(W_h @ x[t] + h[t-2])", START),
    "backwards": ("h[t] = tanh(W_h @ x[t] + U_h @ h[t+1] + b_h)",),
    "backwards by two, with a start": (
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t+1] + U_2 @ h[t+2])",
        "y[t] = V_y @ h[t-1] + V_n @ h[t+1]",
        START,
    ),
    "the input before and after": (
        "h[t] = tanh(W_h @ x[t-2] + W_n @ x[t+1] + W_x @ x[t] + U_h @ h[t-1])",
        '[initial]\nx = "b_x"\n',
    ),
    "maps of steps before and after": (
        "k[t] = tanh(W_k @ x[t])",
        "h[t] = tanh(k[t-1] + k[t+2] - U_h @ h[t-1])",
        "y[t] = V_y @ k[t+1] + V_h @ h[t-2] + V_n @ h[t+1]",
        '[initial]\nk = "b_k"\nh = "b_0"\n',
    ),
    "two states swapped": ("h[t] = c[t-1] + W_h @ x[t]", "c[t] = h[t-1]", START),
    "two states that turn": (
        "h[t] = h[t-1] * k - c[t-1] * s + W_h @ x[t]",
        "c[t] = h[t-1] * s + c[t-1] * k",
        "[constants]\nk = 0.6\ns = 0.8\n",
    ),
    "three states in a ring": ("h[t] = c[t-1]", "c[t] = g[t-1] + W_c @ x[t]", "g[t] = h[t-1]", START),
    "linear, in its own place": ("h[t] = U_h @ h[t-1] + W_h @ x[t]",),
    "old and new values beside each other": (
        "h[t] = tanh(W_h @ x[t] + h[t-1])",
        "c[t] = U_c @ h[t] + h[t-1] * c[t-1]",
        "g[t] = h[t] - h[t-1] + c[t] * g[t-1]",
    ),
    "more gates of one kind than are tried": (
        *GATES,
        "c[t] = f[t] * c[t-1] + i[t] * tanh(W_g @ x[t] + U_g @ h[t-1])",
        "h[t] = o[t] * tanh(c[t]) + j[t] * k[t] * l[t]",
    ),
    "gates of different sizes": (
        "a[t] = sigmoid(W_a @ x[t] + U_a @ h[t-1])",
        "f[t] = sigmoid(W_f @ x[t] + U_f @ h[t-1])",
        "g[t] = sigmoid(W_g @ x[t] + U_g @ h[t-1] + b_g)",
        "h[t] = W_1 @ a[t] + f[t] * h[t-1] + W_2 @ g[t]",
    ),
    "a sigmoid of a product": ("h[t] = sigmoid((W_h @ x[t] + h[t-1]) * (U_h @ h[t-1]))",),
    "a sigmoid of a quotient": (
        "h[t] = sigmoid((W_h @ x[t]) / (2 + h[t-1]))",
        "c[t] = sigmoid(h[t-1] / 3 + c[t-1])",
    ),
    "a sigmoid of a function": ("h[t] = sigmoid(tanh(W_h @ x[t] + h[t-1])) - sigmoid(-sigmoid(U_h @ h[t-1]))",),
    "a sigmoid of multiples": (
        "z[t] = 3 * h[t-1] + h[t-1] * 0.5 - v_z * h[t-1] + W_z @ x[t] - (b_z - U_z @ h[t-1])",
        "h[t] = sigmoid(z[t])",
    ),
    "a sigmoid of the step before": ("h[t] = sigmoid(h[t-1]) - W_h @ x[t]",),
    "a sigmoid read twice": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1] + b_z",
        "h[t] = sigmoid(z[t]) * c[t-1] + (1 - sigmoid(z[t]))",
        "c[t] = sigmoid(z[t]) + 0.1 * c[t-1]",
    ),
    "a signal read by a sigmoid and by something else": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1] + b_z",
        "h[t] = sigmoid(z[t]) * tanh(z[t])",
    ),
    "a signal read by a sigmoid and a step later": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "h[t] = sigmoid(z[t]) + z[t-1] * 0.5",
    ),
    "a signal read by a sigmoid a step later": ("z[t] = W_z @ x[t] + U_z @ h[t-1]", "h[t] = sigmoid(z[t-1])"),
    "a signal read by a sigmoid inside a softmax": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "h[t] = softmax(sigmoid(z[t]) * 5)",
    ),
    "a signal read by a sigmoid inside a concat": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "g[t] = concat(sigmoid(z[t]), h[t-1])",
        "h[t] = U_g @ g[t]",
    ),
    "a signal read by a sigmoid inside a product": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "h[t] = tanh(U_h @ sigmoid(z[t]) + h[t-1])",
    ),
    "a signal read by a sigmoid and outside of the scan": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "h[t] = sigmoid(z[t])",
        "g[t] = z[t] + z[t-1] - z[T]",
        '[initial]\nz = "b_z"\n',
    ),
    "a signal of a signal": (
        "z[t] = W_z @ x[t] + U_z @ h[t-1]",
        "k[t] = -z[t]",
        "h[t] = sigmoid(k[t]) - sigmoid(h[t-1])",
    ),
    "a signal of numbers": ("z[t] = 2 - h[t-1] - 0.25", "h[t] = sigmoid(z[t]) + W_h @ x[t]"),
    "second order": ("h[t] = tanh((W_h @ x[t]) * (U_h @ h[t-1]) + b_h)", "y[t] = V_y @ h[t]"),
    "multiplicative": (
        "m[t] = (W_m @ x[t]) * (U_m @ h[t-1])",
        "h[t] = tanh(W_h @ x[t] + U_h @ m[t] - h[t-1] / (1 + exp(h[t-1])))",
    ),
    "division": ("h[t] = (W_h @ x[t] + U_h @ h[t-1]) / (3 - h[t-1]) / 2 + 1 / (4 + h[t-1])",),
    "signs": (
        "h[t] = -(W_h @ x[t] - -(U_h @ h[t-1])) * 0.5 - (-(h[t-1] - b_h)) * -0.25 + -0.5",
        "c[t] = -c[t-1]",
        "g[t] = -g[t-1] - c[t] - -h[t]",
        '[initial]\nc = "b_c"\n',
    ),
    "functions": (
        "h[t] = relu(W_h @ x[t] + U_h @ h[t-1]) + hard_sigmoid(h[t-1] * 3) - log(2 + exp(-h[t-1]))",
        "c[t] = identity(h[t]) * softmax(c[t-1] + h[t]) + exp(-1) * log(3)",
    ),
    "functions of functions": (
        "h[t] = tanh(relu(tanh(W_h @ x[t]) + sigmoid(h[t-1])) - 0.4) * tanh(sigmoid(exp(-h[t-1])))",
    ),
    "functions without a loop": (
        "h[t] = relu(W_h @ x[t]) + hard_sigmoid(3 * b_h) - log(2 + exp(-(W_2 @ x[t]))) / sigmoid(W_3 @ x[t-1])",
        "y[t] = greedy(softmax(V_y @ h[t])) - softmax(b_y) + -(1 - 3)",
    ),
    "functions in slots": (
        "h[t] = phi(W_h @ x[t] + U_h @ psi(h[t-1]))",
        '[activations]\nphi = "softmax"\npsi = "sigmoid"\n',
    ),
    "identities": (
        "h[t] = identity(h[t-1])",
        "c[t] = identity(W_c @ x[t]) + identity(identity(h[t-1]) * 0.5 + c[t-1])",
        "g[t] = c[t]",
        START,
    ),
    "products of all that a product can read": (
        "k[t] = W_i @ x[t]",
        "h[t] = U_1 @ tanh(h[t-1]) + U_2 @ (h[t-1] + W_h @ x[t]) - U_3 @ (h[t-1] * k[t]) + U_4 @ (-k[t])",
    ),
    "concat": (
        "g[t] = concat(x[t], h[t-1])",
        "h[t] = tanh(W_h @ g[t] + V_h @ concat(h[t-1], x[t], h[t-1]) + b_h)",
        "y[t] = V_y @ concat(h[t], x[t-1]) + V_g @ concat(h[T], b_g)",
    ),
    "greedy in a loop": (
        "h[t] = tanh(W_h @ x[t] + U_h @ greedy(y[t-1]))",
        "y[t] = softmax(V_y @ h[t])",
        '[initial]\ny = "b_y"\n',
    ),
    "constants": (
        "h[t] = keep * h[t-1] + (1 - keep) * tanh(gain * (W_h @ x[t]) - shift)",
        "[constants]\nkeep = 0.9\ngain = -2\nshift = 1e-3\n",
    ),
    "sums of numbers": ("h[t] = h[t-1] + 1 + 2 * 3 - 4 / 8", "c[t] = -1 + h[t] + W_c @ x[t] + 2 * (3 - c[t-1])"),
    "vectors beside a product": ("h[t] = tanh(b_1 * 2 + U_h @ h[t-1] - b_2 + 0.5)", "g[t] = x[t] * 2 - g[t-1]"),
    "a loop without an input": ("h[t] = sigmoid(U_h @ h[t-1] + b_h) - v_h * h[t-1]", "y[t] = V_y @ x[t] + V_h @ h[t]"),
    "one value for the sentence": (
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])",
        "m[T] = tanh(W_m @ h[T] + W_x @ x[T])",
        "y[T] = softmax(V_y @ m[T] + b_y)",
        "g[t] = tanh(W_g @ m[T] + g[t-1] + h[T] - h[t])",
        '[initial]\nh = "tanh(W_0 @ x[T])"\n',
    ),
    "the last value computed of what runs backwards": (
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t+1])",
        "k[t] = 2 * h[t]",
        "y[T] = V_y @ h[T] + V_k @ k[T]",
        START,
    ),
    "numbers alone, for each step and once": ("y[t] = V_y @ x[t]", "k[t] = y[t] * 0 + 2", "g[T] = y[T] - y[T] + 1"),
    "attention over itself (Luong), by dot products": (
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])",
        "a[t] = softmax(h[:] @ (W_a @ h[t]))",
        "c[t] = a[t] @ h[:]",
        "y[t] = V_y @ concat(c[t], h[t])",
    ),
    "attention over what came before, inside the loop": (
        "k[t] = W_k @ x[t]",
        "a[t] = softmax((k[:] + h[t-1]) @ v_a)",
        "h[t] = tanh(a[t] @ k[:] + U_h @ h[t-1])",
    ),
    "attention backwards, inside the loop (Bahdanau)": (
        "k[t] = W_k @ x[t]",
        "e[t] = tanh(k[:] + U_a @ h[t+1]) @ v_a",
        "h[t] = tanh(W_h @ (softmax(e[t]) @ k[:]) + U_h @ h[t+1])",
    ),
    "weights that are no probabilities": (
        "k[t] = W_k @ x[t]",
        "e[T] = exp(k[:] - 1) @ v_a",
        "y[T] = V_y @ (sigmoid(e[T]) @ exp(k[:] + 1))",
        "g[t] = greedy(e[T]) @ (k[:] / 2) + e[T] @ (k[:] * k[:] + k[t])",
    ),
    "scores beside vectors": (
        "k[t] = W_k @ x[t]",
        "e[t] = (1 - k[:]) @ k[t]",
        "y[T] = V_y @ (softmax(e[T] * 2 - 1) @ k[:])",
    ),
}

SIZES: Mapping[str, dict[str, str]] = {
    "a signal read by a sigmoid inside a concat": {"z": "state"},
    "a signal read by a sigmoid inside a product": {"z": "state"},
    "gates of different sizes": {"a": "attention", "g": "state"},
    "multiplicative": {"m": "attention"},
    "vectors beside a product": {"g": "input"},
    "concat": {"b_g": "state"},
    "one value for the sentence": {"m": "state"},
    "products of all that a product can read": {"k": "hidden"},
    "attention over what came before, inside the loop": {"k": "hidden"},
    "attention backwards, inside the loop (Bahdanau)": {"k": "attention"},
    "weights that are no probabilities": {"k": "attention"},
    "scores beside vectors": {"k": "attention"},
}


@cache
def plan_of(name: str) -> Plan:
    equations = EQUATIONS[name]
    tables = equations[-1] if equations[-1].startswith("[") else ""
    return own(*(each for each in equations if each != tables), tables=tables, sizes=SIZES.get(name))


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", EQUATIONS)
def test_an_architecture_of_one_s_own_is_what_its_equations_say(name: str, dtype: str) -> None:
    plan = plan_of(name)
    weights = {each: array.astype(dtype) for each, array in weights_of(plan.program, np.float32).items()}
    given = sentence(STEPS)
    assert_same(traced(plan, weights, given), reference(plan, weights, given))
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    wanted = [reference(plan, weights, batch[:length, b]) for b, length in enumerate(LENGTHS)]
    assert_same(traced(plan, weights, batch, LENGTHS), wanted)
    whole = [reference(plan, weights, batch[:, b]) for b in range(4)]
    assert_same(traced(plan, weights, batch), whole)


@pytest.mark.parametrize("name", EQUATIONS)
def test_tokens_are_the_vectors_that_they_stand_for(name: str) -> None:
    plan = plan_of(name)
    weights = weights_of(plan.program)
    ids = np.array([[1, 3, -1, 0], [-1, -1, 2, 1], [3, 0, 0, -1], [2, 2, 1, 1], [0, 1, 3, 3], [1, 0, 2, 2]])
    one_hot = OneHot(ids, UNITS["input"])
    vectors = one_hot.dense(np.dtype(np.float64))
    wanted = [reference(plan, weights, vectors[:length, b]) for b, length in enumerate(LENGTHS)]
    assert_same(traced(plan, weights, one_hot, LENGTHS), wanted)
    assert_same(traced(plan, weights, OneHot(ids[:, 0], 4)), reference(plan, weights, vectors[:, 0]))


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("name", EQUATIONS)
def test_the_shortest_sentences(name: str, steps: int) -> None:
    plan = plan_of(name)
    weights = weights_of(plan.program)
    assert_same(traced(plan, weights, sentence(steps)), reference(plan, weights, sentence(steps)))
