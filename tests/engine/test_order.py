"""The order of computation: scans, maps and cycles, and the steps in which variables advance together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.expression import values
from rnntui.engine.order import Component
from rnntui.engine.program import Program, program_of
from rnntui.errors import NotationError

SIZES = '[sizes]\nx = "hidden"\n'


def program(*equations: str, steps: dict[str, int] | None = None, tables: str = "") -> Program:
    """A program all of whose variables have the size of its input; `steps` gives some a number."""
    text = SIZES + tables
    for each in equations:
        name = each.partition("[")[0]
        text += f"[[equations]]\nis = '{each}'\n"
        text += f"step = {steps[name]}\n" if steps and name in steps else ""
    return program_of(parse_architecture(text, name="own", file="own.toml"))


def refused(*equations: str, steps: dict[str, int] | None = None, tables: str = "") -> NotationError:
    with pytest.raises(NotationError) as caught:
        program(*equations, steps=steps, tables=tables)
    assert caught.value.file == "own.toml"
    return caught.value


# Components.


@pytest.mark.parametrize(
    ("equations", "components"),
    [
        (["a[t] = tanh(x[t])"], [Component("map", "t", ("a",))]),
        (["a[t] = x[t] + x[t-1]"], [Component("map", "t", ("a",))]),
        (["a[t] = x[t] + a[t-1]"], [Component("forward", "t", ("a",))]),
        (["a[t] = x[t] + a[t-2]"], [Component("forward", "t", ("a",))]),
        (["a[t] = x[t] + a[t+1]"], [Component("backward", "t", ("a",))]),
        (["a[T] = x[T]"], [Component("once", "t", ("a",))]),
        (["a[t] = x[t] + b[t-1]", "b[t] = tanh(a[t])"], [Component("forward", "t", ("a", "b"))]),
        (["b[t] = tanh(a[t])", "a[t] = x[t] + b[t-1]"], [Component("forward", "t", ("a", "b"))]),
        (["a[t] = x[t] + b[t-1]", "b[t] = x[t] + a[t-1]"], [Component("forward", "t", ("a", "b"))]),
        (
            ["b[t] = a[t] + b[t+1]", "a[t] = x[t] + a[t-1]"],
            [Component("forward", "t", ("a",)), Component("backward", "t", ("b",))],
        ),
        (
            ["c[T] = softmax(b[:] @ v_a) @ b[:]", "b[t] = tanh(x[t])"],
            [Component("map", "t", ("b",)), Component("once", "t", ("c",))],
        ),
        (
            ["a[t] = x[t] + a[t-1]", "s[u] = tanh(s[u-1] + a[T])"],
            [Component("forward", "t", ("a",)), Component("forward", "u", ("s",))],
        ),
    ],
)
def test_what_recurs_with_what_and_in_which_direction(equations: list[str], components: list[Component]) -> None:
    tables = '[until]\ns = "<eos>"\n' if any(each.startswith("s[u]") for each in equations) else ""
    assert list(program(*equations, tables=tables).components) == components


def test_a_start_comes_before_what_it_starts() -> None:
    found = program("s[t] = x[t] + s[t-1]", "m[T] = x[T]", tables="[initial]\ns = 'm[T]'\n")
    assert [each.names for each in found.components] == [("m",), ("s",)]


@given(st.permutations(["a[t] = x[t] + c[t-1]", "b[t] = tanh(a[t])", "c[t] = a[t] * b[t]", "d[t] = c[t] + d[t+1]"]))
def test_however_the_equations_are_ordered_each_finds_what_it_reads(equations: list[str]) -> None:
    found = program(*equations)
    done = {"x"}
    for component in found.components:
        for name in component.names:
            now = {each.name for each in values(found.equations[name].tree) if not each.offset}
            assert now <= done
            done.add(name)
    assert [each.names for each in found.components] == [("a", "b", "c"), ("d",)]


# Cycles.


@pytest.mark.parametrize(
    ("equations", "at", "column", "reason", "hint"),
    [
        (["a[t] = x[t] + a[t]"], 0, 15, "within one step: a needs a", "as in a[t-1]"),
        (["a[t] = x[t] + b[t]", "b[t] = a[t]"], 0, 15, "within one step: a needs b needs a", "as in b[t-1]"),
        (["隱[t] = x[t] + 出[t]", "出[t] = 隱[t]"], 0, 15, "隱 needs 出 needs 隱", "as in 出[t-1]"),
        (["a[t] = x[t] + b[t]", "b[t] = c[t]", "c[t] = a[t] + c[t-1]"], 0, 15, "a needs b needs c needs a", "b[t-1]"),
        (["a[t] = x[t]", "b[t] = a[t] + c[t]", "c[t] = b[t]"], 1, 15, "b needs c needs b", "as in c[t-1]"),
        (["a[T] = x[T] + a[T]"], 0, 15, "'a' needs a[T], which needs 'a' itself", "only single steps"),
        (["a[t] = x[t] + a[t-1] + a[t+1]"], 0, 24, "'a[t+1]' stands in a cycle", "either [t-1] or [t+1]"),
        (["a[t] = x[t] + b[t-1]", "b[t] = a[t+1]"], 1, 8, "'a[t+1]' stands in a cycle", "either [t-1] or [t+1]"),
        (["a[t] = x[t] + a[t-1] + a[T]"], 0, 24, "'a' needs a[T], which needs 'a'", "such as [t-1]"),
        (["a[t] = (a[:] @ a[t-1]) @ a[:] + x[t]"], 0, 9, "'a' needs a[:], which needs 'a'", "such as [t-1]"),
        (["a[t] = x[t] + m[T]", "m[T] = a[T]"], 0, 15, "'a' needs m[T], which needs 'a'", "such as [t-1]"),
    ],
)  # fmt: skip
def test_an_error_names_file_equation_column_and_what_may_stand_there(
    equations: list[str], at: int, column: int, reason: str, hint: str
) -> None:
    error = refused(*equations)
    assert error.equation == equations[at]
    assert error.column == column
    assert reason in error.reason
    assert hint in error.hint


def test_two_clocks_can_not_need_each_other() -> None:
    tables = '[until]\ns = "<eos>"\n'
    error = refused("a[t] = x[t] + s[U]", "s[u] = tanh(s[u-1] + a[T])", tables=tables)
    assert error.reason == "'a' needs s[U], which needs 'a' itself"


# Micro-steps.


def named_steps(found: Program) -> list[tuple[int | None, tuple[str, ...]]]:
    return [(each.number, each.names) for each in found.microsteps["t"]]


CHAIN = ("a[t] = x[t] + c[t-1]", "b[t] = tanh(a[t])", "c[t] = a[t] * b[t]")


def test_without_numbers_the_variables_advance_one_by_one() -> None:
    assert named_steps(program(*reversed(CHAIN))) == [(None, ("a",)), (None, ("b",)), (None, ("c",))]


def test_what_has_the_same_number_advances_together() -> None:
    found = program(*reversed(CHAIN), steps={"a": 1, "b": 1, "c": 2})
    assert named_steps(found) == [(1, ("a", "b")), (2, ("c",))]


def test_the_numbers_come_in_order_even_where_nothing_else_says_so() -> None:
    found = program("a[t] = tanh(x[t])", "b[t] = exp(x[t])", steps={"a": 20, "b": 10})
    assert named_steps(found) == [(10, ("b",)), (20, ("a",))]


def test_what_has_no_number_stands_where_it_is_computed() -> None:
    found = program(*CHAIN, steps={"a": 1, "c": 2})
    assert named_steps(found) == [(1, ("a",)), (None, ("b",)), (2, ("c",))]


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ({"a": 2, "b": 1, "c": 3}, "step 1 needs step 2"),
        ({"a": 1, "c": 1}, "needs 'b'"),
    ],
)
def test_numbers_against_the_order_of_computation(steps: dict[str, int], reason: str) -> None:
    error = refused(*CHAIN, steps=steps)
    assert error.reason.startswith("the steps can't come in this order: ")
    assert reason in error.reason
    assert error.hint == "number the steps in the order of computation"
    assert error.equation in CHAIN
    assert error.column == 1


def test_each_clock_has_its_own_steps() -> None:
    tables = '[until]\ns = "<eos>"\n'
    found = program("a[t] = x[t] + a[t-1]", "s[u] = s[u-1] + a[T]", steps={"a": 1, "s": 1}, tables=tables)
    assert {clock: [each.names for each in steps] for clock, steps in found.microsteps.items()} == {
        "t": [("a",)],
        "u": [("s",)],
    }
