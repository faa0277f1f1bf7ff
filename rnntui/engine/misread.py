"""What Python reads as an expression and what still is none of an equation: other operators, other functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from ..errors import NotationError
from .expression import FUNCTIONS
from .near import nearest
from .source import OPERATORS_HINT, Source

_CALLED = {"σ": "sigmoid", "sigma": "sigmoid", "logistic": "sigmoid", "id": "identity", "linear": "identity"}
"""What a function is called elsewhere."""
_STEP = re.compile(r"\s*([tuTU](?:\s*[+-]\s*[0-9]+)?)\s*")


def no_operator(source: Source, node: ast.BinOp) -> NotationError:
    """What is wrong with an operator of Python's that is none here."""
    begin, end = source.end(node.left), source.column(node.right) - 1
    between = source.text[begin:end]
    sign = between.strip(" ()")
    hint = "a power is written as a product, a[t] * a[t]" if sign in ("^", "**") else OPERATORS_HINT
    return source.error(f"'{sign}' is no operator here", hint, column=begin + between.find(sign) + 1)


def check_function(source: Source, node: ast.Call, slots: Collection[str]) -> None:
    """Raise NotationError where something is called that is no function."""
    assert isinstance(node.func, ast.Name)
    name = source.name(node.func)
    if name in FUNCTIONS or name in slots:
        return
    step = _STEP.fullmatch(source.piece(node.args[0])) if len(node.args) == 1 else None
    if step is not None:
        raise source.error(f"'{name}' is no function", f"a step stands in [ ]: write {name}[{step[1]}]", node)
    known = (*FUNCTIONS, *slots)
    near = nearest(_CALLED.get(name, name), known)
    hint = f"{f'did you mean {near}? ' if near else ''}the functions are {' '.join(known)}"
    raise source.error(f"there is no function '{name}'", hint, node)
