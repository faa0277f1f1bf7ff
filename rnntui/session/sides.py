"""One of two runs that are compared: its tokens and values, whether it was run just now or written down before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Literal, TypeAlias

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..errors import RnntuiError
from ..formats.trace_json import values_from_json
from .edits import edit_text
from .realise import Realised

Index: TypeAlias = Literal["t", "u", "once"]
"""What the values of a variable belong to: input steps, output steps, or the sentence as a whole."""
INDICES: tuple[Index, ...] = ("t", "u", "once")


@dataclass(frozen=True, eq=False)
class Side:
    """One run."""

    network: str
    """What was run, in the words of the options: `elman 2→3→2 · embedding kinship · ones`."""
    tokens: tuple[str, ...]
    """What its steps over `t` are called; none where vectors were fed."""
    unknown: tuple[int, ...]
    """The steps whose token the encoding does not know."""
    steps: Mapping[Index, int]
    """How many steps it has of each kind."""
    indices: Mapping[str, Index]
    """What each variable belongs to, by its name: the inputs first, then in the order of the equations."""
    units: Mapping[str, int]
    """How many units each variable has."""
    outputs: tuple[str, ...]
    """The variables that are read out; the hidden states where there are none."""
    inputs: tuple[str, ...]
    """The variables that are fed."""
    entries: tuple[str, ...] | None
    """The tokens for which the numbers of the inputs stand, () where they stand for none; None where nobody knows."""
    aliases: Mapping[str, str]
    """The bare names of a deep network, which mean its last layer's variables."""
    dtype: np.dtype[np.floating]
    between: Callable[[str, int, int], FloatArray]
    """The values of a variable at some of its steps: (stop - first, size)."""

    def name_of(self, name: str) -> str | None:
        """The variable that a name means here; None where it means none."""
        name = self.aliases.get(name, name)
        return name if name in self.indices else None

    def last(self, name: str) -> FloatArray | None:
        """The value of a variable at its last step, (size,); None where it has no steps."""
        steps = self.steps[self.indices[name]]
        return self.between(name, steps - 1, steps)[0] if steps else None


def side_of(done: Realised) -> Side:
    """A setup that was carried out, as one side."""
    trace = done.trace
    program = trace.program
    indices: dict[str, Index] = {name: "once" if program.once(name) else program.clocks[name] for name in trace.names}
    clocks = trace.clocks
    # A value for the whole sentence exists only where there is a sentence.
    once = int("once" in indices.values() and clocks["t"] > 0)
    steps: dict[Index, int] = {"t": clocks["t"], "u": clocks.get("u", 0), "once": once}
    roles = {name: equation.role for name, equation in program.equations.items()}
    encoding = done.model.encoding if done.vectors is None else None
    return Side(
        network_of(done),
        trace.tokens if len(trace.tokens) == clocks["t"] else (),
        trace.unknown,
        steps,
        indices,
        {name: trace.units(name) for name in trace.names},
        _outputs(roles),
        program.inputs,
        () if encoding is None else encoding.entries,
        program.architecture.aliases,
        trace.dtype,
        trace.between,
    )


def network_of(done: Realised) -> str:
    """What was run, in the words of the options: architecture and sizes, encoding, weights, what was forced."""
    setup, model = done.setup, done.model
    architecture = model.program.architecture
    sizes = "→".join(str(model.units[name]) for name in ("input", "hidden", "output") if name in model.units)
    depth = f"×{architecture.layers}" if architecture.layers > 1 else ""
    network = " ".join(filter(None, (architecture.name, sizes, depth, "⇄" if architecture.bidirectional else "")))
    if done.vectors is not None:
        fed = PurePath(setup.inputs or "").name
    else:
        source = setup.embedding or setup.corpus or ""
        fed = " ".join(filter(None, (model.encoding.name if model.encoding else "", PurePath(source).stem)))
    file = setup.model or setup.weights
    known = {"ones": "ones", "random": f"random {setup.seed}"}
    weights = "written" if setup.parameters else known.get(file, PurePath(file).name)
    return " · ".join((network, fed, weights, *map(edit_text, done.edited.made)))


def _outputs(roles: Mapping[str, str | None]) -> tuple[str, ...]:
    """The variables of role output; where there are none the hidden states, else whatever there is."""
    found = (tuple(name for name, each in roles.items() if each == role) for role in ("output", "hidden"))
    return next(filter(None, found), tuple(roles))


_TARGET = re.compile(r"\s*(\w+)\s*\[\s*([tuTU])\s*\]\s*=")


def side_from_json(text: str, where: str) -> Side:
    """A trace that was written as JSON, as one side; raises RnntuiError for a text that is none, or for a batch."""
    try:
        values = values_from_json(text)
        table = json.loads(text)
        tokens = tuple(map(str, table.get("tokens") or ()))
        roles = {str(name): str(role) for name, role in dict(table.get("roles") or {}).items()}
        equations = [_TARGET.match(str(each)) for each in table.get("equations") or ()]
    except (ValueError, TypeError, AttributeError) as error:
        raise RnntuiError(f"{where}: this is no trace of rnntui: {error}", "rnntui trace writes one") from None
    except RnntuiError as error:
        raise RnntuiError(f"{where}: {error.message}", error.hint) from None
    for name, rows in values.items():
        if rows.ndim != 2:
            raise RnntuiError(f"{where}: '{name}' is a batch of sentences", "single sentences can be compared")
    found = {match[1]: _INDEX[match[2]] for match in equations if match is not None}
    indices: dict[str, Index] = {name: found.get(name, "t") for name in values}
    steps: dict[Index, int] = dict.fromkeys(INDICES, 0)
    for name, index in indices.items():
        steps[index] = max(steps[index], len(values[name]))
    for name, index in indices.items():
        if len(values[name]) != steps[index]:
            found_steps = f"'{name}' has {len(values[name])} steps, others have {steps[index]}"
            raise RnntuiError(f"{where}: {found_steps}", "rnntui trace writes as many for each")
    known = {name: role for name, role in roles.items() if name in values}
    return Side(
        str(table.get("architecture") or "")[:80],
        tokens if len(tokens) == steps["t"] else (),
        tuple(place for place in table.get("unknown") or () if isinstance(place, int)),
        steps,
        indices,
        {name: rows.shape[1] for name, rows in values.items()},
        _outputs(known) or tuple(values),
        tuple(name for name in values if name not in found),
        None,
        {},
        np.result_type(*values.values()) if values else np.dtype(np.float64),
        lambda name, first, stop: values[name][first:stop],
    )


_INDEX: Mapping[str, Index] = {"t": "t", "u": "u", "T": "once", "U": "once"}
