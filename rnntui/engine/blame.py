"""Which part of an equation is to blame where its shapes contradict each other, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from .architecture import Architecture
from .expression import FUNCTIONS, Apply, Binary, Negative, Node, Value
from .unification import Sum, resolved

_POINTWISE = frozenset(FUNCTIONS) - {"softmax", "greedy", "concat"}
_OF_THE_STATE = ("hidden", "memory", "gate", "candidate", "signal")
"""The roles of what is mostly as large as the hidden state."""


def odd_one(node: Node, size: Sum, declared: Mapping[str, str]) -> Value | None:
    """The first variable in a sum or a product unit by unit that is declared to have another size than all of it.

    The first terms of a sum decide the size of all the others: without this the blame would be on the whole.
    """
    match node:
        case Negative(operand):
            return odd_one(operand, size, declared)
        case Apply(function, (argument,)) if function in _POINTWISE:
            return odd_one(argument, size, declared)
        case Binary("+" | "-" | "*" | "/", left, right):
            return odd_one(left, size, declared) or odd_one(right, size, declared)
        case Value(name, at="step" | "last") if name in declared:
            wanted = resolved(size)
            return node if len(wanted) == 1 and wanted[0] in declared.values() and wanted[0] != declared[name] else None
    return None


def likely_size(architecture: Architecture, name: str) -> str:
    """The size that a variable mostly has whose role is that of this one."""
    roles = {each.name: each.role for each in architecture.equations}
    role = roles.get(name)
    if role in _OF_THE_STATE:
        states = (each for each in architecture.sizes if roles.get(each) == "hidden")
        return next((architecture.sizes[each] for each in states), "hidden")
    return "output" if role == "output" else "attention"
