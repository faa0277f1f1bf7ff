"""Encodings: how tokens become vectors. One file each; the registry below is all that knows their names."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from rnntui.engine.arrays import FloatArray
from rnntui.errors import UsageError
from rnntui.text.encodings import one_hot, table
from rnntui.text.encodings.contract import Choices, Encoded, Encoding, Kind, Unknown
from rnntui.text.encodings.fields import text
from rnntui.text.encodings.table import Table

__all__ = ["Encoded", "Encoding", "Table", "Unknown", "from_description", "make_encoding", "names"]

_KINDS: Mapping[str, Kind] = {one_hot.NAME: one_hot.KIND, table.NAME: table.KIND}


def names() -> tuple[str, ...]:
    """The encodings that there are."""
    return tuple(_KINDS)


def make_encoding(
    name: str,
    *,
    tokens: Sequence[str] = (),
    vocabulary: Sequence[str] | None = None,
    table: Table | Path | str | None = None,
    size: int | None = None,
    seed: int = 0,
    unknown: Unknown | None = None,
) -> Encoding:
    """Make an encoding by its name, for the tokens of a sentence or a vocabulary.

    `table` is an embedding table, its file, or the name of a sample; `size` the length of a vector where it
    is free. Raises UsageError for a name that does not exist, RnntuiError for choices that do not fit.
    """
    known = None if vocabulary is None else tuple(vocabulary)
    return _kind(name).make(Choices(tuple(tokens), known, table, size, seed, unknown))


def from_description(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> Encoding:
    """The encoding of which `description()` and `arrays()` were kept; raises RnntuiError where they do not fit."""
    return _kind(text(description, "name")).restore(description, arrays)


def _kind(name: str) -> Kind:
    if name not in _KINDS:
        near = difflib.get_close_matches(name, names(), 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"there is no encoding {name!r}", f"{hint}valid: {', '.join(names())}")
    return _KINDS[name]
