"""rnntui's own model file: safetensors, with the equations beside the weights, so that it opens anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..engine.architecture import Architecture, parse_architecture, without
from ..engine.arrays import FloatArray
from ..engine.program import program_of
from ..errors import RnntuiError
from ..model import Model
from ..text.encodings import from_description
from .safetensors_file import Tensors, write_safetensors

KEY = "rnntui"
"""The one key of the metadata: several would come out in random order."""
FORMAT = "rnntui-model/1"
_ENCODING = "encoding."
"""What the names of the encoding's arrays begin with."""


def write_model(model: Model, path: Path) -> None:
    """Write a model. Raises RnntuiError where the file can't be written."""
    arrays = {f"weights.{name}": array for name, array in model.weights.items()}
    table: dict[str, Any] = {
        "format": FORMAT,
        "architecture": _table(model.program.architecture),
        "layers": model.program.architecture.layers,
        "bidirectional": model.program.architecture.bidirectional,
        "units": dict(model.units),
        "labels": None if model.labels is None else list(model.labels),
        "tokens_by": model.tokens_by,
        "encoding": None,
    }
    if model.encoding is not None:
        table["encoding"] = model.encoding.description()
        arrays |= {_ENCODING + name: array for name, array in model.encoding.arrays().items()}
    write_safetensors(path, arrays, {KEY: json.dumps(table, ensure_ascii=True, separators=(",", ":"))})


def _table(architecture: Architecture) -> dict[str, Any]:
    """An architecture as plain data, from which it can be made again."""
    return {
        "name": architecture.name,
        "text": architecture.text,
        "activations": dict(architecture.activations),
        "left_out": list(architecture.left_out),
    }


def is_model(tensors: Tensors) -> bool:
    """Whether a file is one of rnntui's own."""
    return KEY in tensors.metadata


def model_from(tensors: Tensors, path: Path) -> Model:
    """The model of a file; raises RnntuiError where something of it is missing or does not fit."""
    try:
        table = json.loads(tensors.metadata[KEY])
    except (ValueError, RecursionError) as error:
        raise _broken(path, f"its description is no JSON: {error}") from None
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        found = table.get("format") if isinstance(table, dict) else table
        raise RnntuiError(
            f"{path}: a model of the format {str(found)[:60]!r}", f"this version of rnntui reads {FORMAT}"
        )
    architecture = _architecture(_field(table, "architecture", dict, path), path)
    layers = _field(table, "layers", int, path)
    program = program_of(architecture, layers, _field(table, "bidirectional", bool, path))
    numbers: dict[str, FloatArray] = {n: np.asarray(a) for n, a in tensors.arrays.items() if a.dtype.kind == "f"}
    arrays = {n.removeprefix(_ENCODING): a for n, a in numbers.items() if n.startswith(_ENCODING)}
    units = _field(table, "units", dict, path)
    if set(units) != set(program.size_names) or not all(type(n) is int and n >= 0 for n in units.values()):
        raise _broken(path, f"its sizes are {units}, the equations have {', '.join(program.size_names)}")
    labels = _field(table, "labels", (list, type(None)), path)
    tokens_by = _field(table, "tokens_by", str, path)
    if tokens_by not in ("auto", "words", "characters"):
        raise _broken(path, f"tokens_by is {tokens_by!r}")
    encoding = _field(table, "encoding", (dict, type(None)), path)
    weights = {n.removeprefix("weights."): a for n, a in numbers.items() if n.startswith("weights.")}
    return Model(
        program,
        weights,
        units,
        None if encoding is None else from_description(encoding, arrays),
        None if labels is None else tuple(map(str, labels)),
        tokens_by,
    )


def _architecture(table: Mapping[str, Any], path: Path) -> Architecture:
    text = _field(table, "text", str, path)
    activations = _field(table, "activations", dict, path)
    name = _field(table, "name", str, path)
    left_out = _field(table, "left_out", list, path)
    found = parse_architecture(text, name=name, file=f"{path.name}: {name}", activations=activations)
    return without(found, [str(each) for each in left_out]) if left_out else found


def _field(table: Mapping[str, Any], key: str, kind: type | tuple[type, ...], path: Path) -> Any:
    value = table.get(key)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise _broken(path, f"'{key}' is {str(value)[:60]!r}" if key in table else f"it has no '{key}'")
    return value


def _broken(path: Path, reason: str) -> RnntuiError:
    return RnntuiError(f"{path}: a damaged model file: {reason}", "save it again with model.save")
