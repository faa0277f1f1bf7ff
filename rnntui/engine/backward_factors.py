"""The factors of the edges of a reversed scan, as numbers for many steps at once."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from .arrays import FloatArray
from .backward_edges import Factor, Only, Slope, Sum, Times
from .evaluate import evaluate
from .expression import Node
from .pullback import scaled_adjoint, slope
from .stores import Chunk


class Factors:
    """Makes the factors of some neighbouring steps, each expression once."""

    def __init__(self, chunk: Chunk, dead: Mapping[str, FloatArray]) -> None:
        self.chunk = chunk
        self.dead = dead
        """For the variables that were forced: where, (steps, size[, B]) of the whole run."""
        self.values: dict[int, FloatArray] = {}

    def value(self, node: Node) -> FloatArray:
        """The value of an expression at these steps."""
        if id(node) not in self.values:
            self.values[id(node)] = evaluate(node, self.chunk)
        return self.values[id(node)]

    def array(self, factor: Times | Slope | Sum) -> FloatArray:
        """One factor: it spreads to (steps, size[, B])."""
        if isinstance(factor, Sum):
            return self.sum(factor)
        if isinstance(factor, Times):
            value = self.value(factor.node)
            return np.asarray(1 / value) if factor.divides else value
        if factor.variable and factor.node.function != "log":
            before = self.chunk.stores.margins[factor.variable][0]
            rows = self.chunk.stores.rows[factor.variable]
            return slope(factor.node.function, rows[before + self.chunk.first : before + self.chunk.stop], None)
        x = self.value(factor.node.arguments[0]) if factor.node.function == "log" else None
        return slope(factor.node.function, self.value(factor.node), x)

    def sum(self, factor: Sum) -> FloatArray:
        """The sum of products of factors."""
        total: FloatArray = np.asarray(0, self.chunk.dtype)
        for number, way in enumerate(factor.ways):
            arrays = [self.array(each) for each in way if not isinstance(each, float | Only)]
            scale = math.prod(each for each in way if isinstance(each, float))
            found = arrays[0] if arrays else np.asarray(scale, self.chunk.dtype)
            for array in arrays[1:]:
                found = found * array
            if arrays and scale != 1:
                found = found * self.chunk.dtype.type(scale)
            for each in way:
                if isinstance(each, Only) and each.variable in self.dead:
                    found = np.where(self.is_dead(each), self.chunk.dtype.type(0), found)
            total = np.asarray(total + found if number else found)
        return total

    def is_dead(self, factor: Only) -> FloatArray:
        """Where a variable was forced, at these steps."""
        return self.dead[factor.variable][self.chunk.first : self.chunk.stop]

    def product(self, factors: tuple[Factor, ...], out: FloatArray) -> None:
        """Write the product of some factors: (steps, size[, B])."""
        number = 1.0
        found: FloatArray | None = None
        written = False
        for factor in factors:
            if isinstance(factor, float):
                number *= factor
            elif not isinstance(factor, Only):
                array = self.array(factor)
                if found is None:
                    found = array
                else:
                    np.multiply(found, array, out=out)
                    found, written = out, True
        if found is None:
            out[...] = number
        elif number != 1.0:
            np.multiply(found, out.dtype.type(number), out=out)
        elif not written:
            out[...] = found
        for factor in factors:
            if isinstance(factor, Only) and factor.variable in self.dead:
                np.copyto(out, 0, where=self.is_dead(factor))

    def times(self, adjoint: FloatArray, factors: tuple[Factor, ...]) -> FloatArray:
        """An adjoint at these steps times some factors."""
        for factor in factors:
            if isinstance(factor, float):
                adjoint = adjoint * adjoint.dtype.type(factor)
            elif not isinstance(factor, Only):
                adjoint = scaled_adjoint(adjoint, self.array(factor))
            elif factor.variable in self.dead:
                adjoint = np.where(self.is_dead(factor), adjoint.dtype.type(0), adjoint)
        return adjoint
