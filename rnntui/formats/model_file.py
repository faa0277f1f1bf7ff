"""rnntui's own model file: safetensors, with the equations beside the weights, so that it opens anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np

from ..engine.architecture import Architecture, parse_architecture, without
from ..engine.arrays import FloatArray
from ..engine.program import program_of
from ..errors import RnntuiError
from ..model import Model
from ..text.encodings import from_description
from ..text.tokens import SplitBy
from .located import located
from .safetensors_file import Tensors, write_safetensors

KEY = "rnntui"
"""The one key of the metadata: several would come out in random order."""
FORMAT = "rnntui-model/1"
_WEIGHTS = "weights."
_ENCODING = "encoding."
"""What the names of the encoding's arrays begin with."""


def write_model(model: Model, path: Path) -> None:
    """Write a model. Raises RnntuiError where the file can't be written."""
    arrays = {_WEIGHTS + name: array for name, array in model.weights.items()}
    table: dict[str, Any] = {
        "format": FORMAT,
        "architecture": _table(model.program.architecture),
        "layers": model.program.architecture.layers,
        "bidirectional": model.program.architecture.bidirectional,
        "shape": model.program.shape,
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
    """An architecture as plain data, from which it can be made again.

    The equations stand in the text of their file; what one with a `base` says of itself stands beside.
    """
    return {
        "name": architecture.name,
        "title": dict(architecture.title),
        "summary": dict(architecture.summary),
        "source": architecture.source,
        "base": architecture.base,
        "text": architecture.text,
        "activations": dict(architecture.activations),
        "left_out": list(architecture.left_out),
    }


def is_model(tensors: Tensors) -> bool:
    """Whether a file is one of rnntui's own."""
    return KEY in tensors.metadata


def model_from(tensors: Tensors, path: Path) -> Model:
    """The model of a file; raises RnntuiError where something of it is missing or does not fit."""
    with located(path):
        try:
            table = json.loads(tensors.metadata[KEY])
        except (ValueError, RecursionError) as error:
            raise _broken(f"its description is no JSON: {error}") from None
        if not isinstance(table, dict) or table.get("format") != FORMAT:
            found = table.get("format") if isinstance(table, dict) else table
            raise RnntuiError(f"a model of the format {str(found)[:60]!r}", f"this version of rnntui reads {FORMAT}")
        return _model(table, tensors, path.name)


def _model(table: Mapping[str, Any], tensors: Tensors, file: str) -> Model:
    architecture = _architecture(_field(table, "architecture", dict), file)
    # Files of before there were shapes have none.
    shape = _field(table, "shape", str) if "shape" in table else None
    program = program_of(architecture, _field(table, "layers", int), _field(table, "bidirectional", bool), shape)
    numbers: dict[str, FloatArray] = {n: np.asarray(a) for n, a in tensors.arrays.items() if a.dtype.kind == "f"}
    units = _field(table, "units", dict)
    if set(units) != set(program.size_names) or not all(type(n) is int and n >= 0 for n in units.values()):
        raise _broken(f"its sizes are {str(units)[:60]}, the equations have {', '.join(program.size_names)}")
    labels = _field(table, "labels", (list, type(None)))
    tokens_by = _field(table, "tokens_by", str)
    if tokens_by not in get_args(SplitBy):
        raise _broken(f"'tokens_by' is {tokens_by[:60]!r}")
    encoding = _field(table, "encoding", (dict, type(None)))
    return Model(
        program,
        _without_prefix(numbers, _WEIGHTS),
        units,
        None if encoding is None else from_description(encoding, _without_prefix(numbers, _ENCODING)),
        None if labels is None else _texts("labels", labels),
        tokens_by,
    )


def _architecture(table: Mapping[str, Any], file: str) -> Architecture:
    name = _field(table, "name", str)
    activations = _field(table, "activations", dict)
    left_out = _texts("left_out", _field(table, "left_out", list))
    title, summary = (_field(table, key, dict) for key in ("title", "summary"))
    for text in (activations, title, summary):
        _texts("architecture", [*text.values()])
    found = parse_architecture(_field(table, "text", str), name=name, file=f"{file}: {name}", activations=activations)
    own = replace(
        found, title=title, summary=summary, source=_field(table, "source", str), base=_field(table, "base", str)
    )
    return without(own, left_out) if left_out else own


def _without_prefix(arrays: Mapping[str, FloatArray], prefix: str) -> dict[str, FloatArray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _texts(key: str, values: Sequence[object]) -> tuple[str, ...]:
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) != len(values):
        raise _broken(f"'{key}' holds what is no text")
    return texts


def _field(table: Mapping[str, Any], key: str, kind: type | tuple[type, ...]) -> Any:
    value = table.get(key)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise _broken(f"'{key}' is {str(value)[:60]!r}" if key in table else f"it has no '{key}'")
    return value


def _broken(reason: str) -> RnntuiError:
    return RnntuiError(f"a damaged model file: {reason}", "save it again with model.save")
