"""A setup as plain data, the inverse of `setup_from`: what is as nobody chose it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from ..errors import RnntuiError
from .setup import Setup, setup_from

_PLAIN = (str, int, float, bool)


def setup_data(setup: Setup) -> dict[str, Any]:
    """The fields that were chosen, as JSON has them; `notes` is the name of what tells something beside the numbers.

    Raises TypeError for a field that there is no plain form of.
    """
    chosen = ((each.name, getattr(setup, each.name), each.default) for each in fields(Setup))
    return {name: _WRITTEN.get(name, _plain)(value) for name, value, default in chosen if value != default}


def setup_read(table: object, where: str) -> Setup:
    """A setup from what `setup_data` made of one. Raises RnntuiError that names the field that does not fit."""
    if not isinstance(table, dict):
        raise RnntuiError(f"{where} is {str(table)[:60]!r}", "it must be a table")
    notes = table.get("notes")
    if notes is not None and not isinstance(notes, str):
        raise RnntuiError(f"{where}: notes is {str(notes)[:60]!r}", "it must be the name of a sample or a setup's file")
    chosen = {key: value for key, value in table.items() if key != "notes"}
    return replace(setup_from(chosen, where), notes=notes)


def _plain(value: Any) -> Any:
    """Texts, numbers and lists of them as they are."""
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def _table(pairs: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in pairs}


def _interventions(edits: Any) -> list[str]:
    from .edits import edit_text

    return list(map(edit_text, edits))


_WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "sizes": _table,
    "activations": _table,
    "parameters": _table,
    "interventions": _interventions,
}
"""The fields that are no mere texts and numbers, and what is written of them."""
