"""The mode diagram: the network drawn from its equations."""

from __future__ import annotations

from .body import Body


class Diagram(Body, can_focus=True):
    """Nothing yet."""
