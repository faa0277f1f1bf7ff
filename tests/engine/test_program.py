"""Equations together: the names and clocks that they may read, and what a program knows of itself."""

from __future__ import annotations

import pytest

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import find_architecture
from rnntui.engine.program import Program, program_of
from rnntui.errors import NotationError, RnntuiError

SIZES = '[sizes]\nx = "input"\nh = "hidden"\ny = "output"\n'
HIDDEN = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
OUTPUT = "y[t] = V_y @ h[t]"
STEPS = "write h[:] for all its steps or h[T] for the last"
DECODED = "y[u] = V_y @ h[T]"


def program(*equations: str, tables: str = "") -> Program:
    entries = "".join(f"[[equations]]\nis = '{each}'\n" for each in equations)
    return program_of(parse_architecture(f"{SIZES}{entries}{tables}", name="own", file="own.toml"))


def refused(*equations: str, tables: str = "") -> NotationError:
    with pytest.raises(NotationError) as caught:
        program(*equations, tables=tables)
    assert caught.value.file == "own.toml"
    return caught.value


# Names and clocks: an equation that can't stand beside HIDDEN, at which column, why, and what may stand there.

REFUSED = {
    "y[t] = V_y @ q[t]": (14, "'q' is defined nowhere", "the variables are h, y, x; an input is declared in [sizes]"),
    "y[t] = V_y @ hh[t]": (14, "'hh' is defined nowhere", "did you mean h?"),
    "y[t] = 權 @ 隱[t]": (12, "'隱' is defined nowhere", '隱 = "input"'),
    "y[t] = V_y @ h": (14, "'h' is a variable and has no index here", "write h[t]"),
    "y[u] = V_y @ h": (14, "'h' is a variable and has no index here", "write h[T]"),
    "y[t] = h @ x[t]": (8, "'h' is a variable and has no index here", "write h[t]"),
    "h[t] = V_y @ x[t]": (1, f"'h' is defined twice, first in «{HIDDEN}»", "each variable has one equation"),
    "y[u] = V_y @ h[t]": (
        14,
        "over u can't read single steps of 'h', which runs over t",
        STEPS,
    ),
    "y[u] = V_y @ h[t-1]": (14, "over u can't read single steps of 'h'", STEPS),
    "y[u] = V_y @ h[u]": (14, "'h' runs over t, not u", "[t], [t-1], [T] and [:]"),
    "y[u] = V_y @ h[U]": (14, "'h' runs over t, not u", "[t], [t-1], [T] and [:]"),
    "y[t] = V_y @ h[t] + y[u-1]": (21, "'y' runs over t, not u", "[t], [t-1], [T] and [:]"),
    "y[T] = V_y @ h[t]": (
        14,
        "one value for the sentence can't read single steps of 'h'",
        STEPS,
    ),
    "y[u] = V_y @ h[T]": (1, "nothing says how many output steps there are", 'y = "<eos>" and steps = 20'),
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_error_names_file_equation_column_and_what_may_stand_there(text: str) -> None:
    column, reason, hint = REFUSED[text]
    error = refused(HIDDEN, text)
    assert error.equation == text
    assert reason in error.reason
    assert hint in error.hint
    assert error.column == column


def test_the_whole_of_an_error_is_one_line() -> None:
    assert str(refused(HIDDEN, "y[t] = V_y @ q[t]")) == (
        "own.toml: in «y[t] = V_y @ q[t]», column 14: 'q' is defined nowhere; "
        'the variables are h, y, x; an input is declared in [sizes], as in q = "input"'
    )


@pytest.mark.parametrize("index", ["t", "t-1", ":"])
def test_one_value_for_the_sentence_has_no_steps(index: str) -> None:
    error = refused(HIDDEN, "y[T] = V_y @ h[T]", f"k[t] = h[t] + y[{index}]")
    assert error.reason == "'y' is one value for the sentence and has no steps"
    assert (error.hint, error.column) == ("write y[T]", 15)


def test_equations_without_an_input_are_refused() -> None:
    with pytest.raises(NotationError, match="no equation reads an input; declare one in "):
        program_of(parse_architecture('[[equations]]\nis = "h[t] = tanh(U_h @ h[t-1] + b)"', file="own.toml"))


# The tables that speak of the equations.

TABLES = {
    '[initial]\nq = "b_0"': ("[initial] names 'q', which no equation has", "the variables are x, h, y"),
    '[initial]\nhh = "b_0"': ("[initial] names 'hh', which no equation has", "did you mean h?"),
    '[initial]\ny = "b_0"': ("[initial] names 'y', of which no equation reads another step", "y[t-1] or y[t+1]"),
    '[until]\nq = "<eos>"': ("[until] names 'q'", "a variable over u: there is none"),
    '[until]\nh = "<eos>"': ("[until] names 'h'", "a variable over u: there is none"),
    "[import.pytorch]\nweight = ['W_q']": ("[import.pytorch] weight names 'W_q'", "did you mean W_h? the weights are"),
    "[import.pytorch]\nweight = ['h']": ("[import.pytorch] weight names 'h'", "the weights are W_h, U_h, V_y"),
}


@pytest.mark.parametrize("tables", TABLES)
def test_a_table_names_only_what_the_equations_have(tables: str) -> None:
    reason, hint = TABLES[tables]
    error = refused(HIDDEN, OUTPUT, tables=tables)
    assert reason in error.reason
    assert hint in error.hint


def test_sizes_names_only_what_the_equations_have() -> None:
    error = refused(HIDDEN, "k[t] = h[t]")
    assert error.reason == "[sizes] names 'y', which no equation has"
    assert error.hint == "the names are x, h, k, W_h, U_h"


def test_until_names_a_variable_over_u() -> None:
    assert "a variable over u: y" in refused(HIDDEN, DECODED, tables='[until]\nh = "<eos>"').hint


@pytest.mark.parametrize(
    ("entry", "column", "reason", "hint"),
    [
        ("W_0 @ x[t]", 9, "a step index can't stand in [initial]", "write x[T]"),
        ("W_0 @ q[T]", 7, "'q' is defined nowhere", "the variables are h, y, x"),
        ("W_0 @ x", 7, "'x' is a variable and has no index here", "write x[T]"),
        ("W_0 @ h[T]", 7, "[initial] h needs h[T], which needs 'h' itself", "can't need what begins with it"),
        ("W_0 @ y[T]", 7, "[initial] h needs y[T], which needs 'h' itself", "can't need what begins with it"),
    ],
)
def test_what_a_start_can_not_read(entry: str, column: int, reason: str, hint: str) -> None:
    error = refused(HIDDEN, OUTPUT, tables=f"[initial]\nh = '{entry}'")
    assert (error.equation, error.column) == (entry, column)
    assert reason in error.reason
    assert hint in error.hint


def test_one_value_for_the_sentence_has_no_start() -> None:
    error = refused(HIDDEN, "y[T] = V_y @ h[T]", tables="[initial]\ny = 'b_0'")
    assert "'y', which is one value for the sentence" in error.reason


# What a program knows of itself.


def test_the_variables_are_the_inputs_and_then_those_of_the_file() -> None:
    found = program(HIDDEN, OUTPUT)
    assert found.inputs == ("x",)
    assert found.names == ("x", "h", "y")
    assert found.clocks == {"x": "t", "h": "t", "y": "t"}
    assert found.size_names == ("input", "hidden", "output")


def test_an_input_runs_over_the_clock_by_which_it_is_read() -> None:
    text = f"""{SIZES}p = "output"
[[equations]]
is = "{HIDDEN}"
[[equations]]
is = "y[u] = V_y @ h[T] + p[u]"
"""
    found = program_of(parse_architecture(text))
    assert found.inputs == ("x", "p")
    assert found.clocks == {"x": "t", "p": "u", "h": "t", "y": "u"}


def test_a_variable_is_found_by_its_name_or_its_name_in_the_last_layer() -> None:
    deep = program_of(find_architecture("lstm"), layers=2)
    assert deep.variable("h_l0") == "h_l0"
    assert deep.variable("h") == "h_l1"
    assert deep.variable("c") == "c_l1"
    assert program_of(find_architecture("lstm"), bidirectional=True).variable("h") == "h_both"


def test_a_variable_that_does_not_exist_is_refused_with_a_guess() -> None:
    with pytest.raises(RnntuiError, match=r"there is no variable 'hh'; did you mean h\? the variables are x, h, y"):
        program(HIDDEN, OUTPUT).variable("hh")


def test_a_program_keeps_the_architecture_as_the_file_has_it() -> None:
    found = program_of(find_architecture("elman"), layers=2)
    assert [each.name for each in found.origin.equations] == ["h", "y"]
    assert [each.name for each in found.architecture.equations] == ["h_l0", "h_l1", "y"]


def test_what_is_one_value_for_the_sentence() -> None:
    found = program(HIDDEN, "y[T] = V_y @ h[T]")
    assert [name for name in found.names if found.once(name)] == ["y"]
    assert found.components[-1].kind == "once"
