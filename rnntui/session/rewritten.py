"""Networks whose equations were rewritten: what of sizes and weights still has its place in them is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.catalogue import architecture_names
from ..engine.fitting import DEFAULT_SIZES
from ..engine.plan import Plan
from ..engine.program import Program
from ..folders import is_sample
from ..model import Model, assembled
from .setup import Setup


def fitted(setup: Setup, program: Program) -> Setup:
    """A setup without the sizes and the written weights that a program has no place for."""
    names = (*program.size_names, *DEFAULT_SIZES)
    return replace(
        setup,
        sizes=tuple(pair for pair in setup.sizes if pair[0] in names),
        parameters=tuple(
            (name, rows)
            for name, rows in setup.parameters
            if len(program.weights.get(name, ())) == 1 + isinstance(rows[0], tuple)
        ),
    )


def overlaid(model: Model, known: Mapping[str, FloatArray]) -> Model:
    """A model with those of some weights that have the names and the shapes of its own."""
    shapes = {name: array.shape for name, array in model.weights.items()}
    kept = {name: array for name, array in known.items() if array.shape == shapes.get(name)}
    if not kept:
        return model
    dtype = np.result_type(*kept.values())
    weights = {name: array.astype(dtype, copy=False) for name, array in (dict(model.weights) | kept).items()}
    return replace(model, weights=weights, bound=model.bound.plan.bind(weights, model.units, model.labels or ()))


def adopted(model: Model, plan: Plan, seed: int) -> Model:
    """A network of other equations with sizes, encoding and weights of a loaded one; what is new is random.

    Raises RnntuiError for what does not fit.
    """
    units = {name: count for name, count in model.units.items() if name in plan.program.size_names}
    made = assembled(plan, units, "random", seed, model.encoding, model.labels, model.tokens_by)
    return replace(overlaid(made, model.weights), notes=model.notes)


def name_of(setup: Setup) -> str:
    """What the architecture of a setup is called whose equations were written: a copy, where it was not one's own."""
    name = PurePath(setup.architecture).stem if setup.architecture.endswith(".toml") else setup.architecture
    return f"{name}_copy" if name in architecture_names() or is_sample(setup.architecture) else name
