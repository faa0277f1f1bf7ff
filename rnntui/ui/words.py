"""Every word of the interface, in English and in Traditional Chinese as written in Taiwan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..errors import RnntuiError
from .words_of_changing import CHANGING_WORDS
from .words_of_compare import COMPARE_WORDS
from .words_of_diagram import DIAGRAM_WORDS
from .words_of_editing import EDITING_WORDS
from .words_of_encoding import ENCODING_WORDS
from .words_of_keeping import KEEPING_WORDS
from .words_of_keys import KEY_WORDS
from .words_of_memory import MEMORY_WORDS
from .words_of_screen import SCREEN_WORDS
from .words_of_stopping import STOPPING_WORDS
from .words_of_walking import WALKING_WORDS

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
        return WORDS[key][LANGUAGES.index(self.language)].format(**values)

    def told(self, error: RnntuiError) -> str:
        """An error in this language, on one line. Names from outside are still in it as they are."""
        if self.language == "en":
            return str(error)
        from ..translation import told

        return told(error, self.language)

    def of(self, texts: Mapping[str, str]) -> str:
        """One of the texts that an architecture's file has, by language; English where ours is missing."""
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")


WORDS: dict[str, tuple[str, str]] = {
    **SCREEN_WORDS,
    **KEY_WORDS,
    **COMPARE_WORDS,
    **ENCODING_WORDS,
    **MEMORY_WORDS,
    **DIAGRAM_WORDS,
    **WALKING_WORDS,
    **CHANGING_WORDS,
    **STOPPING_WORDS,
    **EDITING_WORDS,
    **KEEPING_WORDS,
}
"""key -> (English, Traditional Chinese)."""
