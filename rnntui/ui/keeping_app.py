"""What is kept: session files, and exports of what is looked at."""

from __future__ import annotations

from .stopping_app import StoppingApp


class KeepingApp(StoppingApp):
    """The actions of sessions, exports and files."""
