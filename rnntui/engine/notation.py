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
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from ..errors import NotationError
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

LONGEST = 2_000
"""How many characters an equation may have."""
DEEPEST = 60
"""How many levels of parentheses, signs and functions an equation may have."""
FARTHEST = 64
"""How many steps before or after now an equation may read."""

_OPERATORS: dict[type[ast.operator], Literal["@", "*", "+", "-", "/"]] = {
    ast.MatMult: "@",
    ast.Mult: "*",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Div: "/",
}
_RESERVED = ("t", "u", "T", "U")
_INDICES = "the indices are [t], [t-1], [t+1], [T] and [:], or the same with u and U"
_OPERATORS_HINT = "the operators are + - * / @ and parentheses"


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


def parse_equation(text: str, names: Vocabulary, *, file: str = "") -> tuple[Target, Node]:
    """Read `v[t] = expression`; raise NotationError for anything else."""
    reader = _Reader(text, names, file)
    statements = reader.parsed("exec")
    assert isinstance(statements, ast.Module)
    hint = "an equation is written v[t] = expression"
    if len(statements.body) != 1 or not isinstance(statements.body[0], ast.Assign):
        reader.fail("this is no equation", hint, statements.body[-1] if statements.body else None)
    statement = statements.body[0]
    assert isinstance(statement, ast.Assign)
    if len(statement.targets) != 1:
        reader.fail("an equation has one '='", hint, statement.targets[1])
    left = statement.targets[0]
    if not isinstance(left, ast.Subscript) or not isinstance(left.value, ast.Name):
        reader.fail("the left side is no variable with an index", hint, left)
    value = reader.variable(left)
    if value.at == "all" or value.offset:
        reader.fail(
            "this index can't stand on the left side", "the left side is v[t], v[u], or v[T] for one value", left
        )
    return Target(value.name, value.clock, value.at == "last"), reader.node(statement.value)


def parse_initial(text: str, names: Vocabulary, *, file: str = "") -> Node:
    """Read an entry of `[initial]`: an expression without step indices, or a token as `<bos>` or 'bos'."""
    if re.fullmatch(r"<[^<>\s]+>", text.strip()):
        return Token(text.strip(), column=1)
    reader = _Reader(text, names, file)
    expression = reader.parsed("eval")
    assert isinstance(expression, ast.Expression)
    body = expression.body
    if isinstance(body, ast.Constant) and isinstance(body.value, str):
        return Token(body.value, column=1)
    return reader.node(body, steps=False)


class _Reader:
    """The text of one equation, and the way from its Python tree to ours."""

    def __init__(self, text: str, names: Vocabulary, file: str) -> None:
        self.text = text
        self.names = names
        self.file = file

    def fail(self, message: str, hint: str, node: ast.AST | None = None, column: int | None = None) -> NoReturn:
        if node is not None:
            column = self.column(node)
        raise NotationError(message, hint, file=self.file, equation=self.text, column=column)

    def column(self, node: ast.AST) -> int:
        """The column of a node in characters from 1; `ast` counts the bytes of UTF-8 from 0."""
        offset = getattr(node, "col_offset", 0)
        return len(self.text.encode("utf-8", "replace")[:offset].decode("utf-8", "ignore")) + 1

    def parsed(self, mode: Literal["exec", "eval"]) -> ast.AST:
        if not self.text.strip():
            self.fail("the equation is empty", "an equation is written v[t] = expression")
        if len(self.text) > LONGEST:
            self.fail(f"{len(self.text):,} characters are too long", f"an equation has {LONGEST:,} at most")
        for place, character in enumerate(self.text):
            if character in "\r\n\0#;\\" or (character.isspace() and character != " "):
                what = f"{character!r} can't stand in an equation"
                self.fail(what, "an equation is one line, with blanks between its parts", column=place + 1)
        if self.text[0] == " ":
            self.fail("a blank stands before the equation", "begin with the variable", column=1)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text, mode=mode)
        except SyntaxError as error:
            self.syntax_error(error)
        except (RecursionError, MemoryError):
            self.fail("the equation is nested too deeply", f"{DEEPEST} levels at most", column=1)
        except ValueError:
            self.fail("the equation has characters that are no text", "write it in letters and signs", column=1)

    def syntax_error(self, error: SyntaxError) -> NoReturn:
        for word in re.finditer(r"\w+", self.text):
            if keyword.iskeyword(word[0]):
                self.fail(f"'{word[0]}' can't be a name here", "choose another name", column=word.start() + 1)
        column = min(max(error.offset or 1, 1), len(self.text) + 1)
        found = self.text[column - 1 : column]
        what = f"'{found}' does not fit here" if found.strip() else "something is missing here"
        self.fail(f"a syntax error: {what}", _OPERATORS_HINT + "; an equation is v[t] = expression", column=column)

    def name(self, node: ast.Name) -> str:
        start = self.column(node) - 1
        if self.text[start : start + len(node.id)] != node.id:
            folded = unicodedata.normalize("NFKC", node.id)
            self.fail("this name has letters that are written in another way", f"write '{folded}'", node)
        return node.id

    def variable(self, node: ast.Subscript) -> Value:
        if not isinstance(node.value, ast.Name):
            self.fail("only a name can have an index", _INDICES, node)
        name = self.name(node.value)
        if name in _RESERVED or name in FUNCTIONS or name in self.names.activations:
            self.fail(f"'{name}' can't be a variable: it means something else", "choose another name", node)
        if name in self.names.constants:
            self.fail(f"'{name}' is a constant and has no index", f"write '{name}' alone", node)
        column = self.column(node)
        index = node.slice
        if isinstance(index, ast.Slice) and index.lower is index.upper is index.step is None:
            return Value(name, "t", "all", column=column)
        if isinstance(index, ast.Name) and index.id in LAST:
            return Value(name, LAST[index.id], "last", column=column)
        if isinstance(index, ast.Name) and index.id in ("t", "u"):
            return Value(name, "t" if index.id == "t" else "u", column=column)
        match index:
            case ast.BinOp(
                left=ast.Name(id="t" | "u" as clock),
                op=ast.Add() | ast.Sub(),
                right=ast.Constant(value=int() as distance),
            ) if not isinstance(distance, bool):
                if distance > FARTHEST:
                    self.fail(f"{distance} steps away is too far", f"{FARTHEST} at most", index.right)
                offset = -distance if isinstance(index.op, ast.Sub) else distance
                return Value(name, "t" if clock == "t" else "u", offset=offset, column=column)
        self.fail("this index means nothing", _INDICES, index if hasattr(index, "col_offset") else node)

    def node(self, node: ast.expr, level: int = 0, *, steps: bool = True) -> Node:
        if level > DEEPEST:
            self.fail("the equation is nested too deeply", f"{DEEPEST} levels at most", node)

        def below(each: ast.expr) -> Node:
            return self.node(each, level + 1, steps=steps)

        column = self.column(node)
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name():
                return self.bare(node)
            case ast.Subscript():
                value = self.variable(node)
                if not steps and value.at == "step":
                    self.fail("a step index can't stand in [initial]", f"write {value.name}[T]", node)
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(below(operand), column=column)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return below(operand)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return self.binary(node, below(left), below(right))
            case ast.Call(func=ast.Name(), args=arguments, keywords=[]):
                return self.call(node, [below(each) for each in arguments])
        self.fail("this can't stand in an equation", _OPERATORS_HINT, node)

    def binary(self, node: ast.BinOp, left: Node, right: Node) -> Node:
        operator = _OPERATORS[type(node.op)]
        bare_left = isinstance(node.left, ast.BinOp) and self.column(node.left) == self.column(node)
        if bare_left and isinstance(node.left, ast.BinOp):
            beside = {operator, _OPERATORS[type(node.left.op)]}
            if beside == {"*", "@"}:
                message = "'*' and '@' stand side by side without parentheses"
                self.fail(message, "write r[t] * (U @ h[t-1]) or (r[t] * h[t-1]), as is meant", node)
        column = self.column(node)
        if operator == "@" and isinstance(left, Negative):
            # Python binds the sign more tightly; -W @ x means -(W @ x).
            return Negative(Binary("@", left.operand, right, column=column), column=column)
        return Binary(operator, left, right, column=column)

    def number(self, node: ast.Constant) -> Number:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(f"{value!r} is no number", "numbers are written 2, 0.5 or 1e-3", node)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            self.fail("this number is too large", "numbers up to 1.7e308 can be written", node)
        return Number(number, ast.unparse(node), column=self.column(node))

    def bare(self, node: ast.Name) -> Node:
        name = self.name(node)
        column = self.column(node)
        if name in self.names.constants:
            return Constant(name, self.names.constants[name], column=column)
        if name in _RESERVED:
            self.fail(f"'{name}' is a clock and can't stand alone", "it can only be an index, as in x[t]", node)
        if name in FUNCTIONS or name in self.names.activations:
            self.fail(f"'{name}' is a function and needs an argument", f"write {name}(…)", node)
        return Weight(name, column=column)

    def call(self, node: ast.Call, arguments: list[Node]) -> Apply:
        assert isinstance(node.func, ast.Name)
        name = self.name(node.func)
        function = self.names.activations.get(name, name)
        if function not in FUNCTIONS:
            known = " ".join((*FUNCTIONS, *self.names.activations))
            self.fail(f"there is no function '{name}'", f"the functions are {known}", node)
        wanted = FUNCTIONS[function]
        if (wanted or max(len(arguments), 2)) != len(arguments):
            count = "two or more arguments" if wanted is None else "one argument"
            self.fail(f"'{name}' takes {count}, not {len(arguments)}", f"write {name}({'a, b' if wanted is None else 'a'})", node)
        slot = name if name in self.names.activations else None
        return Apply(function, tuple(arguments), slot, column=self.column(node))
