"""The built-in architectures: every file of `rnntui/architectures/`, by its name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import UsageError
from .architecture import Architecture, read_architecture

FOLDER = Path(__file__).parent.parent / "architectures"


def architecture_names() -> tuple[str, ...]:
    """The names of the built-in architectures, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def find_architecture(name: str | Path, activations: Mapping[str, str] | None = None) -> Architecture:
    """A built-in architecture by its name, or an equation file by its path.

    `activations` puts other functions into the slots. Raises UsageError for a name that does not exist,
    RnntuiError for a file that can't be read, NotationError for what stands in it.
    """
    path = Path(name) if str(name).endswith(".toml") else FOLDER / f"{name}.toml"
    if path.parent == FOLDER and path.stem not in architecture_names():
        near = difflib.get_close_matches(str(name), architecture_names(), 1)
        hint = f"did you mean {near[0]}? " if near else ""
        hint += f"the architectures are {', '.join(architecture_names())}, or a file that ends in .toml"
        raise UsageError(f"there is no architecture '{name}'", hint)
    found = read_architecture(path, None)
    if not found.base:
        return read_architecture(path, activations) if activations else found
    base = find_architecture(found.base, activations)
    return replace(
        base,
        name=found.name,
        file=found.file,
        title=found.title or base.title,
        summary=found.summary or base.summary,
        source=found.source or base.source,
        layers=found.layers,
        bidirectional=found.bidirectional,
        base=found.base,
    )
