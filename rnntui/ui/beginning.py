"""How the app begins, beside the setup: where one looks, what is played or recorded, what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataclass import dataclass

if TYPE_CHECKING:
    from ..formats.keys_file import Keys
    from ..session.session_file import Kept
    from .view import Mode


@dataclass(frozen=True, eq=False)
class Beginning:
    """All of it may be left out."""

    kept: Kept | None = None
    """A session to go on with."""
    screen: Mode | None = None
    """Where to begin."""
    offers_last: bool = False
    """Whether it is said what was done the last time."""
    replay: Keys | None = None
    """A record of keys, played once the first run is shown,"""
    recorded_at: tuple[int, int] | None = None
    """and the size of the screen on which it was recorded, where it says so."""
    record: tuple[Path, Sequence[str]] | None = None
    """The file that keys are written to, and the options with which it begins."""
