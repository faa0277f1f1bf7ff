"""What an argument is opened as: a file by its ending or, of JSON, by its content; or a sentence."""

from __future__ import annotations

from pathlib import Path

from ..errors import RnntuiError
from ..formats.kinds import kind_of as kind_of_file


def kind_of(path: Path) -> str | None:
    """The option, or `setup` or `session`, by which a file is opened; None for what is no file of ours.

    Raises RnntuiError for a file of ours that is opened otherwise.
    """
    kind = kind_of_file(path)
    if kind == "trace":
        raise RnntuiError(f"{path} is the trace of a run", "rnntui compare lays it beside another one")
    return kind
