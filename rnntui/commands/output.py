"""Results to standard output or to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from ..errors import UsageError


def deliver(result: str | bytes, path: str | None) -> None:
    """Write a result to a file, atomically, or to standard output. Raises RnntuiError where it can't be written."""
    data = result.encode("utf-8", "surrogatepass") if isinstance(result, str) else result
    if path is not None:
        from ..formats.atomic import write_atomically

        write_atomically(Path(path), data)
        return
    if isinstance(result, bytes) and sys.stdout.isatty():
        raise UsageError("a binary format does not go to a terminal", "write it to a file with -o FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
