"""Embeddings: each token has the vector that a table gives it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Literal

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Encoded, Kind, Unknown, checked_unknown, refuse
from rnntui.text.encodings.fields import mapping, strings, text, whole
from rnntui.text.encodings.random_vector import checked_seed, random_vector
from rnntui.text.encodings.vocabulary import numbered
from rnntui.text.files import quoted
from rnntui.text.reading import runs_of
from rnntui.text.samples import sample_tables
from rnntui.text.tokens import split

from ...dataclass import dataclass

NAME: Literal["embedding"] = "embedding"
VALID_UNKNOWN: tuple[Unknown, ...] = ("zero", "unk", "random")
UNK_NAMES = ("<unk>", "<UNK>", "[UNK]", "unk", "UNK")
"""What tables call the vector of unknown tokens."""
DEFAULT_SIZE = 4
"""Numbers in a seeded random vector where nobody says how many."""


@dataclass(frozen=True, eq=False)
class Table:
    """Vectors by token."""

    tokens: tuple[str, ...]
    """Each token once."""
    vectors: FloatArray
    """(tokens, size), read-only."""
    source: str
    """Where it comes from, as it is shown."""
    made: Mapping[str, object] = field(default_factory=dict)
    """How it was learned, in the types of JSON, where it was."""

    def __post_init__(self) -> None:
        """Raise RnntuiError where the vectors are no floating-point numbers, or not one for each token."""
        shape, dtype = self.vectors.shape, self.vectors.dtype
        if len(shape) != 2 or shape[0] != len(self.tokens) or shape[1] == 0:
            found = f"an embedding table of {len(self.tokens)} tokens has vectors of the shape {shape}"
            raise RnntuiError(found, f"valid: ({len(self.tokens)}, size), with a size from 1")
        if dtype.kind != "f":
            found = f"an embedding table has vectors of the type {dtype}"
            raise RnntuiError(found, "valid: real floating-point numbers")
        own = self.vectors.view()
        own.flags.writeable = False
        object.__setattr__(self, "vectors", own)


@dataclass(frozen=True, eq=False)
class TableEncoding:
    """The vectors of a table.

    A token that the table does not have is the zero vector ("zero"), the vector of the table's entry for
    unknown tokens ("unk"), or one drawn from the seed and the token ("random"). Raises RnntuiError where
    "unk" is chosen and the table has no such entry, or a token is in it twice.
    """

    table: Table
    unknown: Unknown
    seed: int = 0
    """Of the random vectors of unknown tokens."""
    name: str = NAME
    keeps_order: bool = field(init=False, default=True)
    entries: tuple[str, ...] = field(init=False, default=())
    ids: Mapping[str, int] = field(init=False, repr=False)
    """The row of each token."""

    def __post_init__(self) -> None:
        checked_unknown(self.unknown, VALID_UNKNOWN, self.name)
        object.__setattr__(self, "ids", numbered(self.table.tokens))
        if self.unknown == "unk" and unk_of(self.table) is None:
            found = f"the table {self.table.source} has no vector for unknown tokens ({', '.join(UNK_NAMES)})"
            raise RnntuiError(found, "valid: zero, random")

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self.table.vectors.shape[1])

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The tokens of the table."""
        return self.table.tokens

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The vectors of a sentence: (T, size)."""
        places = [self.ids.get(token, -1) for token in tokens]
        unknown = tuple(step for step, place in enumerate(places) if place < 0)
        vectors = np.zeros((len(tokens), self.size), self.table.vectors.dtype)
        if self.table.tokens:
            vectors[...] = self.table.vectors[places]
        for step in unknown:
            vectors[step] = self._instead(tokens[step])
        vectors.flags.writeable = False
        return Encoded(tuple(tokens), vectors, unknown, self.unknown)

    def vector(self, token: str) -> FloatArray:
        """The vector of one token: (size,)."""
        place = self.ids.get(token)
        vector = (self._instead(token) if place is None else self.table.vectors[place]).copy()
        vector.flags.writeable = False
        return vector

    def _instead(self, token: str) -> FloatArray:
        """What stands for a token that is not known: (size,)."""
        if self.unknown == "random":
            return random_vector(token, self.size, self.seed).astype(self.table.vectors.dtype)
        unk = unk_of(self.table) if self.unknown == "unk" else None
        return np.zeros(self.size, self.table.vectors.dtype) if unk is None else self.table.vectors[self.ids[unk]]

    def description(self) -> dict[str, object]:
        """All but the vectors; `made` where the table was learned."""
        made = {"made": dict(self.table.made)} if self.table.made else {}
        return {
            "name": self.name,
            "vocabulary": list(self.table.tokens),
            "source": self.table.source,
            "unknown": self.unknown,
            "seed": self.seed,
            **made,
        }

    def arrays(self) -> dict[str, FloatArray]:
        """The vectors: (tokens, size)."""
        return {"vectors": self.table.vectors}


def unk_of(table: Table) -> str | None:
    """The table's entry for unknown tokens."""
    return next((name for name in UNK_NAMES if name in table.tokens), None)


def default_unknown(table: Table) -> Unknown:
    """What stands for unknown tokens where nobody says it."""
    return "zero" if unk_of(table) is None else "unk"


def _make(choices: Choices) -> TableEncoding:
    refuse(choices, NAME, corpus=True)
    seed = checked_seed(choices.seed)
    known = choices.tokens if choices.vocabulary is None else choices.vocabulary
    table = choices.table
    if table is None:
        from rnntui.text.encodings.random_table import random_table

        tokens = tuple(dict.fromkeys(known))
        made = random_table(tokens, DEFAULT_SIZE if choices.size is None else choices.size, seed)
        return TableEncoding(made, choices.unknown or "random", seed)
    if not isinstance(table, Table):
        table = _found(table, known)
    size = table.vectors.shape[1]
    if choices.size not in (None, size):
        found = f"the table {table.source} has vectors of {size} numbers, not {choices.size}"
        raise RnntuiError(found, f"valid: {size}, or leave the size out")
    return TableEncoding(table, choices.unknown or default_unknown(table), seed)


def _found(name: Path | str, known: Sequence[str]) -> Table:
    """A table by the name of a sample, or from a file, of which only the tokens that are known are kept."""
    from rnntui.text.encodings.read_table import read_table

    samples = sample_tables()
    if str(name) in samples:
        return read_table(samples[str(name)])
    path = Path(name)
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name that is too long.
        found = f"there is no embedding table {quoted(str(name))}"
        raise RnntuiError(found, f"valid: a file, or a sample: {', '.join(samples)}")
    # A run that the table does not have is read by its characters.
    wanted = {*known, *UNK_NAMES, *(character for run in runs_of(known) for character in split(run, "characters"))}
    return read_table(path, wanted if known else None)


def restored(
    name: str, description: Mapping[str, object], arrays: Mapping[str, FloatArray], made: Mapping[str, object]
) -> TableEncoding:
    """The encoding of a name whose description and vectors were kept; `made` is how its table was."""
    if "vectors" not in arrays:
        raise RnntuiError("the vectors of the embedding are missing", "valid: an array of (tokens, size)")
    table = Table(strings(description, "vocabulary"), arrays["vectors"], text(description, "source"), made)
    unknown = checked_unknown(text(description, "unknown"), VALID_UNKNOWN, name)
    return TableEncoding(table, unknown, checked_seed(whole(description, "seed")), name)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> TableEncoding:
    made = mapping(description, "made") if "made" in description else {}
    return restored(NAME, description, arrays, made)


KIND = Kind(_make, _restore)
