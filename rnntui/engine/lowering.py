"""The equations of a scan as instructions on segments: what one step of its loop does, before calls are merged."""

from __future__ import annotations

from dataclasses import replace

from .expression import Apply, Binary, Negative, Node, Value, Weight, values
from .functions import POINTWISE, number_of
from .instructions import Arena, Instruction, Lowered, Operand, Segment, Term, signed_terms, vector_size
from .order import Component
from .program import Program
from .shapes import Size


def lower(program: Program, component: Component) -> Lowered:
    """The instructions of one step of a scan, in an order in which they can run."""
    return _Lowering(program, component).run()


class _Lowering:
    def __init__(self, program: Program, component: Component) -> None:
        self.program = program
        self.inside = frozenset(component.names)
        self.result = Lowered(component)
        self.places: dict[tuple[str, int], int] = {}
        self.levels: dict[int, int] = {}
        trees = [program.equations[name].tree for name in component.names]
        self.fed = any(v.at == "step" and v.name not in self.inside for tree in trees for v in values(tree))
        self.halved = frozenset(name for name in component.names if self.can_be_halved(name))
        self.result.halved = self.halved

    def run(self) -> Lowered:
        component = self.result.component
        for name in component.names:
            self.places[name, 0] = self.segment(Segment("work", self.program.shapes.variables[name], name))
        direction = -1 if component.kind == "forward" else 1
        lags: dict[str, int] = {}
        for name in component.names:
            for value in self.inner(self.program.equations[name].tree):
                lags[value.name] = max(lags.get(value.name, 0), value.offset * direction)
        for name, most in lags.items():
            for lag in range(1, most + 1):
                size = self.program.shapes.variables[name]
                self.places[name, lag] = self.segment(Segment("work", size, name, lag))
        for name in component.names:
            factor = 0.5 if name in self.halved else 1.0
            self.lower(self.program.equations[name].tree, self.places[name, 0], factor)
        return self.result

    def inner(self, node: Node) -> list[Value]:
        """What an expression reads of the scan itself."""
        return [value for value in values(node) if value.name in self.inside and value.at == "step"]

    def can_be_halved(self, name: str) -> bool:
        """Whether only sigmoids read a sum: sigmoid(z) = tanh(z/2)/2 + 1/2, and halving the weights is exact."""
        readers = [self.program.equations[each].tree for each in self.inside]
        reads = sum(1 for tree in readers for value in self.inner(tree) if value.name == name)
        by_sigmoid = sum(1 for tree in readers for each in _sigmoids(tree) if each == Value(name, each.clock))
        if not reads or reads != by_sigmoid:
            return False
        return all(self.scales(term.node) for term in signed_terms(self.program.equations[name].tree))

    def scales(self, node: Node) -> bool:
        """Whether a factor of a term can go into its weights."""
        match node:
            case Binary("@", Weight(), _):
                return True
            case Binary("*", left, right) if self.inner(node):
                return not self.inner(left) or not self.inner(right)
        return not self.inner(node)

    def segment(self, segment: Segment) -> int:
        self.result.segments.append(segment)
        return len(self.result.segments) - 1

    def before(self, terms: list[Term], size: Size, beside_product: bool = False) -> int:
        """A segment for a sum that does not need the loop.

        Beside a product a constant sum is repeated in each row, so that one addition serves all products.
        """
        changing = any(value.at == "step" for term in terms for value in values(term.node))
        arena: Arena = "row" if changing or (beside_product and self.fed) else "fixed"
        return self.segment(Segment(arena, size, terms=tuple(terms)))

    def emit(self, operation: str, out: int, arguments: tuple[Operand, ...], **more: object) -> int:
        after = [out, *(a for a in arguments if isinstance(a, int))]
        level = 1 + max(self.levels.get(each, 0) for each in after)
        self.levels[out] = level
        self.result.instructions.append(Instruction(operation, out, arguments, level, **more))  # type: ignore[arg-type]
        return out

    def temporary(self, node: Node) -> int:
        return self.segment(Segment("work", vector_size(node, self.program)))

    def operand(self, node: Node, factor: float = 1.0) -> Operand:
        number = number_of(node)
        if number is not None:
            return number * factor
        match node:
            case Value(name, _, "step", offset) if name in self.inside:
                place = self.places[name, abs(offset)]
                return place if factor == 1.0 else self.emit("multiply", self.temporary(node), (place, factor))
            case Apply("identity", (argument,)):
                return self.operand(argument, factor)
        if not self.inner(node):
            return self.before([Term(factor, node)], vector_size(node, self.program))
        return self.lower(node, self.temporary(node), factor)

    def lower(self, node: Node, out: int, factor: float = 1.0) -> int:
        """Write factor * node into a segment."""
        match node:
            case Binary("+" | "-") | Negative() | Binary("@", Weight(), _):
                return self.sum(signed_terms(node, factor), out, node)
            case Apply("identity", (argument,)):
                return self.lower(argument, out, factor)
            case Binary("*" | "/" as operator, left, right) if self.inner(node):
                into_left = factor != 1.0 and (not self.inner(left) or operator == "/")
                a = self.operand(left, factor if into_left else 1.0)
                b = self.operand(right, 1.0 if into_left else factor)
                return self.emit("multiply" if operator == "*" else "divide", out, (a, b))
            case Apply("sigmoid", (argument,)) if self.inner(node):
                self.sigmoid(argument, out)
            case Apply(function, (argument,)) if function in POINTWISE and self.inner(node):
                self.emit(function, out, (self.operand(argument),))
            case Apply() | Binary("@", _, _) if self.inner(node):
                read = {self.places[v.name, abs(v.offset)] for v in self.inner(node)}
                self.emit("evaluate", out, tuple(sorted(read)), node=node)
            case _:
                return self.emit("identity", out, (self.operand(node, factor),))
        return self.emit("multiply", out, (out, factor)) if factor != 1.0 else out

    def sigmoid(self, argument: Node, out: int) -> None:
        match argument:
            case Value(name, _, "step", 0) if name in self.halved:
                self.emit("tanh", out, (self.places[name, 0],))
            case _ if all(self.scales(term.node) for term in signed_terms(argument)):
                half = self.lower(argument, self.temporary(argument), 0.5)
                self.emit("tanh", out, (half,))
            case _:
                self.emit("multiply", out, (self.operand(argument), 0.5))
                self.emit("tanh", out, (out,))
        self.emit("multiply", out, (out, 0.5))
        self.emit("add", out, (out, 0.5))

    def sum(self, terms: list[Term], out: int, node: Node) -> int:
        products = [t for t in terms if self.inner(t.node) and _is_product(t.node)]
        others = [t for t in terms if self.inner(t.node) and not _is_product(t.node)]
        before = [t for t in terms if not self.inner(t.node)]
        parts: list[tuple[float, Operand]] = []
        for place, term in enumerate(products):
            target = out if place == 0 else self.temporary(node)
            assert isinstance(term.node, Binary)
            assert isinstance(term.node.left, Weight)
            source = self.operand(term.node.right)
            if not isinstance(source, int):
                raise AssertionError(term)
            self.emit("dot", target, (source,), weight=term.node.left.name, factor=term.factor)
            parts.append((1.0, target))
        numbers = [t.factor * each for t in before if (each := number_of(t.node)) is not None]
        if len(numbers) == len(before) and not products:
            parts += [(1.0, float(sum(numbers)))] if numbers else []
        elif before:
            parts.append((1.0, self.before(before, vector_size(node, self.program), bool(products))))
        for term in others:
            sign = -1.0 if term.factor < 0 else 1.0
            parts.append((sign, self.operand(term.node, abs(term.factor))))
        return self.added(sorted(parts, key=lambda part: part[0] < 0), out)

    def added(self, parts: list[tuple[float, Operand]], out: int) -> int:
        if len(parts) == 1:
            sign, operand = parts[0]
            if operand == out and isinstance(operand, int):
                return out
            return self.emit("identity" if sign > 0 else "negative", out, (operand,))
        (sign, first), *rest = parts
        if sign < 0:
            first = self.emit("negative", out, (first,))
        for sign, operand in rest:
            self.emit("add" if sign > 0 else "subtract", out, (first, operand))
            first = out
        return out


def _is_product(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator == "@" and isinstance(node.left, Weight)


def _sigmoids(node: Node) -> list[Value]:
    """The variables that only the loop's own instructions put through a sigmoid; what is evaluated whole has none."""
    match node:
        case Apply("sigmoid", (Value(at="step", offset=0) as argument,)):
            return [replace(argument, column=0)]
        case Negative(operand):
            return _sigmoids(operand)
        case Binary("@", Weight(), right):
            return _sigmoids(right)
        case Binary("+" | "-" | "*" | "/", left, right):
            return _sigmoids(left) + _sigmoids(right)
        case Apply(function, (argument,)) if function in POINTWISE:
            return _sigmoids(argument)
    return []
