"""The reverse of one expression: the adjoint of its value, pulled back to the variables and weights that it reads.

An adjoint is the derivative of one number, whichever is asked about, by each entry of a value. It has the shape
that the value has in evaluate.py: (steps, size[, B]) for a vector, (steps, rows, size[, B]) for a matrix.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Protocol

import numpy as np

from .arrays import FloatArray, OneHot
from .backward_leaves import Leaves
from .evaluate import Scope, clock_of_rows, evaluate
from .expression import Apply, Binary, Negative, Node, Value, Weight
from .functions import softmax


class Sink(Protocol):
    """Where adjoints arrive."""

    def vector(self, name: str, adjoint: FloatArray) -> None:
        """The adjoint of a weight that is a vector."""

    def matrix(self, name: str, vectors: FloatArray | OneHot, adjoint: FloatArray) -> None:
        """The adjoint of the products of a weight matrix with these vectors."""

    def value(self, node: Value, adjoint: FloatArray) -> None:
        """The adjoint of a variable as it was read."""


def pull(
    node: Node,
    adjoint: FloatArray,
    scope: Scope,
    leaves: Leaves,
    live: Set[str],
    sink: Sink,
    result: FloatArray | None = None,
) -> None:
    """Pull the adjoint of an expression back to those of its leaves that are `live`.

    `result` is the value of the expression, where it is known.
    """
    _Pull(scope, leaves, live, sink).node(node, adjoint, result)


def slope(function: str, result: FloatArray, argument: FloatArray | None) -> FloatArray:
    """The derivative of a pointwise function; `argument` is needed for `log` alone. At a kink it is 0."""
    match function:
        case "tanh":
            return np.asarray(1 - result * result)
        case "sigmoid":
            return np.asarray(result - result * result)
        case "exp":
            return result
        case "relu":
            return (result > 0).astype(result.dtype)
        case "hard_sigmoid":
            inside = (result > 0) & (result < 1)
            return np.asarray(inside * result.dtype.type(0.2))
        case "log":
            assert argument is not None
            return np.asarray(1 / argument)
    raise AssertionError(function)


def scaled_adjoint(adjoint: FloatArray, factor: FloatArray) -> FloatArray:
    """Their product; 0 where the adjoint is, beside an infinite factor too: what nobody asks about adds nothing."""
    found = adjoint * factor
    with np.errstate(all="ignore"):
        if not np.isfinite(found.sum()):
            np.copyto(found, 0, where=np.broadcast_to(adjoint == 0, found.shape))
    return np.asarray(found)


class _Pull:
    def __init__(self, scope: Scope, leaves: Leaves, live: Set[str], sink: Sink) -> None:
        self.scope = scope
        self.leaves = leaves
        self.live = live
        self.sink = sink

    def is_live(self, node: Node) -> bool:
        return not self.live.isdisjoint(self.leaves.names(node))

    def node(self, node: Node, adjoint: FloatArray, result: FloatArray | None = None) -> None:
        if not self.is_live(node):
            return
        if len(adjoint) != 1 and not self.leaves.moves(node):
            # The same value at every step: only the sum matters, and is far smaller.
            adjoint, result = adjoint.sum(axis=0, keepdims=True), None
        if self.scope.batched and not self.leaves.reads(node):
            adjoint = adjoint.sum(axis=-1, keepdims=True)
        match node:
            case Weight(name):
                self.sink.vector(name, adjoint)
            case Value():
                self.sink.value(node, adjoint)
            case Negative(operand):
                self.node(operand, -adjoint)
            case Binary("@", Weight(name), right):
                self.product(name, right, adjoint)
            case Binary("@", left, right):
                self.product_of_steps(left, right, adjoint)
            case Binary(operator, left, right):
                self.pointwise(operator, left, right, adjoint)
            case Apply("concat", arguments):
                self.concat(arguments, adjoint)
            case Apply("softmax", (argument,)):
                y = softmax(evaluate(argument, self.scope), self.scope.there(node), axis=1)
                weighted = y * adjoint
                self.node(argument, weighted - y * weighted.sum(axis=1, keepdims=True))
            case Apply("identity", (argument,)):
                self.node(argument, adjoint)
            case Apply("greedy"):
                return  # It jumps, and is flat everywhere else.
            case Apply(function, (argument,)):
                if result is None:
                    result = evaluate(node, self.scope)
                x = evaluate(argument, self.scope) if function == "log" else None
                self.node(argument, scaled_adjoint(adjoint, slope(function, result, x)))

    def product(self, name: str, right: Node, adjoint: FloatArray) -> None:
        if name in self.live:
            vectors = self.scope.value(right) if isinstance(right, Value) else evaluate(right, self.scope)
            self.sink.matrix(name, vectors, adjoint)
        if self.is_live(right):
            self.node(right, back_through(self.scope.weight(name), adjoint, self.scope.batched))

    def product_of_steps(self, left: Node, right: Node, adjoint: FloatArray) -> None:
        """All steps times a vector, or a vector times all steps."""
        scope = self.scope
        of_steps, vector = (left, right) if scope.is_matrix(left) else (right, left)
        a, v = evaluate(of_steps, scope), evaluate(vector, scope)
        if scope.is_matrix(left):  # scores[s] = a[s] · v, of which nothing reads those beyond the end
            if self.is_live(vector):
                self.node(vector, (a * adjoint[:, :, None]).sum(axis=1))
            if self.is_live(of_steps):
                self.node(of_steps, self.outer(adjoint, v, of_steps))
            return
        there = scope.steps_there(clock_of_rows(of_steps, scope.is_matrix))
        weights = v if there is None else np.where(there, v, scope.dtype.type(0))
        if self.is_live(vector):  # mean = Σ v[s] a[s]
            found = (a * adjoint[:, None]).sum(axis=2)
            self.node(vector, found if there is None else np.where(there, found, scope.dtype.type(0)))
        if self.is_live(of_steps):
            self.node(of_steps, self.outer(weights, adjoint, of_steps))

    def outer(self, rows: FloatArray, vectors: FloatArray, of_steps: Node) -> FloatArray:
        """The adjoint of a matrix; summed over the steps at once where it is the same matrix at every step."""
        if self.leaves.moves(of_steps):
            return np.asarray(rows[:, :, None] * vectors[:, None])
        steps = max(len(rows), len(vectors))
        rows, vectors = (np.broadcast_to(each, (steps, *each.shape[1:])) for each in (rows, vectors))
        kind = "srb,snb->rnb" if self.scope.batched else "sr,sn->rn"
        return np.asarray(np.einsum(kind, rows, vectors, optimize=not self.scope.batched)[None])

    def pointwise(self, operator: str, left: Node, right: Node, adjoint: FloatArray) -> None:
        scope = self.scope
        matrices = scope.is_matrix(left), scope.is_matrix(right)

        def seen(node: Node, is_matrix: bool) -> FloatArray:
            value = evaluate(node, scope)
            return value[:, None] if value.ndim and any(matrices) and not is_matrix else value

        def give(node: Node, is_matrix: bool, adjoint: FloatArray) -> None:
            self.node(node, adjoint.sum(axis=1) if any(matrices) and not is_matrix else adjoint)

        if operator in "+-":
            for node, is_matrix, sign in ((left, matrices[0], "+"), (right, matrices[1], operator)):
                if self.is_live(node):
                    give(node, is_matrix, adjoint if sign == "+" else -adjoint)
            return
        other = seen(right, matrices[1])
        if self.is_live(left):
            give(left, matrices[0], scaled_adjoint(adjoint, other if operator == "*" else 1 / other))
        if self.is_live(right):
            one = seen(left, matrices[0])
            give(right, matrices[1], scaled_adjoint(adjoint, one if operator == "*" else -one / (other * other)))

    def concat(self, arguments: tuple[Node, ...], adjoint: FloatArray) -> None:
        first = 0
        for each in arguments:
            size = evaluate(each, self.scope).shape[1]
            self.node(each, adjoint[:, first : first + size])
            first += size


def back_through(weight: FloatArray, adjoint: FloatArray, batched: bool) -> FloatArray:
    """The adjoint of x where that of W @ x is known, at all steps."""
    return np.asarray(np.matmul(weight.T, adjoint)) if batched else np.asarray(adjoint @ weight)
