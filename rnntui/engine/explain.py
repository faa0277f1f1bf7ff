"""How one value came about: its equation taken apart at one step and unit, with the numbers of a run."""

from __future__ import annotations

import numpy as np

from ..errors import RnntuiError
from .at_step import AtStep
from .evaluate import evaluate
from .explanation import Choice, Explanation, Function, Operation, Part, Products, Quantity, Source
from .expression import (
    Apply,
    Binary,
    Constant,
    Negative,
    Node,
    Number,
    Value,
    Weight,
    written,
)
from .functions import pointwise
from .interventions import Start
from .trace import Trace
from .whole import whole

__all__ = ["Explanation", "explain"]


def explain(trace: Trace, name: str, step: int = -1, unit: int = 0, sentence: int | None = None) -> Explanation:
    """Take one value apart. Raises RnntuiError for a variable, step, unit or sentence that is not there."""
    name, step, unit = trace.program.variable(name), whole(step, "step"), whole(unit, "unit")
    batch = trace.batch
    if batch is None and sentence is not None:
        raise RnntuiError(f"there is no sentence {sentence}", "this run has one sentence and no batch")
    if batch is not None and not (sentence is not None and 0 <= sentence < batch):
        raise RnntuiError(f"sentence is {sentence}", f"a batch needs the number of a sentence, 0 to {batch - 1}")
    scope = AtStep(trace, trace.program.clocks[name], 0, sentence)
    steps = 1 if trace.program.once(name) else scope.steps(trace.program.clocks[name])
    if not -steps <= step < steps:
        hint = f"its steps are 0 to {steps - 1}" if steps else "it has no steps"
        raise RnntuiError(f"'{name}' has no step {step}", hint)
    step %= steps
    vector = scope.vector(name, step)
    if not 0 <= unit < len(vector):
        hint = f"its units are 0 to {len(vector) - 1}" if len(vector) else "it has no units"
        raise RnntuiError(f"'{name}' has no unit {unit}", hint)
    scope = AtStep(trace, trace.program.clocks[name], step, sentence)
    place = f"{name}[{step}][{unit}]"
    value = float(vector[unit])
    forced = is_forced(trace, name, step, unit, sentence)
    if name in trace.program.inputs:
        return Explanation(name, step, unit, sentence, value, place, "", {}, Quantity(place, value), forced)
    equation = trace.program.equations[name]
    with np.errstate(all="ignore"):
        root = Work(scope).part(equation.tree, unit)
    return Explanation(name, step, unit, sentence, value, place, equation.text, equation.says, root, forced)


def is_forced(trace: Trace, name: str, step: int, unit: int, sentence: int | None) -> bool:
    """Whether an intervention set this value."""
    return any(
        trace.program.variable(each.variable) == name
        and not isinstance(each, Start)
        and each.step in (None, step)
        and each.unit in (None, unit)
        and each.sentence in (None, sentence)
        for each in trace.interventions
    )


class Work:
    """From an expression to its parts at one unit."""

    def __init__(self, scope: AtStep) -> None:
        self.scope = scope

    def part(self, node: Node, unit: int) -> Part:
        match node:
            case Number() | Constant() | Weight() | Value():
                return self.quantity(node, (unit,))
            case Negative(operand):
                right = self.part(operand, unit)
                return Operation("-", None, right, -right.value)
            case Binary("@", left, right):
                return self.products(left, right, unit)
            case Binary(operator, left, right):
                assert operator != "@"
                a, b = self.part(left, unit), self.part(right, unit)
                return Operation(operator, a, b, self.combined(operator, a.value, b.value))
            case Apply("concat", arguments):
                return self.piece(node, arguments, unit)
            case Apply("softmax" | "greedy" as function, (argument,)):
                vector = evaluate(argument, self.scope)[0]
                names = [self.quantity(argument, (k,), float(v)) for k, v in enumerate(vector)]
                value = float(evaluate(node, self.scope)[0, unit])
                return Choice(function, unit, self.called(argument), tuple(names), value)
            case Apply(function, (argument,), slot):
                inner = self.part(argument, unit)
                made = pointwise(function, np.asarray(inner.value, self.scope.dtype))
                return Function(slot or function, function, inner, float(made))
        raise AssertionError(node)

    def work(self, node: Value, unit: int) -> Part | None:
        """How a folded variable of this step came about; None for others, and for one that was forced."""
        equation = self.scope.trace.program.equations.get(node.name)
        if equation is None or equation.role not in ("part", "signal") or node.offset or node.at != "step":
            return None
        trace = self.scope.trace
        if is_forced(trace, node.name, self.scope.step, unit, self.scope.sentence):
            return None
        return self.part(equation.tree, unit)

    def combined(self, operator: str, a: float, b: float) -> float:
        left, right = self.scope.dtype.type(a), self.scope.dtype.type(b)
        match operator:
            case "+":
                return float(left + right)
            case "-":
                return float(left - right)
            case "*":
                return float(left * right)
        return float(left / right)

    def piece(self, node: Node, arguments: tuple[Node, ...], unit: int) -> Part:
        """The entry of a concat: an entry of the argument that reaches there."""
        for argument in arguments:
            width = self.width(argument)
            if unit < width:
                inner = self.part(argument, unit)
                return Function("concat", "identity", inner, inner.value)
            unit -= width
        raise AssertionError(node)

    def width(self, node: Node) -> int:
        return int(evaluate(node, self.scope).shape[1])

    def products(self, left: Node, right: Node, unit: int) -> Products:
        """One row times a vector, or a vector times one column."""
        if isinstance(left, Weight):
            row = self.scope.weight(left.name)[unit]
            vector = evaluate(right, self.scope)[0]
            firsts = [
                Quantity(f"{left.name}[{unit}][{j}]", float(w), Source(left.name, (unit, j), "weight"))
                for j, w in enumerate(row)
            ]
            seconds = [self.quantity(right, (j,), float(v)) for j, v in enumerate(vector)]
            text = f"{left.name}[{unit}] · {self.called(right)}"
        elif self.scope.is_matrix(left):
            row, vector = evaluate(left, self.scope)[0, unit], evaluate(right, self.scope)[0]
            firsts = [self.quantity(left, (unit, j), float(v)) for j, v in enumerate(row)]
            seconds = [self.quantity(right, (j,), float(v)) for j, v in enumerate(vector)]
            text = f"{self.called(left)}[{unit}] · {self.called(right)}"
        else:
            row, vector = evaluate(left, self.scope)[0], evaluate(right, self.scope)[0][:, unit]
            firsts = [self.quantity(left, (r,), float(v)) for r, v in enumerate(row)]
            seconds = [self.quantity(right, (r, unit), float(v)) for r, v in enumerate(vector)]
            text = f"{self.called(left)} · {self.called(right)}[:][{unit}]"
        each = np.asarray(row * vector)
        total = float(each.sum())
        return Products(text, tuple(zip(firsts, seconds, strict=True)), tuple(map(float, each)), total)

    def called(self, node: Node) -> str:
        """A vector or matrix as it is called at this step: `x[3]`, `h[:]`, `(r[3] * h[2])`."""

        def leaf(each: Node) -> str:
            match each:
                case Value(name, _, "all"):
                    return f"{name}[:]"
                case Value(name):
                    return f"{name}[{self.scope.step_of(each)}]"
            return written(each)

        text = written(node, leaf)
        return f"({text})" if isinstance(node, Binary | Negative) else text

    def quantity(self, node: Node, entry: tuple[int, ...], value: float | None = None) -> Quantity:
        """One entry of an expression, by name if it has one."""
        match node:
            case Number(number, text):
                return Quantity(text, number)
            case Constant(name, number):
                return Quantity(name, number)
            case Weight(name):
                found = float(self.scope.weight(name)[entry]) if value is None else value
                return Quantity(f"{name}[{entry[0]}]", found, Source(name, entry, "weight"))
            case Value(name, _, "all"):
                assert value is not None
                step, unit = entry
                return Quantity(f"{name}[{step}][{unit}]", value, Source(name, (step, unit), "variable"))
            case Value(name):
                step = self.scope.step_of(node)
                source = Source(name, (step, entry[0]), "variable")
                text = f"{name}[{step}][{entry[0]}]"
                if value is not None:
                    return Quantity(text, value, source)
                found = float(self.scope.vector(name, step)[entry])
                return Quantity(text, found, source, self.work(node, entry[0]))
        assert value is not None
        text = self.called(node)
        text += "".join(f"[{place}]" for place in entry)
        return Quantity(text, value, within=lambda: self.entry(node, entry))

    def entry(self, node: Node, entry: tuple[int, ...]) -> Part:
        """How one entry of an expression came about: of a vector (entry,), of all steps of one (step, entry)."""
        if not self.scope.is_matrix(node):
            return self.part(node, entry[-1])
        match node:
            case Value(name):
                return self.quantity(node, entry, float(self.scope.vector(name, entry[0])[entry[1]]))
            case Negative(operand):
                right = self.entry(operand, entry)
                return Operation("-", None, right, -right.value)
            case Binary(operator, left, right) if operator != "@":
                a, b = self.entry(left, entry), self.entry(right, entry)
                return Operation(operator, a, b, self.combined(operator, a.value, b.value))
            case Apply(function, (argument,), slot):
                inner = self.entry(argument, entry)
                made = pointwise(function, np.asarray(inner.value, self.scope.dtype))
                return Function(slot or function, function, inner, float(made))
        raise AssertionError(node)
