"""From what was chosen to a run: the one way from a Setup to a Trace, for the app and the commands alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..engine.arrays import FloatArray
from ..engine.catalogue import find_architecture
from ..engine.plan import Plan, compile_plan
from ..engine.program import program_of
from ..engine.trace import Trace
from ..errors import RnntuiError
from ..formats.load import load
from ..model import Model, assembled
from ..text.encodings import Encoding, make_encoding
from ..text.encodings.vocabulary import grown, vocabulary_of
from ..text.numbers import read_inputs
from ..text.tokens import split
from .setup import Setup, check_text


@dataclass(frozen=True, eq=False)
class Realised:
    """A setup that was carried out."""

    setup: Setup
    """With the vocabulary that its text made."""
    model: Model
    trace: Trace
    vectors: FloatArray | None = None
    """What was fed in place of a sentence: (T, input)."""


def realise(setup: Setup, before: Realised | None = None) -> Realised:
    """Carry out a setup; what did not change since `before` is taken from there.

    Raises RnntuiError for whatever does not fit; nothing is changed then.
    """
    check_text(setup.text)
    vectors = _vectors(setup, before)
    tokens = split(setup.text, setup.tokens_by) if vectors is None else ()
    known = grown(setup.vocabulary, tokens) if setup.vocabulary else vocabulary_of(tokens)
    setup = replace(setup, vocabulary=known)
    model = _model(setup, vectors, before)
    if vectors is not None:
        trace = model.trace(vectors, interventions=setup.interventions)
    elif tokens:
        trace = model.trace(tokens, interventions=setup.interventions)
    else:
        trace = model.trace(np.zeros((0, model.input_size)), interventions=setup.interventions)
    return Realised(setup, model, trace, vectors)


def _vectors(setup: Setup, before: Realised | None) -> FloatArray | None:
    if setup.inputs is None:
        return None
    if before is not None and before.setup.inputs == setup.inputs:
        return before.vectors
    return read_inputs(Path(setup.inputs))


def _same(setup: Setup, before: Realised | None, *names: str) -> bool:
    return before is not None and all(getattr(setup, name) == getattr(before.setup, name) for name in names)


_OF_THE_PROGRAM = ("architecture", "layers", "bidirectional", "activations")
_OF_THE_ENCODING = ("encoding", "embedding", "unknown", "seed", "vocabulary", "sizes", "inputs")
_OF_THE_MODEL = (*_OF_THE_PROGRAM, *_OF_THE_ENCODING, "labels", "weights", "model", "tokens_by")


def _model(setup: Setup, vectors: FloatArray | None, before: Realised | None) -> Model:
    if before is not None and _same(setup, before, *_OF_THE_MODEL):
        return before.model
    if setup.model is not None or setup.weights not in ("ones", "random"):
        return _loaded(setup, vectors, before)
    encoding = None if vectors is not None else _encoding(setup, before, setup.size("input"))
    sizes: dict[str, int | None] = dict(setup.sizes)
    if vectors is not None:
        sizes["input"] = vectors.shape[1]
    if encoding is not None and not encoding.size:
        # An empty sentence has no vocabulary; its network has one input that is never fed.
        encoding, sizes["input"] = None, 1
    return assembled(_plan(setup, before), sizes, setup.weights, setup.seed, encoding, setup.labels, setup.tokens_by)


def _plan(setup: Setup, before: Realised | None) -> Plan:
    if before is not None and _same(setup, before, *_OF_THE_PROGRAM, "model") and not _is_loaded(before.setup):
        return before.model.bound.plan
    architecture = find_architecture(setup.architecture, dict(setup.activations))
    return compile_plan(program_of(architecture, setup.layers, setup.bidirectional))


def _is_loaded(setup: Setup) -> bool:
    return setup.model is not None or setup.weights not in ("ones", "random")


def _encoding(setup: Setup, before: Realised | None, size: int | None) -> Encoding:
    if before is not None and before.model.encoding is not None and _same(setup, before, *_OF_THE_ENCODING, "model"):
        return before.model.encoding
    return make_encoding(
        setup.encoding or "one-hot",
        tokens=setup.vocabulary,
        vocabulary=setup.vocabulary,
        table=setup.embedding,
        size=size,
        seed=setup.seed,
        unknown=setup.unknown,
    )


def _loaded(setup: Setup, vectors: FloatArray | None, before: Realised | None) -> Model:
    """A model from a file, with the encoding that it brings or the one that was chosen."""
    files = (*_OF_THE_PROGRAM, "weights", "model")
    if before is not None and _same(setup, before, *files):
        model = before.model
    else:
        path = setup.model if setup.model is not None else setup.weights
        chosen = None if setup.model is not None else setup.architecture
        model = load(Path(path), architecture=chosen, activation=dict(setup.activations))
    labels = setup.labels if setup.labels is not None else model.labels
    encoding = model.encoding
    notes = model.notes
    if vectors is None and (encoding is None or setup.encoding is not None):
        name = setup.encoding or "embedding"
        if encoding is None and setup.encoding is None:
            notes += ("the file has no encoding: each token has a seeded random vector",)
        encoding = _encoding(replace(setup, encoding=name), before, model.input_size)
    if vectors is None and encoding is not None and encoding.size != model.input_size:
        hint = "choose an encoding of that size, or feed vectors with --inputs"
        message = f"the network reads vectors of {model.input_size}, the encoding {encoding.name} makes {encoding.size}"
        raise RnntuiError(message, hint)
    outputs = [n for n, e in model.program.equations.items() if e.role == "output"]
    if (
        labels is not None
        and outputs
        and len(labels) != sum(model.units[part] for part in model.program.shapes.variables[outputs[-1]])
    ):
        raise RnntuiError(f"there are {len(labels)} labels", "there must be one for each output of the network")
    return replace(model, encoding=encoding, labels=labels, tokens_by=setup.tokens_by, notes=notes)
