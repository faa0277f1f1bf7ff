"""How a value before the first step came about: zero, a token, or what `[initial]` says."""

from __future__ import annotations

import numpy as np

from ..errors import RnntuiError
from .at_step import AtStep
from .explain import Work
from .explanation import Explanation, Part, Quantity
from .expression import Token, written
from .interventions import Start
from .trace import Trace


def explain_start(trace: Trace, name: str, step: int = -1, unit: int = 0) -> Explanation:
    """Take apart what a variable is before its first step, or after its last one, in a run of one sentence.

    `step` is the step that was read, such as -1. Without an expression in `[initial]` it is given. Raises RnntuiError.
    """
    name = trace.program.variable(name)
    vector = trace.stores.start(name)
    if not 0 <= unit < len(vector):
        raise RnntuiError(f"'{name}' has no unit {unit}", f"its units are 0 to {len(vector) - 1}")
    place, value = f"{name}[{step}][{unit}]", float(vector[unit])
    forced = any(
        isinstance(each, Start) and trace.program.variable(each.variable) == name and each.unit in (None, unit)
        for each in trace.interventions
    )
    tree = trace.program.architecture.initial.get(name)
    root: Part = Quantity(place, value)
    equation = ""
    if tree is not None and not isinstance(tree, Token):
        with np.errstate(all="ignore"):
            # Whatever stands in `[initial]` reads last values and all steps, which are the same at every step.
            root = Work(AtStep(trace, trace.program.clocks[name], 0, None)).part(tree, unit)
        equation = f"{name}[{step}] = {written(tree)}"
    return Explanation(name, step, unit, None, value, place, equation, {}, root, forced)
