"""Tensors and metadata of a safetensors file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..errors import RnntuiError
from .atomic import write_atomically

_NUMPY: Mapping[str, str] = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "u1", "BOOL": "?", "BF16": "<u2",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Tensors:
    """What a file holds."""

    arrays: Mapping[str, NDArray[np.generic]]
    """By name, read-only; numbers of 16 bits are float32."""
    metadata: Mapping[str, str]


def read_safetensors(path: Path) -> Tensors:
    """Read a file. Raises RnntuiError where it is none, is cut off or damaged, or has a type of 8 bits."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        entries = deserialize(data)  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        reason = (
            str(error).removeprefix("Error while deserializing: ").removeprefix("Error while deserializing header: ")
        )
        hint = f"it has {len(data):,} bytes; copy or save it again"
        raise RnntuiError(f"{path}: no whole safetensors file ({reason})", hint) from None
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    arrays = {name: _array(path, name, entry) for name, entry in entries}
    if not arrays:
        raise RnntuiError(f"{path}: the file holds no tensors", "save the weights of a network into it")
    return Tensors(arrays, header.get("__metadata__") or {})


def _array(path: Path, name: str, entry: Mapping[str, Any]) -> NDArray[np.generic]:
    kind: str = entry["dtype"]
    if kind not in _NUMPY:
        hint = f"the types that can be read are {', '.join(_NUMPY)}"
        raise RnntuiError(f"{path}: the tensor '{name}' is of the type {kind}", hint)
    raw = np.frombuffer(entry["data"], _NUMPY[kind])
    array: NDArray[np.generic] = raw
    if kind == "BF16":
        array = (raw.astype(np.uint32) << 16).view(np.float32)
    elif kind == "F16":
        array = raw.astype(np.float32)
    array = array.reshape(tuple(entry["shape"]))
    array.flags.writeable = False
    return array


def write_safetensors(path: Path, arrays: Mapping[str, FloatArray], metadata: Mapping[str, str]) -> None:
    """Write a file, atomically. Raises RnntuiError where it can't be written."""
    # The library saves a view as if it were contiguous, wrongly and without a word.
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    write_atomically(path, save(whole, dict(metadata)))


def unreadable(path: Path, error: OSError | ValueError) -> RnntuiError:
    """The error of a file that can't be opened."""
    if isinstance(error, FileNotFoundError):
        return RnntuiError(f"there is no file {path}", "look at the name and the folder")
    if isinstance(error, IsADirectoryError):
        return RnntuiError(f"{path} is a folder", "name a file in it")
    reason = getattr(error, "strerror", None) or error
    return RnntuiError(f"{path} can't be read: {reason}", "look at its name and permissions")
