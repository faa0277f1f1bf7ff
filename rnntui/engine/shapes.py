"""The shape of every variable and weight, inferred by unification from `[sizes]`.

A size is a rigid name (`input`, `hidden`), the length of a clock (`T`, `U`), or the sum of sizes that a
`concat` makes. Rigid names never unify with each other, however many units each has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ..dataclass import dataclass
from ..errors import NotationError
from .architecture import Architecture
from .blame import likely_size, odd_one
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
    walk,
    written,
)
from .unification import Sum, Unknown, resolved, unified

Size = tuple[str, ...]
"""A size: the names whose sum it is; mostly one name."""


@dataclass(frozen=True)
class _Shape:
    """The rank of an expression and its sizes: a scalar, a vector, or a matrix of all steps of a clock."""

    rank: Literal["scalar", "vector", "matrix"]
    size: Sum = field(default_factory=list)
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
        self.variables: dict[str, Sum] = {name: [size] for name, size in architecture.sizes.items()}
        self.weights: dict[str, tuple[Sum, ...]] = {}
        self.first_seen: dict[str, tuple[str, int]] = {}
        self.matrices: set[Node] = set()
        self.chosen: dict[Node, Sum] = {}
        self.equation = ""

    def run(self) -> Shapes:
        architecture = self.architecture
        for equation in architecture.equations:
            self.first_seen.setdefault(equation.name, (equation.text, 1))
            self.assign(equation.text, equation.name, equation.tree)
        for name, tree in architecture.initial.items():
            self.assign(architecture.initial_texts.get(name, written(tree)), name, tree)
        return Shapes(
            {name: self.known(name, size) for name, size in self.variables.items() if name in self.clocks},
            {name: tuple(self.of_weight(name, each) for each in sizes) for name, sizes in self.weights.items()},
            frozenset(self.matrices),
            {node: clock for node, size in self.chosen.items() for clock in self.clock_of(size)},
        )

    def clock_of(self, size: Sum) -> tuple[Clock, ...]:
        """The clock whose length a size is, if it is one."""
        found = resolved(size)
        return (LAST[found[0]],) if len(found) == 1 and isinstance(found[0], str) and found[0] in LAST else ()

    def assign(self, text: str, name: str, tree: Node) -> None:
        """Infer what stands in the equation `text`, and that the variable has the shape of the tree."""
        self.equation = text
        shape = self.shape(tree)
        if shape.rank == "matrix":
            raise self.error("the right side is a matrix", f"{name} is a vector; v[:] belongs beside '@'", tree)
        size = self.variable(name, tree.column)
        if shape.rank == "vector":
            wrong = odd_one(tree, size, self.architecture.sizes)
            self.unify(size, shape.size if wrong is None else self.variables[wrong.name], wrong or tree, f"{name} is")

    def variable(self, name: str, column: int) -> Sum:
        self.first_seen.setdefault(name, (self.equation, column))
        return self.variables.setdefault(name, [Unknown()])

    def weight(self, node: Weight, ranks: int) -> tuple[Sum, ...]:
        name = node.name
        self.first_seen.setdefault(name, (self.equation, node.column))
        if name not in self.weights:
            sizes = self.architecture.sizes
            declared: Sum = [sizes[name]] if name in sizes else [Unknown()]
            self.weights[name] = (declared, [Unknown()]) if ranks == 2 else (declared,)
        if len(self.weights[name]) != ranks:
            kinds = ("a matrix here, a vector elsewhere", "a vector here, a matrix elsewhere")
            hint = "a weight directly left of '@' is a matrix, anywhere else a vector"
            raise self.error(f"'{name}' is {kinds[ranks == 1]}", hint, node)
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
                return _Shape("vector", [Unknown()])
            case Weight():
                return _Shape("vector", self.weight(node, 1)[0])
            case Value(name, at=at):
                rows = self.clocks[name].upper() if at == "all" else ""
                return _Shape("matrix" if rows else "vector", self.variable(name, node.column), rows)
            case Negative(operand):
                return self.shape(operand)
            case Apply(arguments=arguments):
                return self.function(node, [self.shape(each) for each in arguments])
            case Binary("@", left, right):
                return self.product(node, left, right)
            case Binary(left=left, right=right):
                return self.pointwise(node, self.shape(left), self.shape(right))

    def function(self, node: Apply, shapes: list[_Shape]) -> _Shape:
        if node.function == "concat":
            for argument, shape in zip(node.arguments, shapes, strict=True):
                if shape.rank != "vector":
                    raise self.error(f"concat takes vectors, not a {shape.rank}", "write concat(a[t], b[t])", argument)
            return _Shape("vector", [part for shape in shapes for part in shape.size])
        if node.function in ("softmax", "greedy"):
            if shapes[0].rank != "vector":
                hint = f"write {node.function}(a[t])"
                raise self.error(f"{node.function} takes a vector, not a {shapes[0].rank}", hint, node)
            self.chosen[node] = shapes[0].size
        return shapes[0]

    def product(self, node: Binary, left: Node, right: Node) -> _Shape:
        if isinstance(left, Weight):
            shape = self.shape(right)
            if shape.rank == "matrix":
                raise self.of_all_steps(node, left, right)
            if shape.rank == "scalar":
                raise self.error("a number stands right of '@'", "a vector must stand there", right)
            rows, columns = self.weight(left, 2)
            self.unify(columns, shape.size, right, f"{left.name} has columns of")
            return _Shape("vector", rows)
        shapes = self.shape(left), self.shape_right(node, left, right)
        match shapes[0].rank, shapes[1].rank:
            case "matrix", "vector":
                self.unify(shapes[0].size, shapes[1].size, right, "each row has")
                return _Shape("vector", [shapes[0].rows])
            case "vector", "matrix":
                self.unify(shapes[0].size, [shapes[1].rows], left, f"{written(right)} has rows of")
                return _Shape("vector", shapes[1].size)
        hint = "'@' is weight @ vector, v[:] @ vector or vector @ v[:]"
        if isinstance(left, Binary) and isinstance(left.left, Weight):
            hint = f"write {written(left.left)} @ ({written(left.right)} @ {written(right)}), from the right"
        raise self.error(f"a {shapes[0].rank} @ a {shapes[1].rank} means nothing", hint, node)

    def shape_right(self, node: Binary, left: Node, right: Node) -> _Shape:
        """The shape of what stands right of '@', where no weight stands left of it."""
        # By the rule of the notation a weight is a vector here; but its name or another product says matrix.
        if isinstance(right, Weight) and left in self.matrices and self.is_matrix(right):
            raise self.of_all_steps(node, right, left)
        return self.shape(right)

    def is_matrix(self, weight: Weight) -> bool:
        """Whether a weight has the name of a matrix, or stands directly left of '@' somewhere."""
        trees = [*(each.tree for each in self.architecture.equations), *self.architecture.initial.values()]
        nodes = (node for tree in trees for node in walk(tree))
        return weight.name[0].isupper() or any(
            isinstance(node, Binary) and node.operator == "@" and node.left == weight for node in nodes
        )

    def of_all_steps(self, node: Binary, weight: Weight, steps: Node) -> NotationError:
        one = f"{steps.name}[{steps.clock}]" if isinstance(steps, Value) else "…"
        clock = steps.clock if isinstance(steps, Value) else "t"
        hint = f"write an equation of its own, k[{clock}] = {weight.name} @ {one}, and k[:] here"
        return self.error(f"'{written(node)}' multiplies a weight matrix by all steps at once", hint, node)

    def pointwise(self, node: Binary, left: _Shape, right: _Shape) -> _Shape:
        if left.rank == "scalar" or right.rank == "scalar":
            return right if left.rank == "scalar" else left
        self.unify(left.size, right.size, node.right, f"'{written(node.left)}' has")
        if left.rank == right.rank == "matrix" and left.rows != right.rows:
            raise self.error(f"all steps of {left.rows} meet all of {right.rows}", "use the steps of one clock", node)
        return left if left.rank == "matrix" else right

    def unify(self, left: Sum, right: Sum, node: Node, what: str) -> None:
        if unified(left, right):
            return
        sizes = [size_text(tuple(_shown(part) for part in resolved(each))) for each in (left, right)]
        message = f"the shapes contradict each other: {what} {sizes[0]}, '{written(node)}' has {sizes[1]}"
        raise self.error(message, "use sizes of the same name, or a weight matrix between them", node)

    def known(self, name: str, size: Sum) -> Size:
        found = tuple(part for part in resolved(size) if isinstance(part, str))
        if len(found) < len(resolved(size)):
            hint = f'declare it in [sizes], for example {name} = "{likely_size(self.architecture, name)}"'
            raise self.error_at(name, f"the size of '{name}' can't be inferred", hint)
        return found

    def of_weight(self, name: str, size: Sum) -> Size:
        found = self.known(name, size)
        if any(part in LAST for part in found):
            hint = "a weight has the same size for every sentence; a vector of scores is v[:] @ vector"
            raise self.error_at(name, f"the size of '{name}' would be the number of steps", hint)
        return found

    def error_at(self, name: str, message: str, hint: str) -> NotationError:
        """What is wrong where a name was seen first."""
        equation, column = self.first_seen.get(name, ("", 0))
        return NotationError(message, hint, file=self.architecture.file, equation=equation, column=column or None)

    def error(self, message: str, hint: str, node: Node) -> NotationError:
        file = self.architecture.file
        return NotationError(message, hint, file=file, equation=self.equation, column=node.column or None)


def _shown(part: str | Unknown) -> str:
    if isinstance(part, Unknown):
        return "?"
    return f"{part} (one for each step)" if part in LAST else part
