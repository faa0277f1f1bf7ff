"""All architectures that are known by a name: built in, of one's own, among the samples; also those that are broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ..dataclass import dataclass
from ..engine.catalogue import FOLDER, architecture_names, files_in, find_architecture
from ..engine.program import program_of
from ..engine.tables import Text
from ..errors import NotationError, RnntuiError
from ..folders import own_architectures, sample_architectures
from ..text.samples import shipped

Kind = Literal["built_in", "own", "sample"]


@dataclass(frozen=True)
class Known:
    """An architecture that has a name, and what its file says of itself."""

    name: str
    path: Path
    kind: Kind
    title: Text = field(default_factory=dict)
    summary: Text = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    error: RnntuiError | None = None
    """Why it can't be run; None where it can."""

    @property
    def is_editable(self) -> bool:
        """Whether an editor can mend what stands in it: it is one's own, and can be read."""
        return self.kind == "own" and isinstance(self.error, NotationError)


def known_architectures() -> Iterator[Known]:
    """The built-in ones, then those of one's own, then the samples, each kind sorted by name.

    A file of one's own that has the name of a built-in one is there, with an error; one that has the name of a
    sample stands in the sample's place.
    """
    built_in = architecture_names()
    for name in built_in:
        yield _known(name, FOLDER / f"{name}.toml", "built_in")
    folder = own_architectures()
    own = files_in(folder) if folder is not None else {}
    for name, path in own.items():
        if name in built_in:
            error = RnntuiError(f"'{name}' is the name of a built-in architecture", f"rename {path}")
            yield Known(name, path, "own", error=error)
        else:
            yield _known(name, path, "own")
    for name, path in files_in(sample_architectures()).items():
        if name not in own and name not in built_in:
            yield _known(name, path, "sample")


def known_files(names: Iterable[str]) -> Iterator[Known]:
    """Those of some architectures that are files in none of these folders, each once, by their paths."""
    for name in dict.fromkeys(names):
        if name.endswith(".toml") and (path := shipped(name)).resolve().parent != sample_architectures().resolve():
            yield _known(name, path, "own")


def _known(name: str, path: Path, kind: Kind) -> Known:
    try:
        status = path.stat()
    except OSError as error:
        return Known(
            name, path, kind, error=RnntuiError(f"{path}: {error.strerror or error}", "look at its permissions")
        )
    return _read(name, path, kind, status.st_mtime_ns, status.st_size)


@lru_cache(1024)
def _read(name: str, path: Path, kind: Kind, changed: int, size: int) -> Known:
    """Read a file, again when it was changed."""
    del changed, size
    try:
        found = find_architecture(path)
        if kind != "built_in":
            program_of(found)
    except RnntuiError as error:
        return Known(name, path, kind, error=error)
    return Known(name, path, kind, found.title, found.summary, found.activations)
