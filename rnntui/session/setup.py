"""What was chosen: all that decides a run, as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..engine.interventions import Intervention
from ..errors import RnntuiError
from ..text.encodings import Unknown
from ..text.samples import samples_folder
from ..text.tokens import SplitBy

LONGEST_TEXT = 1_000_000
"""How many characters a sentence may have."""


@dataclass(frozen=True)
class Setup:
    """All that was chosen. What was not is chosen sensibly, and shown."""

    text: str = ""
    tokens_by: SplitBy = "auto"
    encoding: str | None = None
    """None for one-hot, or for what the model brings."""
    embedding: str | None = None
    """The name of a sample table or the path of a file; None for a seeded random table."""
    unknown: Unknown | None = None
    vocabulary: tuple[str, ...] = ()
    """The tokens met so far, in the order of their one-hot vectors; grown by appending."""
    labels: tuple[str, ...] | None = None
    architecture: str = "elman"
    """The name of a built-in architecture or the path of an equation file."""
    layers: int | None = None
    """None for what the architecture says."""
    bidirectional: bool | None = None
    sizes: tuple[tuple[str, int], ...] = ()
    """How many units `hidden`, `output` and other named sizes have, where it was said."""
    activations: tuple[tuple[str, str], ...] = ()
    weights: str = "random"
    """`ones`, `random`, or the path of a file."""
    seed: int = 0
    model: str | None = None
    """The path of a model file, which brings architecture, weights and encoding."""
    inputs: str | None = None
    """The path of a file of vectors, fed in place of a sentence."""
    interventions: tuple[Intervention, ...] = ()

    def size(self, name: str) -> int | None:
        """How many units were asked for."""
        return dict(self.sizes).get(name)

    def with_size(self, name: str, count: int) -> Setup:
        """The same with another size."""
        return replace(self, sizes=tuple({**dict(self.sizes), name: count}.items()))


def check_text(text: str) -> str:
    """A sentence that is not too long; raises RnntuiError for one that is."""
    if len(text) > LONGEST_TEXT:
        hint = f"{LONGEST_TEXT:,} are the limit; nothing was changed"
        raise RnntuiError(f"the sentence has {len(text):,} characters", hint)
    return text


def sample_names() -> tuple[str, ...]:
    """The ready-made setups in `samples/setups/`."""
    return tuple(sorted(path.stem for path in (samples_folder() / "setups").glob("*.json")))


def sample_setup(name: str) -> Setup:
    """A ready-made setup; raises RnntuiError for a name that does not exist."""
    if name not in sample_names():
        raise RnntuiError(f"there is no sample '{name}'", f"the samples are {', '.join(sample_names())}")
    return read_setup(samples_folder() / "setups" / f"{name}.json")


def read_setup(path: Path) -> Setup:
    """Read a setup from a JSON file; raises RnntuiError for a file that is none."""
    try:
        table = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise RnntuiError(f"{path}: {error}", "a setup is a JSON file") from None
    if not isinstance(table, dict) or table.get("format") != "rnntui-setup/1":
        raise RnntuiError(f"{path}: this is no setup of rnntui", 'it begins with {"format": "rnntui-setup/1"')
    return setup_from({key: value for key, value in table.items() if key != "format"}, str(path))


def setup_from(table: Mapping[str, Any], where: str) -> Setup:
    """A setup from plain data, `sizes` and `activations` as tables; raises RnntuiError for what does not fit."""
    known = {each.name: each for each in fields(Setup)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known or key == "interventions":
            raise RnntuiError(f"{where}: '{key}' means nothing", f"there may stand {', '.join(known)}")
        kinds = {"sizes": dict, "activations": dict, "labels": list, "vocabulary": list, "layers": int, "seed": int}
        kind = kinds.get(key, bool if key == "bidirectional" else str)
        if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is int)):
            raise RnntuiError(f"{where}: {key} is {value!r}", f"it must be of the type {kind.__name__}")
        if isinstance(value, dict):
            value = tuple(value.items())
        values[key] = tuple(value) if isinstance(value, list) else value
    return Setup(**values)
