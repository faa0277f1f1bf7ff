"""Tensors of an npz archive, checked before anything of it is unpacked."""

from __future__ import annotations

import math
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import RnntuiError
from .safetensors_file import Tensors, unreadable

MOST_BYTES = 4_000_000_000
"""How much an archive may hold once it is unpacked."""
MOST_MEMBERS = 10_000
_MAGIC = b"PK\x03\x04"
_ENDING = ".npy"


def is_npz(path: Path) -> bool:
    """Whether a file is a zip archive of NumPy's arrays and of nothing else."""
    try:
        # A pipe would never end.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                return False
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
    return bool(names) and all(name.endswith(_ENDING) for name in names)


def read_npz(path: Path) -> Tensors:
    """Read an archive. Raises RnntuiError where it is damaged, unpacks to too much, or holds what are no numbers."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > MOST_BYTES or len(members) > MOST_MEMBERS:
                found = f"{path}: {len(members):,} arrays of {size / 1e9:,.1f} GB in all are too many"
                raise RnntuiError(found, f"the limits are {MOST_MEMBERS:,} and {MOST_BYTES / 1e9:.0f} GB")
            return Tensors({m.filename.removesuffix(_ENDING): _array(path, archive, m) for m in members}, {})
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise RnntuiError(f"{path}: no whole npz file ({error})", "copy or save it again") from None


def _array(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NDArray[np.generic]:
    name = member.filename.removesuffix(_ENDING)
    with archive.open(member) as file:
        version = np.lib.format.read_magic(file)
        reader = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}.get(version)
        if reader is None:
            raise ValueError(f"version {version} of the array '{name}'")
        shape, fortran, kind = reader(file)
        if kind.hasobject or kind.kind not in "fiub":
            found = f"{path}: the array '{name}' is of the type {kind}"
            raise RnntuiError(found, "it must be an array of real numbers")
        count = math.prod(shape)
        # The header may say more than the archive has: what is not there is not made room for.
        if min((0, *shape)) < 0 or count * kind.itemsize > member.file_size:
            raise ValueError(f"the array '{name}' is cut off")
        data = file.read(count * kind.itemsize)
    array = np.frombuffer(data, kind, count).reshape(shape, order="F" if fortran else "C")
    if array.dtype.kind == "f":
        # As in safetensors: numbers of 16 bits are made float32, the others are as the machine has them.
        array = array.astype(np.float32 if array.dtype.itemsize == 2 else array.dtype.newbyteorder("="), copy=False)
    array.flags.writeable = False
    return array
