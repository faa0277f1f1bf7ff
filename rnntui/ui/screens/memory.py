"""The mode memory."""

from __future__ import annotations

from .body import Body


class Memory(Body, can_focus=True):
    """To be filled."""
