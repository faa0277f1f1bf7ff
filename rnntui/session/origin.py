"""Where a number came from that is given and not computed: a weight, an entry of an input, what a variable begins with.

Each is told by keys of words and what is put into them: the interface has the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import PurePath

from ..dataclass import dataclass
from ..engine.explanation import Source
from ..engine.expression import Token
from ..engine.weights import is_bias
from ..text.encodings import Encoding
from .realise import Realised
from .setup import Setup
from .walk import Place, kind_of


@dataclass(frozen=True)
class Told:
    """One sentence."""

    key: str
    """Of the words `origin.<key>`."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What is put into them; texts from outside are as they came."""


def origin(realised: Realised, place: Place) -> tuple[Told, ...]:
    """Where a number came from that no equation gives; nothing for one that is computed."""
    if not isinstance(place, Source):
        return ()
    match kind_of(realised, place):
        case "entry":
            return tuple(_of_entry(realised, place))
        case "weight":
            return tuple(_of_weight(realised, place))
        case "input":
            return tuple(_of_input(realised, place))
        case "start":
            return tuple(_of_start(realised, place))
    return ()


def _of_weight(realised: Realised, place: Source) -> Iterator[Told]:
    name, model, setup = place.name, realised.model, realised.setup
    shape = model.weights[name].shape
    if len(shape) == 2:
        row, column = place.indices
        yield Told("row", {"name": name, "row": row, "column": column, "rows": shape[0], "columns": shape[1]})
        entries = () if model.encoding is None else model.encoding.entries
        if model.program.weights[name][1] == ("input",) and len(entries) == shape[1]:
            yield Told("multiplies", {"token": entries[column], "column": column})
    else:
        yield Told("bias" if is_bias(name) else "entry", {"name": name, "place": place.indices[0], "size": shape[0]})
    base = realised.base.weights.get(name)
    if base is not None and base.shape == shape and base[place.indices] != model.weights[name][place.indices]:
        yield Told("edited", {"value": float(base[place.indices])})
        return
    yield _made(setup, realised, is_bias(name))


def _made(setup: Setup, realised: Realised, bias: bool) -> Told:
    """What made the weights."""
    if setup.model is not None:
        return Told("file", {"file": _name(setup.model)})
    if setup.parameters:
        return Told("written")
    if setup.weights == "ones":
        return Told("zeros" if bias else "ones")
    if setup.weights == "random":
        scale = 1 / math.sqrt(max(realised.model.units.get("hidden", 1), 1))
        return Told("random", {"seed": setup.seed, "scale": f"{scale:.3f}"})
    return Told("file", {"file": _name(setup.weights)})


def _of_input(realised: Realised, place: Source) -> Iterator[Told]:
    trace, model, setup = realised.trace, realised.model, realised.setup
    step, unit = place.indices
    encoding = model.encoding
    if place.name != model.program.inputs[0] or (encoding is None and setup.inputs is None):
        yield Told("fed", {"step": step, "unit": unit})
        return
    if setup.inputs is not None or encoding is None:
        yield Told("vector", {"file": _name(setup.inputs), "step": step, "unit": unit})
        return
    token = trace.tokens[step] if step < len(trace.tokens) else ""
    if step in trace.unknown and encoding.keeps_order:
        yield Told(f"unknown.{trace.unknown_as}", {"token": token})
    else:
        yield _encoded(realised, encoding, token, unit)


def _of_entry(realised: Realised, place: Source) -> Iterator[Told]:
    """An entry of the vector of a word, of the sentence or not."""
    encoding, (unit,) = realised.model.encoding, place.indices
    if realised.vectors is not None or encoding is None:
        yield Told("vector", {"file": _name(realised.setup.inputs), "step": place.name, "unit": unit})
    else:
        yield _encoded(realised, encoding, place.name, unit)


def _encoded(realised: Realised, encoding: Encoding, token: str, unit: int) -> Told:
    """What gave a token its vector."""
    setup = realised.setup
    entry = encoding.entries[unit] if encoding.entries else ""
    values = {"token": token, "unit": unit, "entry": entry, "seed": setup.seed}
    loaded = realised.loaded
    match encoding.name:
        case "one-hot":
            return Told("one-hot" if entry == token else "one-hot.other", values)
        case "bag-of-words":
            return Told("counted", values)
        case "lsa":
            return Told("lsa", values)
        case "skip-gram":
            return Told("learned", values)
    if setup.embedding is not None:
        return Told("table", values | {"table": PurePath(setup.embedding).stem})
    is_own = setup.encoding is None and loaded is not None and loaded.encoding is not None
    return Told("embedding" if is_own else "random-vector", values)


def _name(path: str | None) -> str:
    return PurePath(path or "").name


def _of_start(realised: Realised, place: Source) -> Iterator[Told]:
    trace, name = realised.trace, place.name
    tree = trace.program.architecture.initial.get(name)
    key = "before" if place.indices[0] < 0 else "after"
    if isinstance(tree, Token):
        unit = place.indices[1]
        labels = trace.labels or ()
        label = labels[unit] if unit < len(labels) else str(unit)
        yield Told("token" if label == tree.text else "token.other", {"name": name, "token": tree.text, "label": label})
    elif tree is None:
        yield Told(key, {"name": name})
