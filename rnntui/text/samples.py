"""The samples that are shipped: where they lie, and the tables, corpora and networks among them."""

from __future__ import annotations

from pathlib import Path

from rnntui.errors import RnntuiError


def samples_folder() -> Path:
    """The folder of the samples: `rnntui/samples` in a wheel, `samples` beside the package in a checkout.

    Raises RnntuiError where there is neither.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parent / "samples"):
        if (folder / "embeddings").is_dir():
            return folder
    raise RnntuiError("the samples of rnntui are missing", f"they belong in {package / 'samples'}: install again")


def sample_tables() -> dict[str, Path]:
    """The embedding tables among the samples: name -> file, in the order of their names."""
    return {path.stem: path for path in sorted((samples_folder() / "embeddings").glob("*.csv"))}


def sample_corpora() -> dict[str, Path]:
    """The corpora among the samples: name -> file, in the order of their names."""
    return {path.stem: path for path in sorted((samples_folder() / "corpora").glob("*.txt"))}


def shipped(path: str) -> Path:
    """The path of a file; `samples/models/x.safetensors` is found among the shipped samples where it is not here."""
    given = Path(path)
    if given.parts[:1] != ("samples",) or ".." in given.parts:
        return given
    there = samples_folder().joinpath(*given.parts[1:])
    try:
        return there if there.is_file() and not given.exists() else given
    except OSError:
        # A name may be longer than a file's name can be.
        return given


def sample_models() -> dict[str, Path]:
    """The trained networks among the samples: name -> file, in the order of their names."""
    return {path.stem: path for path in sorted((samples_folder() / "models").glob("*.safetensors"))}
