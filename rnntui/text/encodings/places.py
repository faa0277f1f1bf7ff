"""What the encodings have in common that give each token of a vocabulary a place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.encodings.contract import Choices, Unknown, checked_unknown, refuse
from rnntui.text.encodings.fields import strings, text
from rnntui.text.encodings.vocabulary import chosen_vocabulary, grown, numbered

from ...dataclass import dataclass

UNK = "<unk>"
VALID_UNKNOWN: tuple[Unknown, ...] = ("zero", "unk")


@dataclass(frozen=True, eq=False)
class Places:
    """A vocabulary, and the place of each of its tokens.

    A token that is not known has none ("zero"), or that of `<unk>` ("unk"). Raises RnntuiError where a token
    is in the vocabulary twice, `unknown` is "random", or "unk" has no `<unk>` to point at.
    """

    vocabulary: tuple[str, ...]
    """The tokens in the order of their places."""
    unknown: Unknown = "zero"
    name: str = field(init=False, default="")
    ids: Mapping[str, int] = field(init=False, repr=False)
    """The place of each token."""

    def __post_init__(self) -> None:
        checked_unknown(self.unknown, VALID_UNKNOWN, self.name)
        object.__setattr__(self, "ids", numbered(self.vocabulary))
        if self.unknown == "unk" and UNK not in self.ids:
            raise RnntuiError(f"the vocabulary has no {UNK} for unknown tokens", f"add {UNK}, or choose zero")

    @property
    def size(self) -> int:
        """As many as the vocabulary has tokens."""
        return len(self.vocabulary)

    @property
    def entries(self) -> tuple[str, ...]:
        """The vocabulary."""
        return self.vocabulary

    @property
    def instead(self) -> int | None:
        """The place of a token that is not known; None for no place at all."""
        return self.ids[UNK] if self.unknown == "unk" else None

    def description(self) -> dict[str, object]:
        """The vocabulary, and the choice for unknown tokens."""
        return {"name": self.name, "vocabulary": list(self.vocabulary), "unknown": self.unknown}

    def arrays(self) -> dict[str, FloatArray]:
        """None: a place is a place."""
        return {}


def chosen_places(choices: Choices, name: str) -> tuple[tuple[str, ...], Unknown]:
    """The vocabulary of an encoding by places, and what stands for unknown tokens. Raises RnntuiError."""
    refuse(choices, name, table=True, corpus=True)
    vocabulary = chosen_vocabulary(choices.vocabulary, choices.tokens)
    unknown = checked_unknown(choices.unknown or "zero", VALID_UNKNOWN, name)
    return (grown(vocabulary, [UNK]) if unknown == "unk" else vocabulary), unknown


def described_places(description: Mapping[str, object], name: str) -> tuple[tuple[str, ...], Unknown]:
    """The same out of a description. Raises RnntuiError where it is none."""
    unknown = checked_unknown(text(description, "unknown"), VALID_UNKNOWN, name)
    return strings(description, "vocabulary"), unknown
