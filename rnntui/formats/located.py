"""Errors that say in which file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import RnntuiError


@contextmanager
def located(path: Path) -> Iterator[None]:
    """Put a file's name before every error that is raised inside and does not begin with it."""
    try:
        yield
    except RnntuiError as error:
        if error.message.startswith(str(path)):
            raise
        raise RnntuiError(f"{path}: {error.message}", error.hint) from None
