"""The end of the standard streams."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def end_streams() -> None:
    """Write what is left. What can't be written is dropped: Python would try once more, and end with status 120."""
    for stream in (sys.stdout, sys.stderr):
        # Python has none where the shell says >&-.
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
