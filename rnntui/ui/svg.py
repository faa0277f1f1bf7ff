"""The screen as SVG: what Rich writes, with the same ids every time and with wide characters in two cells."""

from __future__ import annotations

import html
import re
from itertools import groupby

from rich.cells import cell_len

_IDS = re.compile(r"terminal-\d+-")
_TEXT = re.compile(r'<text (class="[^"]*") x="([\d.]+)" (y="[\d.]+") textLength="([\d.]+)"([^>]*)>([^<]*)</text>')


def steadied(svg: str) -> str:
    """An SVG of Rich's with the ids of its process taken out and its text measured in cells."""
    return _TEXT.sub(_measured, _IDS.sub("rnntui-", svg)).rstrip() + "\n"


def _measured(found: re.Match[str]) -> str:
    """One piece of text; Rich takes every character for one cell wide (https://github.com/Textualize/rich/issues/2742)."""
    kind, x, y, length, rest, escaped = found.groups()
    text = html.unescape(escaped)
    if cell_len(text) == len(text):
        return found[0]
    cell, place = float(length) / len(text), float(x)
    pieces = []
    for run in _runs(text):
        width = cell * cell_len(run)
        shown = html.escape(run).replace("\xa0", "&#160;")
        pieces.append(f'<text {kind} x="{place:g}" {y} textLength="{width:g}"{rest}>{shown}</text>')
        place += width
    return "".join(pieces)


def _runs(text: str) -> list[str]:
    """The text cut between narrow and wide characters; what has no width stays with what it marks."""
    widths: list[int] = []
    for character in text:
        width = cell_len(character)
        widths.append(width if width or not widths else widths[-1])
    pairs = groupby(zip(text, widths, strict=True), key=lambda pair: pair[1])
    return ["".join(character for character, _ in run) for _, run in pairs]
