"""Conditions that mean something, and those that do not: what is wrong, and where."""

from __future__ import annotations

import ast
import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnntui
from rnntui.engine import conditions
from rnntui.engine.conditions import checking, condition, evaluation, parsing, stopping, tree
from rnntui.engine.trace import Trace
from rnntui.errors import NotationError, RnntuiError
from rnntui.session.realise import realise
from rnntui.session.setup import Setup
from rnntui.session.stop_examples import quoted

SAW = realise(Setup(text="I saw a saw", architecture="lstm")).trace
ANSWER = realise(Setup(text="I saw", architecture="attention_dot")).trace


@pytest.mark.parametrize(
    ("text", "clock", "kind", "units"),
    [
        ("f[t][0] < 0.2", "t", "truth", ()),
        ("max(abs(h[t] - h[t-1])) > 1", "t", "truth", ()),
        ('token == "not"', None, "truth", ()),
        ("token == 'not' and h[t][0]", "t", "truth", ()),
        ("argmax(y[t]) != argmax(y[t-1])", "t", "truth", ()),
        ("0.2 < f[t][0] <= i[t][1] < 1", "t", "truth", ()),
        ("not (h[t][0] > 0 or h[t][1] > 0)", "t", "truth", ()),
        ("h[3][0]", None, "number", ()),
        ("h[3]", None, "number", (3,)),
        ("h[T]", None, "number", (3,)),
        ("h[:]", None, "number", (4, 3)),
        ("h[:][1]", None, "number", (3,)),
        ("h[:][1][2]", None, "number", ()),
        ("W_i", None, "number", (3, 3)),
        ("W_i[0]", None, "number", (3,)),
        ("b_i[2]", None, "number", ()),
        ("W_f @ x[t] + U_f @ h[t-1] + b_f", "t", "number", (3,)),
        ("h[:] @ h[t]", "t", "number", (4,)),
        ("concat(h[t], y[t])", "t", "number", (5,)),
        ("gate(h[t]) > 0.5", "t", "truth", (3,)),
        ("sum(h[t] > 0) - 1", "t", "number", ()),
        ("max(h[t], 0, c[t])", "t", "number", (3,)),
        ("(h[t] * c[t])[1]", "t", "number", ()),
        ("token[t-1]", "t", "text", ()),
        ("-h[t][0] + +1e-3", "t", "number", ()),
        ("t == 3", "t", "truth", ()),
        ("t", "t", "number", ()),
    ],
)
def test_what_a_condition_comes_to(text: str, clock: str | None, kind: str, units: tuple[int, ...]) -> None:
    found = condition(text, SAW)
    assert (found.clock, found.shape.kind, found.units) == (clock, kind, units)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("s[u][0] > 0", "u"), ("max(h[:])", None), ("token[u]", "u"), ("u", "u"), ("h[t][0]", "t"), ("token", None)],
)
def test_index_letters_say_the_clock(text: str, clock: str | None) -> None:
    assert condition(text, ANSWER).clock == clock


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", None, "there is nothing"),
        ("  ", None, "there is nothing"),
        ("h[t] >", 7, "something is missing here"),
        ("h[t][0] and", 12, "something is missing here"),
        ("max(h[t]", 4, "'(' is never closed"),
        ('token == "不', 10, 'the quotation mark is never closed; end the text with "'),
        ("token == 'is", 10, "the quotation mark is never closed; end the text with '"),
        ("f[t][0] = 1", 9, "'=' compares nothing"),
        ("h", 1, "'h' is a variable and has no index here; write h[t]"),
        ("q[t]", 1, "there is no variable 'q'"),
        ("1 + W_q", 5, "there is no weight 'W_q'; did you mean"),
        ("h[t][0] > q[t][0]", 11, "there is no variable 'q'"),
        ("u == 3", 1, "this network has no steps over u; write t"),
        ("T == 3", 1, "'T' stands in brackets alone; write t for the number of the step"),
        ("label == 1", 1, "'label' is no name here; write argmax(y[t]) for the unit of the largest output"),
        ("h[u]", 1, "'h' runs over t, not u"),
        ("token[u]", 1, "writes no tokens over u"),
        ("h[-1]", 3, "this index means nothing"),
        ("h[t-99]", 5, "99 steps away is too far"),
        ("h[9][0]", 1, "'h' has no step 9; its steps are 0 to 3"),
        ("h[t][3]", 1, "there is no unit 3; its units are 0 to 2"),
        ("h[t][x]", 6, "this is no number of a unit"),
        ("h[t][0][0]", 1, "only a vector or a matrix has units"),
        ("token[0]", 7, "this index means nothing; write token"),
        ("x[t] + h[t]", 1, "a vector of input and a vector of hidden don't fit each other"),
        ("h[t] @ h[t]", 1, "a vector @ a vector means nothing; write sum"),
        ("W_f @ h[:]", 1, "a matrix @ a matrix means nothing"),
        ("W_f * x[t] @ h[t]", 1, "stand side by side without parentheses"),
        ("argmax(h[t][0])", 1, "argmax takes a vector, not a scalar"),
        ("concat(h[t], 1)", 14, "concat takes vectors, not a scalar"),
        ("sigmoid(h[t], h[t])", 1, "'sigmoid' takes one argument, not 2"),
        ("max()", 1, "'max' takes one argument, not 0"),
        ("max > 1", 1, "'max' is a function and needs an argument"),
        ("max[t] > 1", 1, "'max' can't be a variable: it is a function"),
        ("sin(h[t])", 1, "there is no function 'sin'"),
        ("h[t][0] == 'a'", 1, "a text and a number can't be compared"),
        ("token < 'a'", 1, "texts have no order here"),
        ("token + 1", 1, "a text can't be calculated with"),
        ("True", 1, "True is no number"),
        ("h[t][0] in h[t]", 1, "this can't stand in a condition"),
        ("1e999 > 0", 1, "this number is too large"),
        ("h[t] # c", 6, "can't stand in an equation"),
        ("ｈ[t][0]", 1, "in other letters"),
        ("你[t] > h[t][", 12, "never closed"),
    ],
)
def test_what_is_wrong_and_where(text: str, column: int | None, said: str) -> None:
    with pytest.raises(NotationError) as caught:
        condition(text, SAW)
    assert said in str(caught.value)
    assert caught.value.column == column


def test_of_nothing_no_column_is_told() -> None:
    with pytest.raises(NotationError, match=r"^there is nothing to ask; write a comparison such as"):
        condition(" ", SAW)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__",
        "h.__class__",
        "(lambda: 1)()",
        "[h for h in h]",
        "{1: 2}",
        "{1}",
        "[1][0]",
        "f'{h}'",
        "b'x' == token",
        "1 if h[t][0] else 2",
        "(x := 1)",
        "await h",
        "h[t](1)",
        "max(key=1)",
        "max(*h)",
        "...",
        "1j",
        "h[0:1]",
        "h[t, u]",
        "token % 2",
        "h[t][0] is 1",
        "2 ** 9999999999",
        "-" * 1_500 + "1",
        "not " * 400 + "1",
        "(" * 300 + "1" + ")" * 300,
        "+".join("1" * 500),
        "1" * 3_000,
        "max(" * 70 + "1" + ")" * 70,
        "h\x00[t]",
        "h[t]\n",
        "'a\nb' == token",
        "\ud800",
    ],
)
def test_nothing_else_of_python_is_taken(text: str) -> None:
    with pytest.raises(NotationError):
        condition(text, SAW)


@given(st.text(max_size=40) | st.text("h[t]u0123 <>=!+-*/@()'\"andortokenmxabsW_iT:,.", max_size=40))
def test_any_text_is_a_condition_or_says_what_is_wrong(text: str) -> None:
    for trace in (SAW, ANSWER):
        found = read(text, trace)
        if isinstance(found, NotationError):
            assert found.column is None or 1 <= found.column <= max(len(text), 1) + 1
        else:
            clock = found.clock or "t"
            assert conditions.values(found, trace, clock, 0, trace.clocks[clock]).shape[1:] == found.units


def read(text: str, trace: Trace) -> conditions.Condition | NotationError:
    """A condition, or what is wrong with it."""
    try:
        return condition(text, trace)
    except NotationError as error:
        return error


def test_nothing_is_evaluated_by_python() -> None:
    for module in (conditions, parsing, checking, evaluation, tree):
        calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
        names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
        assert not names & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("text", ["h[t]", "W_i", "token", "'a'", "h[:]", "h[t] > 0"])
def test_one_stops_at_one_truth_value(text: str) -> None:
    condition(text, SAW)
    with pytest.raises(NotationError, match=r"is not one truth value|neither true nor false"):
        stopping(text, SAW)


def test_over_both_clocks_at_once() -> None:
    with pytest.raises(NotationError, match="over t and over u at once"):
        condition("h[t][0] > s[u][0]", ANSWER)
    assert condition("s[u][0] > h[1][0]", ANSWER).clock == "u"


def test_without_tokens_there_is_no_token() -> None:
    trace = rnntui.build("elman", input=2, hidden=3, output=2).trace(np.ones((3, 2)))
    with pytest.raises(NotationError, match="vectors are fed"):
        condition("token == 'a'", trace)
    assert condition("x[t][0] > 0", trace).clock == "t"


def test_a_batch_has_no_conditions() -> None:
    batch = rnntui.build("elman", input=2, hidden=3, output=2).trace(np.ones((3, 4, 2)))
    with pytest.raises(RnntuiError, match="this is a batch"):
        condition("h[t][0]", batch)


def test_a_stack_s_bare_name_is_its_last_layer_s() -> None:
    trace = realise(Setup(text="I saw", architecture="gru", layers=2)).trace
    assert condition("h[t][0]", trace).tree == condition("h_l1[t][0]", trace).tree


@given(st.text(max_size=30))
def test_a_text_in_quotes_is_that_text(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
    assert quoted(text).isprintable()
    assert condition(f"token == {quoted(text)}", SAW).units == ()
