"""What lies at a path: whether it is there, and what one that is being typed may become."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TypeAlias

from ..dataclass import dataclass

Stamp: TypeAlias = "tuple[int, int]"
"""When a file was changed last, in nanoseconds, and its size."""
MOST_SEEN = 20_000
"""So many entries of a folder are looked at,"""
MOST = 200
"""and so many of them listed."""


@dataclass(frozen=True)
class Entry:
    """A file or a folder."""

    text: str
    """As one would type it; a folder ends with `/`."""
    is_folder: bool


def entries(typed: str, endings: Collection[str]) -> tuple[Entry, ...]:
    """The files with one of some endings, then the folders, whose paths begin with what is typed, in order.

    Capitals make no difference. Hidden ones are listed when one types their `.`; none where there is no such folder.
    """
    folder, _, start = typed.rpartition("/")
    folder += "/" if "/" in typed else ""
    found = []
    try:
        with os.scandir(Path(folder or ".").expanduser()) as each_one:
            for count, each in enumerate(each_one):
                if count >= MOST_SEEN:
                    break
                name = each.name
                if not name.casefold().startswith(start.casefold()) or name.startswith(".") != start.startswith("."):
                    continue
                is_folder = each.is_dir()
                if is_folder or Path(name).suffix.lower() in endings:
                    found.append(Entry(f"{folder}{name}{'/' if is_folder else ''}", is_folder))
    except (OSError, ValueError, RuntimeError):
        # No such folder, or no home for a `~`.
        return ()
    return tuple(sorted(found, key=lambda each: (each.is_folder, each.text.casefold())))[:MOST]


def exists(path: Path) -> bool:
    """Whether anything is there; False for what can be no name, of which one is told when it is written."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a file is there."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def stamp(path: Path) -> Stamp | None:
    """When a file was changed last, and its size; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
