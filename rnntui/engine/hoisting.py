"""What a scan needs at each step but does not compute in its loop: W @ x and biases, for many steps at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..dataclass import dataclass
from .arrays import FloatArray, Weights
from .evaluate import Scope, evaluate, product
from .expression import Binary, Node, Value, Weight, values
from .instructions import Lowered, Segment, Term
from .stores import Chunk


@dataclass(frozen=True, eq=False)
class Product:
    """The weights that multiply one and the same vector, stacked: one GEMM for a range of columns."""

    vector: Value
    columns: slice
    matrix: FloatArray
    """(columns, size of the vector)."""


@dataclass(frozen=True, eq=False)
class Hoisted:
    """The arena `row` of a scan with its weights put in."""

    width: int
    products: tuple[Product, ...]
    constant: tuple[tuple[slice, tuple[Term, ...]], ...]
    """What is the same at every step."""
    others: tuple[tuple[slice, Term], ...]
    """What is neither, evaluated over all steps."""


def spans(lowered: Lowered, order: Sequence[int], units: Mapping[str, int]) -> dict[int, slice]:
    """Where each segment of an arena lies; `units` tells how many units each size name has."""
    found: dict[int, slice] = {}
    start = 0
    for place in order:
        stop = start + sum(units[part] for part in lowered.segments[place].size)
        found[place] = slice(start, stop)
        start = stop
    return found


def bind_rows(lowered: Lowered, places: Mapping[int, slice], weights: Weights) -> Hoisted:
    """Stack the weights of neighbouring segments that multiply the same vector."""
    products: list[Product] = []
    constant: list[tuple[slice, tuple[Term, ...]]] = []
    others: list[tuple[slice, Term]] = []
    for place, span in sorted(places.items(), key=lambda item: item[1].start):
        segment: Segment = lowered.segments[place]
        fixed = tuple(t for t in segment.terms if not _changes(t.node))
        if fixed:
            constant.append((span, fixed))
        for term in (t for t in segment.terms if _changes(t.node)):
            match term.node:
                case Binary("@", Weight(name), Value(at="step") as vector):
                    products.append(_product(vector, span, term.factor, weights[name]))
                case _:
                    others.append((span, term))
    width = max((span.stop for span in places.values()), default=0)
    return Hoisted(width, tuple(_merged(products)), tuple(constant), tuple(others))


def _changes(node: Node) -> bool:
    return any(value.at == "step" for value in values(node))


def _product(vector: Value, span: slice, factor: float, weight: FloatArray) -> Product:
    matrix = weight if factor == 1.0 else weight * weight.dtype.type(factor)
    return Product(replace(vector, column=0), span, matrix)


def _merged(products: list[Product]) -> list[Product]:
    merged: list[Product] = []
    by_vector: dict[Value, list[Product]] = {}
    for each in products:
        by_vector.setdefault(each.vector, []).append(each)
    for same in by_vector.values():
        run: list[Product] = []
        for each in same:
            if run and run[-1].columns.stop != each.columns.start:
                merged.append(_stack(run))
                run = []
            run.append(each)
        merged.append(_stack(run))
    return merged


def _stack(run: list[Product]) -> Product:
    if len(run) == 1:
        return run[0]
    columns = slice(run[0].columns.start, run[-1].columns.stop)
    return Product(run[0].vector, columns, np.concatenate([each.matrix for each in run]))


def constant_row(hoisted: Hoisted, scope: Scope, batch_shape: tuple[int, ...]) -> FloatArray:
    """What each row begins with: (width[, B])."""
    row = np.zeros((hoisted.width, *batch_shape), scope.dtype)
    for span, terms in hoisted.constant:
        for term in terms:
            row[span] += scaled(term, scope)[0]
    return row


def scaled(term: Term, scope: Scope) -> FloatArray:
    """The value of a term with its factor, at least (1, 1[, 1])."""
    value = evaluate(term.node, scope)
    if term.factor != 1.0:
        value = value * scope.dtype.type(term.factor)
    return value if value.ndim else value.reshape((1, 1, 1) if scope.batched else (1, 1))


def fill_rows(hoisted: Hoisted, constant: FloatArray, chunk: Chunk, rows: FloatArray) -> None:
    """Compute the rows of some neighbouring steps: (steps, width[, B])."""
    if not hoisted.products and not hoisted.others:
        rows[...] = constant
        return
    for number, each in enumerate(hoisted.products):
        vectors = chunk.value(each.vector)
        whole = number == 0 and each.columns == slice(0, hoisted.width)
        if whole and isinstance(vectors, np.ndarray):
            if chunk.batched:
                np.matmul(each.matrix, vectors, out=rows)
            else:
                np.matmul(vectors, each.matrix.T, out=rows)
            rows += constant
            continue
        if number == 0:
            rows[...] = constant
        rows[:, each.columns] += product(each.matrix, vectors, chunk.batched)
    if not hoisted.products:
        rows[...] = constant
    for span, term in hoisted.others:
        rows[:, span] += scaled(term, chunk)
