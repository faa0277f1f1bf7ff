"""Weights under the names that PyTorch gives them, told from each other by the architectures' import tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..engine.architecture import Architecture, without
from ..engine.arrays import FloatArray
from ..engine.catalogue import architecture_names, find_architecture
from ..engine.program import Program, program_of
from ..engine.weights import is_bias
from ..errors import RnntuiError
from ..folders import known_architecture
from ..model import Model
from .located import located
from .modules import Recurrent, chosen_module
from .packed import Place, packed_tensors, unpacked
from .readout import find_readout, output_names, readout_weights
from .sizes import program_units

FRAMEWORK = "pytorch"


def pytorch_model(
    tensors: Mapping[str, FloatArray],
    path: Path,
    *,
    architecture: str | Path | None = None,
    activation: Mapping[str, str] | None = None,
    prefix: str | None = None,
    shape: str | None = None,
) -> Model:
    """The network in tensors with PyTorch's names.

    Which architecture it is tells the number of blocks in its weights, unless it is named; `activation` puts
    functions into slots, since a file does not say whether an `nn.RNN` has tanh or relu. A linear module whose
    columns are the hidden state becomes the readout. Raises RnntuiError where nothing fits.
    """
    module = chosen_module(tensors, path, prefix)
    chosen = _architecture(module, path, architecture, activation)
    program = program_of(chosen, module.layers, module.bidirectional, shape)
    places = [Place(module.prefix, suffix, target) for suffix, target in module.suffixes()]
    packed = [each for place in places for each in packed_tensors(program, FRAMEWORK, place)]
    strange = set(module.tensors) - {each.name for each in packed}
    if strange:
        hint = f"its tensors are {', '.join(each.name for each in packed)}"
        raise RnntuiError(f"{path}: {chosen.name} has no tensor {', '.join(sorted(strange))}", hint)
    with located(path):
        weights, _ = unpacked(program, tensors, packed)
        return _completed(program, chosen, weights, tensors, set(module.tensors))


def _architecture(
    module: Recurrent, path: Path, name: str | Path | None, activation: Mapping[str, str] | None
) -> Architecture:
    """The architecture that was named, or the one whose blocks fit."""
    if name is not None:
        found = known_architecture(name, activation)
        if FRAMEWORK not in found.imports:
            usable = (n for n in architecture_names() if FRAMEWORK in find_architecture(n).imports)
            raise RnntuiError(f"{path}: PyTorch has no {found.name}", f"it has {', '.join(usable)}")
        return found
    suffix = module.suffixes()[0][0]
    first = module.bare(suffix)
    for candidate in architecture_names():
        found = find_architecture(candidate)
        if not found.base and FRAMEWORK in found.imports and _fits(first, found.imports[FRAMEWORK]):
            return find_architecture(candidate, activation) if activation else found
    shapes = ", ".join(f"{module.prefix}{name}{suffix} {array.shape}" for name, array in first.items())
    hint = "weight_hh must have 1, 3 or 4 times as many rows as columns, or as weight_hr has columns"
    raise RnntuiError(f"{path}: its tensors fit no architecture: {shapes}", hint)


def _fits(tensors: Mapping[str, FloatArray], table: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a table has the weights of a layer, and their number of blocks."""
    names = {name for name in tensors if name.startswith("weight")}
    if names != {name for name in table if name.startswith("weight")}:
        return False
    # A projection has as many columns as there are memory cells, whose number the rows of hh are a multiple of.
    rows, cells = tensors["weight_hh"].shape[:1], tensors.get("weight_hr", tensors["weight_hh"]).shape[1:]
    return rows == tuple(len(table["weight_hh"]) * size for size in cells)


def _completed(
    program: Program,
    chosen: Architecture,
    weights: dict[str, FloatArray],
    tensors: Mapping[str, FloatArray],
    used: set[str],
) -> Model:
    """The model with its biases and readout, and notes of what was assumed. `used` are the tensors taken so far."""
    notes: list[str] = []
    if readout_weights(program):
        readout = find_readout(program, weights, tensors, [name for name in tensors if name not in used])
        if readout is None:
            names = output_names(program)
            program = program_of(
                without(chosen, names), program.architecture.layers, program.architecture.bidirectional
            )
            notes.append(f"no one tensor of the file is the readout: {', '.join(names)} is left out")
        else:
            weights |= readout.weights
            used |= set(readout.tensors)
            notes.append(f"the readout is {' and '.join(readout.tensors)}")
    units = program_units(program, weights)
    zero = [name for name in program.weights if is_bias(name) and name not in weights]
    if zero:
        notes.append(f"the file has no biases {', '.join(zero)}: they are zero")
        dtype = np.result_type(*weights.values())
        weights |= {name: np.zeros(sum(units[part] for part in program.weights[name][0]), dtype) for name in zero}
    left = sorted(set(tensors) - used)
    if left:
        notes.append(f"not used: {', '.join(left)}")
    return Model(program, weights, units, notes=tuple(notes))
