"""One expression over arrays: for all steps at once, or for a single one.

Vectors have the shape (steps, size), or (steps, size, B) for a batch; `v[:]` has (steps, rows, size) with B
last. `steps` is 1 where a value is the same at every step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from .arrays import FloatArray, OneHot
from .expression import Apply, Binary, Clock, Constant, Negative, Node, Number, Token, Value, Weight
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

    def steps_there(self, clock: Clock) -> FloatArray | None:
        """Which steps of a clock each sentence has: (1, steps, B); None where all sentences have all."""


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
            return _product_of_steps(left, right, scope)
        case Binary(operator, left, right):
            return _pointwise(operator, left, right, scope)
        case Apply("concat", arguments):
            parts = [evaluate(each, scope) for each in arguments]
            shape = np.broadcast_shapes(*((part.shape[0], 1, *part.shape[2:]) for part in parts))
            return np.concatenate([np.broadcast_to(p, (shape[0], p.shape[1], *shape[2:])) for p in parts], axis=1)
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


def clock_of_rows(node: Node, is_matrix: Callable[[Node], bool]) -> Clock:
    """The clock whose steps are the rows of a matrix."""
    match node:
        case Value(_, clock):
            return clock
        case Negative(operand):
            return clock_of_rows(operand, is_matrix)
        case Binary(_, left, right):
            return clock_of_rows(left if is_matrix(left) else right, is_matrix)
        case Apply(_, arguments):
            return clock_of_rows(arguments[0], is_matrix)
    raise AssertionError(node)


def _product_of_steps(left: Node, right: Node, scope: Scope) -> FloatArray:
    """All steps times a vector, or a vector times all steps; steps that a sentence does not have count as zero."""
    a, b = evaluate(left, scope), evaluate(right, scope)
    there = scope.steps_there(clock_of_rows(left if scope.is_matrix(left) else right, scope.is_matrix))
    if scope.is_matrix(left):
        scores = (a * b[:, None]).sum(axis=2)
        return np.asarray(scores if there is None else np.where(there, scores, scope.dtype.type(0)))
    products = a[:, :, None] * b
    if there is not None:
        products = np.where(there[:, :, None], products, scope.dtype.type(0))
    return np.asarray(products.sum(axis=1))


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
