"""How one looks as plain data, for session files: what is chosen, and not what goes on at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from ..errors import RnntuiError
from .view import MODES, Panel, View

PASSING = ("words", "playing", "pending", "learned", "comparison", "walk")
"""What is of the moment, or of whoever looks."""
_CHOICES: Mapping[str, tuple[object, ...]] = {"mode": MODES, "large": (None, *get_args(Panel))}
"""What a field may hold; where nothing is said, what its value is by itself: true or false, a number, a text."""

_KINDS: Mapping[type, str] = {bool: "true or false", int: "a whole number", str: "a text"}


def view_data(view: View) -> dict[str, Any]:
    """The fields that are otherwise than in a new view."""
    found = {each.name: getattr(view, each.name) for each in fields(View) if each.name not in PASSING}
    new = View()
    return {name: value for name, value in found.items() if value != getattr(new, name)}


def view_from(view: View, table: Mapping[str, Any]) -> View:
    """The view with what a session file says of it; raises RnntuiError that names what does not fit."""
    new = View()
    for name, value in table.items():
        known = tuple(each.name for each in fields(View) if each.name not in PASSING)
        if name not in known:
            raise RnntuiError(f"view: '{name}' means nothing", f"there may stand {', '.join(known)}")
        choices = _CHOICES.get(name)
        kind = type(getattr(new, name))
        if value not in choices if choices is not None else type(value) is not kind:
            valid = ", ".join(str(each) for each in choices if each) if choices is not None else _KINDS[kind]
            raise RnntuiError(f"view: {name} is {str(value)[:60]!r}", f"it must be {valid}")
    kept = {name: getattr(new, name) for name in (each.name for each in fields(View)) if name not in PASSING}
    return replace(view, **{**kept, **table})
