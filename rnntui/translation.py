"""Errors and notes in the language of the interface, by templates that lie in `translations`.

A template pairs an English text as it stands in the code with its translation; what the code puts in has a
name: `"there is no sample '{name}'" = "沒有名為「{name}」的範例"`. Such a value is shown as it is. One of kind `known`
is translated where the table has it (`{reason:known}`). One of kind `ours` must be in the table, or the template
does not fit: `{path}: {rest:ours}`. One of kind `number` must be digits, one of kind `word` has no blanks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

from .dataclass import dataclass
from .errors import NotationError, RnntuiError

FOLDER = Path(__file__).with_name("translations")
LONGEST = 4_000
"""How many characters a text may have whose values are looked for in the table."""
MOST_INNER = 60
"""How many texts inside one text are looked for: its values, and theirs."""
MOST_SPLITS = 20
"""How many ways to cut a text into a template's values are tried."""
SLOT = re.compile(r"\{([a-z_]+)(?::(known|ours|number|word))?\}")
"""The place of a value: its name and its kind."""
_FORMS = {"number": re.compile(r"[0-9][0-9,]*"), "word": re.compile(r"\S+")}
"""What values of a kind look like."""


def translated(text: str, language: str) -> str:
    """A whole message, hint or note in a language; the English text where there is no translation."""
    found = table_of(language).found(text)
    return text if found is None else found.text


def told(error: RnntuiError, language: str) -> str:
    """An error in a language: its place, its message and its hint."""
    table = table_of(language)
    if not table.templates:
        return str(error)
    text = translated(reason_of(error), language)
    if isinstance(error, NotationError):
        if error.equation and error.column is not None:
            values = {"equation": error.equation, "column": str(error.column), "rest": text}
            text = table.filled("in «{equation}», column {column:number}: {rest:ours}", values)
        elif error.equation:
            text = table.filled("in «{equation}»: {rest:ours}", {"equation": error.equation, "rest": text})
        if error.file:
            text = table.filled("{path}: {rest:ours}", {"path": error.file, "rest": text})
    if error.hint:
        values = {"message": text, "hint": translated(error.hint, language)}
        text = table.filled("{message:ours}; {hint:ours}", values)
    return text


def reason_of(error: RnntuiError) -> str:
    """What an error says, without the place of an equation."""
    return error.reason if isinstance(error, NotationError) else error.message


@dataclass(frozen=True)
class Found:
    """The translation of a text."""

    text: str
    letters: int
    """How many letters and digits of the English text stand in the table, and not in the values;"""
    characters: int
    """and how many characters of any kind."""
    nested: bool
    """Whether values were looked for in the table."""

    @property
    def rank(self) -> tuple[int, bool, int]:
        """The higher, the more of the text is accounted for; what needs no second look goes first."""
        return self.letters, not self.nested, self.characters


@dataclass(frozen=True)
class Template:
    """One English text and its translation, taken apart at their values."""

    literals: tuple[str, ...]
    """The English text around its values: one more than there are values."""
    slots: tuple[tuple[str, str], ...]
    """Name and kind of each value, in their order in the English text."""
    translation: tuple[str, ...]
    """Text and name in turns, beginning and ending with text."""

    @classmethod
    def parsed(cls, english: str, translation: str) -> Template:
        """Take a pair of texts apart."""
        slots = tuple((match[1], match[2] or "") for match in SLOT.finditer(english))
        pieces = SLOT.split(translation)
        del pieces[2::3]
        return cls(tuple(SLOT.split(english)[::3]), slots, tuple(pieces))

    @cached_property
    def nests(self) -> bool:
        """Whether any of its values may be a text of the table."""
        return any(kind in ("known", "ours") for _, kind in self.slots)

    @cached_property
    def letters(self) -> int:
        """How many letters and digits of a text it has."""
        return sum(each.isalnum() for literal in self.literals for each in literal)

    @cached_property
    def characters(self) -> int:
        """How many characters of a text it has."""
        return sum(map(len, self.literals))

    def filled(self, values: Mapping[str, str]) -> str:
        """The translation with values put in."""
        return "".join(values[piece] if place % 2 else piece for place, piece in enumerate(self.translation))


@dataclass(frozen=True)
class Table:
    """All templates of a language."""

    templates: Mapping[str, Template]
    """By the English text with its names."""

    def filled(self, english: str, values: Mapping[str, str]) -> str:
        """The translation of one template, chosen by its English text, with values put in."""
        return self.templates[english].filled(values)

    def found(self, text: str) -> Found | None:
        """The translation of a text by the template that has most of it; None where none fits."""
        return _Search(self.templates.values()).found(text)


class _Search:
    """The way to the translation of one text; what stands inside it is looked for once, and not without end."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self.templates = templates
        self.known: dict[str, Found | None] = {}

    def found(self, text: str) -> Found | None:
        if text not in self.known:
            # Whatever comes back to this text finds nothing.
            self.known[text] = None
            fitting = (self.by(template, text) for template in self.templates)
            self.known[text] = max(filter(None, fitting), key=lambda found: found.rank, default=None)
        return self.known[text]

    def inner(self, text: str) -> Found | None:
        """The translation of a value."""
        return self.found(text) if text in self.known or len(self.known) <= MOST_INNER else None

    def by(self, template: Template, text: str) -> Found | None:
        """The translation by one template, by the way to cut the text that has most of it."""
        ways = splits(text, template.literals)
        if template.nests and len(text) > LONGEST:
            return None
        best = None
        for values in islice(ways, MOST_SPLITS):
            found = self.filled(template, values)
            if found is not None and not template.nests:
                return found
            # Of ways that are as good the last one: a file's name stands first, and may look like a message.
            if found is not None and (best is None or found.letters >= best.letters):
                best = found
        return best

    def filled(self, template: Template, values: Sequence[str]) -> Found | None:
        """The translation with these values; None where one of them is not of its kind."""
        letters, characters = template.letters, template.characters
        shown: dict[str, str] = {}
        for (name, kind), value in zip(template.slots, values, strict=True):
            inner = self.inner(value) if kind in ("known", "ours") else None
            if (kind == "ours" and inner is None) or (kind in _FORMS and not _FORMS[kind].fullmatch(value)):
                return None
            shown[name] = value if inner is None else inner.text
            if inner is not None:
                letters, characters = letters + inner.letters, characters + inner.characters
        return Found(template.filled(shown), letters, characters, template.nests)


def splits(text: str, literals: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The values that stand between literals which make up a text together: all ways, the first ones short."""
    first, *others = literals
    if text.startswith(first):
        yield from _after(text, len(first), others)


def _after(text: str, start: int, literals: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if not literals:
        if start == len(text):
            yield ()
        return
    literal, *others = literals
    if not others:
        end = len(text) - len(literal)
        if start <= end and text.endswith(literal):
            yield (text[start:end],)
        return
    place = text.find(literal, start)
    while place >= 0:
        fits = False
        for values in _after(text, place + len(literal), others):
            fits = True
            yield (text[start:place], *values)
        if not fits:
            # What does not fit after this place fits after no later one.
            return
        place = text.find(literal, place + 1)


@cache
def table_of(language: str) -> Table:
    """The templates of a language, loaded when first asked for; none where there is no such language."""
    pairs: dict[str, str] = {}
    if language.isidentifier():
        for path in sorted((FOLDER / language).glob("*.toml")):
            pairs |= tomllib.loads(path.read_text("utf-8"))
    return Table({english: Template.parsed(english, translation) for english, translation in pairs.items()})
