"""Other networks of the same sizes and seed on the same sentence: what stands beside a network's own memory."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..dataclass import dataclass
from ..engine.catalogue import architecture_names, find_architecture
from ..engine.plan import compile_plan
from ..engine.program import Program, program_of
from ..engine.trace import Trace
from ..errors import RnntuiError
from ..model import Model, assembled
from .memory import Memory, Place, memory_of
from .realise import Realised

COMPANIONS = ("elman", "gru", "lstm", "attention_dot")
"""The architectures, plainest first; one that is not there is left out."""
OPEN = 1.0
"""The bias of a companion's forget gates: open from the start, as one begins the training of an LSTM."""


@dataclass(frozen=True, eq=False)
class Companion:
    """Another network, and how much each token weighs in what it holds."""

    architecture: str
    memory: Memory | None
    """None where the network can't be run on this sentence, or has no such value."""
    why_not: RnntuiError | None = None


def companions(realised: Realised, place: Place) -> tuple[Companion, ...]:
    """The companions of a run, each with the value that is most like `place` of the run itself."""
    return tuple(_companion(realised, name, place) for name in companion_names(realised))


def companion_names(realised: Realised) -> tuple[str, ...]:
    """The architectures of the companions: all but the run's own, where that would be the same network again."""
    setup = realised.setup
    is_random = setup.model is None and not setup.parameters and setup.weights == "random" and not setup.interventions
    own = setup.architecture if is_random and not setup.activations and setup.equations is None else ""
    return tuple(name for name in COMPANIONS if name in architecture_names() and (name != own or name == "lstm"))


def _companion(realised: Realised, architecture: str, place: Place) -> Companion:
    try:
        model, trace = companion_run(realised, architecture)
        return Companion(architecture, memory_of(model, trace, _alike(realised, trace, place)))
    except RnntuiError as error:
        return Companion(architecture, None, error)


@lru_cache(maxsize=2 * len(COMPANIONS))
def companion_run(realised: Realised, architecture: str) -> tuple[Model, Trace]:
    """Another network with random weights, of the sizes, the depth, the encoding and the seed of a run.

    Raises RnntuiError where there can't be one.
    """
    own, setup = realised.model, realised.setup
    deep = own.program.architecture
    program = program_of(find_architecture(architecture), deep.layers, deep.bidirectional)
    sizes = {name: own.units.get(name) for name in ("input", "hidden", "output")}
    labels = own.labels if own.labels is not None and set(program.tokens.values()) <= set(own.labels) else None
    if program.tokens and labels is None:
        # What a decoder writes is known by its words, and there may be more or fewer of these than outputs.
        sizes["output"] = None
    labels = labels if program.tokens else None
    made = assembled(
        compile_plan(program), sizes, "random", setup.seed, own.encoding, labels, own.tokens_by, setup.vocabulary
    )
    model = _opened(made)
    fed = realised.trace.tokens if realised.vectors is None else realised.vectors
    return model, model.trace(fed if len(fed) else np.zeros((0, model.input_size)))


def _opened(model: Model) -> Model:
    """The model with its forget gates open, where it has any."""
    biases = [name for name in model.weights if name == "b_f" or name.startswith("b_f_")]
    if not biases:
        return model
    weights = dict(model.weights) | {name: np.full_like(model.weights[name], OPEN) for name in biases}
    return replace(model, weights=weights, bound=model.bound.plan.bind(weights, model.units, model.labels or ()))


def _alike(realised: Realised, trace: Trace, place: Place) -> Place:
    """The vector of another network that is most like a value of the run: what it looks back with, where it does.

    Else its hidden state, or its output where the value is one.
    """
    own, program = realised.model.program, trace.program
    name = own.variable(place.variable)
    is_answer = own.clocks[name] != "t"
    if "u" in program.clocks.values() and trace.clocks["u"]:
        context = last_of(program, "memory", "u") or last_of(program, "hidden", "u")
        if not is_answer and not own.once(name) and place.step < trace.clocks["t"] - 1:
            raise RnntuiError("it looks back once all is read", "go to the last token")
        if context is not None:
            return Place(context, min(place.step, trace.clocks["u"] - 1) if is_answer else 0)
    steps = trace.clocks["t"]
    step = steps - 1 if is_answer or own.once(name) else place.step
    role = own.equations[name].role if name in own.equations else ""
    variable = (last_of(program, "output", "t") if role == "output" else None) or last_of(program, "hidden", "t")
    if variable is None:
        raise RnntuiError("this network has no hidden state", "choose another one")
    return Place(variable, 0 if program.once(variable) else step)


def last_of(program: Program, role: str, clock: str) -> str | None:
    """The last variable of a role over a clock."""
    equations = program.equations.items()
    found = [name for name, each in equations if each.role == role and program.clocks[name] == clock]
    return found[-1] if found else None
