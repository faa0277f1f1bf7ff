"""Weights under the names that PyTorch gives them, told from each other by the architectures' import tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..engine.architecture import Architecture, without
from ..engine.arrays import FloatArray
from ..engine.catalogue import architecture_names, find_architecture
from ..engine.expression import weights as weights_in
from ..engine.program import Program, program_of
from ..errors import RnntuiError
from ..model import Model
from .packed import sizes_of, unpack

FRAMEWORK = "pytorch"
_NAME = re.compile(
    r"(?P<prefix>(?:.*\.)?)(?P<tensor>(?:weight|bias)_(?:ih|hh|hr))(?:_l(?P<layer>\d{1,4})(?P<reverse>_reverse)?)?"
)


@dataclass(frozen=True, eq=False)
class Recurrent:
    """The tensors of one recurrent module, without its prefix."""

    prefix: str
    tensors: Mapping[str, FloatArray]
    layers: int
    bidirectional: bool
    suffixed: bool
    """Whether the names have a layer; those of a cell module have none."""

    def suffixes(self) -> list[tuple[str, str]]:
        """The suffix of each layer and direction: in the file, in the program."""
        if not self.suffixed:
            return [("", "")]
        bare = self.layers == 1 and not self.bidirectional
        names = [
            f"_l{layer}{reverse}"
            for layer in range(self.layers)
            for reverse in ("", "_reverse")[: 1 + self.bidirectional]
        ]
        return [(name, "" if bare else name) for name in names]


def recurrent_modules(tensors: Mapping[str, FloatArray]) -> dict[str, Recurrent]:
    """The recurrent modules of a file, by the prefix of their names."""
    found: dict[str, dict[str, re.Match[str]]] = {}
    for name in tensors:
        match = _NAME.fullmatch(name)
        if match is not None:
            found.setdefault(match["prefix"], {})[name] = match
    modules = {}
    for prefix, matches in found.items():
        layers = [int(match["layer"] or 0) for match in matches.values()]
        modules[prefix] = Recurrent(
            prefix,
            {name.removeprefix(prefix): tensors[name] for name in matches},
            max(layers) + 1,
            any(match["reverse"] for match in matches.values()),
            any(match["layer"] is not None for match in matches.values()),
        )
    return modules


def pytorch_model(
    tensors: Mapping[str, FloatArray],
    path: Path,
    *,
    architecture: str | Path | None = None,
    activation: Mapping[str, str] | None = None,
    prefix: str | None = None,
) -> Model:
    """The network in tensors with PyTorch's names.

    Which architecture it is tells the number of blocks in its weights, unless it is named; `activation` puts
    functions into slots, since a file does not say whether an `nn.RNN` has tanh or relu. A linear module whose
    columns are the hidden state becomes the readout. Raises RnntuiError where nothing fits.
    """
    modules = recurrent_modules(tensors)
    if prefix is not None:
        modules = {name: each for name, each in modules.items() if name.rstrip(".") == prefix.rstrip(".")}
        if not modules:
            found = ", ".join(recurrent_modules(tensors)) or "none"
            raise RnntuiError(f"{path}: no recurrent module has the prefix '{prefix}'", f"the prefixes are {found}")
    if len(modules) != 1:
        found = ", ".join(f"'{name}'" for name in modules)
        raise RnntuiError(f"{path}: there are {len(modules)} recurrent modules: {found}", "choose one by its prefix")
    ((_, module),) = modules.items()
    chosen = _architecture(module, path, architecture, activation)
    program = program_of(chosen, module.layers, module.bidirectional)
    weights: dict[str, FloatArray] = {}
    used: set[str] = set()
    for suffix, target in module.suffixes():
        unpacked = unpack(program, FRAMEWORK, module.tensors, suffix, target)
        weights |= unpacked.weights
        used |= {module.prefix + name for name in unpacked.used}
    missing = set(module.tensors) - {name.removeprefix(module.prefix) for name in used}
    if missing:
        raise RnntuiError(
            f"{path}: the tensors {', '.join(sorted(missing))} belong to no {chosen.name}", "is it whole?"
        )
    return _finished(program, chosen, weights, tensors, used, path)


def _architecture(
    module: Recurrent, path: Path, name: str | Path | None, activation: Mapping[str, str] | None
) -> Architecture:
    """The architecture that was named, or the one whose blocks fit."""
    if name is not None:
        found = find_architecture(name, activation)
        if FRAMEWORK not in found.imports:
            usable = ", ".join(n for n in architecture_names() if FRAMEWORK in find_architecture(n).imports)
            raise RnntuiError(f"{path}: PyTorch has no {found.name}", f"it has {usable}")
        return found
    for candidate in architecture_names():
        found = find_architecture(candidate)
        if found.base or FRAMEWORK not in found.imports or not _fits(module, found.imports[FRAMEWORK]):
            continue
        return find_architecture(candidate, activation) if activation else found
    suffix = module.suffixes()[0][0]
    shapes = ", ".join(f"{n} {a.shape}" for n, a in module.tensors.items() if n.endswith(suffix))
    hint = "weight_hh must have 1, 3 or 4 times as many rows as columns"
    raise RnntuiError(f"{path}: the tensors of '{module.prefix}' fit no architecture: {shapes}", hint)


def _fits(module: Recurrent, table: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a table has these tensors and their numbers of blocks."""
    suffix = module.suffixes()[0][0]
    present = {name.removesuffix(suffix) for name in module.tensors if name.endswith(suffix)}
    matrices = {name for name in table if name.startswith("weight")}
    if {name for name in present if name.startswith("weight")} != matrices:
        return False
    recurrent = module.tensors[f"weight_hh{suffix}"]
    projection = module.tensors.get(f"weight_hr{suffix}")
    if recurrent.ndim != 2:
        return False
    hidden = recurrent.shape[1] if projection is None else projection.shape[-1]
    return bool(recurrent.shape[0] == len(table["weight_hh"]) * hidden)


def _finished(
    program: Program,
    chosen: Architecture,
    weights: dict[str, FloatArray],
    tensors: Mapping[str, FloatArray],
    used: set[str],
    path: Path,
) -> Model:
    """The model with its biases and readout completed, and notes of what was assumed."""
    notes: list[str] = []
    own = program.architecture
    outputs = [e for e in own.equations if e.role == "output" and not e.group]
    readout = {w.name for e in outputs for w in weights_in(e.tree)} - set(weights)
    biases = {n for n in program.weights if n.startswith("b_") and n not in weights} - readout
    if readout:
        head = _head(program, readout, tensors, used, weights)
        if head:
            weights |= head
            notes.append(f"the readout is {_head_name(tensors, used)}")
        else:
            names = [e.name for e in outputs]
            program = program_of(without(chosen, names), own.layers, own.bidirectional)
            notes.append(f"the file has no readout: {', '.join(names)} is left out")
    units = sizes_of(program, {name: weights[name] for name in program.weights if name in weights})
    if biases:
        notes.append("the file has no biases: they are zero")
        dtype = next(iter(weights.values())).dtype
        for name in biases:
            weights[name] = np.zeros(sum(units[part] for part in program.weights[name][0]), dtype)
    left = [name for name in tensors if name not in used]
    if left:
        notes.append(f"not used: {', '.join(left)}")
    try:
        return replace(Model(program, weights, units), notes=tuple(notes))
    except RnntuiError as error:
        raise RnntuiError(f"{path}: {error.message}", error.hint) from None


def _head(
    program: Program,
    readout: set[str],
    tensors: Mapping[str, FloatArray],
    used: set[str],
    weights: Mapping[str, FloatArray],
) -> dict[str, FloatArray]:
    """The one linear module whose columns are the hidden state, if there is exactly one; `used` grows."""
    matrices = [name for name in readout if len(program.weights[name]) == 2]
    vectors = [name for name in readout if len(program.weights[name]) == 1]
    if len(matrices) != 1 or len(vectors) > 1:
        return {}
    units = sizes_of(program, weights)
    columns = sum(units[part] for part in program.weights[matrices[0]][1])
    fitting = [
        name
        for name, array in tensors.items()
        if name not in used and name.endswith("weight") and array.ndim == 2 and array.shape[1] == columns
    ]
    if len(fitting) != 1:
        return {}
    matrix = tensors[fitting[0]]
    bias = fitting[0].removesuffix("weight") + "bias"
    used.add(fitting[0])
    head = {matrices[0]: matrix}
    if vectors:
        there = bias in tensors and tensors[bias].shape == matrix.shape[:1]
        head[vectors[0]] = tensors[bias] if there else np.zeros(len(matrix), matrix.dtype)
        used |= {bias} if there else set()
    return head


def _head_name(tensors: Mapping[str, FloatArray], used: set[str]) -> str:
    names = [n for n in tensors if n in used and _NAME.fullmatch(n) is None]
    return " and ".join(names)
