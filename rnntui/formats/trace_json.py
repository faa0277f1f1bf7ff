"""A trace as JSON: the format `rnntui-trace/1`, with every number in full precision."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.trace import Trace
from ..errors import RnntuiError

FORMAT = "rnntui-trace/1"


def trace_to_json(trace: Trace, names: tuple[str, ...] | None = None) -> str:
    """One object in one line; whole numbers without a point, NaN and the infinities as the strings JSON lacks."""
    program = trace.program
    lengths = trace.lengths("t")
    table: dict[str, Any] = {
        "format": FORMAT,
        "architecture": program.architecture.name,
        "layers": program.architecture.layers,
        "bidirectional": program.architecture.bidirectional,
        "activations": dict(program.architecture.activations),
        "tokens": list(trace.tokens) or None,
        "unknown": list(trace.unknown),
        "labels": None if trace.labels is None else list(trace.labels),
        "dtype": str(trace.dtype),
        "clocks": dict(trace.clocks),
        "lengths": None if lengths is None else lengths.tolist(),
        "equations": [equation.text for equation in program.equations.values()],
        "roles": {name: equation.role for name, equation in program.equations.items()},
        "values": {name: _plain(trace[name]) for name in names or trace.names},
    }
    return json.dumps(table, ensure_ascii=False, separators=(", ", ": "), allow_nan=False) + "\n"


def _plain(array: FloatArray) -> list[Any]:
    """Nested lists: shortest decimals that give the same number of the array's type again."""
    listed: list[Any] = array.astype(object).tolist() if array.dtype == np.float64 else _shortest(array)
    return [_number(each) for each in listed]


def _shortest(array: FloatArray) -> list[Any]:
    flat = np.array([float(str(value)) for value in array.ravel()], dtype=object)
    return list(flat.reshape(array.shape).tolist())


def _number(value: Any) -> Any:
    if isinstance(value, list):
        return [_number(each) for each in value]
    if value != value or value in (float("inf"), float("-inf")):
        return str(float(value))
    return int(value) if value == int(value) and abs(value) < 2**53 and str(value) != "-0.0" else float(value)


def values_from_json(text: str) -> dict[str, FloatArray]:
    """The arrays of a trace that was written as JSON; raises RnntuiError for a text that is none."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise RnntuiError(f"a trace of the format {str(table['format'])[:60]!r}", f"{FORMAT} can be read")
        kinds: dict[str, type[np.floating]] = {"float64": np.float64, "float32": np.float32}
        dtype = kinds[table["dtype"]]
        return {str(name): _array(rows, dtype) for name, rows in table["values"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RnntuiError(f"this is no trace of rnntui: {error}", f"it begins with the format {FORMAT}") from None


def _array(rows: Any, dtype: type[np.floating]) -> FloatArray:
    return np.array(rows, dtype=object).astype(dtype) if rows else np.zeros((0, 0), dtype)
