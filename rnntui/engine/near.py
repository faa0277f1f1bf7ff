"""The name that somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The nearest of some names; empty where none is near."""
    return next(iter(difflib.get_close_matches(name, list(known), 1)), "")
