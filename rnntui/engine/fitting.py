"""Whether sizes, weights and labels fit a program, and what they are where nobody said."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence

import numpy as np

from ..errors import RnntuiError
from .arrays import Weights
from .limits import MOST_UNITS
from .program import Program
from .weights import weight_shapes

DEFAULT_SIZES: Mapping[str, int] = {"input": 2, "hidden": 3, "output": 2}
"""What a size is where nothing says it; other names are as large as `hidden`."""


def check_weights(program: Program, weights: Weights, units: Mapping[str, int]) -> Weights:
    """The weights of a program, read-only; raises RnntuiError that names what is missing or does not fit."""
    shapes = weight_shapes(program, units)
    missing = [name for name in shapes if name not in weights]
    if missing:
        raise RnntuiError(f"the weights {', '.join(missing)} are missing", f"found are {', '.join(weights) or 'none'}")
    checked = {}
    for name, shape in shapes.items():
        array = np.asarray(weights[name])
        if array.shape != shape:
            sizes = " x ".join(" + ".join(size) for size in program.weights[name])
            raise RnntuiError(f"the weight '{name}' has the shape {array.shape}", f"it must be {shape}, {sizes}")
        if array.dtype.kind != "f":
            array = array.astype(np.float64)
        checked[name] = array.view()
        checked[name].flags.writeable = False
    return checked


def check_labels(program: Program, units: Mapping[str, int], labels: Sequence[str] | None) -> None:
    """Raise RnntuiError where there is not one label for each unit of the output."""
    outputs = [name for name, equation in program.equations.items() if equation.role == "output"]
    if labels is None or not outputs:
        return
    size = sum(units[part] for part in program.shapes.variables[outputs[-1]])
    if len(labels) != size:
        raise RnntuiError(f"there are {len(labels)} labels for {size} outputs", "name each output once")


def check_memory(shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Raise RnntuiError where weights of these shapes would take more than half of the machine's memory."""
    size = 8 * sum(map(math.prod, shapes.values()))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if size > memory / 2:
        found = f"the weights would take {size / 1e9:,.1f} GB of this machine's {memory / 1e9:,.1f}"
        raise RnntuiError(found, "choose fewer units or layers")


def resolved_sizes(program: Program, given: Mapping[str, int | None]) -> dict[str, int]:
    """How many units each size of a program has; raises RnntuiError for a size that it does not have."""
    for name, count in given.items():
        if count is not None and name not in program.size_names and name not in DEFAULT_SIZES:
            raise RnntuiError(f"there is no size '{name}'", f"the sizes are {', '.join(program.size_names)}")
        fits = count is None or (type(count) is int and 1 <= count <= MOST_UNITS) or (count == 0 and name == "input")
        if not fits:
            raise RnntuiError(f"the size {name} is {count!r}", f"it must be a whole number from 1 to {MOST_UNITS:,}")
    chosen = {name: count for name, count in given.items() if count is not None}
    hidden = chosen.get("hidden", DEFAULT_SIZES["hidden"])
    return {name: chosen.get(name, DEFAULT_SIZES.get(name, hidden)) for name in program.size_names}
