"""An encoding in which the vectors of some tokens were changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..errors import RnntuiError
from ..text.encodings import Encoded, Encoding, Unknown
from .edits import EntryEdit

MOST_BYTES = 500_000_000
"""So many bytes the vectors of a sentence may take once one of them is changed: one-hot vectors are kept as places."""


@dataclass(frozen=True, eq=False)
class EditedEncoding:
    """Another encoding, but for the vectors of some tokens. A token that was changed counts as known."""

    base: Encoding
    changed: Mapping[str, FloatArray]
    """The vector of each token that was changed: (size,), read-only."""

    @property
    def name(self) -> str:
        """That of the encoding."""
        return self.base.name

    @property
    def size(self) -> int:
        """The length of a vector."""
        return self.base.size

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The tokens that the encoding knows."""
        return self.base.vocabulary

    @property
    def unknown(self) -> Unknown:
        """What stands for tokens that are not known."""
        return self.base.unknown

    @property
    def keeps_order(self) -> bool:
        """Whether there is one vector for each token."""
        return self.base.keeps_order

    @property
    def entries(self) -> tuple[str, ...]:
        """What the numbers of a vector stand for, where the encoding says it."""
        return self.base.entries

    def encode(self, tokens: Sequence[str]) -> Encoded:
        """The vectors of a sentence; of an encoding without order the sum in which the changed ones stand instead."""
        encoded = self.base.encode(tokens)
        counted = Counter(token for token in tokens if token in self.changed)
        if not counted:
            return encoded
        vectors = _dense(encoded.input, np.result_type(*self.changed.values()))
        if self.keeps_order:
            for step, token in enumerate(tokens):
                if token in counted:
                    vectors[step] = self.changed[token]
        else:
            # In the order of their names, so that the sum is the same whatever the order of the sentence.
            for token in sorted(counted):
                vectors[0] += counted[token] * (self.changed[token] - self.base.vector(token))
        vectors.flags.writeable = False
        unknown = tuple(step for step in encoded.unknown if tokens[step] not in counted)
        return replace(encoded, input=vectors, unknown=unknown)

    def vector(self, token: str) -> FloatArray:
        """The vector of one token: (size,)."""
        return self.changed[token] if token in self.changed else self.base.vector(token)

    def description(self) -> dict[str, object]:
        """That of the table of all vectors; raises RnntuiError where they do not make one."""
        if not self.keeps_order or 8 * self.size * len(self.vocabulary) > MOST_BYTES:
            raise RnntuiError("vectors of this encoding were edited, and it can't be saved so", "take the edits back")
        return {
            "name": "embedding",
            "vocabulary": list(dict.fromkeys((*self.vocabulary, *self.changed))),
            "source": self.name,
            "unknown": "zero",
            "seed": 0,
        }

    def arrays(self) -> dict[str, FloatArray]:
        """The vectors of that table."""
        tokens = dict.fromkeys((*self.vocabulary, *self.changed))
        return {"vectors": np.stack([self.vector(token) for token in tokens])}


def misfit(encoding: Encoding | None, edit: EntryEdit, tokens: Sequence[str]) -> RnntuiError | None:
    """Why a vector can't be changed so for a sentence; None where it can."""
    if encoding is None:
        return RnntuiError("vectors are fed, and no token has one of its own", "write x[0][0]=1 for the first step")
    known = set(encoding.vocabulary)
    if edit.token not in known and not (encoding.keeps_order and edit.token in tokens):
        named = ", ".join(dict.fromkeys([each for each in tokens if encoding.keeps_order or each in known][:12]))
        return RnntuiError(f"no token is called '{edit.token}'", f"those of the sentence are {named or 'none'}")
    if edit.unit is not None and not edit.unit < encoding.size:
        hint = f"its units are 0 to {encoding.size - 1}"
        return RnntuiError(f"the vector of '{edit.token}' has no unit {edit.unit}", hint)
    if 8 * encoding.size * len(tokens) > MOST_BYTES:
        found = f"the vectors of {len(tokens):,} tokens would take {8e-9 * encoding.size * len(tokens):,.1f} GB"
        return RnntuiError(found, "take a shorter sentence")
    return None


def edited_encoding(encoding: Encoding, edits: Sequence[EntryEdit]) -> Encoding:
    """An encoding with the edits made, the later ones last."""
    changed: dict[str, FloatArray] = {}
    for edit in edits:
        vector = changed.setdefault(edit.token, encoding.vector(edit.token).copy())
        vector[slice(None) if edit.unit is None else edit.unit] = edit.value
    for vector in changed.values():
        vector.flags.writeable = False
    return EditedEncoding(encoding, changed)


def _dense(given: FloatArray | OneHot, dtype: np.dtype[np.floating]) -> FloatArray:
    """Vectors that can be written into."""
    return given.dense(dtype) if isinstance(given, OneHot) else np.array(given)
