"""`load`: a model from any file that can be read, told by its contents and not by its ending."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.program import Program, program_of
from ..errors import RnntuiError
from ..folders import known_architecture
from ..model import Model
from ..text.brought import answer_labels, labelled_size, own_encoding, told_labels
from .first_bytes import READABLE, check_safetensors
from .located import located
from .model_file import is_model, model_from
from .modules import recurrent_modules
from .npz_file import is_npz, read_npz
from .packed import Place, packed_tensors, unpacked
from .pytorch import pytorch_model
from .safetensors_file import Tensors, read_safetensors
from .sizes import program_units


def load(
    path: str | Path,
    *,
    architecture: str | Path | None = None,
    activation: Mapping[str, str] | None = None,
    prefix: str | None = None,
    shape: str | None = None,
) -> Model:
    """Open a model file: rnntui's own, safetensors with PyTorch's parameter names, or an npz archive of arrays.

    `architecture` says what the tensors are where their names do not: they are called as its weights are, or as
    one of its `[import]` tables has it. `activation` puts functions into its slots; `prefix` chooses one of
    several recurrent modules; `shape` makes a network of another shape of them. Raises RnntuiError that names
    what was found where the file is none of these, is cut off, or does not fit.
    """
    path = Path(path)
    if is_npz(path):
        tensors = read_npz(path)
    else:
        check_safetensors(path)
        tensors = read_safetensors(path)
    if is_model(tensors):
        return model_from(tensors, path)
    numbers = {name: np.asarray(array) for name, array in tensors.arrays.items() if array.dtype.kind == "f"}
    model = None
    if architecture is not None:
        program = program_of(known_architecture(architecture, activation), shape=shape)
        with located(path):
            model = next(_named(program, numbers), None)
    if model is None and recurrent_modules(numbers):
        model = pytorch_model(
            numbers, path, architecture=architecture, activation=activation, prefix=prefix, shape=shape
        )
    if model is None:
        raise _foreign(tensors, path, None if architecture is None else program)
    others = sorted(set(tensors.arrays) - set(numbers))
    if others:
        model = replace(model, notes=(*model.notes, f"not used, as they hold no fractions: {', '.join(others)}"))
    return model


def _named(program: Program, tensors: Mapping[str, FloatArray]) -> Iterator[Model]:
    """The models whose tensors have the names of a program's own weights, or of one of its import tables."""
    if set(program.weights) <= set(tensors):
        yield _model(program, {name: tensors[name] for name in program.weights}, tensors, set(program.weights))
    for framework in program.architecture.imports:
        packed = [each for each in packed_tensors(program, framework, Place()) if each.name in tensors]
        if {block for each in packed for block in each.blocks} == set(program.weights):
            weights, _ = unpacked(program, tensors, packed)
            yield _model(program, weights, tensors, {each.name for each in packed})


def _model(
    program: Program, weights: Mapping[str, FloatArray], tensors: Mapping[str, FloatArray], used: set[str]
) -> Model:
    left = sorted(set(tensors) - used)
    notes: tuple[str, ...] = (f"not used: {', '.join(left)}",) if left else ()
    units = program_units(program, weights)
    words = program.architecture.words
    labels = answer_labels(program, units.get(labelled_size(program)))
    if labels is not None and not words.labels:
        notes += (told_labels(labels),)
    return Model(program, weights, units, own_encoding(program), labels, words.tokens, notes)


def _foreign(tensors: Tensors, path: Path, program: Program | None) -> RnntuiError:
    """The error of tensors that are no network: what they are called, and what comes nearest."""
    names = list(tensors.arrays)
    shown = ", ".join(f"{name} {tensors.arrays[name].shape}" for name in names[:6])
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    found = f"{path}: no recurrent network in its tensors: {shown}{more}"
    if program is not None:
        return RnntuiError(found, f"the weights of {program.architecture.name} are {', '.join(program.weights)}")
    near = [n for n in names if difflib.get_close_matches(n.rpartition(".")[2], ["weight_ih_l0", "weight_hh_l0"], 1)]
    return RnntuiError(found, f"nearest to PyTorch's weight_ih_l0: {near[0]}" if near else READABLE)
