"""The checked tree of one expression: what its nodes are, how they are walked and written out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from ..dataclass import dataclass

Clock = Literal["t", "u"]
"""The letter that a variable is indexed by: `t` over the input steps, `u` over the output steps."""

LAST: dict[str, Clock] = {"T": "t", "U": "u"}
"""The index of the last value of each clock."""

FUNCTIONS: dict[str, int | None] = {
    "sigmoid": 1,
    "hard_sigmoid": 1,
    "tanh": 1,
    "relu": 1,
    "identity": 1,
    "softmax": 1,
    "exp": 1,
    "log": 1,
    "greedy": 1,
    "concat": None,
}
"""The functions of the notation, and how many arguments each takes (None: two or more)."""


def _column() -> int:
    return field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True)
class Number:
    """A number written in the equation."""

    value: float
    text: str
    column: int = _column()


@dataclass(frozen=True)
class Constant:
    """A number that has a name in `[constants]`."""

    name: str
    value: float
    column: int = _column()


@dataclass(frozen=True)
class Weight:
    """A name without an index: a learned matrix or vector."""

    name: str
    column: int = _column()


@dataclass(frozen=True)
class Value:
    """A variable at a step of its clock, its last value, or all of its steps."""

    name: str
    clock: Clock
    at: Literal["step", "last", "all"] = "step"
    offset: int = 0
    """Steps from now: -1 is the step before, 1 the step after; 0 unless `at` is "step"."""
    column: int = _column()


@dataclass(frozen=True)
class Token:
    """The one-hot vector of a token, named by the text it has; only in `[initial]`."""

    text: str
    column: int = _column()


@dataclass(frozen=True)
class Negative:
    """Minus an expression."""

    operand: Node
    column: int = _column()


@dataclass(frozen=True)
class Binary:
    """Two expressions and what stands between them."""

    operator: Literal["@", "*", "+", "-", "/"]
    left: Node
    right: Node
    column: int = _column()


@dataclass(frozen=True)
class Apply:
    """A function of one or more expressions."""

    function: str
    """One of FUNCTIONS."""
    arguments: tuple[Node, ...]
    slot: str | None = None
    """The name in `[activations]` that the function stands for, if it was written so."""
    column: int = _column()


Node: TypeAlias = Number | Constant | Weight | Value | Token | Negative | Binary | Apply


def children(node: Node) -> tuple[Node, ...]:
    """The expressions that a node is made of, from left to right."""
    match node:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Apply(_, arguments):
            return arguments
    return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, parents first, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def values(node: Node) -> Iterator[Value]:
    """The variables that an expression reads."""
    return (each for each in walk(node) if isinstance(each, Value))


def weights(node: Node) -> Iterator[Weight]:
    """The weights that an expression reads."""
    return (each for each in walk(node) if isinstance(each, Weight))


def rewritten(node: Node, leaf: Callable[[Node], Node], *, placed: bool = True) -> Node:
    """The same expression with every leaf replaced by what `leaf` makes of it.

    Without `placed` it no longer stands in the text that it was read from, and its columns are 0.
    """
    column = node.column if placed else 0
    match node:
        case Negative(operand):
            return Negative(rewritten(operand, leaf, placed=placed), column=column)
        case Binary(operator, left, right):
            left = rewritten(left, leaf, placed=placed)
            return Binary(operator, left, rewritten(right, leaf, placed=placed), column=column)
        case Apply(function, arguments, slot):
            found = tuple(rewritten(each, leaf, placed=placed) for each in arguments)
            return Apply(function, found, slot, column=column)
    return leaf(node)


def index_text(node: Value) -> str:
    """What stands between the brackets of a variable: `t-1`, `T`, `:`."""
    if node.at == "all":
        return ":"
    if node.at == "last":
        return node.clock.upper()
    return f"{node.clock}{node.offset:+d}" if node.offset else node.clock


def token_text(text: str) -> str:
    """A token as an entry of `[initial]` names it: `<bos>`, `'bos'`."""
    if re.fullmatch(r"<[^<>\s]+>", text):
        return text
    return f'"{text}"' if "'" in text else f"'{text}'"


_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "@": 2}


def written(node: Node, leaf: Callable[[Node], str] | None = None, *, times: str = "*") -> str:
    """An expression as text in the notation, with parentheses where they are needed.

    `leaf` writes the leaves in another way (their numbers, for example); `times` stands for `*` and `@`.
    """

    def at_level(each: Node, level: int) -> str:
        match each:
            case Negative(operand):
                text = f"-{at_level(operand, 3)}"
                return f"({text})" if level > 1 else text
            case Binary(operator, left, right):
                own = _PRECEDENCE[operator]
                # `*` and `@` never stand side by side without parentheses.
                beside = own == 2 and isinstance(left, Binary) and {operator, left.operator} >= {"*", "@"}
                shown = operator if times == "*" or operator not in "*@" else times
                text = f"{at_level(left, 3 if beside else own)} {shown} {at_level(right, own + 1)}"
                return f"({text})" if own < level else text
            case Apply(function, arguments, slot):
                return f"{slot or function}({', '.join(at_level(a, 0) for a in arguments)})"
            case Number(_, text) if leaf is None:
                return text
            case Constant(name) | Weight(name) if leaf is None:
                return name
            case Value(name) if leaf is None:
                return f"{name}[{index_text(each)}]"
            case Token(text) if leaf is None:
                return token_text(text)
        assert leaf is not None
        return leaf(each)

    return at_level(node, 0)
