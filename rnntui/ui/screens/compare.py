"""The mode compare."""

from __future__ import annotations

from .body import Body


class Compare(Body, can_focus=True):
    """To be filled."""
