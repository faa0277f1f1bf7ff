"""Gradients as they are asked for: of any values of a run, by any weights, inputs, variables and starts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from ..dataclass import dataclass
from ..errors import RnntuiError
from .adjoints import Adjoints
from .arrays import FloatArray
from .backward import Backward, add_seeds, compile_backward_pass
from .backward_windows import Reversed, reverse_windows
from .interventions import Intervention
from .plan import Bound
from .program import Program
from .stores import Stores
from .threads import blas_threads
from .windows import Windows


@dataclass(frozen=True, eq=False)
class Gradients:
    """The derivatives of one number by all that was asked for."""

    weights: Mapping[str, FloatArray]
    """By name, each in the shape of the weight."""
    variables: Mapping[str, FloatArray]
    """By name, inputs among them: (T, size), or (T, B, size); zero beyond the end of a sentence."""
    initial: Mapping[str, FloatArray]
    """By what a variable was before its first step: (size,), or (B, size)."""


def gradients(
    bound: Bound,
    run: Stores | Windows,
    adjoints: Mapping[str, FloatArray],
    *,
    weights: Iterable[str] = (),
    variables: Iterable[str] = (),
    initial: Iterable[str] = (),
    interventions: Iterable[Intervention] = (),
    started: Collection[str] = (),
) -> Gradients:
    """Reverse a finished run in one sweep.

    `adjoints` has the derivative of the number by the values of some variables, each (T, size) or (T, B, size).
    `weights`, `variables` and `initial` name what its gradient is wanted by. `interventions` are those of the run,
    and `started` the variables whose start was given to it; a long run knows both itself. Raises RnntuiError for
    a name or a shape that does not fit.
    """
    program = run.program
    wanted = _weights(program, weights)
    asked = [program.variable(name) for name in dict.fromkeys(variables)]
    starts = [program.variable(name) for name in dict.fromkeys(initial)]
    seeds = {name: _inside(run, name, adjoints[given]) for given in adjoints for name in [program.variable(given)]}
    backward = compile_backward_pass(program)
    live = backward.live((*wanted, *asked, *starts))
    with blas_threads(max(bound.units.values(), default=1), run.steps["t"] * (run.batch or 1)):
        if isinstance(run, Windows):
            found = reverse_windows(backward, run, bound.units, seeds, live, asked)
        else:
            found = _reverse(
                backward, Adjoints(run, bound.units, live, set(asked), interventions), seeds, started, asked
            )
    shape = () if run.batch is None else (run.batch,)
    none = {name: np.zeros((run.units(name), *shape), run.dtype) for name in starts}
    return Gradients(
        {n: found.weights[n] if n in found.weights else np.zeros_like(run.weights[n]) for n in wanted},
        {name: found.rows[name].swapaxes(1, 2) if run.batch is not None else found.rows[name] for name in asked},
        {name: found.starts.get(name, none[name]).T for name in starts},
    )


def _weights(program: Program, names: Iterable[str]) -> list[str]:
    for name in names:
        if name not in program.weights:
            raise RnntuiError(f"there is no weight '{name}'", f"the weights are {', '.join(program.weights)}")
    return list(dict.fromkeys(names))


def _reverse(
    backward: Backward,
    adjoints: Adjoints,
    seeds: Mapping[str, FloatArray],
    started: Collection[str],
    asked: Iterable[str],
) -> Reversed:
    program = backward.program
    given = {program.variable(name) for name in started}
    add_seeds(adjoints, seeds)
    backward.run(adjoints, program.components[::-1], given)
    return Reversed(adjoints.weights, adjoints.starts, {name: adjoints.now(name) for name in asked})


def _inside(run: Stores | Windows, name: str, adjoint: FloatArray) -> FloatArray:
    """An adjoint with the batch as its last axis, as the engine has it inside."""
    steps = 1 if run.program.once(name) else run.steps[run.program.clocks[name]]
    shape = (steps, run.units(name)) if run.batch is None else (steps, run.batch, run.units(name))
    if np.shape(adjoint) != shape:
        raise RnntuiError(f"the adjoint of '{name}' has the shape {np.shape(adjoint)}", f"it must be {shape}")
    found = np.asarray(adjoint, run.dtype)
    return found if run.batch is None else found.swapaxes(1, 2)
