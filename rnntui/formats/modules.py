"""The recurrent modules of a PyTorch file, told by the names of its tensors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..errors import RnntuiError

_NAME = re.compile(
    r"(?P<prefix>(?:.*\.)?)(?P<tensor>(?:weight|bias)_(?:ih|hh|hr))(?:_l(?P<layer>\d{1,4})(?P<reverse>_reverse)?)?",
    re.DOTALL,
)


@dataclass(frozen=True, eq=False)
class Recurrent:
    """The tensors of one recurrent module."""

    prefix: str
    """What their names begin with: empty, or ending in a point."""
    tensors: Mapping[str, FloatArray]
    """By their whole names."""
    layers: int
    bidirectional: bool
    suffixed: bool
    """Whether the names have a layer; those of a cell module have none."""

    def suffixes(self) -> list[tuple[str, str]]:
        """The suffix of each layer and direction: in the file, in the program."""
        if not self.suffixed:
            return [("", "")]
        bare = self.layers == 1 and not self.bidirectional
        directions = ("", "_reverse") if self.bidirectional else ("",)
        names = [f"_l{layer}{reverse}" for layer in range(self.layers) for reverse in directions]
        return [(name, "" if bare else name) for name in names]

    def bare(self, suffix: str) -> dict[str, FloatArray]:
        """The tensors of one layer and direction, without prefix and suffix."""
        found = {name.removeprefix(self.prefix): array for name, array in self.tensors.items()}
        return {
            name.removesuffix(suffix): array
            for name, array in found.items()
            if name.endswith(suffix) and (suffix.endswith("_reverse") or not name.endswith("_reverse"))
        }


def recurrent_modules(tensors: Mapping[str, FloatArray]) -> dict[str, Recurrent]:
    """The recurrent modules of a file, by the prefix of their names."""
    found: dict[str, dict[str, re.Match[str]]] = {}
    for name in tensors:
        match = _NAME.fullmatch(name)
        if match is not None:
            found.setdefault(match["prefix"], {})[name] = match
    return {
        prefix: Recurrent(
            prefix,
            {name: tensors[name] for name in matches},
            max(int(match["layer"] or 0) for match in matches.values()) + 1,
            any(match["reverse"] for match in matches.values()),
            any(match["layer"] is not None for match in matches.values()),
        )
        for prefix, matches in found.items()
    }


def chosen_module(tensors: Mapping[str, FloatArray], path: Path, prefix: str | None) -> Recurrent:
    """The one recurrent module of a file, or the one of a prefix.

    Raises RnntuiError where there are several, none of that prefix, or where a layer is missing.
    """
    modules = recurrent_modules(tensors)
    names = ", ".join(f"'{name.rstrip('.')}'" for name in modules)
    if prefix is not None:
        fitting = [each for name, each in modules.items() if name.rstrip(".") == prefix.rstrip(".")]
        if not fitting:
            raise RnntuiError(f"{path}: no recurrent module has the prefix '{prefix}'", f"the prefixes are {names}")
        module = fitting[0]
    elif len(modules) > 1:
        found = f"{path}: there are {len(modules)} recurrent modules: {names}"
        raise RnntuiError(found, "choose one by its prefix: --prefix NAME, or load(…, prefix=NAME)")
    else:
        (module,) = modules.values()
    for suffix, _ in module.suffixes():
        missing = [tensor for tensor in ("weight_ih", "weight_hh") if tensor not in module.bare(suffix)]
        if missing:
            tensors_missing = ", ".join(module.prefix + tensor + suffix for tensor in missing)
            raise RnntuiError(f"{path}: there is no tensor {tensors_missing}", f"found are {_listed(module.tensors)}")
    return module


def _listed(tensors: Mapping[str, FloatArray], most: int = 6) -> str:
    """Some tensors with their shapes."""
    shown = ", ".join(f"{name} {array.shape}" for name, array in list(tensors.items())[:most])
    return shown + (f" and {len(tensors) - most} more" if len(tensors) > most else "")
