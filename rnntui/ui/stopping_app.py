"""Where a run stops: breakpoints, watches, searched tokens and marks."""

from __future__ import annotations

from .changing_app import ChangingApp


class StoppingApp(ChangingApp):
    """The actions of breakpoints, watches, search and marks."""
