"""One expression over arrays: for all steps at once, or for a single one.

Vectors have the shape (steps, size), or (steps, size, B) for a batch; `v[:]` has (steps, rows, size) with B
last. `steps` is 1 where a value is the same at every step.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from .arrays import FloatArray, OneHot
from .expression import Apply, Binary, Constant, Negative, Node, Number, Token, Value, Weight
from .functions import POINTWISE, greedy, pointwise, softmax


class Scope(Protocol):
    """Where an expression finds its numbers."""

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """The type of every number."""

    @property
    def batched(self) -> bool:
        """Whether the last axis is a batch."""

    def weight(self, name: str) -> FloatArray:
        """A weight: (rows, columns) or (size,)."""

    def value(self, node: Value) -> FloatArray | OneHot:
        """A variable at the steps that are evaluated."""

    def product(self, weight: str, vector: Value) -> FloatArray:
        """W @ v[t] at the steps that are evaluated."""

    def token(self, node: Token) -> FloatArray:
        """The one-hot vector of a token: (size,)."""

    def is_matrix(self, node: Node) -> bool:
        """Whether an expression is all steps of a variable, or made of them."""

    def there(self, node: Apply) -> FloatArray | None:
        """Which entries of the argument of a softmax or greedy count: (1, size, B); None where all do."""


def evaluate(node: Node, scope: Scope) -> FloatArray:
    """The value of an expression: (steps, size[, B]), or a 0-d array for a number."""
    found = _evaluate(node, scope)
    return _spread(found.dense(scope.dtype), scope) if isinstance(found, OneHot) else found


def _spread(array: FloatArray, scope: Scope) -> FloatArray:
    """(steps, B, size) with the batch last, as the engine has it inside."""
    return np.ascontiguousarray(array.swapaxes(1, 2)) if scope.batched else array


def _evaluate(node: Node, scope: Scope) -> FloatArray | OneHot:
    match node:
        case Number(value) | Constant(_, value):
            return np.asarray(value, scope.dtype)
        case Weight(name):
            return _column(scope.weight(name), scope)
        case Token():
            return _column(scope.token(node), scope)
        case Value():
            return scope.value(node)
        case Negative(operand):
            return np.negative(evaluate(operand, scope))
        case Binary("@", Weight(name), Value(at="step") as vector):
            return scope.product(name, vector)
        case Binary("@", Weight(name), right):
            return product(scope.weight(name), _evaluate(right, scope), scope.batched)
        case Binary("@", left, right):
            return _product_of_steps(evaluate(left, scope), evaluate(right, scope), scope.is_matrix(left))
        case Binary(operator, left, right):
            return _pointwise(operator, left, right, scope)
        case Apply("concat", arguments):
            parts = [evaluate(each, scope) for each in arguments]
            steps = max(part.shape[0] for part in parts) if all(part.shape[0] for part in parts) else 0
            return np.concatenate([np.broadcast_to(p, (steps, *p.shape[1:])) for p in parts], axis=1)
        case Apply("softmax", (argument,)):
            return softmax(evaluate(argument, scope), scope.there(node), axis=1)
        case Apply("greedy", (argument,)):
            return greedy(evaluate(argument, scope), scope.there(node), axis=1)
        case Apply(function, (argument,)) if function in POINTWISE:
            return pointwise(function, evaluate(argument, scope))
    raise AssertionError(node)


def _column(vector: FloatArray, scope: Scope) -> FloatArray:
    return vector[None, :, None] if scope.batched else vector[None, :]


def product(weight: FloatArray, vectors: FloatArray | OneHot, batched: bool) -> FloatArray:
    """W @ x at all steps: (steps, rows[, B]); for one-hot vectors a gather of columns."""
    if isinstance(vectors, OneHot):
        ids = vectors.ids
        columns = (
            weight.take(ids, axis=1, mode="wrap")
            if weight.shape[1]
            else np.zeros((len(weight), *ids.shape), weight.dtype)
        )
        columns = np.moveaxis(columns, 0, 1)
        return np.where((ids < 0)[:, None], weight.dtype.type(0), columns) if (ids < 0).any() else columns
    if batched:
        return np.asarray(np.matmul(weight, vectors))
    return np.asarray(vectors @ weight.T)


def _product_of_steps(left: FloatArray, right: FloatArray, left_is_matrix: bool) -> FloatArray:
    if left_is_matrix:
        return np.asarray((left * right[:, None]).sum(axis=2))
    return np.asarray((left[:, :, None] * right).sum(axis=1))


def _pointwise(operator: str, left: Node, right: Node, scope: Scope) -> FloatArray:
    a, b = evaluate(left, scope), evaluate(right, scope)
    if a.ndim and b.ndim and scope.is_matrix(left) != scope.is_matrix(right):
        a, b = (a, b[:, None]) if scope.is_matrix(left) else (a[:, None], b)
    match operator:
        case "+":
            return np.asarray(a + b)
        case "-":
            return np.asarray(a - b)
        case "*":
            return np.asarray(a * b)
    return np.asarray(a / b)
