"""Which keys the bottom line names in each mode, and what the arrows go through there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from .view import Mode, View

Where: TypeAlias = Mode | Literal["walk"]
"""A mode, or a value that is taken apart in any of them."""

_LAST = ("undo", "palette", "quit", "help")
HINTS: Mapping[Where, tuple[str, ...]] = {
    "explore": ("next", "back", "micro", "unit", "column", "work", "sentence", "large", "edit", "stops", *_LAST),
    "compare": ("next", "back", "unit", "column", "work", "side", "difference", "orders", "sentence", "large", *_LAST),
    "encoding": ("column", "unit", "work", "near", "sentence", "large", "next", "back", *_LAST),
    "memory": ("next", "back", "unit", "column", "work", "sentence", "large", *_LAST),
    "attention": ("next", "back", "unit", "column", "work", "sentence", "large", *_LAST),
    "diagram": ("next", "back", "micro", "unit", "column", "work", "sentence", "large", *_LAST),
    "edit": ("next", "back", "micro", "sentence", *_LAST),
    "walk": ("work", "work_back", "leave", "unit", "column", "copy", "latex", "edit", *_LAST),
}
"""The names of keys, and `unit` and `column` for both arrows; the first that fit are shown, and always the last."""
_ARROWS = ("unit", "column")
_OTHERWISE: Mapping[tuple[str, Where], str] = {
    ("unit", "encoding"): "hint.unit.encoding",
    ("column", "encoding"): "hint.column.encoding",
    ("column", "memory"): "hint.column.memory",
    ("work", "memory"): "hint.work.memory",
    ("unit", "attention"): "hint.unit.attention",
    ("column", "attention"): "hint.column.attention",
    ("work", "walk"): "hint.work.walk",
    ("unit", "walk"): "hint.unit.walk",
    ("column", "walk"): "hint.column.walk",
    ("leave", "walk"): "hint.leave.walk",
}
"""What a key does in some mode, where its own words say it less well."""


def where(view: View) -> Where:
    """Where one is."""
    return view.mode if view.walk is None else "walk"


def label_key(name: str, place: Where) -> str:
    """The key of the words for a key's name."""
    return _OTHERWISE.get((name, place), f"hint.{name}" if name in _ARROWS else f"key.{name}")
