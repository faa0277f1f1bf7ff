"""The texts of errors and notes as they stand in the code, found in its syntax trees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, product
from pathlib import Path
from typing import TypeAlias

PACKAGE = Path(__file__).parents[1] / "rnntui"
VALUE = "⟦⟧"
"""Stands for what is put in when the program runs."""
ARGUMENTS: dict[str, tuple[int, ...]] = {
    "RnntuiError": (0, 1),
    "UsageError": (0, 1),
    "NotationError": (0, 1),
    "ArgumentTypeError": (0,),
    "error": (0, 1),
    "error_at": (1, 2),
    "bad_line": (2, 3),
    "append": (0,),
}
"""Which arguments of what builds an error are texts; `append`, where it is to the notes of a model."""
PHRASES = {("first_bytes", "_SIGNS"): f"{VALUE} is {{}}", ("setup", "_KINDS"): "it must be {}"}
"""The tables whose texts are put into errors, and what these are like."""
Names: TypeAlias = dict[str, list[ast.expr]]
"""What is assigned to each name."""
MOST = 64
"""How many texts one place of the code may make."""


@dataclass(frozen=True)
class Scope:
    """What the names of a function and of its module stand for."""

    names: Names
    functions: Names
    """What each function of the module returns."""

    def without(self, name: str) -> Scope:
        """The scope in which what a name stands for is looked at: the name itself means nothing there."""
        return Scope(
            {key: value for key, value in self.names.items() if key != name},
            {key: value for key, value in self.functions.items() if key != name},
        )


def texts() -> Iterator[tuple[str, str]]:
    """Each text with the place where it stands: `engine/order.py:93`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("errors.py", "translation.py"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        module = _assigned(tree.body)
        functions = {
            node.name: [each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value]
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        }
        for body, names in _bodies(tree, module):
            for node in body:
                for expression in _texts_of(node):
                    for text in _possible(expression, Scope(names, functions)):
                        yield f"{path.relative_to(PACKAGE)}:{expression.lineno}", text
        for (stem, name), around in PHRASES.items():
            for value in module.get(name, []) if path.stem == stem else []:
                for phrase in _phrases(value):
                    yield f"{path.relative_to(PACKAGE)}:{value.lineno}", around.format(phrase)


def _bodies(tree: ast.Module, module: Names) -> Iterator[tuple[list[ast.AST], Names]]:
    """The nodes of each function with the names that mean something there; of the module, what is in none."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            nodes = list(ast.walk(node))
            inside.update(nodes)
            yield nodes, _imported() | module | _given(node, tree) | _assigned(nodes)
    yield [node for node in ast.walk(tree) if node not in inside], _imported() | module


def _assigned(nodes: Iterable[ast.AST]) -> Names:
    found: Names = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
            case ast.For(target=ast.Tuple(targets), iter=ast.Tuple(rows)):
                for row in rows:
                    for target, value in zip(targets, row.elts if isinstance(row, ast.Tuple) else [], strict=False):
                        if isinstance(target, ast.Name):
                            found.setdefault(target.id, []).append(value)
    return found


def _given(function: ast.FunctionDef | ast.AsyncFunctionDef, tree: ast.Module) -> Names:
    """What the calls in a module give for the parameters of one of its functions."""
    parameters = [each.arg for each in function.args.args if each.arg != "self"]
    found: Names = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(name) | ast.Attribute(value=ast.Name("self"), attr=name), args=args):
                for parameter, value in zip(parameters, args if name == function.name else [], strict=False):
                    found.setdefault(parameter, []).append(value)
    return found


@cache
def _imported() -> Names:
    """The constants of all modules, one of which may be imported."""
    found: Names = {}
    for path in PACKAGE.rglob("*.py"):
        constants = _assigned(ast.parse(path.read_text("utf-8")).body)
        found |= {name: values for name, values in constants.items() if name.isupper() and name[0] != "_"}
    return found


def _texts_of(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that are texts of an error or a note."""
    match node:
        case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=args) if name in ARGUMENTS:
            if name == "append" and not (isinstance(node.func, ast.Attribute) and _is_notes(node.func.value)):
                return
            yield from (args[place] for place in ARGUMENTS[name] if place < len(args))
            yield from (each.value for each in node.keywords if each.arg == "hint")
        case ast.AugAssign(target=target, value=value) if _is_notes(target):
            yield from _elements(value)
        case ast.AugAssign(target=ast.Name("hint"), value=value):
            # The error is built where all pieces of its hint are together.
            yield ast.BinOp(ast.Name("hint"), ast.Add(), value, lineno=node.lineno)
        case ast.Assign(targets=[target], value=value) if _is_notes(target):
            yield from _elements(value)
        case ast.keyword(arg="notes", value=value):
            yield from _elements(value)
        case ast.FunctionDef(name="unheeded"):
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Yield) and each.value)


def _is_notes(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "notes"


def _elements(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Tuple(elements):
            yield from (each for each in elements if isinstance(each, ast.Constant | ast.JoinedStr))
        case ast.IfExp(body=body, orelse=other):
            yield from (*_elements(body), *_elements(other))


def _phrases(node: ast.expr) -> Iterator[str]:
    """The texts of a table: its values, or the first of each value."""
    for value in node.values if isinstance(node, ast.Dict) else []:
        first = value.elts[0] if isinstance(value, ast.Tuple) else value
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def _possible(node: ast.expr, scope: Scope) -> Sequence[str]:
    """The texts that an expression can make, with VALUE for what only the running program knows."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values):
            return _joined([_possible(each, scope) for each in values])
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return _possible(value, scope)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([_possible(left, scope), _possible(right, scope)])
        case ast.IfExp(body=body, orelse=other):
            return _all_of([body, other], scope)
        case ast.BoolOp(op=ast.Or(), values=values):
            return _all_of(values, scope)
        case ast.Subscript(value=ast.Name(name), slice=ast.Compare()):
            rows = (each.elts for each in scope.names.get(name, []) if isinstance(each, ast.Tuple))
            return _all_of(chain.from_iterable(rows), scope)
        case ast.Name(name) if name in scope.names:
            return _all_of(scope.names[name], scope.without(name))
        case ast.Call(func=ast.Name(name) | ast.Attribute(value=ast.Name("self"), attr=name)) if (
            name in scope.functions
        ):
            return _all_of(scope.functions[name], Scope({}, scope.without(name).functions))
    return [VALUE]


def _all_of(nodes: Iterable[ast.expr], scope: Scope) -> Sequence[str]:
    """The texts that any of some expressions can make."""
    return list(dict.fromkeys(text for each in nodes for text in _possible(each, scope))) or [VALUE]


def _joined(parts: Sequence[Sequence[str]]) -> Sequence[str]:
    """All ways to put parts together; of neighbouring values there is one."""
    texts = islice(map("".join, product(*parts)), MOST)
    return list(dict.fromkeys(re.sub(f"({VALUE})+", VALUE, text) for text in texts))
