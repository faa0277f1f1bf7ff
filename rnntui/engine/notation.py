"""One equation of the notation: from its text to a checked tree, with the column of every error.

The text is read by Python's own `ast`, of which only the nodes named here are taken; nothing of it is
ever evaluated.
"""

from __future__ import annotations

import ast
import keyword
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ..dataclass import dataclass
from .expression import (
    FUNCTIONS,
    LAST,
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
)
from .misread import check_function, no_operator
from .source import DEEPEST, DEEPEST_HINT, OPERATORS_HINT, Source

FARTHEST = 64
"""How many steps before or after now an equation may read."""

OPERATORS: dict[type[ast.operator], Literal["@", "*", "+", "-", "/"]] = {
    ast.MatMult: "@",
    ast.Mult: "*",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Div: "/",
}
_CLOCKS: dict[str, Clock] = {"t": "t", "u": "u"}
_RESERVED = (*_CLOCKS, *LAST)
_INDICES = "the indices are [t], [t-1], [t+1], [T] and [:], or the same with u and U"


@dataclass(frozen=True)
class Vocabulary:
    """The names that mean something other than a variable or a weight in one architecture."""

    activations: Mapping[str, str] = field(default_factory=dict)
    """Slots, and the function that each stands for."""
    constants: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """The left side of an equation: a variable at each step of a clock, or once for the sentence."""

    name: str
    clock: Clock
    once: bool


def is_name(text: str) -> bool:
    """Whether an equation can have a text as the name of something of its own."""
    plain = text.isidentifier() and not keyword.iskeyword(text) and text == unicodedata.normalize("NFKC", text)
    return plain and text not in _RESERVED and text not in FUNCTIONS


def parse_equation(text: str, names: Vocabulary, *, file: str = "") -> tuple[Target, Node]:
    """Read `v[t] = expression`; raise NotationError for anything else."""
    source = Source(text, file)
    reader = Reader(source, names)
    hint = f"an equation is written {source.form}"
    tree = source.parsed("exec")
    statements = tree.body if isinstance(tree, ast.Module) else []
    if len(statements) != 1 or not isinstance(statements[0], ast.Assign):
        raise source.error("this is no equation", hint, column=1)
    if len(statements[0].targets) != 1:
        raise source.error("an equation has one '='", hint, statements[0].targets[1])
    left = statements[0].targets[0]
    if not isinstance(left, ast.Subscript) or not isinstance(left.value, ast.Name):
        raise source.error("the left side is no variable with an index", hint, left)
    value = reader.variable(left)
    if value.at == "all" or value.offset:
        hint = "the left side is v[t] or v[u], or v[T] for one value"
        raise source.error("this index can't stand on the left side", hint, left.slice)
    return Target(value.name, value.clock, value.at == "last"), reader.node(statements[0].value)


def parse_initial(text: str, names: Vocabulary, *, file: str = "") -> Node:
    """Read an entry of `[initial]`: an expression without step indices, or a token as `<bos>` or `'bos'`."""
    if token := re.fullmatch(r"""(<[^<>\s]+>)|'([^'\\]*)'|"([^"\\]*)\"""", text.strip()):
        return Token(token[token.lastindex or 0], column=1)
    source = Source(text, file, form="an expression without [t], or a token such as <bos>")
    tree = source.parsed("eval")
    assert isinstance(tree, ast.Expression)
    return Reader(source, names, steps=False).node(tree.body)


@dataclass(frozen=True)
class Reader:
    """The way from the Python tree of a source to ours: of equations, and of names and numbers in any expression."""

    source: Source
    names: Vocabulary
    steps: bool = True
    """Whether single steps can be read."""

    def node(self, node: ast.expr, level: int = 0) -> Node:
        if level > DEEPEST:
            raise self.source.error("the equation is nested too deeply", DEEPEST_HINT, node)
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name():
                return self.bare(node)
            case ast.Subscript():
                return self.read(node)
            case ast.UnaryOp(op=ast.USub()):
                return Negative(self.node(node.operand, level + 1), column=self.source.column(node))
            case ast.UnaryOp(op=ast.UAdd()):
                return self.node(node.operand, level + 1)
            case ast.BinOp() if type(node.op) in OPERATORS:
                return self.binary(node, level)
            case ast.BinOp():
                raise no_operator(self.source, node)
            case ast.Call(func=ast.Name(), keywords=[]):
                check_function(self.source, node, self.names.activations)
                return self.call(node, tuple(self.node(each, level + 1) for each in node.args))
        raise self.source.error("this can't stand in an equation", OPERATORS_HINT, node)

    def read(self, node: ast.Subscript) -> Value:
        value = self.variable(node)
        if not self.steps and value.at == "step":
            hint = f"write {value.name}[{value.clock.upper()}]"
            raise self.source.error("a step index can't stand in [initial]", hint, node.slice)
        return value

    def variable(self, node: ast.Subscript) -> Value:
        if not isinstance(node.value, ast.Name):
            raise self.source.error("only a name can have an index", _INDICES, node)
        name = self.source.name(node.value)
        if name in _RESERVED or name in FUNCTIONS or name in self.names.activations:
            meaning = "a clock" if name in _RESERVED else "a function"
            raise self.source.error(f"'{name}' can't be a variable: it is {meaning}", "choose another name", node)
        if name in self.names.constants:
            raise self.source.error(f"'{name}' is a constant and has no index", f"write '{name}' alone", node)
        column = self.source.column(node)
        match node.slice:
            case ast.Slice(lower=None, upper=None, step=None):
                # Whose steps they are is known once all equations are.
                return Value(name, "t", "all", column=column)
            case ast.Name(id="T" | "U") as index:
                return Value(name, LAST[self.source.name(index)], "last", column=column)
            case ast.Name(id="t" | "u") as index:
                return Value(name, _CLOCKS[self.source.name(index)], column=column)
            case ast.BinOp(left=ast.Name(id="t" | "u") as index, op=ast.Add() | ast.Sub() as sign) as moved:
                clock = _CLOCKS[self.source.name(index)]
                return Value(name, clock, offset=self.distance(moved.right, sign), column=column)
        raise self.source.error("this index means nothing", _INDICES, node.slice)

    def distance(self, node: ast.expr, sign: ast.operator) -> int:
        if not isinstance(node, ast.Constant) or type(node.value) is not int:
            raise self.source.error("this index means nothing", _INDICES, node)
        if node.value > FARTHEST:
            raise self.source.error(f"{node.value} steps away is too far", f"{FARTHEST} at most", node)
        return -node.value if isinstance(sign, ast.Sub) else node.value

    def binary(self, node: ast.BinOp, level: int) -> Node:
        operator = OPERATORS[type(node.op)]
        column = self.source.column(node)
        self.check_beside(node)
        left, right = self.node(node.left, level + 1), self.node(node.right, level + 1)
        if operator == "@" and isinstance(left, Negative):
            # Python binds the sign more tightly; -W @ x means -(W @ x).
            return Negative(Binary("@", left.operand, right, column=column), column=column)
        return Binary(operator, left, right, column=column)

    def check_beside(self, node: ast.BinOp) -> None:
        """Raise NotationError where it depends on Python's precedence alone what is multiplied first."""
        if isinstance(node.left, ast.BinOp) and self.source.column(node.left) == self.source.column(node):
            # Without parentheses both begin at the same place.
            beside = {OPERATORS.get(type(node.op)), OPERATORS.get(type(node.left.op))}
            if beside == {"*", "@"}:
                hint = "write r[t] * (U_h @ h[t-1]) or U_h @ (r[t] * h[t-1]), whichever is meant"
                raise self.source.error("'*' and '@' stand side by side without parentheses", hint, node)

    def number(self, node: ast.Constant) -> Number:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self.source.error(
                f"{self.source.piece(node)} is no number", "numbers are written 2, 0.5 or 1e-3", node
            )
        try:
            number = float(node.value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.source.error("this number is too large", "numbers up to 1.7e308 can be written", node)
        return Number(number, self.source.piece(node), column=self.source.column(node))

    def bare(self, node: ast.Name) -> Constant | Weight:
        name = self.source.name(node)
        column = self.source.column(node)
        if name in self.names.constants:
            return Constant(name, self.names.constants[name], column=column)
        if name in _RESERVED:
            hint = f"write x[{name}] for a variable x, {name}_h for a weight"
            raise self.source.error(f"'{name}' is a clock and can't stand alone", hint, node)
        if name in FUNCTIONS or name in self.names.activations:
            raise self.source.error(f"'{name}' is a function and needs an argument", f"write {name}(…)", node)
        return Weight(name, column=column)

    def call(self, node: ast.Call, arguments: tuple[Node, ...]) -> Apply:
        assert isinstance(node.func, ast.Name)
        name = self.source.name(node.func)
        function = self.names.activations.get(name, name)
        wanted = FUNCTIONS[function]
        if wanted is None and len(arguments) < 2:
            hint = f"write {name}(a[t], b[t])"
            raise self.source.error(f"'{name}' takes two or more arguments, not {len(arguments)}", hint, node)
        if wanted is not None and len(arguments) != wanted:
            raise self.source.error(f"'{name}' takes one argument, not {len(arguments)}", f"write {name}(a[t])", node)
        slot = name if name in self.names.activations else None
        return Apply(function, arguments, slot, column=self.source.column(node))
