"""`show`: the one gate through which text from outside reaches a terminal, a widget or a picture."""

from __future__ import annotations

import unicodedata

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
"""They shape emoji and Indic scripts, and can't move the cursor or turn the line around."""


def show(text: str) -> str:
    """The text with everything made visible that is no printable character.

    Control characters become their pictures (`␛`), bidi overrides, lone surrogates, noncharacters and other
    invisible ones become `\\u202e`. The result has no line break, changes no direction, and never is shorter.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if code in _PICTURES:
        return _PICTURES[code]
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    if 0xE0020 <= code <= 0xE007F:
        # Tags spell the flags of England, Scotland and Wales.
        return character
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
