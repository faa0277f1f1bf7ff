"""The built-in architectures: every file of `rnntui/architectures/`, by its name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import NotationError, UsageError
from .architecture import Architecture, read_architecture

FOLDER = Path(__file__).parent.parent / "architectures"


def architecture_names() -> tuple[str, ...]:
    """The names of the built-in architectures, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def find_architecture(name: str | Path, activations: Mapping[str, str] | None = None) -> Architecture:
    """A built-in architecture by its name, or an equation file by its path, which ends in `.toml`.

    `activations` puts other functions into the slots. Raises UsageError for a name that does not exist,
    RnntuiError for a file that can't be read, NotationError for what stands in it.
    """
    if str(name).endswith(".toml"):
        found = read_architecture(Path(name), activations)
    elif str(name) in architecture_names():
        found = read_architecture(FOLDER / f"{name}.toml", activations)
    else:
        hint = f"{_known(str(name))}, or a file that ends in .toml"
        raise UsageError(f"there is no architecture '{name}'", hint)
    return _on_its_base(found, activations) if found.base else found


def _on_its_base(found: Architecture, activations: Mapping[str, str] | None) -> Architecture:
    if found.base not in architecture_names():
        message = f"there is no built-in architecture '{found.base}' that base could be"
        raise NotationError(message, _known(found.base), file=found.file)
    base = find_architecture(found.base, activations)
    return replace(
        base,
        name=found.name,
        file=found.file,
        title=found.title,
        summary=found.summary or base.summary,
        source=found.source or base.source,
        layers=found.layers,
        bidirectional=found.bidirectional,
        shape=found.shape or base.shape,
        base=found.base,
    )


def _known(name: str) -> str:
    near = difflib.get_close_matches(name, architecture_names(), 1)
    return f"{f'did you mean {near[0]}? ' if near else ''}the architectures are {', '.join(architecture_names())}"
