"""What a mistake in a TOML file is, in words of whoever writes equations: not those of the parser."""

from __future__ import annotations

import re
import unicodedata

from ..dataclass import dataclass

LINE_HINT = "a line is key = value or [table]"
TEXT_HINT = 'a text stands in quotation marks, as in h = "hidden"'
TABLE_HINT = "a table is written [sizes]"
_PLACE = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)$")
_END = " (at end of document)"
_QUOTES = "“”„‟«»＂″‘’‚‛‹›＇′「」『』`"
"""What is taken for a quotation mark, or made of one by a word processor or an input method."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong, what may stand there, and where that is: both counted from 1, None where it is nowhere."""

    message: str
    hint: str
    line: int | None = None
    column: int | None = None

    @property
    def reason(self) -> str:
        """The message with its place."""
        return self.message if self.line is None else f"{self.message} (at line {self.line}, column {self.column})"


def without_place(reason: str) -> str:
    """The message of a mistake without its place."""
    return _PLACE.sub("", reason).removesuffix(_END)


def mistake(text: str, error: str) -> Mistake:
    """What the error of Python's parser says of a text."""
    error = " ".join(error.split())
    found = _PLACE.search(error)
    lines = text.split("\n")
    if found is not None:
        line, column = int(found[1]), int(found[2])
    elif error.endswith(_END):
        line, column = len(lines), len(lines[-1]) + 1
    else:
        return Mistake(f"this is no TOML: {error}", LINE_HINT)
    said = without_place(error)
    if said == "Unterminated string" or said.startswith("Expected \"'"):
        # The parser has read on to the end.
        line, column = _opening(lines) or (line, column)
    at = lines[line - 1] if line <= len(lines) else ""
    return _told(said, at, line, column) or Mistake(f"this is no TOML: {said}", LINE_HINT, line, column)


def _told(said: str, at: str, line: int, column: int) -> Mistake | None:
    """The mistake in the line `at`, where its kind is known."""
    sign = at[column - 1 : column]
    shown = f"'{sign}'" if sign.isprintable() else repr(sign)

    def here(message: str, hint: str, place: int = column) -> Mistake:
        return Mistake(message, hint, line, place)

    if said.startswith(("Expected '='", "Invalid value", "Invalid statement")) and (other := _other(sign)):
        return here(f"{shown} can't stand here", f"write {other}")
    match said:
        case "Illegal character '\\n'" | "Illegal character '\\r'":
            return _unclosed(at, line)
        case "Unterminated string" | 'Expected "\'"' | "Expected \"'''\"":
            return here("the quotation mark is never closed", "an equation is one line between two of them")
        case "Expected '=' after a key in a key/value pair":
            if sign in ("", "\r"):
                return here("'=' is missing here", LINE_HINT)
            return here(f"{shown} stands where '=' must stand", LINE_HINT)
        case "Invalid value":
            if sign in ("", "\r", "#"):
                return here("the value is missing here", TEXT_HINT)
            return here("this is no value", f"{TEXT_HINT}; a number and true or false stand without")
        case "Invalid statement" | "Invalid initial character for a key part":
            if sign.isalnum():
                word = re.match(r"[^\s=.\]]+", at[column - 1 :])
                name = sign if word is None else word[0]
                return here("a key of other letters than A to z has no quotation marks", f'write "{name}"')
            return here(f"{shown} can't begin a line", LINE_HINT) if sign.strip() else None
        case "Expected newline or end of document after a statement":
            hint = "each key = value has a line of its own; what is said beside it stands behind #"
            return here(f"{shown} stands after the end of the value", hint)
        case "Unescaped '\\' in a string":
            place = at.find("\\") + 1
            return here("'\\' means something else between quotation marks", "write \\\\ for it", place or column)
        case "Expected ']' at the end of a table declaration":
            return here("']' is missing here", TABLE_HINT)
        case "Expected ']]' at the end of an array declaration":
            return here("']]' is missing here", "an equation begins with [[equations]]")
    return _twice(said, at, line)


def _other(sign: str) -> str:
    """What must be written in place of a sign of another keyboard; empty where that is not known."""
    if sign and sign in _QUOTES:
        return "'\"'"
    folded = unicodedata.normalize("NFKC", sign)
    is_other = folded != sign and len(folded) == 1 and (folded in "=[]." or folded == " ")
    return ("a blank" if folded == " " else f"'{folded}'") if is_other else ""


def _opening(lines: list[str]) -> tuple[int, int] | None:
    """The last quotation marks behind an equals sign that nothing closes on their line: line and column from 1."""
    for number, at in reversed(list(enumerate(lines, 1))):
        if (found := re.match(r"[^=\"'#]*=\s*(\"\"\"|'''|')", at)) is not None and found[1] not in at[found.end() :]:
            return number, found.start(1) + 1
    return None


def _unclosed(at: str, line: int) -> Mistake:
    """The quotation mark that no other one closes on its line."""
    rest = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", lambda found: " " * len(found[0]), at)
    begin = next((place for place, sign in enumerate(rest) if sign in "\"'"), 0)
    wrong = next((sign for sign in reversed(at[begin:]) if sign in _QUOTES), None)
    hint = f"end the text with {at[begin]}" if at[begin : begin + 1] in ("'", '"') else TEXT_HINT
    if wrong is not None and at.rstrip().endswith(wrong):
        return Mistake(f"'{wrong}' is no quotation mark", hint, line, at.rindex(wrong) + 1)
    return Mistake("the quotation mark is never closed", hint, line, begin + 1)


def _twice(said: str, at: str, line: int) -> Mistake | None:
    """What there is already."""
    place = len(at) - len(at.lstrip()) + 1
    if header := re.match(r"\s*(\[\[?[^\]]*\]\]?)", at):
        if header[1].startswith("[[") and said == "Cannot overwrite a value":
            hint = "write [[equations]] above each equation, with two brackets"
            return Mistake(f"above stands {header[1][1:-1]} with other brackets", hint, line, place)
        if said.startswith("Cannot declare"):
            return Mistake(f"{header[1]} is there twice", "put its lines below the first one", line, place)
    elif said.startswith("Cannot declare"):
        return Mistake("']' is missing here", TABLE_HINT, line, len(at.rstrip()) + 1)
    elif said == "Cannot overwrite a value" and (key := re.match(r"\s*([^=]*?)\s*=", at)):
        return Mistake(f"'{key[1]}' is there twice", "each key stands once in its table", line, place)
    return None
