"""The gradient of one value of a run, by its inputs, by any variable, or by a weight."""

from __future__ import annotations

import difflib
from collections.abc import Collection

import numpy as np

from ..errors import RnntuiError
from .arrays import FloatArray
from .gradients import gradients
from .plan import Bound
from .program import Program
from .trace import Trace
from .whole import whole


def value_gradient(
    bound: Bound, trace: Trace, of: str, step: int, unit: int, to: str, started: Collection[str] = ()
) -> FloatArray:
    """How much one value changes with each number of an input, a variable or a weight.

    The value is `unit` of the variable `of` at `step`, where -1 is the last. Returns the shape of `to`: (T, size) of
    a variable, or that of the weight. In a batch the value is that of every sentence, (T, B, size), a negative step
    counts from each sentence's own end, and a weight's gradient is the sum over the sentences; a sentence that does
    not have the step has the gradient 0. What is forced passes no gradient. `started` names the variables whose start
    was given to the run. Raises RnntuiError for a name, step or unit that is not there.
    """
    program = trace.program
    name = program.variable(of)
    step, unit = whole(step, "step"), whole(unit, "unit")
    trace.step(name, step)
    units = trace.units(name)
    if not 0 <= unit < units:
        hint = f"its units are 0 to {units - 1}" if units else "it has no units"
        raise RnntuiError(f"'{of}' has no unit {unit}", hint)
    is_weight = _is_weight(program, to)
    seed = {name: _seed(trace, name, step, unit)}
    found = gradients(
        bound,
        trace.stores,
        seed,
        weights=(to,) if is_weight else (),
        variables=() if is_weight else (to,),
        interventions=trace.interventions,
        started=started,
    )
    return found.weights[to] if is_weight else found.variables[program.variable(to)]


def _is_weight(program: Program, name: str) -> bool:
    if name in program.weights:
        return True
    if name in program.clocks or name in program.architecture.aliases:
        return False
    variables, weights = program.names, tuple(program.weights)
    near = difflib.get_close_matches(name, (*variables, *weights), 1)
    hint = f"did you mean {near[0]}? " if near else ""
    known = f"the variables are {', '.join(variables)}; the weights are {', '.join(weights) or 'none'}"
    raise RnntuiError(f"there is no variable or weight '{name}'", f"{hint}{known}")


def _seed(trace: Trace, name: str, step: int, unit: int) -> FloatArray:
    """One in the place of the value, in every sentence that has it."""
    steps = trace.steps(name)
    if trace.batch is None:
        seed = np.zeros((steps, trace.units(name)), trace.dtype)
        seed[step, unit] = 1
        return seed
    seed = np.zeros((steps, trace.batch, trace.units(name)), trace.dtype)
    lengths = trace.lengths(trace.program.clocks[name])
    assert lengths is not None
    if trace.program.once(name):
        lengths = np.ones_like(lengths)
    places = step if step >= 0 else lengths + step
    places = np.broadcast_to(places, lengths.shape)
    there = (places >= 0) & (places < lengths)
    seed[places[there], np.flatnonzero(there), unit] = 1
    return seed
