"""What `--set` says: a number that is changed, written in the notation of the screen."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import TypeAlias

from ..dataclass import dataclass
from ..engine.interventions import Intervention, Start
from ..errors import UsageError
from .misread_edits import misread, no_number

_NAME = r"[^\W\d]\w*"
_INDEX = r"\[\s*([0-9]{1,9}|:)\s*\]"
_PLACE = re.compile(rf"\s*({_NAME})\s*{_INDEX}\s*(?:{_INDEX}\s*)?")
_START = re.compile(rf"\s*initial\s*\.\s*({_NAME})\s*(?:{_INDEX}\s*)?")
_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_VECTOR = re.compile(rf"\s*embedding\s*\[\s*{_QUOTED}\s*\]\s*(?:{_INDEX}\s*)?", re.DOTALL)
_EQUALS = re.compile(r"\s*=\s*(\S+)\s*")


@dataclass(frozen=True)
class EntryEdit:
    """A number in the vector of a token."""

    token: str
    value: float
    unit: int | None = None
    """Counted from 0; None for all numbers of the vector."""


Edit: TypeAlias = Intervention | EntryEdit
"""A Start for `initial.h[0]=1`. An Intervention for both `f[3][0]=1` and `W_i[0][2]=1`: whether a name is a variable
or a weight, and what its indices are, is known by the equations alone."""


def parse_edit(text: str) -> Edit:
    """Read `f[3][0]=0`, `W_i[0][2]=1`, `embedding["a"][0]=1` or `initial.h[0]=1`; `:` stands for all.

    Raises UsageError for anything else. Whether there is such a place shows when it runs.
    """
    make, rest = _target(text)
    match = _EQUALS.fullmatch(rest)
    if match is None:
        raise misread(text)
    return make(_number(match[1], text))


def with_value(target: str, value: str) -> Edit:
    """The edit of the place on the left side of an edit's text; raises UsageError where it is no edit's."""
    return parse_edit(f"{target}={value}")


def is_target(text: str) -> bool:
    """Whether this may stand on the left side of an edit."""
    try:
        return not _target(text)[1].strip()
    except UsageError:
        return False


def target_of(edit: Edit) -> str:
    """The left side of an edit, as short as can be: `f[3][0]`, `b_i[2]`, `embedding["a"][0]`, `initial.h[0]`."""
    if isinstance(edit, EntryEdit):
        return f"embedding[{quoted(edit.token)}]{_bracket(edit.unit)}"
    if isinstance(edit, Start):
        return f"initial.{edit.variable}{_bracket(edit.unit)}"
    step = ":" if edit.step is None else str(edit.step)
    return f"{edit.variable}[{step}]{_bracket(edit.unit)}"


def edit_text(edit: Edit) -> str:
    """An edit as `--set` takes it: `f[3][0]=0.0`, read again to the bit."""
    return f"{target_of(edit)}={float(edit.value)!r}"


def quoted(token: str) -> str:
    """A token in quotes, as JSON has it; what can't be written in a file is escaped."""
    text = json.dumps(token, ensure_ascii=False)
    return "".join(f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in text)


def with_edit(edits: tuple[Edit, ...], edit: Edit) -> tuple[Edit, ...]:
    """Edits and one more, which takes the place of one of the same numbers."""
    return (*(each for each in edits if target_of(each) != target_of(edit)), edit)


def _target(text: str) -> tuple[_Made, str]:
    """What makes an edit of the place with which a text begins, given its value; and what follows."""
    if (match := _VECTOR.match(text)) is not None:
        return _Made("embedding", _unquoted(match[1], text), None, _index(match[2])), text[match.end() :]
    if (match := _START.match(text)) is not None:
        return _Made("initial", _folded(match[1]), None, _index(match[2])), text[match.end() :]
    if (match := _PLACE.match(text)) is not None:
        return _Made("", _folded(match[1]), _index(match[2]), _index(match[3])), text[match.end() :]
    raise misread(text)


@dataclass(frozen=True)
class _Made:
    kind: str
    name: str
    step: int | None
    unit: int | None

    def __call__(self, value: float) -> Edit:
        match self.kind:
            case "embedding":
                return EntryEdit(self.name, value, self.unit)
            case "initial":
                return Start(self.name, value, unit=self.unit)
        return Intervention(self.name, value, self.step, self.unit)


def _bracket(index: int | None) -> str:
    return "" if index is None else f"[{index}]"


def _folded(name: str) -> str:
    """A name as equations have it: Python folds identifiers."""
    return unicodedata.normalize("NFKC", name)


def _unquoted(quote: str, whole: str) -> str:
    """The text in quotes, double ones or single ones, with the escapes of JSON."""
    if quote.startswith("'"):
        quote = '"' + re.sub(r"\\.|\"", _requoted, quote[1:-1], flags=re.DOTALL) + '"'
    try:
        token: str = json.loads(quote, strict=False)
    except ValueError:
        raise UsageError(f"'{whole}' sets nothing", 'in quotes a \\ is written \\\\, and a " is written \\"') from None
    return token


def _requoted(match: re.Match[str]) -> str:
    return {"\\'": "'", '"': '\\"'}.get(match[0], match[0])


def _number(text: str, whole: str) -> float:
    try:
        # Python alone takes 1_000 and １２.
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise no_number(text, whole)
    return value


def _index(text: str | None) -> int | None:
    return None if text in (None, ":") else int(text)
