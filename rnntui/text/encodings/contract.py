"""What every encoding does: it turns tokens into vectors, and says which tokens it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from rnntui.engine.arrays import FloatArray, OneHot
from rnntui.errors import RnntuiError
from rnntui.text.tokens import SplitBy

from ...dataclass import dataclass

if TYPE_CHECKING:
    from rnntui.text.encodings.table import Table

Unknown = Literal["zero", "unk", "random"]
"""What stands for a token that is not known: the zero vector, the vector of `<unk>`, a seeded random one."""
MOST_IN_A_STEP = 200
"""So many tokens stand in the name of a step that has all of them."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """A sentence as a network reads it."""

    tokens: tuple[str, ...]
    """The sentence."""
    input: FloatArray | OneHot
    """One vector a step, (T, size), read-only; T is the number of tokens, or 1 where order is not kept. A sentence
    without tokens has no steps."""
    unknown: tuple[int, ...]
    """The positions, from 0, of the tokens that the encoding does not know."""
    unknown_as: Unknown
    """What stands for those tokens."""
    keeps_order: bool = True
    """Whether there is one step for each token, and not one for all."""

    @property
    def steps(self) -> tuple[str, ...]:
        """What each step is called: (T,). The tokens, or one line of all of them, those in parentheses that are
        not known."""
        if self.keeps_order or not self.tokens:
            return self.tokens
        unknown = set(self.unknown)
        named = [f"({t})" if place in unknown else t for place, t in enumerate(self.tokens[:MOST_IN_A_STEP])]
        return (" ".join([*named, "…"] if len(self.tokens) > MOST_IN_A_STEP else named),)

    @property
    def unknown_steps(self) -> tuple[int, ...]:
        """The steps that have a token which is not known."""
        return self.unknown if self.keeps_order else (0,) if self.unknown else ()


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

    @property
    def keeps_order(self) -> bool:
        """Whether there is one vector for each token; else one for the sentence, the same in every order."""

    @property
    def entries(self) -> tuple[str, ...]:
        """The tokens for which the numbers of a vector stand, (size,); empty where they stand for none."""

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
    corpus: Path | str | None = None
    """A text to learn from: its file, or the name of a sample."""
    tokens_by: SplitBy = "auto"
    """How that text is split."""


@dataclass(frozen=True)
class Kind:
    """How the encodings of one name come about; both functions raise RnntuiError."""

    make: Callable[[Choices], Encoding]
    """From what was chosen."""
    restore: Callable[[Mapping[str, object], Mapping[str, FloatArray]], Encoding]
    """From its description and arrays."""
    learns: bool = False
    """Whether it learns from a corpus: its vocabulary is the corpus's, and the length of its vectors free."""


def checked_unknown(found: object, valid: Sequence[Unknown], encoding: str) -> Unknown:
    """One of the valid choices for unknown tokens. Raises RnntuiError that names them."""
    for choice in valid:
        if found == choice:
            return choice
    raise RnntuiError(f"unknown tokens can't be {found!r} to the encoding {encoding}", f"valid: {', '.join(valid)}")


def refuse(choices: Choices, encoding: str, *, table: bool = False, corpus: bool = False) -> None:
    """Raise RnntuiError where a table or a corpus was chosen for an encoding that takes none."""
    if table and choices.table is not None:
        raise RnntuiError(f"the encoding {encoding} takes no embedding table", "choose the encoding embedding")
    if corpus and choices.corpus is not None:
        raise RnntuiError(f"the encoding {encoding} learns from no corpus", "choose the encoding lsa or skip-gram")
