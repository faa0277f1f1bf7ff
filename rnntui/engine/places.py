"""Where in the text of an equation file an error stands: its line, and its column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from ..dataclass import dataclass
from ..errors import NotationError, RnntuiError


@dataclass(frozen=True)
class Place:
    """A place in a text, both counted from 0, in characters."""

    line: int
    column: int = 0


_TOML_PLACE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)$")
_HEADER = re.compile(r"\s*\[+\s*([\w.\"'-]+)\s*\]")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_KEY = rf"(?:[\w-]+|{_STRING.pattern})"
_ENTRY = re.compile(rf"\s*(?P<key>{_KEY}(?:\s*\.\s*{_KEY})*)\s*=\s*")
_ESCAPED = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|.", re.DOTALL)
_IN_SECTION = re.compile(r"^\[([\w.-]+)\](?: (?:names |of the input )?'?([^\s':=]+))?")
_KEY_OF = (
    (re.compile(r"^there is no role "), "role"),
    (re.compile(r"^there is no activation slot "), "activations"),
    (re.compile(r"^there is no function '.*' for the slot '([^']+)'"), ""),
    (re.compile(r"^'([^']+)' means nothing in "), ""),
    (re.compile(r"^'([^']+)' is "), ""),
    (re.compile(r"^(\w+) is "), ""),
)
"""What in a message names the key that is wrong; where no group does, the key itself."""


@dataclass(frozen=True)
class Entry:
    """One line `key = value` of a file."""

    section: str
    block: int
    """Which of the tables of the file it stands in."""
    key: str
    line: int
    begin: int
    """The column of the key,"""
    start: int
    """and that of the value."""
    text: str
    """The value as it is written, as far as it is on this line."""

    @property
    def literal(self) -> str:
        """The string as it is written, with its quotation marks; empty where it is none on one line."""
        found = _STRING.match(self.text)
        return "" if found is None or self.text.startswith(('"""', "'''")) else found[0]

    @property
    def value(self) -> str | None:
        """The text that is written here; None where it is no string on one line."""
        if not self.literal:
            return None
        try:
            value = tomllib.loads(f"v = {self.literal}")["v"]
        except ValueError:
            return None
        return value if isinstance(value, str) else None

    def column(self, place: int) -> int:
        """The column of a character of the value, counted from 0."""
        if not self.text.startswith('"'):
            return self.start + 1 + place
        pieces = _ESCAPED.findall(self.text[1:])[:place]
        return self.start + 1 + sum(map(len, pieces))


def place_of(text: str, error: RnntuiError) -> Place | None:
    """Where an error in a text stands; None where it is about no one line of it."""
    if not isinstance(error, NotationError):
        return None
    if (toml := _TOML_PLACE.search(error.reason)) is not None:
        return Place(int(toml[1]) - 1, int(toml[2]) - 1)
    entries = tuple(entries_of(text))
    if error.equation:
        return _in_equation(entries, error)
    if (inner := _IN_SECTION.match(error.reason)) is not None:
        section, key = inner[1], inner[2]
        inside = [each for each in entries if each.section == section]
        named = [each for each in inside if each.key == key]
        return _at(named or inside, error) or _header(text, section)
    if error.reason.startswith("an entry of [[equations]] has no equation"):
        return _without_equation(text, entries)
    key = _key(error.reason)
    found = [each for each in entries if key in (each.key, each.key.split(".")[0], each.key.split(".")[-1])]
    return _at(found, error) or _header(text, key)


def _in_equation(entries: tuple[Entry, ...], error: NotationError) -> Place | None:
    # A long equation is cut short in the error.
    begins = error.equation.removesuffix("…")
    found = [each for each in entries if (value := each.value) == error.equation or (value or "").startswith(begins)]
    if not found:
        # What goes on over several lines is no equation, whatever it says.
        long = [each for each in entries if each.key == "is" and each.text.startswith(('"""', "'''"))]
        return Place(long[0].line, long[0].start) if long and "\n" in error.equation else None
    entry = found[-1] if "twice" in error.reason else found[0]
    if error.column is not None:
        return Place(entry.line, entry.column(error.column - 1))
    key = _key(error.reason)
    beside = [each for each in entries if each.block == entry.block and each.key == key]
    return _at(beside, error) or Place(entry.line, entry.start)


def _without_equation(text: str, entries: tuple[Entry, ...]) -> Place | None:
    """The first `[[equations]]` below which no equation stands."""
    full = {each.block for each in entries if each.section == "equations" and each.key == "is"}
    headers = [(number, line) for number, line in enumerate(text.split("\n")) if _HEADER.match(line)]
    for block, (number, line) in enumerate(headers, 1):
        if block not in full and line.lstrip().startswith("[[equations"):
            return Place(number, line.index("["))
    return None


def _key(reason: str) -> str:
    for pattern, key in _KEY_OF:
        if (found := pattern.match(reason)) is not None:
            return key or found[1]
    return ""


def _at(entries: list[Entry], error: NotationError) -> Place | None:
    """The key or the value of the first of some lines, whichever is wrong."""
    if not entries:
        return None
    first = entries[0]
    return Place(first.line, first.begin if "means nothing" in error.reason else first.start)


def _header(text: str, section: str) -> Place | None:
    """Where a table begins."""
    if section:
        for number, line in enumerate(text.split("\n")):
            if (found := _HEADER.match(line)) is not None and found[1].split(".")[0] == section.split(".")[0]:
                return Place(number, line.index("["))
    return None


def entries_of(text: str) -> Iterator[Entry]:
    """The lines of a file that are `key = value`."""
    section, block = "", 0
    for number, line in enumerate(text.split("\n")):
        if (header := _HEADER.match(line)) is not None:
            section, block = header[1], block + 1
        elif (entry := _ENTRY.match(line)) is not None:
            yield Entry(
                section, block, _named(entry["key"]), number, entry.start("key"), entry.end(), line[entry.end() :]
            )


def _named(key: str) -> str:
    """A key as it is read, its parts with dots between."""
    if key.isascii() and not set(key) & set("\"' \t"):
        return key
    try:
        table: object = tomllib.loads(f"{key} = 1")
    except ValueError:
        return key
    names = []
    while isinstance(table, dict):
        ((name, table),) = table.items()
        names.append(name)
    return ".".join(names)
