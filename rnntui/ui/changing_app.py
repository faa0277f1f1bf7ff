"""Numbers that are changed: edits, gates that are held, units that are silenced."""

from __future__ import annotations

from .walking_app import WalkingApp


class ChangingApp(WalkingApp):
    """The actions of edits, interventions and ablation."""
