"""A trace as an npz archive: one array for each variable, under its name."""

from __future__ import annotations

import io
import zipfile

import numpy as np

from ..engine.trace import Trace

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""NumPy's own `savez` stamps each member with the time, so that no two files are the same."""


def trace_to_npz(trace: Trace, names: tuple[str, ...] | None = None) -> bytes:
    """The archive: each array (T, size), or (T, B, size) for a batch; the same bytes for the same trace."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for name in names or trace.names:
            array = io.BytesIO()
            np.lib.format.write_array(array, np.ascontiguousarray(trace[name]), allow_pickle=False)
            members.writestr(zipfile.ZipInfo(f"{name}.npy", _MOMENT), array.getvalue(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()
