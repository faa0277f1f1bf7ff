"""The first picture: what is read, before the network has run, and before Textual has read a style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..render.show import in_one_line, show
from .layout import FIRST, is_too_small, laid_out
from .spans import Line, Span, cropped, cut, padded
from .steps import WIDEST_TOKEN
from .view import View
from .words import Words

if TYPE_CHECKING:
    from .direct import Row

PROMPT: Line = (Span(" i▸ ", "accent", "app.sentence"),)
HEAD = 9
"""Cells of the words at the left of the timeline."""


def sentence(text: str, inputs: str | None, words: Words) -> Line:
    """The sentence, or what stands in its place where there is none."""
    return (Span(in_one_line(text)) if text else Span(instead(inputs, words), "dim"),)


def instead(inputs: str | None, words: Words) -> str:
    """What stands where there is no sentence; `inputs` is the file of the vectors that are fed."""
    return words("empty") if inputs is None else words("fed", name=show(PurePath(inputs).name))


def ahead(tokens: Sequence[str], words: Words, width: int) -> Line:
    """The tokens alone, as many as fit."""
    text = " ── ".join(cut(show(token), WIDEST_TOKEN) for token in tokens[:width])
    return Span(padded(f" {words('token')}", HEAD + 1), "dim"), Span(cut(text, width - HEAD - 1))


def first_rows(text: str, inputs: str | None, tokens: Sequence[str], view: View, size: tuple[int, int]) -> list[Row]:
    """Sentence and tokens without a style, where they stand a moment later; `size` is that of the screen in cells."""
    width, height = size
    if is_too_small(width, height):
        return []
    below = 2 + laid_out(width, height, FIRST).choices
    lines = {1: (*PROMPT, *sentence(text, inputs, view.words)), below: ahead(tokens, view.words, width)}
    return [(y, 0, [(span.text, "") for span in cropped(line, width)]) for y, line in lines.items()]
