"""What every encoding does: it turns tokens into vectors, and says which tokens it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.errors import RnntuiError

if TYPE_CHECKING:
    from rnntui.text.encodings.table import Table

Unknown = Literal["zero", "unk", "random"]
"""What stands for a token that is not known: the zero vector, the vector of `<unk>`, a seeded random one."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """A sentence as a network reads it."""

    tokens: tuple[str, ...]
    """The sentence."""
    input: FloatArray | OneHot
    """One vector a step, (T, size), read-only; T is the number of tokens, or 1 where order is not kept."""
    unknown: tuple[int, ...]
    """The positions, from 0, of the tokens that the encoding does not know."""
    unknown_as: Unknown
    """What stands for those tokens."""


class Encoding(Protocol):
    """A way to turn tokens into vectors; frozen."""

    @property
    def name(self) -> str:
        """The name under which the registry makes it."""

    @property
    def size(self) -> int:
        """The length of a vector."""

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The tokens that are known."""

    @property
    def unknown(self) -> Unknown:
        """What stands for the others."""

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The vectors of a sentence."""

    def vector(self, token: str) -> FloatArray:
        """The vector of one token, known or not: (size,), read-only."""

    def description(self) -> dict[str, object]:
        """All of it but the arrays, in the types of JSON; `name` is among the keys."""

    def arrays(self) -> dict[str, FloatArray]:
        """The arrays that belong to the description, under their names."""


@dataclass(frozen=True, eq=False)
class Choices:
    """What was chosen for an encoding; None is what nobody chose."""

    tokens: tuple[str, ...]
    """The sentence for which the encoding is made."""
    vocabulary: tuple[str, ...] | None = None
    """The tokens to know, in the order of their numbers."""
    table: Table | Path | str | None = None
    """An embedding table: itself, its file, or the name of a sample."""
    size: int | None = None
    """The length of a vector."""
    seed: int = 0
    """Of all that is random, from 0 up."""
    unknown: Unknown | None = None
    """What stands for tokens that are not known."""


@dataclass(frozen=True)
class Kind:
    """How the encodings of one name come about; both functions raise RnntuiError."""

    make: Callable[[Choices], Encoding]
    """From what was chosen."""
    restore: Callable[[Mapping[str, object], Mapping[str, FloatArray]], Encoding]
    """From its description and arrays."""


def checked_unknown(found: object, valid: Sequence[Unknown], encoding: str) -> Unknown:
    """One of the valid choices for unknown tokens. Raises RnntuiError that names them."""
    for choice in valid:
        if found == choice:
            return choice
    raise RnntuiError(f"unknown tokens can't be {found!r} to the encoding {encoding}", f"valid: {', '.join(valid)}")
