"""`load`: a model from any file that can be read, told by its contents and not by its ending."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.catalogue import find_architecture
from ..engine.program import program_of
from ..errors import RnntuiError
from ..model import Model
from .model_file import is_model, model_from
from .packed import sizes_of
from .pytorch import pytorch_model, recurrent_modules
from .safetensors_file import Tensors, read_safetensors, unreadable

_READABLE = "safetensors files can be read: rnntui's own, and those with PyTorch's parameter names"
_SIGNS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a zip archive (.pt, .npz or .keras)",
    b"\x80\x02": "a pickle (an old .pt)",
    b"\x89HDF": "an HDF5 file (.h5)",
    b"\x93NUMPY": "a single array (.npy)",
    b"\x08": "perhaps an ONNX file",
    b"version https://git-lfs": "a pointer of Git LFS, not the file itself",
}


def load(
    path: str | Path,
    *,
    architecture: str | Path | None = None,
    activation: Mapping[str, str] | None = None,
    prefix: str | None = None,
) -> Model:
    """Open a model file: rnntui's own, or safetensors with PyTorch's parameter names.

    `architecture` says what the tensors are where their names do not, or where they are the weights' own;
    `activation` puts functions into its slots; `prefix` chooses one of several recurrent modules. Raises
    RnntuiError that names what was found where the file is none of these, is cut off, or does not fit.
    """
    path = Path(path)
    _check_kind(path)
    tensors = read_safetensors(path)
    if is_model(tensors):
        return model_from(tensors, path)
    numbers = {name: np.asarray(array) for name, array in tensors.arrays.items() if array.dtype.kind == "f"}
    if architecture is not None:
        named = _by_own_names(numbers, path, architecture, activation)
        if named is not None:
            return named
    if recurrent_modules(numbers):
        return pytorch_model(numbers, path, architecture=architecture, activation=activation, prefix=prefix)
    raise _foreign(tensors, path)


def _check_kind(path: Path) -> None:
    """Raise RnntuiError for a file that by its first bytes is something else."""
    try:
        with path.open("rb") as file:
            first = file.read(64)
    except OSError as error:
        raise unreadable(path, error) from None
    if not first:
        raise RnntuiError(f"{path} is empty", _READABLE)
    if first[8:9] == b"{":
        return
    for sign, kind in _SIGNS.items():
        if first.startswith(sign):
            raise RnntuiError(f"{path} is {kind}", _READABLE)


def _by_own_names(
    tensors: Mapping[str, FloatArray], path: Path, architecture: str | Path, activation: Mapping[str, str] | None
) -> Model | None:
    """The model whose weights have the architecture's own names; None where they have others."""
    found = find_architecture(architecture, activation)
    program = program_of(found)
    if not set(program.weights) <= set(tensors):
        return None
    weights = {name: tensors[name] for name in program.weights}
    left = [name for name in tensors if name not in weights]
    notes = (f"not used: {', '.join(left)}",) if left else ()
    try:
        return Model(program, weights, sizes_of(program, weights), notes=notes)
    except RnntuiError as error:
        raise RnntuiError(f"{path}: {error.message}", error.hint) from None


def _foreign(tensors: Tensors, path: Path) -> RnntuiError:
    names = list(tensors.arrays)
    shown = ", ".join(f"{name} {tensors.arrays[name].shape}" for name in names[:6])
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    near = [n for n in names if difflib.get_close_matches(n.rpartition(".")[2], ["weight_ih_l0", "weight_hh_l0"], 1)]
    hint = f"nearest to PyTorch's weight_ih_l0: {near[0]}" if near else _READABLE
    return RnntuiError(f"{path}: no recurrent network in its tensors: {shown}{more}", hint)
