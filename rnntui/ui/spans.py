"""Styled text, cut and joined by cells: what the panels' pure functions make and their widgets draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size

Kind = Literal["plain", "dim", "strong", "accent", "cursor", "bar", "plus", "minus", "line"]
"""How a span looks. What a kind says, the text says too: by a mark, a sign or its place."""


class Span(NamedTuple):
    """A piece of a line. Text from outside has been through `show()`."""

    text: str
    kind: Kind = "plain"
    click: str = ""
    """The action that a click on it asks for, such as `app.go(3)`; never made of outside text."""


KEPT = 4096
"""So many answers of the pure functions below are kept: from step to step nearly all are the same."""

Line: TypeAlias = tuple[Span, ...]


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(span.text) for span in line)


@lru_cache(KEPT)
def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with … where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


_STOPS = {";": ".", ",": ".", "；": "。", "，": "。"}
_CLAUSE_ENDS = re.compile(r"[.;,?!](?= )|[。；，？！]")


@lru_cache(KEPT)
def in_clauses(text: str, width: int) -> str:
    """As much of a text as fits in whole clauses; cut where not even the first does."""
    if cell_len(text) <= width:
        return text
    ends = (found.start() for found in _CLAUSE_ENDS.finditer(text))
    shorter = [text[:end] + _STOPS.get(text[end], text[end]) for end in ends]
    return next((each for each in reversed(shorter) if cell_len(each) <= width), cut(text, width))


@lru_cache(KEPT)
def padded(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    return set_cell_size(cut(text, width), width)


def joined(left: Line, right: Line, width: int) -> Line:
    """Two lines in one, the second at the right edge; the first gives way."""
    gap = width - width_of(left) - width_of(right)
    if gap > 0 or (gap == 0 and not (left and right)):
        return (*left, Span(" " * gap), *right)
    return (*cropped(left, width - width_of(right) - 1), Span(" "), *right)


def cropped(line: Line, width: int) -> Line:
    """As much of a line as fits, with … where something is missing."""
    found: list[Span] = []
    left = width
    for place, span in enumerate(line):
        size = cell_len(span.text)
        more = any(each.text.strip() for each in line[place + 1 :])
        if size > left or (size == left and more and left > 0):
            text = cut(span.text if size > left else span.text + "…", left)
            return (*found, span._replace(text=padded(text, max(left, 0))))
        found.append(span)
        left -= size
    return tuple(found)


@lru_cache(KEPT)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells, broken at blanks, between wide characters, and in long words."""
    lines: list[str] = []
    line = ""
    for piece in (part for whole in _pieces(text) for part in _broken(whole, width)):
        if line and cell_len(line) + cell_len(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _broken(piece: str, width: int) -> Iterator[str]:
    """A piece, or as many as it takes for none to be wider than a line."""
    if cell_len(piece.rstrip()) <= width:
        yield piece
        return
    part = ""
    for character in piece:
        if part and cell_len(part + character.rstrip()) > width:
            yield part
            part = ""
        part += character
    yield part


_NEVER_FIRST = "，。、；：？！）」』〉》…,.;:?!)"
_NEVER_LAST = "（「『〈《"


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        wide = cell_len(character) == 2
        breaks = wide or piece[-1:] == " " or cell_len(piece[-1:]) == 2
        held = character == " " or character in _NEVER_FIRST or piece[-1:] in _NEVER_LAST
        if piece and breaks and not held:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
