"""A sentence cut into tokens: words, or characters as a reader counts them.

Nothing is lost: the tokens, joined, are the NFC-normalised text without its white space. They may
hold any character, control characters and lone surrogates too; they are data, and made visible where
they are shown. Time is linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal

from rnntui.errors import UsageError

Split = Literal["words", "characters"]
SplitBy = Literal["auto", "words", "characters"]

SPECIAL_TOKENS = ("<bos>", "<eos>", "<unk>", "<pad>", "<s>", "</s>")
"""The tokens that stay whole among words."""

# A newline ends every grapheme cluster (UAX #29, GB4 and GB5), so white space is replaced by one and
# no cluster can hold any. Flags are paired here, because regex's \X counts all regional indicators
# before it again for each flag: a million of them would take an hour.
_CLUSTER = r"""
    \p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+
    | (?!\n)\X
"""

_LETTER = r"[\p{Alphabetic}\p{N}_]"
_LETTERS = r"[\p{Alphabetic}\p{N}_\p{M}\p{Join_Control}]*+"
_WORD = rf"""
    {"|".join(SPECIAL_TOKENS)}
    | {_LETTER}{_LETTERS}
      (?:
        (?: ['’·\-\u2010\u2011] | (?<=\p{{Nd}})\.(?=\p{{Nd}}) )
        {_LETTER}{_LETTERS}
      )*+
    | {_CLUSTER}
"""


_UNSPACED = r"[\p{L}&&[\p{Han}\p{Hira}\p{Kana}\p{Thai}ー]]"
_PLAIN_WORDS = re.compile("[A-Za-z0-9_ ]*")
_CHINESE = re.compile("[\u4e00-\u9fff]*")


def split(text: str, by: SplitBy = "auto") -> tuple[str, ...]:
    """The tokens of a text.

    Words: runs of letters, digits, marks and `_` of any script; one apostrophe, hyphen or middle dot
    between two of them belongs to the word ("don't", "l'homme", "well-known", "col·lecció"), a point
    between digits to the number ("3.14"). All else but white space is a token of its own for each
    grapheme cluster: "...", three tokens; an emoji family, one. `SPECIAL_TOKENS` stay whole. Chinese
    has no blanks between words, so a run of it is one word here: write blanks, or take characters
    (`reading.py` takes these where an encoding does not know the run).

    Characters: extended grapheme clusters (UAX #29), white space dropped.

    "auto" is what `default_split` says. Raises UsageError where `by` is none of the three.
    """
    if by not in ("auto", "words", "characters"):
        raise UsageError(f"a text can't be split by {by!r}", "valid: auto, words, characters")
    if (plain := _plain(text, by)) is not None:
        return plain
    text = normalised(text)
    chosen = default_split(text) if by == "auto" else by
    parts: list[str] = _compiled(_WORD if chosen == "words" else _CLUSTER).findall(_compiled(r"\s++").sub("\n", text))
    return tuple(parts)


def _plain(text: str, by: SplitBy) -> tuple[str, ...] | None:
    """The tokens of a text of plain letters and blanks alone, or of Chinese characters alone; None for any other.

    The same as by the patterns, but without `regex`, for which the first picture of the app would wait.
    """
    if by != "characters" and _PLAIN_WORDS.fullmatch(text):
        return tuple(text.split())
    return tuple(text) if by != "words" and _CHINESE.fullmatch(text) else None


def default_split(text: str) -> Split:
    """How a text is split when nobody says: by characters where more than half of its letters are
    Chinese, Japanese or Thai, which are written without blanks; else by words (Korean has blanks)."""
    letters = sum(map(len, _compiled(r"\p{L}++").findall(text)))
    unspaced = sum(map(len, _compiled(rf"{_UNSPACED}++").findall(text)))
    return "characters" if 2 * unspaced > letters else "words"


def is_unspaced(token: str) -> bool:
    """Whether a token is written in Chinese, Japanese or Thai letters alone."""
    return not token.isascii() and _compiled(rf"{_UNSPACED}++").fullmatch(token) is not None


def normalised(text: str) -> str:
    """The text in Unicode's normal form C, so that é typed and é pasted are one token.

    Runs of more than 30 combining marks, which no language has, are normalised 30 at a time (UAX #15
    calls the limit stream-safe): CPython orders a run in quadratic time.
    """
    if text.isascii():
        return text
    if _compiled(r"\p{M}{31}").search(text) is None:
        return unicodedata.normalize("NFC", text)
    pieces = _compiled(r"\P{M}++\p{M}{0,30}+|\p{M}{1,30}+").findall(text)
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)


@cache
def _compiled(pattern: str) -> Any:
    """The compiled pattern; `regex` costs 15 ms to import, which a start without a sentence saves."""
    import regex

    return regex.compile(pattern, regex.VERBOSE | regex.VERSION1)
