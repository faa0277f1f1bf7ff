"""A run on its way into a file, piece by piece, beside whatever else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Literal

from ..engine.trace import Trace
from ..engine.windows import Windows
from ..formats.atomic import replacing
from .realise import Realised, realise

Form = Literal["json", "npz", "csv"]
MOST_FILES = 10_000
"""So many numbers are tried for a file's name."""


class StoppedError(Exception):
    """Writing was stopped; what stood there before is untouched."""


def run_pieces(realised: Realised, form: Form) -> Iterator[bytes]:
    """Every variable at every step, in full precision."""
    trace = _own_trace(realised)
    match form:
        case "npz":
            from ..formats.trace_npz import npz_pieces

            yield from npz_pieces(trace)
        case "csv":
            from ..formats.trace_csv import csv_pieces

            yield from _encoded(csv_pieces(trace))
        case "json":
            from ..formats.trace_json import json_pieces

            yield from _encoded(json_pieces(trace))


def _own_trace(realised: Realised) -> Trace:
    """The run itself; of one whose windows are made when they are looked at another that nobody else looks at."""
    trace = realised.trace
    return realise(realised.setup, lenient=True).trace if isinstance(trace.stores, Windows) else trace


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    for text in texts:
        # A lone surrogate has no bytes in UTF-8.
        yield text.encode("utf-8", "backslashreplace")


def write_pieces(path: Path, pieces: Iterable[bytes], stop: Event) -> int:
    """Write a file piece by piece, atomically; returns its size. Raises StoppedError where `stop` is set."""
    size = 0
    with replacing(path) as file:
        for piece in pieces:
            if stop.is_set():
                raise StoppedError
            file.write(piece)
            size += len(piece)
    return size


def new_path(folder: Path, stem: str, ending: str) -> Path:
    """The path of a file that does not exist yet: `stem.ending`, or `stem_1.ending` and so on."""
    for number in range(MOST_FILES):
        path = folder / f"{stem}{f'_{number}' if number else ''}{ending}"
        if not path.exists():
            return path
    return folder / f"{stem}{ending}"
