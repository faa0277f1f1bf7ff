"""`show`: the one gate through which text from outside reaches a terminal, a widget or a picture."""

from __future__ import annotations

import re
import unicodedata

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
"""The flags of England, Scotland and Wales are spelt in tag characters, which are invisible anywhere else."""
_NEWER = ((0x1F000, 0x1FAFF), (0x20000, 0x3FFFD))
"""Where Unicode adds emoji and ideographs that Python's own tables may not have yet."""


def show(text: str) -> str:
    """The text with everything made visible that is no printable character.

    Control characters become their pictures (`␛`); bidi controls, lone surrogates, noncharacters and what is
    invisible become `\\u202e`. Joiners stay where they shape an emoji or a script. The result has no line break,
    changes no direction, is never shorter, and is itself shown unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    flags = {place for match in _FLAG.finditer(text) for place in range(*match.span())}
    return "".join(
        character if place in flags or _is_seen(character, text[place - 1 : place]) else _picture(character)
        for place, character in enumerate(text)
    )


def in_one_line(text: str) -> str:
    """A text as it may stand in a field: its lines joined, in NFC, everything in it visible."""
    return show(unicodedata.normalize("NFC", re.sub(r"\r\n|[\r\n\t]", " ", text)))


def _is_seen(character: str, before: str) -> bool:
    """Whether a character, after the one before it, is seen as itself."""
    category = unicodedata.category(character)
    if character in _JOINERS:
        return bool(before) and _is_joined(before)
    if category == "Cn":
        code = ord(character)
        return any(first <= code <= last for first, last in _NEWER) and code & 0xFFFE != 0xFFFE
    return category not in _HIDDEN


def _is_joined(character: str) -> bool:
    """Whether a joiner after this character shapes what is seen: after marks, symbols and Arabic letters."""
    category = unicodedata.category(character)
    return category[0] in "MS" or (category == "Lo" and unicodedata.bidirectional(character) == "AL")


def _picture(character: str) -> str:
    code = ord(character)
    if code in _PICTURES:
        return _PICTURES[code]
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
