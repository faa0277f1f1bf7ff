"""A sentence of two scripts cut as an encoding knows it: one side by words, the other by characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .tokens import SplitBy, default_split, is_unspaced, split

if TYPE_CHECKING:
    # It loads NumPy, which the first picture of the app does not wait for.
    from .encodings import Encoding


def read(text: str, by: SplitBy, encoding: Encoding | None) -> tuple[str, ...]:
    """The tokens of a text as an encoding reads them.

    Where nobody says how a text is split, one way is taken for all of it, and Chinese with a Latin word in it
    would not be known any more, or the word not. So where a token is not known, the words that the encoding has
    stay whole. Another one comes apart where two of three things hold: it is Chinese, most of the text is, some
    of its characters are known. Raises UsageError as `split` does.
    """
    tokens = split(text, by)
    if by != "auto" or encoding is None or text.isascii() or not _unknown(tokens, encoding):
        return tokens
    words = split(text, "words")
    long = [word for word in dict.fromkeys(words) if len(word) > 1]
    unknown, is_chinese = _unknown(long, encoding), default_split(text) == "characters"
    apart: dict[str, tuple[str, ...]] = {}
    for word in long:
        characters = split(word, "characters")
        some_known = len(_unknown(characters, encoding)) < len(set(characters))
        if word in unknown and is_unspaced(word) + is_chinese + some_known >= 2:
            apart[word] = characters
    return tuple(piece for word in words for piece in apart.get(word, (word,)))


def runs_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """The different tokens of more than one character of a script without blanks."""
    return tuple(token for token in dict.fromkeys(tokens) if len(token) > 1 and is_unspaced(token))


def _unknown(tokens: Iterable[str], encoding: Encoding) -> set[str]:
    """Those that an encoding does not know."""
    names = tuple(dict.fromkeys(tokens))
    return {names[place] for place in encoding.encode(names).unknown}
