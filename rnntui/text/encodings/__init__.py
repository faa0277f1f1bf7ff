"""Encodings: how tokens become vectors. One file each; the registry below is all that knows their names.

Each is loaded when it is first asked for: a start of the app waits for the one that it uses.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rnntui.engine.arrays import FloatArray
from rnntui.errors import UsageError
from rnntui.text.encodings.contract import Choices, Encoded, Encoding, Kind, Unknown
from rnntui.text.encodings.fields import text
from rnntui.text.tokens import SplitBy

if TYPE_CHECKING:
    from rnntui.text.encodings.table import Table

__all__ = ["Encoded", "Encoding", "Unknown", "from_description", "learns", "make_encoding", "names"]

_MODULES: Mapping[str, str] = {
    "one-hot": "one_hot",
    "bag-of-words": "bag_of_words",
    "lsa": "lsa",
    "embedding": "table",
    "skip-gram": "skip_gram",
}
"""The file of each, by its name."""


def names() -> tuple[str, ...]:
    """The encodings that there are."""
    return tuple(_MODULES)


def learns(name: str) -> bool:
    """Whether an encoding learns from a corpus; raises UsageError for a name that does not exist."""
    return _kind(name).learns


def make_encoding(
    name: str,
    *,
    tokens: Sequence[str] = (),
    vocabulary: Sequence[str] | None = None,
    table: Table | Path | str | None = None,
    size: int | None = None,
    seed: int = 0,
    unknown: Unknown | None = None,
    corpus: Path | str | None = None,
    tokens_by: SplitBy = "auto",
) -> Encoding:
    """Make an encoding by its name, for the tokens of a sentence or a vocabulary.

    `table` is an embedding table, its file, or the name of a sample; `corpus` a text to learn from, split by
    `tokens_by`, its file or the name of a sample; `size` the length of a vector where it is free. Raises
    UsageError for a name that does not exist, RnntuiError for choices that do not fit.
    """
    known = None if vocabulary is None else tuple(vocabulary)
    return _kind(name).make(Choices(tuple(tokens), known, table, size, seed, unknown, corpus, tokens_by))


def from_description(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> Encoding:
    """The encoding of which `description()` and `arrays()` were kept; raises RnntuiError where they do not fit."""
    return _kind(text(description, "name")).restore(description, arrays)


def _kind(name: str) -> Kind:
    if name not in _MODULES:
        near = difflib.get_close_matches(name, names(), 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"there is no encoding {name!r}", f"{hint}valid: {', '.join(names())}")
    kind: Kind = import_module(f"{__name__}.{_MODULES[name]}").KIND
    return kind
