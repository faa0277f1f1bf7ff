"""What may stand in a session file: each value with what it must be, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..errors import RnntuiError

MOST_ENTRIES = 10_000
"""So many breakpoints, marks or earlier setups a file may have."""

Check = tuple[str, Callable[[Any], bool]]
"""What must stand there, in words, and whether it does."""


def is_count(value: object, least: int = 0) -> bool:
    """Whether a value is a whole number that JSON keeps exactly."""
    return type(value) is int and least <= value < 1 << 53


def are(value: object, fits: Callable[[Any], bool]) -> bool:
    """Whether a value is a list, not too long, all of whose entries fit."""
    return isinstance(value, list) and len(value) <= MOST_ENTRIES and all(map(fits, value))


def is_text(value: object) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


COUNT: Check = ("a whole number from 0 up", is_count)
TEXT: Check = ("a text", is_text)
TEXTS: Check = ("a list of texts", lambda value: are(value, is_text))
MICRO: Check = ("a whole number from -1 up", lambda value: is_count(value, -1))


def checked(value: Any, where: str, check: Check) -> Any:
    """A value, a list as a tuple; raises RnntuiError that says what must stand there."""
    valid, fits = check
    if not fits(value):
        raise RnntuiError(f"{where} is {str(value)[:60]!r}", f"it must be {valid}")
    return tuple(value) if isinstance(value, list) else value


def table_of(table: object, where: str, checks: Mapping[str, Check]) -> dict[str, Any]:
    """The values of a table, each checked. Raises RnntuiError for what is no table, or has other keys."""
    if not isinstance(table, dict):
        raise RnntuiError(f"{where} is {str(table)[:60]!r}", "it must be a table")
    check_known(table, tuple(checks), where)
    return {name: checked(value, f"{where}: {name}", checks[name]) for name, value in table.items()}


def check_known(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Raise RnntuiError for a key that means nothing."""
    for key in table:
        if key not in known:
            raise RnntuiError(f"{where}: '{key}' means nothing", f"there may stand {', '.join(known)}")
