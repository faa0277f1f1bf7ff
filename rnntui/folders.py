"""Where architectures lie that are not built in: in a folder of one's own, and among the samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from .engine.architecture import Architecture
from .engine.catalogue import architecture_names, find_architecture
from .text.samples import samples_folder, shipped


def own_architectures() -> Path | None:
    """The folder of the architectures of one's own; None where there is no home folder. It may not exist yet."""
    # Not sooner: what is built in is found without.
    from platformdirs import user_config_path

    folder = user_config_path("rnntui") / "architectures"
    return folder if folder.is_absolute() else None


def sample_architectures() -> Path:
    """The folder of the architectures among the samples."""
    return samples_folder() / "architectures"


def architecture_folders() -> Iterator[Path]:
    """Where architectures are looked for by name that are not built in: one's own first, then the samples."""
    if (own := own_architectures()) is not None:
        yield own
    yield sample_architectures()


def is_sample(name: str) -> bool:
    """Whether a name or a path means an architecture among the samples."""
    if name.endswith(".toml"):
        return shipped(name).resolve().parent == sample_architectures().resolve()
    if Path(name).name != name or name in architecture_names():
        return False
    holding = (folder for folder in architecture_folders() if (folder / f"{name}.toml").is_file())
    return next(holding, None) == sample_architectures()


def known_architecture(name: str | Path, activations: Mapping[str, str] | None = None) -> Architecture:
    """An architecture by its name or the path of its file, wherever it lies; `activations` go into its slots.

    Raises UsageError for a name that does not exist, RnntuiError for a file that can't be read,
    NotationError for what stands in it.
    """
    where = shipped(str(name)) if str(name).endswith(".toml") else name
    return find_architecture(where, activations, architecture_folders())
