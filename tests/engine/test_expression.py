"""Trees written out: what is written is read again as the same tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_notation import tree

from rnntui.engine.expression import (
    FUNCTIONS,
    Apply,
    Binary,
    Clock,
    Constant,
    Negative,
    Node,
    Number,
    Token,
    Value,
    Weight,
    written,
)
from rnntui.engine.notation import FARTHEST, Vocabulary, parse_initial

NAMES = Vocabulary({"phi": "tanh"}, {"alpha": 0.5})
OFFSETS = st.integers(-FARTHEST, FARTHEST)


def _weights() -> st.SearchStrategy[Node]:
    return st.sampled_from(["W", "U_h", "b", "權"]).map(Weight)


def _values() -> st.SearchStrategy[Node]:
    clocks: st.SearchStrategy[Clock] = st.sampled_from(["t", "u"])
    names = st.sampled_from(["x", "h", "隱"])
    steps = st.builds(lambda name, clock, offset: Value(name, clock, offset=offset), names, clocks, OFFSETS)
    lasts = st.builds(lambda name, clock: Value(name, clock, "last"), names, clocks)
    return steps | lasts | names.map(lambda name: Value(name, "t", "all"))


def _numbers() -> st.SearchStrategy[Node]:
    return st.sampled_from(["2", "0.5", "1e-3", "1_000"]).map(lambda text: Number(float(text), text))


def _binary(operator: str, left: Node, right: Node) -> Node:
    # A sign before a product belongs to the product, so that the parser makes no such tree.
    while operator == "@" and isinstance(left, Negative):
        left = left.operand
    return Binary(operator, left, right)  # type: ignore[arg-type]


def _larger(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    named = st.sampled_from([name for name, count in FUNCTIONS.items() if count == 1])
    return (
        below.map(Negative)
        | st.builds(_binary, st.sampled_from("@*+-/"), below, below)
        | st.builds(lambda name, a: Apply(name, (a,)), named, below)
        | below.map(lambda a: Apply("tanh", (a,), "phi"))
        | st.lists(below, min_size=2, max_size=3).map(lambda found: Apply("concat", tuple(found)))
    )


TREES = st.recursive(_weights() | _values() | _numbers() | st.just(Constant("alpha", 0.5)), _larger, max_leaves=12)


@given(TREES)
def test_what_is_written_is_read_again_as_the_same_tree(node: Node) -> None:
    assert tree(f"y[t] = {written(node)}") == node


@given(st.text(st.characters(exclude_characters="\\'\"", codec="utf-8")))
def test_a_token_is_written_as_it_is_read(text: str) -> None:
    assert parse_initial(written(Token(text)), NAMES) == Token(text)


def test_a_written_product_may_be_shown_with_another_sign() -> None:
    assert written(tree("h[t] = r[t] * (U_h @ h[t-1])"), times="·") == "r[t] · (U_h · h[t-1])"
