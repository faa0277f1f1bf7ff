"""The mode encoding."""

from __future__ import annotations

from .body import Body


class Encodings(Body, can_focus=True):
    """To be filled."""
