"""The text of a condition into its tree. Nothing of it is ever evaluated by Python."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable
from typing import Literal

from ...errors import NotationError
from ..expression import LAST, Clock, Value, Weight
from ..notation import OPERATORS, Reader, Vocabulary
from ..program import Program
from ..source import DEEPEST, DEEPEST_HINT, Source
from .tree import (
    KNOWN,
    REDUCTIONS,
    SEVERAL,
    Call,
    Comparator,
    Comparison,
    Entry,
    Fixed,
    Joined,
    Minus,
    Not,
    Pair,
    Spoken,
    Step,
    Term,
    Text,
)

TOKEN = "token"
FORM = "a comparison such as h[t][0] > 0.5"
OPERATORS_HINT = "the operators are + - * / @ < <= > >= == != and, or, not, parentheses"
MOST_UNITS = 10**9
"""No unit or step has a larger number."""
_INDICES = "the indices are [t], [t-1], [t+1], [T], [:] and numbers from 0, or the same with u and U"
_COMPARATORS: dict[type[ast.cmpop], Comparator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def source_of(text: str) -> Source:
    """The text of a condition, for reading it and for the place of its errors."""
    words = frozenset(("and", "or", "not"))
    return Source(text, form=FORM, operators=OPERATORS_HINT, words=words, is_quoting=True)


def parsed(text: str, program: Program) -> Term:
    """The tree of a condition on the runs of a program; raises NotationError with its column for any other text."""
    source = source_of(text)
    if not text.strip():
        raise NotationError("there is nothing to ask", f"write {FORM}")
    if (single := _single_equals(source)) is not None:
        raise source.error("'=' compares nothing", "write ==", column=single)
    tree = source.parsed("eval")
    assert isinstance(tree, ast.Expression)
    architecture = program.architecture
    names = Vocabulary(dict(architecture.activations), dict(architecture.constants))
    return _Conditions(source, names, program).term(tree.body)


def _single_equals(source: Source) -> int | None:
    """The column of an `=` that is no comparison."""
    found = re.search(r"(?<![=<>!:])=(?!=)", source.unquoted)
    return None if found is None else found.start() + 1


class _Conditions:
    """The way from Python's tree to ours."""

    def __init__(self, source: Source, names: Vocabulary, program: Program) -> None:
        self.source = source
        self.names = names
        self.program = program
        self.leaves = Reader(source, names)

    def error(self, message: str, hint: str, node: ast.AST) -> NotationError:
        return self.source.error(message, hint, node)

    def term(self, node: ast.expr, level: int = 0) -> Term:
        if level > DEEPEST:
            raise self.error("the equation is nested too deeply", DEEPEST_HINT, node)
        column, deeper = self.source.column(node), level + 1
        match node:
            case ast.Constant(value=str() as text):
                return Text(text, column=column)
            case ast.Constant():
                return self.leaves.number(node)
            case ast.Name():
                return self.bare(node)
            case ast.Subscript():
                return self.indexed(node, deeper)
            case ast.UnaryOp(op=ast.USub()):
                return Minus(self.term(node.operand, deeper), column=column)
            case ast.UnaryOp(op=ast.UAdd()):
                return self.term(node.operand, deeper)
            case ast.UnaryOp(op=ast.Not()):
                return Not(self.term(node.operand, deeper), column=column)
            case ast.BoolOp():
                word: Literal["and", "or"] = "and" if isinstance(node.op, ast.And) else "or"
                return Joined(word, tuple(self.term(each, deeper) for each in node.values), column=column)
            case ast.Compare() if all(type(each) in _COMPARATORS for each in node.ops):
                operands = tuple(self.term(each, deeper) for each in (node.left, *node.comparators))
                return Comparison(tuple(_COMPARATORS[type(each)] for each in node.ops), operands, column=column)
            case ast.BinOp() if type(node.op) in OPERATORS:
                self.leaves.check_beside(node)
                left, right = self.term(node.left, deeper), self.term(node.right, deeper)
                return Pair(OPERATORS[type(node.op)], left, right, column=column)
            case ast.Call(func=ast.Name() as function, keywords=[]):
                return self.call(function, tuple(self.term(each, deeper) for each in node.args), node)
        raise self.error("this can't stand in a condition", OPERATORS_HINT, node)

    def bare(self, node: ast.Name) -> Term:
        """A name alone: the token, the number of the step, a constant or a weight."""
        name, column = self.source.name(node), self.source.column(node)
        if name in self.program.weights or name in self.names.constants:
            return self.leaves.bare(node)
        if name == TOKEN and not self.is_variable(name):
            return Spoken(column=column)
        if name in ("t", "u", "T", "U"):
            return self.step(node)
        if name in REDUCTIONS:
            raise self.error(f"'{name}' is a function and needs an argument", f"write {name}(…)", node)
        if self.is_variable(name):
            clock = self.program.clocks[self.program.variable(name)]
            index = clock.upper() if self.program.once(self.program.variable(name)) else clock
            raise self.error(f"'{name}' is a variable and has no index here", f"write {name}[{index}]", node)
        self.leaves.bare(node)
        if name == "label" and (output := self.output()) is not None:
            hint = f"write argmax({output}) for the unit of the largest output"
            raise self.error("'label' is no name here", hint, node)
        raise self.error(f"there is no weight '{name}'", self.listed(name, self.program.weights, "weights"), node)

    def step(self, node: ast.Name) -> Step:
        """The number of the step on one of the clocks."""
        match node.id:
            case "t" | "u" as clock if clock == "t" or clock in self.program.clocks.values():
                return Step(clock, column=self.source.column(node))
            case "u":
                raise self.error("this network has no steps over u", "write t", node)
        hint = f"write {node.id.lower()} for the number of the step"
        raise self.error(f"'{node.id}' stands in brackets alone", hint, node)

    def output(self) -> str | None:
        """How the output is read; None where there is none."""
        named = (name for name, each in self.program.equations.items() if each.role == "output")
        if (name := next(named, None)) is None:
            return None
        clock = self.program.clocks[name]
        return f"{name}[{clock.upper() if self.program.once(name) else clock}]"

    def indexed(self, node: ast.Subscript, level: int) -> Term:
        """A variable at a step, a unit of whatever has units."""
        inner, column = node.value, self.source.column(node)
        if not isinstance(inner, ast.Name):
            return Entry(self.term(inner, level), self.place(node.slice, "unit"), column=column)
        name = self.source.name(inner)
        if name in self.program.weights:
            return Entry(Weight(name, column=column), self.place(node.slice, "unit"), column=column)
        if name == TOKEN and not self.is_variable(name):
            return self.spoken(node)
        if not self.is_variable(name) and name not in self.names.constants:
            if name not in (*KNOWN, *LAST, "t", "u", *self.names.activations):
                hint = self.listed(name, (*self.program.names, *self.program.architecture.aliases), "variables")
                raise self.error(f"there is no variable '{name}'", hint, node)
            if name in REDUCTIONS:
                message = f"'{name}' can't be a variable: it is a function"
                raise self.error(message, f"write {name}(…)", node)
        if isinstance(node.slice, ast.Constant | ast.UnaryOp) and self.is_variable(name):
            actual = self.program.variable(name)
            clock = self.program.clocks[actual]
            if self.program.once(actual):
                raise self.once(name, clock, node)
            return Fixed(actual, clock, self.place(node.slice, "step"), column=column)
        return self.value(self.leaves.variable(node), node)

    def value(self, value: Value, node: ast.Subscript) -> Value:
        """A reading of a variable, with its own name and clock."""
        name = self.program.variable(value.name)
        clock = self.program.clocks[name]
        if self.program.once(name) and (value.at != "last" or value.clock != clock):
            raise self.once(value.name, clock, node)
        if value.at != "all" and value.clock != clock:
            hint = f"its indices are [{clock}], [{clock}-1], [{clock.upper()}] and [:]"
            raise self.error(f"'{value.name}' runs over {clock}, not {value.clock}", hint, node)
        return Value(name, clock, value.at, value.offset, column=value.column)

    def once(self, name: str, clock: Clock, node: ast.AST) -> NotationError:
        hint = f"write {name}[{clock.upper()}]"
        return self.error(f"'{name}' is one value for the sentence and has no steps", hint, node)

    def spoken(self, node: ast.Subscript) -> Spoken:
        """The token at another step, or of one of the clocks."""
        column = self.source.column(node)
        match node.slice:
            case ast.Name(id="t" | "u" as index):
                return Spoken("t" if index == "t" else "u", column=column)
            case ast.BinOp(left=ast.Name(id="t" | "u" as index), op=ast.Add() | ast.Sub() as sign) as moved:
                offset = self.leaves.distance(moved.right, sign)
                return Spoken("t" if index == "t" else "u", offset, column=column)
        raise self.error("this index means nothing", "write token, token[t-1] or token[u]", node.slice)

    def place(self, node: ast.expr, what: Literal["unit", "step"]) -> int:
        """The number of a unit or a step; raises NotationError for anything else."""
        if isinstance(node, ast.Constant) and type(node.value) is int and 0 <= node.value < MOST_UNITS:
            return node.value
        if what == "step":
            raise self.error("this index means nothing", _INDICES, node)
        raise self.error("this is no number of a unit", "units are counted from 0, as in h[t][0]", node)

    def call(self, function: ast.Name, arguments: tuple[Term, ...], node: ast.Call) -> Call:
        name, column = self.source.name(function), self.source.column(node)
        known = self.names.activations.get(name, name)
        if known not in KNOWN:
            functions = " ".join((*KNOWN, *self.names.activations))
            raise self.error(f"there is no function '{name}'", f"the functions are {functions}", node)
        if known == "concat" and len(arguments) < 2:
            hint = f"write {name}(a[t], b[t])"
            raise self.error(f"'{name}' takes two or more arguments, not {len(arguments)}", hint, node)
        if not arguments or (len(arguments) > 1 and known not in (*SEVERAL, "concat")):
            raise self.error(f"'{name}' takes one argument, not {len(arguments)}", f"write {name}(a[t])", node)
        return Call(known, arguments, column=column)

    def is_variable(self, name: str) -> bool:
        return name in self.program.clocks or name in self.program.architecture.aliases

    def listed(self, name: str, known: Iterable[str], kind: str) -> str:
        """What may stand where a name that does not exist was found."""
        names = list(known)
        near = difflib.get_close_matches(name, names, 1)
        return f"{f'did you mean {near[0]}? ' if near else ''}the {kind} are {', '.join(names)}"
