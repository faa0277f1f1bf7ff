"""The tokens that an encoding numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rnntui.errors import RnntuiError
from rnntui.text.files import quoted


def vocabulary_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """The different tokens, sorted by code point."""
    return tuple(sorted(set(tokens)))


def grown(vocabulary: Sequence[str], tokens: Iterable[str]) -> tuple[str, ...]:
    """The vocabulary, with the tokens that it lacks appended in the order in which they first appear,
    so that no number of a token changes."""
    return tuple(dict.fromkeys((*vocabulary, *tokens)))


def chosen_vocabulary(vocabulary: Sequence[str] | None, tokens: Sequence[str]) -> tuple[str, ...]:
    """The vocabulary that was given, or else that of the tokens. Raises RnntuiError where it is empty."""
    chosen = vocabulary_of(tokens) if vocabulary is None else tuple(vocabulary)
    if not chosen:
        raise RnntuiError("there is no token to make a vocabulary of", "type a sentence")
    return chosen


def numbered(vocabulary: Sequence[str]) -> dict[str, int]:
    """The number of each token. Raises RnntuiError where one occurs twice."""
    ids: dict[str, int] = {}
    for token in vocabulary:
        if token in ids:
            raise RnntuiError(f"the token {quoted(token)} is in the vocabulary twice", "valid: each token once")
        ids[token] = len(ids)
    return ids
