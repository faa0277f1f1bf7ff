"""`--ascii`: our marks, borders and bars in ASCII, one cell for one cell, for terminals and fonts that lack them."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ALIKE = {
    "-": "─╌╍┄┅┈┉╴╶−–—‐‑▔▀",
    "_": "▁▂▃",
    "=": "━═╸╺╼╾▬▄▅▓⇄",
    "|": "│┃║╎╏┆┇┊┋╵╷╹╻╽╿▌▐▕▾",
    "+": "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╰╯▖▗▘▝▙▛▜▟┍┎┑┒┕┖┙┚┝┞┟┠┡┢┥┦┧┨┩┪┭┮┯┰┱┲┵┶┷┸┹┺┽┾┿╀╁╂╃╄╅╆╇╈╉╊",
    # The last cell of a size bar is rounded; its half is a mark's edge too.
    " ": "▏▎▍",
    "#": "▆▇▊▋▉█",
    ".": "░·",
    ":": "▒",
    ">": "▶▸›→",
    "<": "◀◂‹←",
    "^": "▲△↑",
    "v": "▼▽↓",
    "!": "≠",
    "*": "•",
    "&": "✎",
    "@": "●",
    "%": "◆",
    "o": "○",
    "~": "≈…±",
    "V": "√",
    "x": "×✕✗",
    "d": "∂",
    "S": "⇧",
    '"': "“”«»",
    "'": "‘’",
    "?": "\ufffd",
}
"""Characters of one cell by what stands for them. The shades of a heat map and a gate stay apart: ` .:=#`."""
_PHRASES = {
    "|Δ": "|d",
    "⇧Tab ": "S-Tab",
    "↑ k   ": "Up k  ",
    "↓ j   ": "Down j",
    "←    ": "Left ",
    "→     ": "Right ",
    " ⇄ ": "<> ",
    "⇄▾": "<>",
    " … ": "...",
    "🔎": "> ",
}
"""What reads better when more than one cell is looked at."""
_INTO = {**{character: into for into, characters in _ALIKE.items() for character in characters}, **_PHRASES}
# What an emoji is made of stays whole: its parts together have another width than each alone.
_OURS = re.compile(
    rf"(?<!\u200d)(?:{'|'.join(map(re.escape, sorted(_INTO, key=len, reverse=True)))})(?![\ufe0e\ufe0f\u200d])"
)
_PRODUCT = re.compile(r"(?<=\S)·(?=\S)")


def in_ascii(text: str) -> str:
    """The text with our marks in ASCII, as wide as before.

    It is known by the character alone what is a mark, so that such a character in a token of the user's is
    translated too. Letters of any script stay.
    """
    if text.isascii():
        return text
    return _OURS.sub(lambda found: _INTO[found[0]], _PRODUCT.sub("*", text))


class Ascii(LineFilter):
    """Translates every line of the screen after it was made: borders, scrollbars and toasts of Textual's too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in ASCII."""
        del background
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
