"""Architectures by their names: those of `rnntui/architectures/`, and the equation files of other folders."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import NotationError, RnntuiError, UsageError
from .architecture import Architecture, parse_architecture
from .architecture_file import read_architecture

FOLDER = Path(__file__).parent.parent / "architectures"
MOST_FILES = 500
"""So many equation files of a folder are known by their names."""


def architecture_names() -> tuple[str, ...]:
    """The names of the built-in architectures, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def equation_files(folders: Iterable[Path]) -> dict[str, Path]:
    """The equation files of folders, name -> file: the first folder wins, and built-in names win over all."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in files_in(folder).items():
            found.setdefault(name, path)
    built_in = architecture_names()
    return {name: path for name, path in found.items() if name not in built_in}


def files_in(folder: Path) -> dict[str, Path]:
    """All equation files of one folder, name -> file, sorted; none where there is no such folder."""
    try:
        # A pipe would never end.
        paths = sorted(path for path in folder.glob("*.toml") if path.is_file())
    except OSError:
        return {}
    return {path.stem: path for path in paths[:MOST_FILES]}


def find_architecture(
    name: str | Path, activations: Mapping[str, str] | None = None, folders: Iterable[Path] = ()
) -> Architecture:
    """An architecture by its name, or an equation file by its path, which ends in `.toml`.

    A name is looked for among the built-in ones, then in `folders`. `activations` puts other functions into the
    slots. Raises UsageError for a name that does not exist, RnntuiError for a file that can't be read,
    NotationError for what stands in it.
    """
    if str(name).endswith(".toml"):
        path = Path(name)
    elif str(name) in architecture_names():
        path = FOLDER / f"{name}.toml"
    else:
        files = equation_files(folders)
        if str(name) not in files:
            hint = f"{_known(str(name), files)}, or a file that ends in .toml"
            raise UsageError(f"there is no architecture '{name}'", hint)
        path = files[str(name)]
    return on_its_base(read_architecture(path, activations), activations)


def architecture_from(
    text: str, *, name: str, file: str = "", activations: Mapping[str, str] | None = None
) -> Architecture:
    """The architecture of a text as an equation file has it. Raises NotationError that names what is wrong."""
    return on_its_base(parse_architecture(text, name=name, file=file, activations=activations), activations)


def on_its_base(found: Architecture, activations: Mapping[str, str] | None) -> Architecture:
    """An architecture with the equations of the built-in one that it names as its base, where it names one."""
    if not found.base:
        return found
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


def check_own_name(name: str) -> str:
    """The name of an architecture of one's own; raises RnntuiError for that of a built-in one."""
    if name in architecture_names():
        raise RnntuiError(f"'{name}' is the name of a built-in architecture", "choose another name")
    return name


def _known(name: str, files: Iterable[str] = ()) -> str:
    names = (*architecture_names(), *files)
    near = difflib.get_close_matches(name, names, 1)
    return f"{f'did you mean {near[0]}? ' if near else ''}the architectures are {', '.join(names)}"
