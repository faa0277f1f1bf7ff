"""The sessions that were kept, in the words of a list."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..render.show import show
from .spans import cut

if TYPE_CHECKING:
    from ..session.autosave import Recent
    from ..session.session_file import Kept
    from .screens.open_file import Offered
    from .words import Words

ROOM = 40
"""Cells of a sentence in a list."""


def told_of(kept: Kept, words: Words) -> str:
    """What a session is of: its sentence and its network."""
    from .describe import architecture_name

    setup = kept.setup
    text = words("recent.vectors") if setup.inputs is not None else cut(show(" ".join(setup.text.split())), ROOM)
    file = setup.model or (setup.architecture if setup.architecture.endswith(".toml") else "")
    network = show(Path(file).name) if file else show(architecture_name(setup.architecture))
    return f"{text} · {network}"


def offered(recent: Sequence[Recent], words: Words) -> tuple[Offered, ...]:
    """What was kept, the latest first, each with when, and the file it was saved to where there is one."""
    from .screens.open_file import Offered

    return tuple(
        Offered(
            each.path,
            words("recent.earlier" if place else "recent.last", text=told_of(each.kept, words)),
            " · ".join(filter(None, (_when(each.when), show(each.kept.file or "")))),
        )
        for place, each in enumerate(recent)
    )


def _when(moment: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment))
