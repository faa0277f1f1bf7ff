"""How many units each named size has, read off the shapes of arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..engine.arrays import FloatArray
from ..engine.program import Program
from ..engine.shapes import Size
from ..errors import RnntuiError


def units_of(axes: Mapping[str, tuple[Size, ...]], arrays: Mapping[str, FloatArray], kind: str) -> dict[str, int]:
    """The units of each size that stands in `axes`: the named sizes (rows, columns) or (rows,) of each array.

    An axis that is a sum of names tells a name once that is the only one unknown; names that no axis tells are
    left out. Raises RnntuiError for an array (a `kind`: "weight", "tensor") that contradicts another: its
    shape, and the one expected. What names the fewest sizes is believed first, matrices before vectors.
    """
    units: dict[str, int] = {}
    origin: dict[str, str] = {}
    order = sorted(axes, key=lambda name: (len({part for size in axes[name] for part in size}), -len(axes[name])))
    as_deep = [name for name in order if arrays[name].ndim == len(axes[name])]
    known = -1
    while known < len(units):
        known = len(units)
        for name in as_deep:
            for size, length in zip(axes[name], arrays[name].shape, strict=True):
                found = _told(units, size, length)
                if found is None:
                    raise _unexpected(kind, name, axes[name], arrays[name].shape, units, origin)
                units |= found
                origin |= dict.fromkeys(found, name)
    for name in order:
        if name not in as_deep:
            raise _unexpected(kind, name, axes[name], arrays[name].shape, units, origin)
    return units


def program_units(program: Program, weights: Mapping[str, FloatArray]) -> dict[str, int]:
    """The units of all sizes of a program, read off those of its weights that are there.

    Raises RnntuiError for a contradiction, or a size that none of them tells.
    """
    units = units_of({name: program.weights[name] for name in program.weights if name in weights}, weights, "weight")
    untold = [name for name in program.size_names if name not in units]
    if untold:
        raise RnntuiError(f"no weight tells the size {', '.join(untold)}", f"found are {', '.join(weights) or 'none'}")
    return {name: units[name] for name in program.size_names}


def _told(units: Mapping[str, int], size: Size, length: int) -> dict[str, int] | None:
    """What an axis of this length tells beyond what is known; None where it contradicts that."""
    unknown = [part for part in size if part not in units]
    rest = length - sum(units[part] for part in size if part in units)
    if not unknown:
        return {} if rest == 0 else None
    if len(set(unknown)) > 1:
        return {} if rest >= len(unknown) else None
    count, left = divmod(rest, len(unknown))
    return {unknown[0]: count} if count >= 1 and not left else None


def _unexpected(
    kind: str,
    name: str,
    axes: tuple[Size, ...],
    shape: tuple[int, ...],
    units: Mapping[str, int],
    origin: Mapping[str, str],
) -> RnntuiError:
    """The error of an array; what is expected has numbers where they are known, else names."""
    lengths = [
        str(sum(units[part] for part in size)) if all(part in units for part in size) else _text(size) for size in axes
    ]
    expected = f"expected is ({', '.join(lengths)}{',' if len(lengths) == 1 else ''})"
    parts = dict.fromkeys(part for size in axes for part in size if part in units)
    reasons = " and ".join(f"{part} is {units[part]} in '{origin[part]}'" for part in parts)
    return RnntuiError(
        f"the {kind} '{name}' has the shape {shape}", f"{expected}{f', as {reasons}' if reasons else ''}"
    )


def _text(size: Size) -> str:
    """A size as it is shown: `4 hidden`, `hidden + input`."""
    return " + ".join(part if count == 1 else f"{count} {part}" for part, count in Counter(size).items())
