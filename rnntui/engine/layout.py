"""Where everything of a scan lies once the sizes are known, and its weights stacked: made once for many runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np

from ..dataclass import dataclass
from .arrays import FloatArray, Weights
from .expression import values
from .hoisting import Hoisted, bind_rows, constant_row, scaled, spans
from .instructions import Lowered
from .kernel import Kernel, View
from .packing import Packed
from .stores import AllSteps, Stores


@dataclass(frozen=True, eq=False)
class Place:
    """Neighbouring segments as a slice of their arena; more than one row where they are seen as a matrix."""

    fixed: bool
    span: slice
    rows: int


@dataclass(frozen=True, eq=False)
class Layout:
    """A scan with its sizes and weights put in."""

    variables: Mapping[tuple[str, int], slice]
    """(variable, distance) -> its place in the working memory."""
    views: tuple[Place, ...]
    rows: tuple[Place, ...]
    work: int
    """How long the working memory is."""
    traced: int
    """How much of its front is kept at each step."""
    doubled: tuple[slice, ...]
    """What the loop computes at half its value."""
    matrices: tuple[FloatArray, ...]
    numbers: tuple[FloatArray, ...]
    hoisted: Hoisted
    constant: FloatArray
    """What each hoisted row begins with: (width[, B or 1])."""
    fixed: FloatArray
    """The arena of what is the same at every step: (size[, B or 1])."""


def is_lasting(lowered: Lowered) -> bool:
    """Whether what is constant within a run is the same in all runs: it reads no variables and no clocks."""
    terms = (term for segment in lowered.segments for term in segment.terms)
    reads = any(value.at != "step" for term in terms for value in values(term.node))
    return not reads and not any(part in ("T", "U") for segment in lowered.segments for part in segment.size)


def lay_out(
    lowered: Lowered,
    packed: Packed,
    kernel: Kernel,
    stores: Stores,
    units: Mapping[str, int],
    cache: dict[object, object],
) -> Layout:
    """Lay a scan out for the sizes of a run; weights that were stacked for another loop are in the cache."""
    places: dict[int, slice] = {}
    for order in packed.order.values():
        places |= spans(lowered, order, units)
    places |= {old: places[new] for old, new in packed.same.items()}

    def end(count: int, arena: str) -> int:
        order = packed.order[arena][:count]  # type: ignore[index]
        return max((places[place].stop for place in order), default=0)

    def place(view: View) -> Place:
        span = slice(places[view.first].start, places[view.last].stop)
        return Place(view.arena == "fixed", span, view.rows)

    scope = AllSteps(stores)
    weights = {name: np.asarray(weight, stores.dtype) for name, weight in stores.weights.items()}
    hoisted = bind_rows(lowered, {p: places[p] for p in packed.order["row"]}, weights)
    fixed = np.zeros((end(len(lowered.segments), "fixed"), *stores.batch_shape), stores.dtype)
    for each in packed.order["fixed"]:
        for term in lowered.segments[each].terms:
            fixed[places[each]] += scaled(term, scope)[0]
    halved = sorted(
        (places[p] for p, s in enumerate(lowered.segments) if s.name in lowered.halved and not s.lag),
        key=lambda span: span.start,
    )
    return Layout(
        variables={(s.name, s.lag): places[p] for p, s in enumerate(lowered.segments) if s.name},
        views=tuple(place(view) for view in kernel.views),
        rows=tuple(place(view) for view in kernel.rows),
        work=end(len(lowered.segments), "work"),
        traced=end(packed.traced, "work"),
        doubled=tuple(_joined(halved)),
        matrices=tuple(_stacked(matrix.blocks, weights, stores.dtype, cache) for matrix in kernel.matrices),
        numbers=tuple(np.asarray(number, stores.dtype) for number in kernel.numbers),
        hoisted=hoisted,
        constant=constant_row(hoisted, scope, stores.batch_shape),
        fixed=fixed,
    )


def _stacked(
    blocks: tuple[tuple[float, str], ...], weights: Weights, dtype: np.dtype[np.floating], cache: dict[object, object]
) -> FloatArray:
    """Weights times their factors, one below the other. They are large: nothing is copied on the way."""
    if ("stacked", blocks) not in cache:
        rows = [len(weights[name]) for _, name in blocks]
        made = np.empty((sum(rows), *weights[blocks[0][1]].shape[1:]), dtype)
        for place, (factor, name) in zip(np.split(made, np.cumsum(rows)[:-1]), blocks, strict=True):
            np.multiply(weights[name], dtype.type(factor), out=place)
        cache["stacked", blocks] = made
    return cast("FloatArray", cache["stacked", blocks])


def _joined(sorted_spans: list[slice]) -> list[slice]:
    joined: list[slice] = []
    for span in sorted_spans:
        if joined and joined[-1].stop == span.start:
            joined[-1] = slice(joined[-1].start, span.stop)
        else:
            joined.append(span)
    return joined


def seen(place: Place, work: FloatArray, fixed: FloatArray) -> FloatArray:
    """Segments as an array: (size[, B]), or (rows, size[, B])."""
    part = (fixed if place.fixed else work)[place.span]
    return part if place.rows == 1 else part.reshape((place.rows, len(part) // place.rows, *part.shape[1:]))


def seen_rows(place: Place, rows: FloatArray) -> FloatArray:
    """Segments of hoisted rows for each step: (steps, size[, B]), or (steps, rows, size[, B])."""
    part = rows[:, place.span]
    if place.rows == 1:
        return part
    return part.reshape((len(rows), place.rows, part.shape[1] // place.rows, *part.shape[2:]))
