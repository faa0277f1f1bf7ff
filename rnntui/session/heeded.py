"""What was chosen for a network out of a file, and what of it the file decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..engine.program import program_of
from ..model import Model
from .setup import Setup


def exists(path: Path) -> bool:
    """Whether there is such a file; a name that is too long names none."""
    try:
        return path.exists()
    except OSError:
        return False


def reshaped(model: Model, shape: str | None) -> Model:
    """A loaded model in the shape that was chosen, where that needs no other weights; else as it is."""
    if shape is None or shape == model.program.shape:
        return model
    stacked = model.program.architecture
    program = program_of(model.program.origin, stacked.layers, stacked.bidirectional, shape)
    if set(program.weights) != set(model.weights):
        return model
    return Model(program, model.weights, model.units, model.encoding, model.labels, model.tokens_by, model.notes)


def unheeded(setup: Setup, model: Model) -> Iterator[str]:
    """What was chosen and is otherwise in the file, a line each."""
    architecture = model.program.architecture
    chosen: dict[str, tuple[object, object]] = {
        "layers": (setup.layers, architecture.layers),
        "bidirectional": (setup.bidirectional, architecture.bidirectional),
        "shape": (setup.shape, model.program.shape),
    }
    chosen |= {name: (count, model.units[name]) for name, count in setup.sizes if name in model.units}
    for name, (wanted, found) in chosen.items():
        if wanted is not None and wanted != found:
            yield f"{name} is {found} in the file, and stays so: {wanted} was chosen"
