"""The samples that are shipped: where they lie, and the embedding tables among them."""

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
