"""The linear module of a file that reads the output from the hidden state."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..engine.expression import weights
from ..engine.program import Program
from .sizes import units_of


@dataclass(frozen=True, eq=False)
class Readout:
    """Weights for the equations of role output."""

    weights: Mapping[str, FloatArray]
    tensors: tuple[str, ...]
    """Where they come from."""


def output_names(program: Program) -> tuple[str, ...]:
    """The outputs that stand over the whole network: they can be left out where a file has no weights for them."""
    return tuple(each.name for each in program.architecture.equations if each.role == "output" and not each.group)


def readout_weights(program: Program) -> tuple[str, ...]:
    """The weights that only these outputs have."""
    own = set(output_names(program))
    equations = program.architecture.equations
    elsewhere = {each.name for equation in equations if equation.name not in own for each in weights(equation.tree)}
    read = (each.name for equation in equations if equation.name in own for each in weights(equation.tree))
    return tuple(dict.fromkeys(name for name in read if name not in elsewhere))


def find_readout(
    program: Program,
    known: Mapping[str, FloatArray],
    tensors: Mapping[str, FloatArray],
    candidates: Collection[str],
) -> Readout | None:
    """The one linear module among `candidates` whose columns are what the readout reads; None if not exactly one.

    `known` are the weights of the recurrent part. Among several the one with a bias is taken, since an
    embedding, which may be as wide, has none.
    """
    missing = readout_weights(program)
    matrices = [name for name in missing if len(program.weights[name]) == 2]
    vectors = [name for name in missing if len(program.weights[name]) == 1]
    if len(matrices) != 1 or len(vectors) > 1:
        return None
    units = units_of({name: program.weights[name] for name in known}, known, "weight")
    columns = sum(units[part] for part in program.weights[matrices[0]][1])
    fitting = [name for name in candidates if _is_linear(name, tensors[name], columns)]
    biased = [name for name in fitting if _bias(name) in candidates]
    found = biased if len(fitting) > 1 else fitting
    if len(found) != 1:
        return None
    matrix, bias = tensors[found[0]], _bias(found[0])
    if not vectors:
        return Readout({matrices[0]: matrix}, (found[0],))
    if bias in candidates and tensors[bias].shape == matrix.shape[:1]:
        return Readout({matrices[0]: matrix, vectors[0]: tensors[bias]}, (found[0], bias))
    return Readout({matrices[0]: matrix, vectors[0]: np.zeros(len(matrix), matrix.dtype)}, (found[0],))


def _is_linear(name: str, array: FloatArray, columns: int) -> bool:
    module, _, kind = name.rpartition(".")
    # An embedding is as wide as what reads it, and is no readout, however well its shape fits.
    return kind == "weight" and array.ndim == 2 and array.shape[1] == columns and "emb" not in module.lower()


def _bias(weight: str) -> str:
    return weight.removesuffix("weight") + "bias"
