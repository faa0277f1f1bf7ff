"""A trace as JSON: the format `rnntui-trace/1`, with every number in full precision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.trace import Trace
from ..errors import RnntuiError
from .json_text import json_text
from .numerals import json_number, shortest

FORMAT = "rnntui-trace/1"
_DTYPES = ("float64", "float32", "float16")
_ROWS = 256
"""Steps that are written at once: of a long run no more is computed again at a time."""


def trace_to_json(trace: Trace, names: tuple[str, ...] | None = None) -> str:
    """One object in one line, strictly JSON.

    `answers` has what a decoder wrote to each sentence, and whether it ended with the token `end` or at its limit;
    `values` has each variable (T, size), or (T, B, size) for a batch, as nested lists; whole numbers without a
    point, NaN and the infinities, which JSON lacks, as the texts "nan", "inf" and "-inf".
    """
    return "".join(json_pieces(trace, names))


def json_pieces(trace: Trace, names: tuple[str, ...] | None = None) -> Iterator[str]:
    """The same text piece by piece: of a long run no more is held at a time."""
    program = trace.program
    lengths = trace.lengths("t")
    head = json_text(
        {
            "format": FORMAT,
            "architecture": program.architecture.name,
            "layers": program.architecture.layers,
            "bidirectional": program.architecture.bidirectional,
            "shape": program.shape,
            "activations": dict(program.architecture.activations),
            "tokens": list(trace.tokens) or None,
            "unknown": list(trace.unknown),
            "unknown_as": trace.unknown_as or None,
            "labels": None if trace.labels is None else list(trace.labels),
            "dtype": str(trace.dtype),
            "clocks": dict(trace.clocks),
            "lengths": None if lengths is None else lengths.tolist(),
            "answers": [asdict(answer) for answer in trace.answers] or None,
            "equations": [equation.text for equation in program.equations.values()],
            "roles": {name: equation.role for name, equation in program.equations.items()},
            "values": {},
        }
    )
    yield head.removesuffix("}}\n")
    for place, name in enumerate(names or trace.names):
        yield f'{", " if place else ""}"{name}": ['
        count = trace.steps(name)
        for first in range(0, count, _ROWS):
            rows = json_text({"": _plain(shortest(trace.between(name, first, min(first + _ROWS, count))))})
            yield (", " if first else "") + rows[len('{"": [') : -len("]}\n")]
        yield "]"
    yield "}}\n"


def _plain(values: Any) -> Any:
    return [_plain(each) for each in values] if isinstance(values, list) else json_number(values)


def values_from_json(text: str) -> dict[str, FloatArray]:
    """The arrays of a trace that was written as JSON; raises RnntuiError for a text that is none."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise RnntuiError(f"a trace of the format {str(table['format'])[:60]!r}", f"{FORMAT} can be read")
        if table["dtype"] not in _DTYPES:
            raise RnntuiError(f"a trace of {str(table['dtype'])[:60]!r}", f"it may be {', '.join(_DTYPES)}")
        return {str(name): _array(rows, table["dtype"]) for name, rows in table["values"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise RnntuiError(f"this is no trace of rnntui: {error}", f"it begins with the format {FORMAT}") from None


def _array(rows: Any, dtype: str) -> FloatArray:
    found: FloatArray = np.array(rows, dtype=object).astype(dtype) if rows else np.zeros((0, 0), dtype)
    return found
