"""Equation files as they lie on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import RnntuiError
from .architecture import Architecture, parse_architecture
from .limits import LARGEST_FILE


def read_architecture(path: Path, activations: Mapping[str, str] | None = None) -> Architecture:
    """Read an equation file; `activations` puts other functions into its slots.

    A file with a `base` has no equations yet: `find_architecture` takes them from there.
    Raises RnntuiError for a file that can't be read, NotationError for what stands in it.
    """
    return parse_architecture(read_equations(path), name=path.stem, file=path.name, activations=activations)


def read_equations(path: Path) -> str:
    """The text of an equation file. Raises RnntuiError for a file that can't be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RnntuiError(f"{path}: {size:,} bytes are too many", f"an architecture has {LARGEST_FILE:,} at most")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RnntuiError(f"{path}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the file can't be read"
        raise RnntuiError(f"{path}: {reason}", "rnntui list shows the architectures that there are") from None
