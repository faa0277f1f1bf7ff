"""What a file is, and which conventions it follows: what opening it comes to, in a line each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RnntuiError
from ..formats.kinds import kind_of
from .findings import Finding

if TYPE_CHECKING:
    from ..model import Model
    from ..session.realise import Realised

_SHOWN = 12
"""So many tensors are named."""


def file_findings(path: Path, architecture: str | None = None, prefix: str | None = None) -> Iterator[Finding]:
    """A file of any kind. Raises the RnntuiError with which it would not open."""
    match kind_of(path):
        case "arch":
            yield from _architecture(path)
        case "session" | "setup":
            yield from _setup(path)
        case "pair":
            from ..session.pairs import read_pair

            scenes = len(read_pair(path).scenes)
            yield Finding("file", f"{path}: a narrated comparison of {scenes} scenes")
        case "trace":
            from ..formats.trace_json import values_from_json

            try:
                text = path.read_bytes().decode("utf-8-sig")
            except (OSError, ValueError) as error:
                raise RnntuiError(f"{path}: {error}", "rnntui trace writes one") from None
            names = ", ".join(values_from_json(text))
            yield Finding("file", f"{path}: the trace of a run, with {names}")
        case "inputs":
            from ..text.numbers import read_inputs

            steps, size = read_inputs(path).shape
            yield Finding("file", f"{path}: {steps} vectors of {size} numbers")
        case _:
            from ..formats.load import load

            yield from _network(path, load(path, architecture=architecture, prefix=prefix))


def _architecture(path: Path) -> Iterator[Finding]:
    from ..engine.plan import compile_plan
    from ..engine.program import program_of
    from ..folders import known_architecture

    program = program_of(known_architecture(path))
    compile_plan(program)
    yield Finding("file", f"{path}: an architecture of {len(program.equations)} equations")
    yield Finding("weights", ", ".join(program.weights))
    for framework, table in program.architecture.imports.items():
        yield from _blocks(framework, table)


def _setup(path: Path) -> Iterator[Finding]:
    """A setup or a session, which is run."""
    from ..session.realise import realise
    from ..session.session_file import read_session
    from ..session.setup import read_setup

    is_session = kind_of(path) == "session"
    done = realise(read_session(path).setup if is_session else read_setup(path))
    yield Finding("file", f"{path}: a session" if is_session else f"{path}: a setup")
    yield from _run(done)


def _run(done: Realised) -> Iterator[Finding]:
    steps = done.trace.clocks["t"]
    yield Finding("run", f"{done.model.program.architecture.name}, {steps} steps")
    yield from _notes(done.model)


def _network(path: Path, model: Model) -> Iterator[Finding]:
    architecture = model.program.architecture
    yield Finding("file", f"{path}: {_format(path)}")
    sizes = ", ".join(f"{name} {count}" for name, count in model.units.items())
    directions = "both directions" if architecture.bidirectional else "one direction"
    yield Finding("network", f"{architecture.name}, layers {architecture.layers}, {directions}; {sizes}")
    names = list(model.weights)
    shown = ", ".join(f"{name} {model.weights[name].shape}" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    yield Finding("tensors", f"{len(names)} found, every one of the network's weights: {shown}{more}")
    numbers = sorted({str(array.dtype) for array in model.weights.values()})
    yield Finding("numbers", ", ".join(numbers))
    if _format(path) != _OWN:
        for framework, table in architecture.imports.items():
            yield from _blocks(framework, table)
    if model.encoding is None:
        todo = "each token gets a seeded random vector; --encoding and --embedding choose another"
        yield Finding("encoding", "the file has none", hint=todo)
    else:
        yield Finding("encoding", f"{model.encoding.name}, {model.encoding.size} numbers for a token")
    labels = "none" if model.labels is None else ", ".join(model.labels[:_SHOWN])
    yield Finding("labels", labels)
    yield from _notes(model)


_OWN = "a model of rnntui's own"


def _format(path: Path) -> str:
    from ..formats.npz_file import is_npz

    if is_npz(path):
        return "an npz archive of arrays"
    from ..formats.model_file import is_model
    from ..formats.safetensors_file import read_safetensors

    return _OWN if is_model(read_safetensors(path)) else "safetensors with the names of PyTorch"


def _blocks(framework: str, table: object) -> Iterator[Finding]:
    """How another framework stacks the blocks of a weight: its gate order."""
    if isinstance(table, dict) or hasattr(table, "items"):
        for tensor, blocks in table.items():
            if len(blocks) > 1:
                yield Finding("gate order", f"{framework}: {tensor} holds {', '.join(blocks)}, in this order")


def _notes(model: Model) -> Iterator[Finding]:
    for note in model.notes:
        yield Finding("note", note)
