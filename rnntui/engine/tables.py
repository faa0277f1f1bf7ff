"""The tables of one TOML file, where every value of a wrong type is an error that says what may stand there."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence

from ..dataclass import dataclass
from ..errors import NotationError
from .near import nearest
from .notation import is_name
from .toml_mistakes import mistake

Text = Mapping[str, str]
"""What is said, by language: `en`, `zh_TW`."""

LANGUAGES = ("en", "zh_TW")


@dataclass(frozen=True)
class Tables:
    """What stands in a file, key by key."""

    root: Mapping[str, object]
    file: str

    @classmethod
    def parsed(cls, text: str, file: str) -> Tables:
        """Read the text of a TOML file; raises NotationError for what is no TOML."""
        try:
            return cls(tomllib.loads(text), file)
        except (ValueError, RecursionError) as error:
            found = mistake(text, str(error))
            raise NotationError(found.reason, found.hint, file=file) from None

    def error(self, message: str, hint: str, equation: str = "") -> NotationError:
        """What is wrong in this file."""
        return NotationError(message, hint, file=self.file, equation=equation)

    def known(self, table: Mapping[str, object], allowed: Sequence[str], where: str, equation: str = "") -> None:
        """Raise NotationError for a key that means nothing."""
        for key in table:
            if key not in allowed:
                near = nearest(key, allowed)
                hint = f"{f'did you mean {near}? ' if near else ''}there may stand {', '.join(allowed)}"
                raise self.error(f"'{key}' means nothing in {where}", hint, equation)

    def section(self, name: str) -> Mapping[str, object]:
        """The table `[name]`, empty where there is none."""
        return self.table(self.root.get(name, {}), name)

    def table(self, value: object, name: str) -> Mapping[str, object]:
        """A value that must be a table."""
        if not isinstance(value, dict):
            raise self.error(f"'{name}' is {value!r}, no table", f"write [{name}] on a line of its own")
        return value

    def strings(self, name: str) -> dict[str, str]:
        """The table `[name]`, all of whose values are texts."""
        return {key: self.string(value, f"[{name}] {key}") for key, value in self.section(name).items()}

    def string(self, value: object, where: str, equation: str = "") -> str:
        """A value that must be a text."""
        if not isinstance(value, str):
            raise self.error(f"{where} is {value!r}", "it is a text in quotation marks", equation)
        return value

    def whole(self, value: object, where: str, most: int, equation: str = "") -> int:
        """A value that must be a whole number from 1."""
        if type(value) is not int or not 1 <= value <= most:
            raise self.error(f"{where} is {value!r}", f"it is a whole number from 1 to {most:,}", equation)
        return value

    def boolean(self, value: object, where: str) -> bool:
        """A value that must be true or false."""
        if not isinstance(value, bool):
            raise self.error(f"{where} is {value!r}", "it is true or false, without quotation marks")
        return value

    def number(self, value: object, where: str) -> float:
        """A value that must be a finite number."""
        try:
            number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.error(f"{where} is {value!r}", "it is a finite number")
        return number

    def names(self, value: object, where: str) -> tuple[str, ...]:
        """A value that must be a list of texts."""
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            raise self.error(f"{where} is {value!r}", 'it is a list of names, such as ["W_i", "W_f"]')
        return tuple(value)

    def name(self, key: str, where: str) -> str:
        """A key that an equation can use as a name."""
        if not is_name(key):
            hint = "a name has letters, digits and _, and is no function, no clock and no word of Python"
            raise self.error(f"{where} '{key}' can't be a name", hint)
        return key

    def text(self, value: object, where: str, equation: str = "") -> Text:
        """A text, in English where it is one string, or in several languages."""
        if isinstance(value, str):
            return {"en": value} if value else {}
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            key = where.rpartition(" ")[2]
            hint = f'write {key} = "…", or {" and ".join(f"{key}.{language} = …" for language in LANGUAGES)}'
            raise self.error(f"{where} is {value!r}", hint, equation)
        self.known(value, LANGUAGES, where, equation)
        return value
