"""A trace as an npz archive: one array for each variable, under its name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..engine.trace import Trace

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""NumPy's own `savez` stamps each member with the time, so that no two files are the same."""
_ROWS = 256
"""Steps that are written at once: of a long run no more is computed again at a time."""


def trace_to_npz(trace: Trace, names: tuple[str, ...] | None = None) -> bytes:
    """The archive: each array (T, size), or (T, B, size) for a batch; the same bytes for the same trace."""
    return b"".join(npz_pieces(trace, names))


def npz_pieces(trace: Trace, names: tuple[str, ...] | None = None) -> Iterator[bytes]:
    """The same bytes piece by piece: of a long run no more is held at a time."""
    written = _Written()
    with zipfile.ZipFile(written, "w") as members:  # type: ignore[call-overload]
        for name in names or trace.names:
            member = zipfile.ZipInfo(f"{name}.npy", _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            with members.open(member, "w", force_zip64=True) as array:
                count = trace.steps(name)
                none = trace.between(name, 0, 0)
                _write_header(array, (count, *none.shape[1:]), none.dtype)
                for first in range(0, count, _ROWS):
                    rows = trace.between(name, first, min(first + _ROWS, count))
                    array.write(np.ascontiguousarray(rows).tobytes())
                    yield written.taken()
    yield written.taken()


def _write_header(array: Any, shape: tuple[int, ...], dtype: np.dtype[np.floating]) -> None:
    described = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(array, described)


class _Written:
    """What an archive is written to: handed on as it comes, and never gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def taken(self) -> bytes:
        """What was written since."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
