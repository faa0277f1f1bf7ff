"""Numbers as the input of a network, from a file: one row a step."""

from __future__ import annotations

import math
import warnings
from array import array
from pathlib import Path
from tokenize import TokenError
from typing import BinaryIO

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.delimited import finite_numbers, is_number, rows
from rnntui.text.files import bad_line, named, opened, unreadable

_MAGIC = b"\x93NUMPY"
_VALID_FILES = "valid: .npy, or .csv with one row a step"
_VALID_SHAPES = "valid: (T, input), one row a step, or (T,) for an input of size 1"


def read_inputs(path: Path) -> FloatArray:
    """The inputs in a `.npy` or `.csv` file: (T, input), or (T, 1) of a file with one axis.

    float64, but float32 from a `.npy` file stays float32. A `.npy` file is known by its first bytes;
    `.csv`, `.tsv` and `.txt` may be separated by commas, tabs or semicolons, and may have one header
    row, in which nothing is a number. Raises RnntuiError where the file can't be read or holds
    anything but real, finite numbers in rows of one width.
    """
    try:
        with opened(path) as file:
            if file.peek(len(_MAGIC)).startswith(_MAGIC):
                return _npy(path, file)
    except OSError as error:
        raise unreadable(path, error) from error
    if path.suffix.lower() == ".npy":
        raise RnntuiError(f"{named(path)} is not a .npy file: its first bytes are others", _VALID_FILES)
    if path.name.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".txt")):
        return _csv(path)
    raise RnntuiError(f"{named(path)} has no ending that is known", _VALID_FILES)


def _npy(path: Path, file: BinaryIO) -> FloatArray:
    """The array of a `.npy` file; nothing is allocated before its header agrees with the file's size."""
    shape, fortran, dtype = _header(path, file)
    if dtype.kind not in "fiub":
        hint = "valid: real numbers; save x.astype(float)"
        raise RnntuiError(f"{named(path)} holds values of type {dtype}, not real numbers", hint)
    if len(shape) not in (1, 2):
        hint = f"{_VALID_SHAPES}; take one sentence of a batch" if len(shape) == 3 else _VALID_SHAPES
        raise RnntuiError(f"{named(path)} has the shape {shape}, of {len(shape)} axes", hint)
    if min(shape) < 1:
        raise RnntuiError(f"{named(path)} has the shape {shape}: it holds no numbers", _VALID_SHAPES)
    promised, there = math.prod(shape) * dtype.itemsize, path.stat().st_size - file.tell()
    if promised > there:
        found = f"{named(path)} promises {promised} bytes by its shape {shape} and holds {there}"
        raise RnntuiError(found, "it is cut off or damaged: save it again")
    values = np.fromfile(file, dtype, math.prod(shape)).reshape(shape, order="F" if fortran else "C")
    kept = np.float32 if dtype.newbyteorder("=") == np.float32 else np.float64
    with np.errstate(over="ignore"):  # An extended precision's 1e4000 becomes infinite, and is refused as such.
        numbers: FloatArray = np.asarray(np.ascontiguousarray(values), kept)
        return _finite(path, numbers.reshape(shape[0], -1))


def _header(path: Path, file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[np.generic]]:
    """What the header of a `.npy` file promises: shape, whether in Fortran's order, dtype."""
    try:
        version = np.lib.format.read_magic(file)
        if version not in ((1, 0), (2, 0), (3, 0)):
            raise ValueError(f"version {version}")
        # Version 3 differs from 2 by names of fields that are not Latin-1, and fields are not taken.
        first = version == (1, 0)
        read = np.lib.format.read_array_header_1_0 if first else np.lib.format.read_array_header_2_0
        with warnings.catch_warnings(action="ignore"):  # NumPy warns of files by Python 2.
            shape, fortran, dtype = read(file)
        return tuple(map(int, shape)), fortran, dtype  # NumPy lets True be a length.
    except (ValueError, TypeError, SyntaxError, TokenError, MemoryError, RecursionError) as error:
        raise RnntuiError(f"{named(path)} has a damaged .npy header", "save it again with numpy.save") from error


def _finite(path: Path, inputs: FloatArray) -> FloatArray:
    """The inputs (T, input) as they are. Raises RnntuiError that names the first that is not finite."""
    finite = np.isfinite(inputs)
    if not finite.all():
        step, unit = (int(place) for place in np.argwhere(~finite)[0])
        found = f"{named(path)}: the number at [{step}][{unit}] is {inputs[step, unit]}"
        raise RnntuiError(found, "valid: finite numbers")
    return inputs


def _csv(path: Path) -> FloatArray:
    """The numbers of a file of separated values: (T, input)."""
    values, width = array("d"), 0
    for line, fields in rows(path):
        if not width:
            width = len(fields)
            if not any(map(is_number, fields)):
                continue
        if len(fields) != width:
            found = f"{len(fields)} fields, where the first row has {width}"
            raise bad_line(path, line, found, "valid: as many numbers in each row")
        values.extend(finite_numbers(path, line, fields))
    if not values:
        raise RnntuiError(f"{named(path)} holds no numbers", _VALID_FILES)
    return np.frombuffer(values, np.float64).reshape(-1, width)
