"""How one looks, as far as it is no matter of the run: what is folded, sorted, shown large, in which language."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from ..dataclass import dataclass
from .words import Words

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.walk import Walk

Mode = Literal["explore", "compare", "encoding", "memory", "attention", "diagram", "edit"]
"""What the screen is about; each has a key of its own."""
MODES: tuple[Mode, ...] = ("explore", "compare", "encoding", "memory", "attention", "diagram", "edit")
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
    unrolled: bool = False
    """Whether the diagram shows the steps next to each other, and not one cell with its loops."""
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
    learned: float | None = None
    """How far what is waited for is learned, from 0 to 1; None where nothing is."""
    comparison: Comparison | None = None
    """The two runs of the mode compare; None as long as there are none."""
    difference: bool = False
    """Whether B - A is shown, in place of A beside B."""
    walk: Walk | None = None
    """The way through a value that is taken apart; None where none is."""
    orders: bool = False
    """Whether all orders of a sentence are shown beside its bag of words."""
