"""What does not recur: weights that multiply the same vector at all steps are one stacked product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np

from ..dataclass import dataclass
from .arrays import FloatArray
from .evaluate import product
from .expression import Binary, Value, Weight, walk
from .program import Program
from .stores import AllSteps


def stacks_of(program: Program) -> dict[Value, tuple[str, ...]]:
    """The weights that multiply one and the same vector outside all loops, where there are several."""
    found: dict[Value, dict[str, None]] = {}
    maps = (name for c in program.components if c.kind == "map" for name in c.names)
    for node in (node for name in maps for node in walk(program.equations[name].tree)):
        match node:
            case Binary("@", Weight(weight), Value(at="step") as vector):
                found.setdefault(vector, {})[weight] = None
    return {vector: tuple(weights) for vector, weights in found.items() if len(weights) > 1}


@dataclass(eq=False)
class Stacked(AllSteps):
    """The scope of a map: weights that multiply the same vector do so in one product, at the first request."""

    stacks: Mapping[Value, tuple[str, ...]]
    matrices: dict[object, object]
    """The stacked weights, kept for further runs."""
    products: dict[Value, dict[str, FloatArray]]
    """What was computed in this run."""

    def product(self, weight: str, vector: Value) -> FloatArray:
        if weight not in self.stacks.get(vector, ()):
            return super().product(weight, vector)
        if vector not in self.products:
            names = self.stacks[vector]
            if vector not in self.matrices:
                self.matrices[vector] = np.concatenate([self.weight(name) for name in names])
            whole = product(cast("FloatArray", self.matrices[vector]), self.value(vector), self.batched)
            ends = np.cumsum([len(self.weight(name)) for name in names])[:-1]
            self.products[vector] = dict(zip(names, np.split(whole, ends, axis=1), strict=True))
        return self.products[vector][weight]
