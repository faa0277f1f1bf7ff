"""What there is to be seen in an encoding, in a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.show import show
from ..spans import Line, Span, cropped, cut, wrapped
from ..view import View
from .encoding_panel import EncodingPanel, Look, marked, unknown_key, word_of

if TYPE_CHECKING:
    from ...session.session import Session

LONGEST = 24
"""Cells of an order of the sentence that is written out."""
MOST_WORDS = 40
"""The pair that is most alike is looked for among so many words, those around the one that is read."""


class EncodingSee(EncodingPanel, can_focus=False):
    """The lines below the panels."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look, words = self.look, self.view.words
        if look is None:
            return ((Span(f" {words('empty')}", "accent"),),)
        del session
        lines: tuple[str, ...] = ()
        for text in seen(look, self.view):
            lines = wrapped(text, width - 2)
            if len(lines) <= height:
                break
        if len(lines) > height:
            lines = (*lines[: height - 1], " ".join(lines[height - 1 :]))
        return tuple(cropped((Span(f" {line}", "accent"),), width) for line in lines)


def seen(look: Look, view: View) -> tuple[str, str]:
    """What the encoding says and does not say of the words, and the same in short."""
    key, values = _told(look)
    return view.words(f"encoding.see.{key}", **values), view.words(f"encoding.see.{key}.short", **values)


def _told(look: Look) -> tuple[str, dict[str, str]]:
    """What is to be said, and of what."""
    vocabulary = look.vocabulary
    from ...session.encoding_likeness import matrix, most_alike
    from ...session.encoding_words import other_order

    if not vocabulary.keeps_order:
        other = other_order(vocabulary)
        if other is None or not other.is_same:
            return "order.one", {}
        tokens = other.tokens[:LONGEST]
        blank = " " if any(len(token) > 1 and token.isascii() for token in tokens) else ""
        said = blank.join(map(show, tokens)) + "…" * (len(tokens) < len(other.tokens))
        return "order", {"other": cut(said, LONGEST)}
    if vocabulary.encoding is None:
        return "fed", {}
    is_random = vocabulary.encoding.unknown == "random"
    if not is_random and (vocabulary.known == "none" or (vocabulary.entries and vocabulary.known == "some")):
        return unknown_key(vocabulary), {}
    if vocabulary.entries:
        return "one-hot", {}
    names, _ = look.names(MOST_WORDS)
    pair = most_alike(names, matrix(vocabulary, names))
    if pair is None:
        return "alone", {}
    one, other_word = (marked(word_of(look, name), LONGEST) for name in (pair.one, pair.other))
    return "embedding", {"one": one, "other": other_word, "cosine": f"{pair.cosine:+.2f}"}
