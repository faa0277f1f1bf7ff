"""Weights for a program: all ones, or seeded random numbers that stay put while a network grows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from .arrays import FloatArray, Weights
from .program import Program


def weight_shapes(program: Program, units: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The shape of each weight, given how many units each size name has."""
    return {name: tuple(sum(units[part] for part in size) for size in sizes) for name, sizes in program.weights.items()}


def is_bias(name: str) -> bool:
    """Whether a weight is a bias: by the notation's rule, biases are called b_*."""
    return name == "b" or name.startswith("b_")


def ones(program: Program, units: Mapping[str, int], dtype: type[np.floating] = np.float64) -> Weights:
    """Every weight 1 and every bias 0."""
    return {
        name: np.full(shape, 0 if is_bias(name) else 1, dtype) for name, shape in weight_shapes(program, units).items()
    }


def random(program: Program, units: Mapping[str, int], seed: int, tokens: Sequence[str] = ()) -> Weights:
    """Uniform in ±1/√hidden (PCG64), each row drawn from (seed, weight's name, row) alone.

    With `tokens`, the names of the entries of one-hot inputs, the columns that multiply the input are drawn
    from (seed, weight's name, token) instead: typing a letter changes no other number, and another unit
    changes only the common scale.
    """
    scale = 1 / np.sqrt(max(units.get("hidden", 1), 1))
    weights: dict[str, FloatArray] = {}
    for name, shape in weight_shapes(program, units).items():
        sizes = program.weights[name]
        by_token = len(shape) == 2 and sizes[1] == ("input",) and len(tokens) == shape[1]
        if by_token:
            columns = [_stream(seed, name, "token", token).random(shape[0]) for token in tokens]
            drawn = np.stack(columns, axis=1) if columns else np.zeros(shape)
        elif len(shape) == 2:
            rows = [_stream(seed, name, "row", str(row)).random(shape[1]) for row in range(shape[0])]
            drawn = np.stack(rows) if rows else np.zeros(shape)
        else:
            drawn = _stream(seed, name, "vector", "").random(shape)
        weights[name] = (2 * drawn - 1) * scale
    return weights


def _stream(seed: int, name: str, kind: str, entry: str) -> np.random.Generator:
    """Numbers that depend on these four alone."""
    text = "\0".join((str(seed), name, kind, entry)).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))
