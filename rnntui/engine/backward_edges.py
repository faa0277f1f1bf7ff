"""One step of a scan reversed: how the adjoint of each value goes to those that it was made of.

The variables of the scan, and points inside their equations, are the places where adjoints add up. From each place
edges lead to what it was made of: times factors that are known for all steps beforehand (the other operand of a
product, the slope of a function), back through a weight matrix, or through an expression as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal, TypeAlias

from ..dataclass import dataclass
from .backward_leaves import Leaves
from .expression import Apply, Binary, Negative, Node, Value, Weight, values
from .functions import POINTWISE, number_of
from .order import Component
from .program import Program
from .shapes import Size

Place: TypeAlias = str | int
"""A variable by its name, or a point inside an equation by its number."""


@dataclass(frozen=True, eq=False)
class Times:
    """A factor: an expression, or one over it."""

    node: Node
    divides: bool = False


@dataclass(frozen=True, eq=False)
class Slope:
    """A factor: the derivative of a pointwise function."""

    node: Apply
    variable: str = ""
    """The variable whose whole equation the function is: then its value is known."""


@dataclass(frozen=True)
class Only:
    """A factor: zero where a variable was forced or its sentence has ended, else one."""

    variable: str


@dataclass(frozen=True, eq=False)
class Sum:
    """A factor: the sum of the products of factors along several ways."""

    ways: tuple[tuple[Factor, ...], ...]


Factor: TypeAlias = float | Times | Slope | Only | Sum


@dataclass(frozen=True, eq=False)
class Edge:
    """From a place to what it was made of, `offset` steps away."""

    source: Place
    target: Place
    offset: int = 0
    factors: tuple[Factor, ...] = ()
    weight: str = ""
    """Back through this matrix; without factors."""
    node: Node | None = None
    """Back through this expression, of which one reading is the target; without factors."""


@dataclass(frozen=True, eq=False)
class Outside:
    """What an equation reads of weights or from outside of the scan, and the place where its adjoint is."""

    source: Place
    kind: Literal["bias", "product", "matrix", "other"]
    """A weight that is a vector; a weight matrix and the single step that it multiplies; a weight matrix alone, of
    which the rest has edges of its own; any other expression, of which the scan's own variables have such edges."""
    node: Node
    """The expression; for a matrix what it multiplies."""
    weight: str = ""
    vector: Value | None = None


@dataclass
class Reversed:
    """All edges of one scan."""

    component: Component
    sizes: dict[Place, Size] = field(default_factory=dict)
    """How long each place is."""
    edges: list[Edge] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)


def reversed_edges(program: Program, component: Component, leaves: Leaves, masked: Iterable[str]) -> Reversed:
    """The edges of a scan; the adjoints of `masked` variables end where they were forced."""
    return _Edges(program, component, leaves, frozenset(masked)).run()


class _Edges:
    def __init__(self, program: Program, component: Component, leaves: Leaves, masked: frozenset[str]) -> None:
        self.program = program
        self.leaves = leaves
        self.masked = masked
        self.names = frozenset(component.names)
        self.result = Reversed(component, {name: program.shapes.variables[name] for name in component.names})
        self.points: dict[tuple[Place, tuple[object, ...]], Place] = {}

    def run(self) -> Reversed:
        for name in self.result.component.names:
            tree = self.program.equations[name].tree
            self.go(tree, name, (Only(name),) if name in self.masked else (), name)
        return self.result

    def is_inner(self, node: Node) -> bool:
        """Whether an expression reads the scan itself."""
        return not self.names.isdisjoint(self.leaves.names(node))

    def point(self, source: Place, factors: tuple[Factor, ...]) -> Place:
        """The place where the adjoint of `source` times these factors is."""
        if not factors:
            return source
        key = (source, tuple(each if isinstance(each, float) else id(each) for each in factors))
        if key not in self.points:
            self.points[key] = self.new(self.result.sizes[source])
            self.result.edges.append(Edge(source, self.points[key], 0, factors))
        return self.points[key]

    def new(self, size: Size) -> Place:
        place = len(self.result.sizes)
        self.result.sizes[place] = size
        return place

    def go(self, node: Node, source: Place, factors: tuple[Factor, ...], whole: str = "") -> None:
        """Follow an expression whose adjoint is that of `source` times the factors; `whole` names its variable."""
        if not self.is_inner(node):
            self.outside(node, self.point(source, factors))
            return
        match node:
            case Value(name, offset=offset):
                self.result.edges.append(Edge(source, name, offset, factors))
            case Negative(operand):
                self.go(operand, source, (*factors, -1.0))
            case Binary("+" | "-" as operator, left, right):
                self.go(left, source, factors)
                self.go(right, source, factors if operator == "+" else (*factors, -1.0))
            case Binary("*", left, right):
                self.go(left, source, (*factors, _times(right)))
                self.go(right, source, (*factors, _times(left)))
            case Binary("/", left, right):
                over = Times(right, divides=True)
                self.go(left, source, (*factors, over))
                self.go(right, source, (*factors, Times(left), over, over, -1.0))
            case Binary("@", Weight(name), right):
                self.product(name, right, self.point(source, factors))
            case Apply("identity", (argument,)):
                self.go(argument, source, factors, whole)
            case Apply("greedy"):
                return  # Its gradient is zero.
            case Apply(function, (argument,)) if function in POINTWISE:
                self.go(argument, source, (*factors, Slope(node, whole)))
            case _:
                self.through(node, self.point(source, factors))

    def outside(self, node: Node, point: Place) -> None:
        match node:
            case Weight(name):
                self.result.outside.append(Outside(point, "bias", node, name))
            case Binary("@", Weight(name), Value(at="step") as vector):
                self.result.outside.append(Outside(point, "product", node, name, vector))
            case _:
                self.result.outside.append(Outside(point, "other", node))

    def product(self, name: str, right: Node, point: Place) -> None:
        if isinstance(right, Value):
            self.result.outside.append(Outside(point, "product", right, name, right))
            self.result.edges.append(Edge(point, right.name, right.offset, weight=name))
            return
        self.result.outside.append(Outside(point, "matrix", right, name))
        below = self.new(self.program.shapes.weights[name][1])
        self.result.edges.append(Edge(point, below, weight=name))
        self.go(right, below, ())

    def through(self, node: Node, point: Place) -> None:
        """Back through an expression as a whole, such as a softmax or what is weighed by an attention."""
        self.result.outside.append(Outside(point, "other", node))
        for value in {(v.name, v.offset): v for v in values(node) if v.name in self.names}.values():
            self.result.edges.append(Edge(point, value.name, value.offset, node=node))


def _times(node: Node) -> Factor:
    number = number_of(node)
    return Times(node) if number is None else number
