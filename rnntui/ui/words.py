"""Every word of the interface, in English and in Traditional Chinese as written in Taiwan.

Those of the first picture are loaded with the app, all others when the first of them is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal

from ..dataclass import dataclass
from ..errors import RnntuiError
from .words_of_keys import KEY_WORDS
from .words_of_screen import SCREEN_WORDS

Language = Literal["en", "zh_TW"]
LANGUAGES: tuple[Language, ...] = ("en", "zh_TW")


def language(name: str) -> Language:
    """The language of a name such as `zh-TW`; English where there is none."""
    return "zh_TW" if name.replace("-", "_").lower() in ("zh_tw", "zh_hant", "zh_hant_tw") else "en"


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: Language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values put in; KeyError for a key that does not exist."""
        texts = _FIRST.get(key) or all_words()[key]
        return texts[LANGUAGES.index(self.language)].format(**values)

    def told(self, error: RnntuiError) -> str:
        """An error in this language, on one line. Names from outside are still in it as they are."""
        if self.language == "en":
            return str(error)
        from ..translation import told

        return told(error, self.language)

    def of(self, texts: Mapping[str, str]) -> str:
        """One of the texts that an architecture's file has, by language; English where ours is missing."""
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")


_FIRST: dict[str, tuple[str, str]] = SCREEN_WORDS | KEY_WORDS
_OTHERS = ("compare", "encoding", "memory", "diagram", "walking", "changing", "stopping", "editing", "keeping")
"""What the other files `words_of_….py` are about."""


@cache
def all_words() -> Mapping[str, tuple[str, str]]:
    """key -> (English, Traditional Chinese)."""
    words = dict(_FIRST)
    for name in _OTHERS:
        words |= getattr(import_module(f"{__package__}.words_of_{name}"), f"{name.upper()}_WORDS")
    return words
