"""How one looks, as far as it is no matter of the run: what is folded, sorted, shown large, in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .words import Words

Mode = Literal["explore", "compare", "encoding", "memory", "attention"]
"""What the screen is about; each has a key of its own."""
MODES: tuple[Mode, ...] = ("explore", "compare", "encoding", "memory", "attention")
Panel = Literal["table", "equations", "work", "time"]
"""The panels that can fill the screen."""


@dataclass(frozen=True)
class View:
    """The choices of the one who looks."""

    words: Words = field(default_factory=Words)
    """The language of the interface."""
    mode: Mode = "explore"
    by_change: bool = False
    """Whether the units are sorted by what changed most."""
    unfolded: bool = False
    """Whether signals and parts have columns too."""
    ahead: bool = False
    """Whether outputs are shown that were not reached yet."""
    group: str = ""
    """The layer and direction that the table shows, such as `l0_reverse`."""
    large: Panel | None = None
    """The panel that fills the screen."""
    playing: bool = False
    """Whether the steps go on by themselves."""
    pending: bool = False
    """Whether a run goes on, so that what is shown is old."""
