"""What an argument is opened as: a file by its ending, or a sentence."""

from __future__ import annotations

from pathlib import Path

_FILES = {".safetensors": "model", ".npy": "inputs", ".csv": "inputs", ".toml": "arch", ".json": "setup"}
"""What a file of an ending is opened as."""


def kind_of(path: Path) -> str | None:
    """As what a file is opened; None for what is no file, or one of no ending that is known."""
    try:
        return _FILES.get(path.suffix.lower()) if path.is_file() else None
    except OSError:
        # A sentence may be longer than a file's name can be.
        return None
