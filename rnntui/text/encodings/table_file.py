"""Embedding tables in files of rnntui's own: safetensors, with the tokens and how they were learned."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from safetensors import SafetensorError, safe_open

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings.fields import mapping, strings, text
from rnntui.text.encodings.table import Table
from rnntui.text.files import named, opened, quoted, unreadable

KEY = "rnntui"
"""The one key of the metadata, as in a model file."""
FORMAT = "rnntui-embedding/1"
VECTORS = "vectors"
LONGEST_HEADER = 1 << 32


def is_table_file(path: Path) -> bool:
    """Whether a file begins as safetensors do: the length of a header in eight bytes, then the header.

    Raises RnntuiError where it can't be read.
    """
    try:
        with opened(path) as file:
            first = file.read(9)
    except OSError as error:
        raise unreadable(path, error) from error
    # Eight characters of a text would be a length beyond all files.
    return first[8:] == b"{" and int.from_bytes(first[:8], "little") < LONGEST_HEADER


def table_parts(table: Table) -> tuple[dict[str, FloatArray], dict[str, str]]:
    """The tensors and the metadata of a table's file."""
    about = {"format": FORMAT, "tokens": list(table.tokens), "source": table.source, "made": dict(table.made)}
    return {VECTORS: table.vectors}, {KEY: json.dumps(about, ensure_ascii=True, separators=(",", ":"))}


def read_table_file(path: Path, wanted: Collection[str] | None = None) -> Table:
    """The table in a file, or of it the `wanted` tokens alone.

    Raises RnntuiError where it is no whole safetensors file, is another one than an embedding table, or something
    of it is missing or does not fit.
    """
    try:
        with safe_open(str(path), framework="numpy") as file:
            about = _about(path, file.metadata() or {})
            names = list(file.keys())
            vectors = file.get_tensor(VECTORS) if VECTORS in names else None
    except SafetensorError as error:
        raise RnntuiError(f"{named(path)}: no whole safetensors file ({error})", "copy or save it again") from None
    except OSError as error:
        raise unreadable(path, error) from error
    if vectors is None:
        raise RnntuiError(f"{named(path)} holds no vectors", "copy or save it again")
    try:
        table = Table(strings(about, "tokens"), vectors, text(about, "source"), mapping(about, "made"))
    except RnntuiError as error:
        raise RnntuiError(f"{named(path)}: {error.message}", error.hint) from None
    return table if wanted is None else _part(table, wanted)


def _part(table: Table, wanted: Collection[str]) -> Table:
    rows = [row for row, token in enumerate(table.tokens) if token in wanted]
    return Table(tuple(table.tokens[row] for row in rows), table.vectors[rows], table.source, table.made)


def _about(path: Path, metadata: Mapping[str, str]) -> dict[str, object]:
    try:
        about = json.loads(metadata.get(KEY, "null"))
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        found = about.get("format") if isinstance(about, dict) else "none"
        raise RnntuiError(
            f"{named(path)} is no embedding table: its format is {quoted(str(found))}", f"{FORMAT} can be read"
        )
    return about
