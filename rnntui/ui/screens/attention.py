"""The mode attention."""

from __future__ import annotations

from .body import Body


class Attention(Body, can_focus=True):
    """To be filled."""
