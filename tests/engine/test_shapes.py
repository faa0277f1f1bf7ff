"""Shapes: what is inferred, and that a contradiction or a gap is refused where it stands."""

from __future__ import annotations

import pytest

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import find_architecture
from rnntui.engine.expression import written
from rnntui.engine.program import Program, program_of
from rnntui.engine.shapes import size_text
from rnntui.errors import NotationError

SIZES = '[sizes]\nx = "input"\nh = "hidden"\ny = "output"\n'
HIDDEN = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
OUTPUT = "y[t] = V_y @ h[t]"

DECODER = """
[sizes]
x = "input"
h = "hidden"
s = "hidden"
y = "output"
p = "output"
k = "attention"
[[equations]]
is = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + b_h)"
role = "hidden"
[[equations]]
is = "k[t] = K_a @ h[t]"
[[equations]]
is = "e[u] = tanh(W_a @ s[u-1] + k[:]) @ v_a"
role = "score"
[[equations]]
is = "a[u] = softmax(e[u])"
role = "attention"
[[equations]]
is = "ctx[u] = a[u] @ h[:]"
[[equations]]
is = "s[u] = tanh(W_s @ concat(y[u-1], ctx[u]) + U_s @ s[u-1] + b_s)"
role = "hidden"
[[equations]]
is = "p[u] = softmax(V_y @ s[u] + b_y)"
[[equations]]
is = "y[u] = greedy(p[u])"
role = "output"
[initial]
s = "tanh(W_0 @ h[T] + b_0)"
y = "<bos>"
[until]
y = "<eos>"
steps = 7
"""


def program(*equations: str, tables: str = "") -> Program:
    entries = "".join(f"[[equations]]\nis = '{each}'\n" for each in equations)
    return program_of(parse_architecture(f"{SIZES}{tables}{entries}", name="own", file="own.toml"))


def refused(*equations: str, tables: str = "") -> NotationError:
    with pytest.raises(NotationError) as caught:
        program(*equations, tables=tables)
    assert caught.value.file == "own.toml"
    return caught.value


# What is inferred.


def test_an_elman_network() -> None:
    shapes = program_of(find_architecture("elman")).shapes
    assert shapes.variables == {"x": ("input",), "h": ("hidden",), "y": ("output",)}
    assert shapes.weights == {
        "W_h": (("hidden",), ("input",)),
        "U_h": (("hidden",), ("hidden",)),
        "b_h": (("hidden",),),
        "V_y": (("output",), ("hidden",)),
        "b_y": (("output",),),
    }
    assert not shapes.matrices
    assert not shapes.over_steps


def test_a_decoder_with_attention() -> None:
    """Bahdanau, Cho & Bengio 2014: a score for each input step, and the mean of the states under them."""
    shapes = program_of(parse_architecture(DECODER)).shapes
    input_, hidden, output, attention, steps = ("input",), ("hidden",), ("output",), ("attention",), ("T",)
    assert shapes.variables == {
        "x": input_, "h": hidden, "k": attention, "e": steps, "a": steps, "ctx": hidden, "s": hidden, "p": output,
        "y": output,
    }  # fmt: skip
    assert shapes.weights == {
        "W_h": (hidden, input_), "U_h": (hidden, hidden), "b_h": (hidden,), "K_a": (attention, hidden),
        "W_a": (attention, hidden), "v_a": (attention,), "W_s": (hidden, ("output", "hidden")),
        "U_s": (hidden, hidden), "b_s": (hidden,), "V_y": (output, hidden), "b_y": (output,),
        "W_0": (hidden, hidden), "b_0": (hidden,),
    }  # fmt: skip
    sums = {"W_a @ s[u-1] + k[:]", "tanh(W_a @ s[u-1] + k[:])"}
    assert {written(node) for node in shapes.matrices} == {"k[:]", "h[:]", *sums}
    assert {written(node): clock for node, clock in shapes.over_steps.items()} == {"softmax(e[u])": "t"}


def test_a_size_is_inferred_from_where_it_is_read_later() -> None:
    shapes = program("k[t] = K @ x[t]", "h[t] = tanh(k[t] + U_h @ h[t-1])", OUTPUT).shapes
    assert shapes.variables["k"] == ("hidden",)
    assert shapes.weights["K"] == (("hidden",), ("input",))


def test_a_concatenation_is_as_long_as_its_parts() -> None:
    shapes = program(HIDDEN, "k[t] = concat(x[t], h[t], x[t-1])", "y[t] = V_y @ k[t]").shapes
    assert shapes.variables["k"] == ("input", "hidden", "input")
    assert size_text(shapes.weights["V_y"][1]) == "input + hidden + input"


def test_a_declared_vector_of_weights() -> None:
    found = program(HIDDEN, OUTPUT, "k[t] = K @ tanh(b_k)", tables='k = "hidden"\nb_k = "keys"\n')
    assert found.shapes.weights["K"] == (("hidden",), ("keys",))


def test_a_number_fits_any_size() -> None:
    shapes = program(HIDDEN, "k[t] = 1 - h[t] / 2", "g[t] = 0.5", OUTPUT, tables='g = "hidden"\n').shapes
    assert shapes.variables["k"] == shapes.variables["g"] == ("hidden",)


def test_every_row_of_a_matrix_has_a_vector_added() -> None:
    shapes = program(HIDDEN, "m[T] = softmax((h[:] + h[T]) @ v_a) @ h[:]", "y[T] = V_y @ m[T]").shapes
    assert shapes.variables["m"] == ("hidden",)
    assert shapes.weights["v_a"] == (("hidden",),)


# What is refused beside HIDDEN, at which column.

AT_ONCE = "multiplies a weight matrix by all steps at once"
PRODUCTS = "'@' is weight @ vector, v[:] @ vector or vector @ v[:]"
REFUSED = {
    "y[t] = V_y @ h[t] + h[t]": (21, "y is output, 'h[t]' has hidden", "a weight matrix between them"),
    "y[t] = U_h @ x[t]": (14, "U_h has columns of hidden, 'x[t]' has input", "sizes of the same name"),
    "y[t] = x[t] * (V_y @ h[t])": (8, "y is output, 'x[t]' has input", "sizes of the same name"),
    "y[t] = V_y @ (h[t] * x[t])": (22, "'h[t]' has hidden, 'x[t]' has input", "sizes of the same name"),
    "y[t] = 權 @ (h[t] - x[t])": (20, "'h[t]' has hidden, 'x[t]' has input", "sizes of the same name"),
    "y[t] = tanh(-(V * h[t]) + b_y)": (19, "y is output, 'h[t]' has hidden", "a weight matrix between them"),
    "y[t] = h[:] @ v_a": (8, "y is output, 'h[:] @ v_a' has T (one for each step)", "sizes of the same name"),
    "y[t] = V_y @ h[t] + V_y": (21, "'V_y' is a vector here, a matrix elsewhere", "directly left of '@' is a matrix"),
    "y[t] = b_y + b_y @ h[t]": (14, "'b_y' is a matrix here, a vector elsewhere", "directly left of '@' is a matrix"),
    "y[t] = V_y @ h[:]": (8, AT_ONCE, "k[t] = V_y @ h[t], and k[:] here"),
    "y[t] = h[:] @ V_y": (8, AT_ONCE, "k[t] = V_y @ h[t], and k[:] here"),
    "y[t] = b_y + h[:] @ V_y": (14, AT_ONCE, "an equation of its own"),
    "y[t] = W_h @ tanh(h[:])": (8, AT_ONCE, "k[t] = W_h @ …, and k[:] here"),
    "y[t] = h[:]": (8, "the right side is a matrix", "v[:] belongs beside '@'"),
    "y[t] = h[t] @ h[t]": (8, "a vector @ a vector means nothing", PRODUCTS),
    "y[t] = h[:] @ x[:]": (8, "a matrix @ a matrix means nothing", PRODUCTS),
    "y[t] = 2 @ h[t]": (8, "a scalar @ a vector means nothing", PRODUCTS),
    "y[t] = V_y @ V_h @ h[t]": (8, "a vector @ a vector means nothing", "write V_y @ (V_h @ h[t])"),
    "y[t] = V_y @ 2": (14, "a number stands right of '@'", "a vector must stand there"),
    "y[t] = V_y @ concat(2, h[t])": (21, "concat takes vectors, not a scalar", "concat(a[t], b[t])"),
    "y[t] = concat(h[t], h[:])": (21, "concat takes vectors, not a matrix", "concat(a[t], b[t])"),
    "y[t] = softmax(h[:]) @ b_y": (8, "softmax takes a vector, not a matrix", "softmax(a[t])"),
    "y[t] = greedy(2)": (8, "greedy takes a vector, not a scalar", "greedy(a[t])"),
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_an_error_names_file_equation_column_and_what_may_stand_there(text: str) -> None:
    column, reason, hint = REFUSED[text]
    error = refused(HIDDEN, text)
    assert error.equation == text
    assert reason in error.reason
    assert hint in error.hint
    assert error.column == column


@pytest.mark.parametrize(
    ("text", "column", "name"),
    [
        ("k[t] = K @ h[t]", 1, "k"),
        ("k[t] = K @ h[t] + b_k", 1, "k"),
        ("k[t] = 2", 1, "k"),
        ("k[t] = h[t] + U_h @ tanh(h[t] * (K @ b_k))", 38, "b_k"),
        ("隱[t] = K @ h[t]", 1, "隱"),
    ],
)
def test_a_size_that_can_not_be_inferred_is_declared(text: str, column: int, name: str) -> None:
    error = refused(HIDDEN, text, OUTPUT)
    assert (error.equation, error.column) == (text, column)
    assert error.reason == f"the size of '{name}' can't be inferred"
    assert error.hint == f'declare it in [sizes], for example {name} = "attention"'


@pytest.mark.parametrize(
    ("role", "size"), [("gate", "cells"), ("memory", "cells"), ("output", "output"), ("score", "attention")]
)
def test_the_size_that_is_proposed_is_that_of_its_role(role: str, size: str) -> None:
    text = f"""[sizes]
        x = "input"
        h = "cells"
        [[equations]]
        is = "h[t] = W_h @ x[t] + h[t-1]"
        role = "hidden"
        [[equations]]
        is = "z[t] = W_z @ x[t]"
        role = "{role}"
        """
    with pytest.raises(NotationError, match=f'for example z = "{size}"'):
        program_of(parse_architecture(text))


def test_no_weight_is_as_long_as_a_sentence() -> None:
    error = refused(HIDDEN, "y[t] = V_y @ softmax(h[:] @ v_a)")
    assert error.reason == "the size of 'V_y' would be the number of steps"
    assert error.column == 8


def test_steps_of_two_clocks_do_not_meet() -> None:
    text = DECODER.replace("a[u] @ h[:]", "a[u] @ (h[:] + s[:])")
    with pytest.raises(NotationError, match="all steps of T meet all of U; use the steps of one clock"):
        program_of(parse_architecture(text))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("x[T]", "h is hidden, 'x[T]' has input"),
        ("x[:]", "the right side is a matrix"),
        ("U_h @ x[T]", "U_h has columns of hidden, 'x[T]' has input"),
    ],
)
def test_a_start_has_the_shape_of_what_it_starts(entry: str, reason: str) -> None:
    error = refused(HIDDEN, OUTPUT, tables=f'[initial]\nh = "{entry}"\n')
    assert error.equation == entry
    assert reason in error.reason
