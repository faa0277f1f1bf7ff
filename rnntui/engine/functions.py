"""The functions of the notation over arrays: vectors lie along one axis, steps and sentences along others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arrays import FloatArray
from .expression import Apply, Binary, Constant, Negative, Node, Number

Pointwise = Callable[[FloatArray, FloatArray], object]
"""A function from an array into an array of the same shape; the two may be the same."""


def sigmoid_into(x: FloatArray, out: FloatArray) -> None:
    """1 / (1 + exp(-x)), as (tanh(x/2) + 1) / 2, which never overflows."""
    half = out.dtype.type(0.5)
    np.multiply(x, half, out)
    np.tanh(out, out)
    np.multiply(out, half, out)
    np.add(out, half, out)


def hard_sigmoid_into(x: FloatArray, out: FloatArray) -> None:
    """The line 0.2 x + 0.5, cut off at 0 and 1 (Courbariaux et al. 2015; Keras before version 3)."""
    np.multiply(x, out.dtype.type(0.2), out)
    np.add(out, out.dtype.type(0.5), out)
    np.minimum(out, out.dtype.type(1), out=out)
    np.maximum(out, out.dtype.type(0), out=out)


def relu_into(x: FloatArray, out: FloatArray) -> None:
    """max(x, 0)."""
    np.maximum(x, out.dtype.type(0), out=out)


def identity_into(x: FloatArray, out: FloatArray) -> None:
    """x itself."""
    if out is not x:
        np.copyto(out, x)


POINTWISE: dict[str, Pointwise] = {
    "sigmoid": sigmoid_into,
    "hard_sigmoid": hard_sigmoid_into,
    "tanh": np.tanh,
    "relu": relu_into,
    "identity": identity_into,
    "exp": np.exp,
    "log": np.log,
}
"""The functions that look at each number alone."""


def pointwise(function: str, x: FloatArray) -> FloatArray:
    """A pointwise function of an array, as a new array."""
    out = np.empty_like(x)
    POINTWISE[function](x, out)
    return out


def number_of(node: Node) -> float | None:
    """What an expression of numbers alone comes to; None where it reads variables or weights."""
    match node:
        case Number(value) | Constant(_, value):
            return value
        case Negative(operand):
            inner = number_of(operand)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            a, b = number_of(left), number_of(right)
            if a is None or b is None:
                return None
            calculated = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[operator]
            with np.errstate(all="ignore"):
                return float(calculated(a, b))
        case Apply(function, (argument,)) if function in POINTWISE:
            inner = number_of(argument)
            with np.errstate(all="ignore"):
                return None if inner is None else float(pointwise(function, np.asarray(inner, np.float64)))
    return None


def softmax(x: FloatArray, there: FloatArray | None = None, axis: int = -1) -> FloatArray:
    """exp(x) over its sum along an axis; places where `there` is false count as absent and get 0."""
    if x.shape[axis] == 0:
        return x.copy()
    shown = x if there is None else np.where(there, x, -np.inf)
    top = shown.max(axis=axis, keepdims=True)
    powers = np.exp(shown - np.where(np.isfinite(top), top, 0))
    total = powers.sum(axis=axis, keepdims=True)
    return np.asarray(powers / np.where(total == 0, 1, total), dtype=x.dtype)


def greedy(x: FloatArray, there: FloatArray | None = None, axis: int = -1) -> FloatArray:
    """The one-hot vector of the largest entry along an axis, the first of equals; of a zero vector zero."""
    if x.shape[axis] == 0:
        return x.copy()
    shown = x if there is None else np.where(there, x, -np.inf)
    best = np.expand_dims(shown.argmax(axis=axis), axis)
    places = np.expand_dims(np.arange(x.shape[axis]), tuple(range(1, x.ndim - (axis % x.ndim))))
    some = (x != 0).any(axis=axis, keepdims=True)
    return np.asarray((places == best) & some, dtype=x.dtype)
