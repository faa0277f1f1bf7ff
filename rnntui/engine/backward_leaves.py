"""What each expression of a program reads, found once, so that the reverse pass goes only where something is asked."""

from __future__ import annotations

from collections.abc import Iterable

from .expression import Node, Value, Weight, values, walk
from .program import Program


class Leaves:
    """The names that lie below each node of a program's equations and starts."""

    def __init__(self, program: Program) -> None:
        trees = [*(e.tree for e in program.equations.values()), *program.architecture.initial.values()]
        nodes = [node for tree in trees for node in walk(tree)]
        # By identity: a node is looked up many times in each pass, and its hash goes through all that is below.
        self._names = {id(node): names_of(node) for node in nodes}
        self._moves = {id(node): any(value.at == "step" for value in values(node)) for node in nodes}
        self._reads = {id(node): any(True for _ in values(node)) for node in nodes}

    def names(self, node: Node) -> frozenset[str]:
        """The variables and weights below a node."""
        return self._names[id(node)]

    def moves(self, node: Node) -> bool:
        """Whether a node has another value at each step."""
        return self._moves[id(node)]

    def reads(self, node: Node) -> bool:
        """Whether a node reads any variable: if not, it is the same for all sentences of a batch."""
        return self._reads[id(node)]


def names_of(node: Node) -> frozenset[str]:
    """The variables and weights that an expression reads."""
    return frozenset(each.name for each in walk(node) if isinstance(each, Value | Weight))


def live_names(program: Program, asked: Iterable[str]) -> frozenset[str]:
    """The names through which a gradient must pass to reach the weights, variables and starts that are asked for."""
    below = {name: names_of(equation.tree) for name, equation in program.equations.items()}
    for name, tree in program.architecture.initial.items():
        below[name] = below.get(name, frozenset()) | names_of(tree)
    live = frozenset(asked)
    while found := frozenset(name for name, read in below.items() if name not in live and not live.isdisjoint(read)):
        live |= found
    return live
