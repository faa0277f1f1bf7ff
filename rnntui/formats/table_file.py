"""An embedding table written into a file that `--embedding` reads back to the bit."""

from __future__ import annotations

from pathlib import Path

from ..text.encodings.table import Table
from ..text.encodings.table_file import table_parts
from .safetensors_file import write_safetensors


def write_table(table: Table, path: Path) -> None:
    """Write a table: vectors, tokens, and how it was learned. Raises RnntuiError where the file can't be written."""
    write_safetensors(path, *table_parts(table))
