"""A value taken apart: into its terms, to where each came from, and back."""

from __future__ import annotations

from .comparing_app import ComparingApp


class WalkingApp(ComparingApp):
    """The actions of taking a value apart."""

    def action_apart(self) -> None:
        self.action_large("work")
