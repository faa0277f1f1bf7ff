"""What kind of file a file is, told by its first bytes and not by its ending."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from ..errors import RnntuiError
from .safetensors_file import unreadable

READABLE = "safetensors files can be read: rnntui's own, and those with PyTorch's parameter names"
_SIGNS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a zip archive (.pt, .npz or .keras)",
    b"\x80": "a pickle (an old .pt)",
    b"\x89HDF": "an HDF5 file (.h5)",
    b"\x93NUMPY": "a single array (.npy)",
    b"\x08": "perhaps an ONNX file",
    b"\x1f\x8b": "packed with gzip",
    b"GGUF": "a GGUF file",
    b"{": "a JSON file",
    b"version https://git-lfs": "a pointer of Git LFS, not the file itself",
}


def check_safetensors(path: Path) -> None:
    """Raise RnntuiError for what can't be read, is no file, is empty, or is by its first bytes something else."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            # Reading from a device or a pipe might never end.
            raise RnntuiError(f"{path} is a device or a pipe", "name a file")
        with path.open("rb") as file:
            first = file.read(64)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not first:
        raise RnntuiError(f"{path} is empty", READABLE)
    if first[8:9] == b"{":
        # Eight bytes of length, then the header: whatever the length looks like.
        return
    for sign, kind in _SIGNS.items():
        if first.startswith(sign):
            raise RnntuiError(f"{path} is {kind}", READABLE)
