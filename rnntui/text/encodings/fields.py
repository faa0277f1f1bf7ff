"""The fields of a description that was read from a file: there, and of the right type, or an error."""

from __future__ import annotations

from collections.abc import Mapping

from rnntui.errors import RnntuiError


def text(description: Mapping[str, object], key: str) -> str:
    """A field that is a string."""
    found = _field(description, key, "a string")
    if not isinstance(found, str):
        raise _wrong(key, found, "a string")
    return found


def whole(description: Mapping[str, object], key: str) -> int:
    """A field that is a whole number."""
    found = _field(description, key, "a whole number")
    if not isinstance(found, int) or isinstance(found, bool):
        raise _wrong(key, found, "a whole number")
    return found


def strings(description: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A field that is a list of strings."""
    found = _field(description, key, "a list of strings")
    if not isinstance(found, list | tuple):
        raise _wrong(key, found, "a list of strings")
    for item in found:
        if not isinstance(item, str):
            raise _wrong(key, item, "a list of strings")
    return tuple(found)


def mapping(description: Mapping[str, object], key: str) -> dict[str, object]:
    """A field that is a table."""
    found = _field(description, key, "a table")
    if not isinstance(found, dict):
        raise _wrong(key, found, "a table")
    return found


def _field(description: Mapping[str, object], key: str, valid: str) -> object:
    if key not in description:
        raise RnntuiError(f"the description of the encoding has no {key!r}", f"valid: {valid}")
    return description[key]


def _wrong(key: str, found: object, valid: str) -> RnntuiError:
    shown = repr(found)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    return RnntuiError(f"{key!r} in the description of the encoding holds {shown}", f"valid: {valid}")
