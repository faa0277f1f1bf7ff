"""What weights a run has: whether anything was trained, as far as that is known."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from ...render.show import show

if TYPE_CHECKING:
    from ...session.setup import Setup


def weights_kind(setup: Setup) -> str:
    """`random`, `ones`, `written` or `file`: the last part of a key of the words."""
    if setup.model is not None:
        return "file"
    if setup.parameters:
        return "written"
    return setup.weights if setup.weights in ("random", "ones") else "file"


def weights_file(setup: Setup) -> str:
    """The name of the file they come from, made visible."""
    return show(PurePath(setup.weights if setup.model is None else setup.model).name)
