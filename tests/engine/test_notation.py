"""One equation: what is read, and what is refused and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rnntui.engine.expression import (
    Apply,
    Binary,
    Constant,
    Negative,
    Node,
    Number,
    Token,
    Value,
    Weight,
)
from rnntui.engine.notation import FARTHEST, Target, Vocabulary, is_name, parse_equation, parse_initial
from rnntui.errors import NotationError
from rnntui.translation import translated

NAMES = Vocabulary({"phi": "tanh"}, {"alpha": 0.5})


def outcome(parse: Callable[[str, Vocabulary], object], text: str) -> NotationError | None:
    try:
        parse(text, NAMES)
    except NotationError as error:
        return error
    return None


def tree(text: str) -> Node:
    return parse_equation(text, NAMES)[1]


def refused(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        parse_equation(text, NAMES, file="own.toml")
    return caught.value


# What is read.


def test_an_elman_equation() -> None:
    target, found = parse_equation("h[t] = phi(W @ x[t] + b)", NAMES)
    assert target == Target("h", "t", once=False)
    total = Binary("+", Binary("@", Weight("W"), Value("x", "t")), Weight("b"))
    assert found == Apply("tanh", (total,), slot="phi")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("h[t]", Value("h", "t")),
        ("h[t-1]", Value("h", "t", offset=-1)),
        ("h[t - 2]", Value("h", "t", offset=-2)),
        ("h[t+1]", Value("h", "t", offset=1)),
        ("h[T]", Value("h", "t", "last")),
        ("h[:]", Value("h", "t", "all")),
        ("s[u]", Value("s", "u")),
        ("s[u-1]", Value("s", "u", offset=-1)),
        ("s[U]", Value("s", "u", "last")),
    ],
)
def test_every_index(text: str, value: Value) -> None:
    assert tree(f"y[t] = {text}") == value


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("y[t] = b", Target("y", "t", False)),
        ("y[u] = b", Target("y", "u", False)),
        ("m[T] = b", Target("m", "t", True)),
    ],
)
def test_every_left_side(text: str, target: Target) -> None:
    assert parse_equation(text, NAMES)[0] == target


def test_a_constant_and_a_number() -> None:
    assert tree("h[t] = alpha * 1e-3") == Binary("*", Constant("alpha", 0.5), Number(0.001, "1e-3"))


def test_a_sign_before_a_product_is_the_sign_of_the_product() -> None:
    assert tree("h[t] = -W @ x[t]") == Negative(Binary("@", Weight("W"), Value("x", "t")))


def test_a_plus_sign_is_nothing() -> None:
    assert tree("h[t] = +x[t]") == Value("x", "t")


def test_names_may_be_chinese() -> None:
    assert tree("隱[t] = 入[t]") == Value("入", "t")


def test_nodes_know_their_columns_in_characters() -> None:
    found = tree("隱藏[t] = 權 @ 入[t]")
    assert isinstance(found, Binary)
    assert (found.column, found.right.column) == (9, 13)


# What is refused, and at which column.

REFUSED = {
    "": (1, "the equation is empty", "v[t] = expression"),
    "h[t] = W @ x[t] +": (18, "something is missing", "the operators are"),
    "h[t] = W x[t]": (10, "nothing stands between 'W' and 'x'", "an operator is missing"),
    "h[t] = tanh W @ x[t])": (13, "nothing stands between 'tanh' and 'W'", "( behind a function"),
    "h[t] = tanh(x[t]": (12, "'(' is never closed", "write ')' where it ends"),
    "h[t] = tanh(W @ x[t-1 + b)": (18, "'[' is never closed", "write ']' before ')'"),
    "h[t] = tanh(x[t]))": (18, "')' closes nothing", "open it before with '('"),
    "h[t] = W @ h{t-1}": (13, "'{' can't stand in an equation", "as in h[t-1]"),
    "h[t] = W @ h_{t-1}": (14, "'{' can't stand in an equation", "as in h[t-1]"),
    "h[t] = W × x[t]": (10, "'×' does not fit here", "'*' (unit by unit) or '@' (matrix times vector)"),
    "h[t] = W @ x[t−1]": (15, "'−' does not fit here", "write '-'"),
    "h[t] = x[t] + b^2": (16, "'^' is no operator here", "as a product"),
    "h[t] = x[t] + 隱 ** (2)": (17, "'**' is no operator here", "as a product"),
    "h[t] = x[t] % b": (13, "'%' is no operator here", "the operators are"),
    "h[t] = W @ h(t - 1)": (12, "'h' is no function", "write h[t - 1]"),
    "h[t] = tahn(q(x[t]))": (8, "there is no function 'tahn'", "did you mean tanh? the functions are"),
    "h[t] = σ(x[t])": (8, "there is no function 'σ'", "did you mean sigmoid?"),
    "h[t] = tanh（x[t])": (12, "'（' does not fit here", "write '('"),
    "h[t] = W @@ x[t]": (11, "'@' does not fit here", "the operators are"),
    "lambda[t] = x[t]": (1, "'lambda' is a word of Python", "another name"),
    "h[t] = x[t] * in": (15, "'in' is a word of Python", "another name"),
    "h[t] = True": (8, "True is no number", "0.5"),
    "h[t] = 'a'": (8, "'a' is no number", "0.5"),
    "h[t] = 1j": (8, "1j is no number", "0.5"),
    "h[t] = ...": (8, "... is no number", "0.5"),
    "h[t] = 1e999": (8, "too large", "1.7e308"),
    f"h[t] = 1{'0' * 400}": (8, "too large", "1.7e308"),
    "h[t] == x[t]": (1, "this is no equation", "v[t] = expression"),
    "h[t] += x[t]": (1, "this is no equation", "v[t] = expression"),
    "W @ x[t]": (1, "this is no equation", "v[t] = expression"),
    "h[t] = y[t] = x[t]": (8, "one '='", "v[t] = expression"),
    "h = x[t]": (1, "no variable with an index", "v[t] = expression"),
    "(a, b) = x[t]": (1, "no variable with an index", "v[t] = expression"),
    "h[t-1] = x[t]": (3, "can't stand on the left side", "v[t] or v[u], or v[T]"),
    "h[:] = x[t]": (3, "can't stand on the left side", "v[t] or v[u], or v[T]"),
    "h[t] = x[0]": (10, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[v]": (10, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[1:]": (10, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[t-1.0]": (12, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[t-True]": (12, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[t*2]": (10, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    "h[t] = x[T-1]": (10, "this index means nothing", "[t], [t-1], [t+1], [T] and [:]"),
    f"h[t] = x[t-{FARTHEST + 1}]": (12, "65 steps away is too far", "64 at most"),
    "h[t] = x[t][0]": (8, "only a name can have an index", "[t], [t-1]"),
    "h[t] = foo(x[t])": (8, "there is no function 'foo'", "sigmoid hard_sigmoid tanh relu"),
    "隱[t] = foo(x[t])": (8, "there is no function 'foo'", "greedy concat phi"),
    "h[t] = tanh(x[t], x[t])": (8, "'tanh' takes one argument, not 2", "tanh(a[t])"),
    "h[t] = tanh()": (8, "'tanh' takes one argument, not 0", "tanh(a[t])"),
    "h[t] = phi(x[t], x[t])": (8, "'phi' takes one argument, not 2", "phi(a[t])"),
    "h[t] = concat(x[t])": (8, "'concat' takes two or more arguments, not 1", "concat(a[t], b[t])"),
    "h[t] = tanh(x=1)": (8, "can't stand in an equation", "the operators are"),
    "h[t] = x[t].sum()": (8, "can't stand in an equation", "the operators are"),
    "h[t] = x[t] ** 2": (13, "'**' is no operator here", "as a product"),
    "h[t] = x[t] > 0": (8, "can't stand in an equation", "the operators are"),
    "h[t] = b if b else b": (8, "can't stand in an equation", "the operators are"),
    "h[t] = tanh(*b)": (13, "can't stand in an equation", "the operators are"),
    "h[t] = [b, b]": (8, "can't stand in an equation", "the operators are"),
    "h[t] = r[t] * U_h @ h[t-1]": (8, "'*' and '@' stand side by side", "r[t] * (U_h @ h[t-1])"),
    "h[t] = U_h @ h[t-1] * r[t]": (8, "'*' and '@' stand side by side", "r[t] * (U_h @ h[t-1])"),
    "隱[t] = b + r[t] * U_h @ 隱[t-1]": (12, "'*' and '@' stand side by side", "U_h @ (r[t] * h[t-1])"),
    "h[t] = t": (8, "'t' is a clock", "x[t]"),
    "h[t] = T * x[t]": (8, "'T' is a clock", "x[T]"),
    "h[t] = tanh(W @ x[t] + U @ h[t-1])": (24, "'U' is a clock", "U_h for a weight"),
    "h[t] = tanh": (8, "'tanh' is a function", "tanh(…)"),
    "h[t] = phi": (8, "'phi' is a function", "phi(…)"),
    "tanh[t] = x[t]": (1, "'tanh' can't be a variable: it is a function", "another name"),
    "phi[t] = x[t]": (1, "'phi' can't be a variable: it is a function", "another name"),
    "u[t] = x[t]": (1, "'u' can't be a variable: it is a clock", "another name"),
    "h[t] = alpha[t]": (8, "'alpha' is a constant", "'alpha' alone"),
    "ｈ[t] = x[t]": (1, "'ｈ' is 'h' in other letters", "write 'h'"),
    "h[t] = ﬁ @ x[t]": (8, "'ﬁ' is 'fi' in other letters", "write 'fi'"),
    "h[t] = x[ｔ]": (10, "'ｔ' is 't' in other letters", "write 't'"),
    "h[t] = x[ｔ-1]": (10, "'ｔ' is 't' in other letters", "write 't'"),
    "h[t] = x[t] # as before": (13, "'#' can't stand", "one line"),
    "h[t] = x[t]; y[t] = h[t]": (12, "';' can't stand", "one line"),
    "h[t] = x[t] +\nb": (14, r"'\n' can't stand", "one line"),
    "h[t] =\u3000x[t]": (7, r"'\u3000' can't stand", "one line"),
    " h[t] = x[t]": (1, "a blank stands before", "begin with the first sign"),
    f"h[t] = {'-' * 1900}b": (69, "nested too deeply", "60 levels at most"),
    f"h[t] = {' + '.join('b' * 70)}": (8, "nested too deeply", "60 levels at most"),
    f"h[t] = {'tanh(' * 90}b{')' * 90}": (8 + 5 * 61, "nested too deeply", "60 levels at most"),
    f"h[t] = {'-' * 5000}b": (2001, "5,008 characters are too long", "2,000 at most"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_error_names_file_equation_column_and_what_may_stand_there(text: str) -> None:
    column, reason, hint = REFUSED[text]
    error = refused(text)
    assert error.file == "own.toml"
    assert text.startswith(error.equation.removesuffix("…"))
    assert reason in error.reason
    assert hint in error.hint
    assert error.column == column
    for told in (error.reason, error.hint):
        assert translated(told, "zh_TW") != told


def test_the_column_of_a_syntax_error_counts_characters() -> None:
    assert refused("隱藏狀態[t] = 輸入[t] + )").column == 19


def test_surrogates_are_no_text() -> None:
    assert "no text" in refused("h[t] = \ud800 @ x[t]").reason


def test_names_of_ones_own() -> None:
    assert all(is_name(name) for name in ("alpha", "W_i", "隱藏"))
    assert not any(is_name(name) for name in ("tanh", "T", "u", "lambda", "ａ", "2x", ""))


# [initial].


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("<bos>", Token("<bos>")),
        (" </s> ", Token("</s>")),
        ("'bos'", Token("bos")),
        ('"#"', Token("#")),
        ("b_0", Weight("b_0")),
        ("h[T]", Value("h", "t", "last")),
        ("h[:] @ v_0", Binary("@", Value("h", "t", "all"), Weight("v_0"))),
    ],
)
def test_what_a_variable_is_before_its_first_step(text: str, node: Node) -> None:
    assert parse_initial(text, NAMES) == node


@pytest.mark.parametrize(
    ("text", "column", "reason", "hint"),
    [
        ("W_0 @ h[t]", 9, "a step index can't stand in [initial]", "write h[T]"),
        ("W_0 @ s[u-1]", 9, "a step index can't stand in [initial]", "write s[U]"),
        ("", 1, "the equation is empty", "an expression without [t], or a token such as <bos>"),
        ("<bos", 1, "'<' does not fit here", "an expression without [t], or a token such as <bos>"),
    ],
)
def test_what_can_not_stand_in_initial(text: str, column: int, reason: str, hint: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_initial(text, NAMES, file="own.toml")
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert (caught.value.file, caught.value.column) == ("own.toml", column)


# Any text at all.

PIECES = st.lists(
    st.sampled_from(["h[t]", "[t-1]", "W", "@", "*", " ", "-", "(", ")", "=", "phi", ".5", "隱", "e9", ","])
)


@given(st.text() | PIECES.map("".join) | PIECES.map("".join).map("h[t] = {}".format))
@example("h[t] = 1if b else b")
@example("\ufeffh[t] = b")
@example("h[t] = f'{b}'")
@example("h[t] = " + "(" * 400)
@example("h[t] = 0777")
@example("h[t] = x[t\x0c]")
def test_any_text_is_a_tree_or_a_notation_error(text: str) -> None:
    for error in filter(None, (outcome(parse_equation, text), outcome(parse_initial, text))):
        assert error.hint
        assert error.column is not None
        assert 1 <= error.column <= len(text) + 1
