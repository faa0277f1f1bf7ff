"""The files that a setup names: written relative to the file that names them, so that a folder can be moved."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import RnntuiError
from ..text.samples import sample_corpora, sample_tables, shipped
from .setup import Setup, sample_names

FILES: dict[str, Callable[[str], bool]] = {
    "embedding": lambda text: text in sample_tables(),
    "corpus": lambda text: text in sample_corpora(),
    "architecture": lambda text: not text.endswith(".toml"),
    "weights": lambda text: text in ("ones", "random"),
    "model": lambda _: False,
    "inputs": lambda _: False,
    "notes": lambda text: text in sample_names(),
}
"""The fields that may hold the path of a file, and which of their texts are names instead."""


def anchored(setup: Setup, folder: Path) -> Setup:
    """The setup as a file in a folder names its own files: those in the folder relative to it, others absolute.

    What is shipped with rnntui, and found anywhere, stays as it is.
    """
    return _with(setup, lambda text: _anchored(text, folder))


def resolved(setup: Setup, folder: Path) -> Setup:
    """The setup as it is run from the current folder, of one that a file in `folder` holds.

    Raises RnntuiError for a device or a pipe, which might never end.
    """
    made = _with(setup, lambda text: _resolved(text, folder))
    for text in _paths(made):
        path = shipped(text)
        try:
            if not (stat.S_ISREG(mode := path.stat().st_mode) or stat.S_ISDIR(mode)):
                raise RnntuiError(f"{path} is a device or a pipe", "name a file")
        except (OSError, ValueError):
            # What is missing, or no name at all, is told where it is opened.
            continue
    return made


def _paths(setup: Setup) -> Iterator[str]:
    for field, is_name in FILES.items():
        text = getattr(setup, field)
        if text is not None and not is_name(text):
            yield text


def _with(setup: Setup, change: Callable[[str], str]) -> Setup:
    found = {field: getattr(setup, field) for field in FILES}
    changed = {field: change(text) for field, text in found.items() if text is not None and not FILES[field](text)}
    return replace(setup, **changed)  # type: ignore[arg-type]


def _anchored(text: str, folder: Path) -> str:
    if shipped(text) != Path(text):
        return text
    try:
        there, home = _absolute(text), _absolute(folder)
    except OSError:
        # The current folder is gone.
        return text
    return there.relative_to(home).as_posix() if there.is_relative_to(home) else str(there)


def _resolved(text: str, folder: Path) -> str:
    there = folder / text
    try:
        if not there.exists() and shipped(text) != Path(text):
            return text
        there, here = _absolute(there), Path.cwd()
    except (OSError, ValueError):
        return str(there)
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else str(there)


def _absolute(path: str | Path) -> Path:
    """A path from the root on without `..`; links stay, so that a folder of them can be moved."""
    return Path(os.path.abspath(path))  # noqa: PTH100
