"""The mode edit: equations of one's own."""

from __future__ import annotations

from .body import Body


class Edit(Body, can_focus=True):
    """Nothing yet."""
