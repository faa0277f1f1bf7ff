"""What a mistake in an equation is where Python's parser only knows that it can't go on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

from ..dataclass import dataclass

_TOKEN = re.compile(r"\w+(?:\.\w+)*|[^\w\s]")
_PAIRS = {"(": ")", "[": "]"}
_SIGNS = {
    "*": ("'*' (unit by unit) or '@' (matrix times vector)", "×·∙•⋅∗∘⊙⊗"),
    "-": ("'-'", "−–—‐‑"),
    "/": ("'/'", "÷∕"),
}
"""What is written for signs of mathematics that look like an operator."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong at a column, counted from 1, and what may stand there."""

    message: str
    column: int
    hint: str


def mistake(text: str, words: Collection[str]) -> Mistake | None:
    """The first mistake of a kind that is known in a text without quotes, in which some words of Python may stand."""
    tokens = [(found[0], found.start() + 1) for found in _TOKEN.finditer(text)]
    return _sign(tokens) or _beside(tokens, words) or _brackets(tokens)


def _sign(tokens: list[tuple[str, int]]) -> Mistake | None:
    """A sign that never stands in an equation."""
    for sign, column in tokens:
        if sign in "{}":
            return Mistake(f"'{sign}' can't stand in an equation", column, "an index stands in [ ], as in h[t-1]")
        for written, others in _SIGNS.values():
            if sign in others:
                return Mistake(f"a syntax error: '{sign}' does not fit here", column, f"write {written}")
        folded = unicodedata.normalize("NFKC", sign)
        if folded != sign and folded.isascii() and not sign.isalnum():
            return Mistake(f"a syntax error: '{sign}' does not fit here", column, f"write '{folded}'")
    return None


def _beside(tokens: list[tuple[str, int]], words: Collection[str]) -> Mistake | None:
    """Two names or numbers with nothing between them."""
    for (left, _), (right, column) in pairwise(tokens):
        ends = left in (")", "]") or ((left[0].isalnum() or left[0] == "_") and left not in words)
        begins = (right[0].isalnum() or right[0] == "_") and right not in words
        if ends and begins:
            hint = "an operator is missing: + - * / @, or ( behind a function"
            return Mistake(f"nothing stands between '{left}' and '{right}'", column, hint)
    return None


def _brackets(tokens: list[tuple[str, int]]) -> Mistake | None:
    """A bracket without its other half."""
    opened: list[tuple[str, int]] = []
    for sign, column in tokens:
        if sign in _PAIRS:
            opened.append((sign, column))
        elif sign in _PAIRS.values():
            if not opened:
                hint = f"take it out, or open it before with '{_opens(sign)}'"
                return Mistake(f"'{sign}' closes nothing", column, hint)
            last, begin = opened.pop()
            if _PAIRS[last] != sign:
                return Mistake(f"'{last}' is never closed", begin, f"write '{_PAIRS[last]}' before '{sign}'")
    if opened:
        sign, column = opened[-1]
        return Mistake(f"'{sign}' is never closed", column, f"write '{_PAIRS[sign]}' where it ends")
    return None


def _opens(sign: str) -> str:
    return next(opening for opening, closing in _PAIRS.items() if closing == sign)
