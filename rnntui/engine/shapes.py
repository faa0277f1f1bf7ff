"""The shape of every variable and weight, inferred by unification from `[sizes]`.

A size is a rigid name (`input`, `hidden`), the length of a clock (`T`, `U`), or the sum of sizes that a
`concat` makes. Rigid names never unify with each other, however many units each has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from ..errors import NotationError
from .architecture import Architecture, Equation
from .expression import (
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
    written,
)

Size = tuple[str, ...]
"""A size: the names whose sum it is; mostly one name."""


@dataclass(eq=False)
class _Unknown:
    """A size that is not known yet; `bound` once it is."""

    bound: _Sum | None = None


_Sum = list["str | _Unknown"]


@dataclass(frozen=True)
class _Shape:
    """The rank of an expression and its sizes: a scalar, a vector, or a matrix of all steps of a clock."""

    rank: Literal["scalar", "vector", "matrix"]
    size: _Sum = field(default_factory=list)
    rows: str = ""


@dataclass(frozen=True)
class Shapes:
    """What was inferred."""

    variables: Mapping[str, Size]
    weights: Mapping[str, tuple[Size, ...]]
    """Two sizes for a matrix (rows, columns), one for a vector."""
    matrices: frozenset[Node]
    """The expressions whose value is a matrix, (steps, size)."""
    over_steps: Mapping[Node, Clock]
    """Each softmax and greedy whose argument has one entry for each step of a clock, and that clock."""


def size_text(size: Size) -> str:
    """A size as it is shown: `hidden`, `hidden + hidden`."""
    return " + ".join(size)


def infer_shapes(architecture: Architecture, clocks: Mapping[str, Clock]) -> Shapes:
    """Infer every shape; raise NotationError for a contradiction or a size that can't be inferred."""
    return _Inference(architecture, clocks).run()


class _Inference:
    def __init__(self, architecture: Architecture, clocks: Mapping[str, Clock]) -> None:
        self.architecture = architecture
        self.clocks = clocks
        self.variables: dict[str, _Sum] = {}
        self.weights: dict[str, tuple[_Sum, ...]] = {}
        self.first_seen: dict[str, tuple[str, int]] = {}
        self.matrices: set[Node] = set()
        self.chosen: dict[Node, _Sum] = {}
        self.equation = ""

    def run(self) -> Shapes:
        architecture = self.architecture
        for name, size in architecture.sizes.items():
            self.variables[name] = [size]
        for equation in architecture.equations:
            self.define(equation)
        for name, tree in architecture.initial.items():
            self.equation = f"[initial] {name} = {written(tree)}"
            self.assign(name, self.shape(tree), tree)
        return Shapes(
            {name: self.known(name, size) for name, size in self.variables.items() if name in self.clocks},
            {name: tuple(self.known(name, each) for each in sizes) for name, sizes in self.weights.items()},
            frozenset(self.matrices),
            {node: clock for node, size in self.chosen.items() for clock in self.clock_of(size)},
        )

    def clock_of(self, size: _Sum) -> tuple[Clock, ...]:
        """The clock whose length a size is, if it is one."""
        found = self.resolved(size)
        return (LAST[found[0]],) if len(found) == 1 and isinstance(found[0], str) and found[0] in LAST else ()

    def define(self, equation: Equation) -> None:
        self.equation = equation.text
        self.first_seen.setdefault(equation.name, (equation.text, 1))
        self.assign(equation.name, self.shape(equation.tree), equation.tree)

    def assign(self, name: str, shape: _Shape, tree: Node) -> None:
        if shape.rank == "matrix":
            self.fail("the right side is a matrix", f"{name} is a vector; v[:] belongs beside '@'", tree)
        if shape.rank == "vector":
            self.unify(self.variable(name, tree.column), shape.size, tree, f"{name} is")

    def variable(self, name: str, column: int) -> _Sum:
        self.first_seen.setdefault(name, (self.equation, column))
        return self.variables.setdefault(name, [_Unknown()])

    def weight(self, node: Weight, ranks: int) -> tuple[_Sum, ...]:
        name = node.name
        self.first_seen.setdefault(name, (self.equation, node.column))
        if name in self.clocks:
            self.fail(f"'{name}' is a variable and has no index here", f"write {name}[{self.clocks[name]}]", node)
        if name not in self.weights:
            declared: _Sum = [self.architecture.sizes[name]] if name in self.architecture.sizes else [_Unknown()]
            self.weights[name] = (declared, [_Unknown()]) if ranks == 2 else (declared,)
        if len(self.weights[name]) != ranks:
            kinds = ("a matrix here, a vector elsewhere", "a vector here, a matrix elsewhere")
            hint = "a weight directly left of '@' is a matrix, anywhere else a vector"
            self.fail(f"'{name}' is {kinds[ranks == 1]}", hint, node)
        return self.weights[name]

    def shape(self, node: Node) -> _Shape:
        shape = self.shape_of(node)
        if shape.rank == "matrix":
            self.matrices.add(node)
        return shape

    def shape_of(self, node: Node) -> _Shape:
        match node:
            case Number() | Constant():
                return _Shape("scalar")
            case Token():
                return _Shape("vector", [_Unknown()])
            case Weight():
                return _Shape("vector", self.weight(node, 1)[0])
            case Value(name, clock, at):
                size = self.variable(name, node.column)
                return _Shape("matrix", size, self.clocks[name].upper()) if at == "all" else _Shape("vector", size)
            case Negative(operand):
                return self.shape(operand)
            case Apply(function, arguments):
                return self.function(node, function, [self.shape(each) for each in arguments])
            case Binary("@", left, right):
                return self.product(node, left, right)
            case Binary(_, left, right):
                return self.pointwise(node, self.shape(left), self.shape(right))
        raise AssertionError(node)

    def function(self, node: Apply, function: str, shapes: list[_Shape]) -> _Shape:
        if function == "concat":
            for argument, shape in zip(node.arguments, shapes, strict=True):
                if shape.rank != "vector":
                    self.fail(f"concat takes vectors, not a {shape.rank}", "write concat(a[t], b[t])", argument)
            return _Shape("vector", [part for shape in shapes for part in shape.size])
        if function in ("softmax", "greedy") and shapes[0].rank != "vector":
            self.fail(f"{function} takes a vector, not a {shapes[0].rank}", f"write {function}(a[t])", node)
        if function in ("softmax", "greedy"):
            self.chosen[node] = shapes[0].size
        return shapes[0]

    def product(self, node: Binary, left: Node, right: Node) -> _Shape:
        if isinstance(left, Weight):
            shape = self.shape(right)
            if shape.rank == "matrix":
                hint = f"write an equation of its own, k[t] = {left.name} @ …[t], and k[:] here"
                self.fail(f"'{left.name} @ {written(right)}' multiplies a matrix by all steps", hint, node)
            if shape.rank == "scalar":
                self.fail("a number stands right of '@'", "a vector must stand there", right)
            rows, columns = self.weight(left, 2)
            self.unify(columns, shape.size, right, f"{left.name} has columns of")
            return _Shape("vector", rows)
        if isinstance(left, Value) and left.at == "all" and isinstance(right, Weight) and right.name in self.weights:
            if len(self.weights[right.name]) == 2:
                hint = f"write an equation of its own, k[t] = {right.name} @ {left.name}[t], and k[:] here"
                self.fail(f"'{written(node)}' multiplies all steps by a matrix", hint, node)
        shapes = self.shape(left), self.shape(right)
        match shapes[0].rank, shapes[1].rank:
            case "matrix", "vector":
                self.unify(shapes[0].size, shapes[1].size, right, "each row has")
                return _Shape("vector", [shapes[0].rows])
            case "vector", "matrix":
                self.unify(shapes[0].size, [shapes[1].rows], left, f"{written(right)} has rows of")
                return _Shape("vector", shapes[1].size)
        hint = "'@' is weight @ vector, v[:] @ vector or vector @ v[:]"
        self.fail(f"a {shapes[0].rank} @ a {shapes[1].rank} means nothing", hint, node)

    def pointwise(self, node: Binary, left: _Shape, right: _Shape) -> _Shape:
        if left.rank == "scalar" or right.rank == "scalar":
            return right if left.rank == "scalar" else left
        self.unify(left.size, right.size, node.right, f"{written(node.left)} has")
        if left.rank == right.rank == "matrix" and left.rows != right.rows:
            self.fail(f"rows of {left.rows} meet rows of {right.rows}", "use the steps of one clock", node)
        return left if left.rank == "matrix" else right

    def resolved(self, size: _Sum) -> _Sum:
        found: _Sum = []
        for part in size:
            if isinstance(part, _Unknown) and part.bound is not None:
                found += self.resolved(part.bound)
            else:
                found.append(part)
        return found

    def unify(self, left: _Sum, right: _Sum, node: Node, what: str) -> None:
        left, right = self.resolved(left), self.resolved(right)
        while left and right and left[0] is right[0] or left and right and left[0] == right[0]:
            left, right = left[1:], right[1:]
        if not left and not right:
            return
        for one, other in ((left, right), (right, left)):
            if len(one) == 1 and isinstance(one[0], _Unknown) and other and one[0] not in other:
                one[0].bound = other
                return
        if len(left) == len(right) and all(
            a == b or isinstance(a, _Unknown) or isinstance(b, _Unknown) for a, b in zip(left, right, strict=True)
        ):
            for a, b in zip(left, right, strict=True):
                self.unify([a], [b], node, what)
            return
        sizes = [" + ".join(p if isinstance(p, str) else "?" for p in each) or "nothing" for each in (left, right)]
        message = f"the shapes contradict each other: {what} {sizes[0]}, '{written(node)}' has {sizes[1]}"
        self.fail(message, "use sizes of the same name, or a weight matrix between them", node)

    def known(self, name: str, size: _Sum) -> Size:
        found = self.resolved(size)
        if any(isinstance(part, _Unknown) for part in found):
            equation, column = self.first_seen.get(name, ("", 1))
            message = f"the size of '{name}' can't be inferred"
            hint = f'declare it in [sizes], for example {name} = "attention"'
            raise NotationError(message, hint, file=self.architecture.file, equation=equation, column=column)
        return tuple(part for part in found if isinstance(part, str))

    def fail(self, message: str, hint: str, node: Node) -> NoReturn:
        file = self.architecture.file
        raise NotationError(message, hint, file=file, equation=self.equation, column=node.column or None)

