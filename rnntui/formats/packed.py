"""Weights that another framework packed, unpacked by the architecture's own import table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..engine.architecture import Architecture
from ..engine.arrays import FloatArray
from ..engine.program import Program
from ..errors import RnntuiError


@dataclass(frozen=True, eq=False)
class Unpacked:
    """What came out of the tensors of a file."""

    weights: Mapping[str, FloatArray]
    used: frozenset[str]
    """The tensors that were taken."""


def unpack(
    program: Program, framework: str, tensors: Mapping[str, FloatArray], suffix: str = "", target: str | None = None
) -> Unpacked:
    """The weights of one layer and direction: each tensor `name + suffix` split into its blocks.

    Two tensors for one weight add up. `target` is the suffix of the program's own names, the same as `suffix`
    unless given. Raises RnntuiError for a tensor whose rows can't be split into its blocks.
    """
    target = suffix if target is None else target
    weights: dict[str, FloatArray] = {}
    used = set()
    for tensor, blocks in program.architecture.imports[framework].items():
        name = tensor + suffix
        if name not in tensors:
            continue
        array = tensors[name]
        if not array.ndim or len(array) % len(blocks):
            hint = f"it must have {len(blocks)} blocks of equal height: {', '.join(blocks)}"
            raise RnntuiError(f"the tensor '{name}' has the shape {array.shape}", hint)
        used.add(name)
        for block, part in zip(blocks, np.split(array, len(blocks)), strict=True):
            own = block + target
            weights[own] = weights[own] + part if own in weights else part
    return Unpacked(weights, frozenset(used))


def sizes_of(program: Program, weights: Mapping[str, FloatArray]) -> dict[str, int]:
    """How many units each size has, read off the shapes of weights; raises RnntuiError for a contradiction.

    A size that is a sum of names is used once all but one name in it are known.
    """
    units: dict[str, int] = {}
    origin: dict[str, str] = {}
    for _ in range(len(weights) + 1):
        before = len(units)
        for name, array in weights.items():
            sizes = program.weights[name]
            if array.ndim != len(sizes):
                kind = "matrix" if len(sizes) == 2 else "vector"
                raise RnntuiError(f"the weight '{name}' has the shape {array.shape}", f"it must be a {kind}")
            for size, length in zip(sizes, array.shape, strict=True):
                _note(units, origin, name, size, length, array.shape)
        if len(units) == before:
            break
    return units


def _note(
    units: dict[str, int], origin: dict[str, str], name: str, size: tuple[str, ...], length: int, shape: tuple[int, ...]
) -> None:
    unknown = [part for part in size if part not in units]
    rest = length - sum(units[part] for part in size if part in units)
    if len(set(unknown)) == 1:
        count, left = divmod(rest, len(unknown))
        if left or count < 1:
            raise RnntuiError(f"the weight '{name}' has the shape {shape}", f"{length} can't be {' + '.join(size)}")
        units[unknown[0]] = count
        origin[unknown[0]] = name
    elif not unknown and rest:
        known = ", ".join(f"{part} = {units[part]} (from '{origin[part]}')" for part in dict.fromkeys(size))
        raise RnntuiError(f"the weight '{name}' has the shape {shape}", f"where {known}")


def has_imports(architecture: Architecture, framework: str) -> bool:
    """Whether an architecture says how a framework packs its weights."""
    return framework in architecture.imports
