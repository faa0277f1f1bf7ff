"""From what was chosen to a run: the one way from a Setup to a Trace, for the app and the commands alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..engine.arrays import FloatArray, Weights
from ..engine.catalogue import find_architecture
from ..engine.plan import Plan, compile_plan
from ..engine.program import Program, program_of
from ..engine.trace import Trace
from ..errors import RnntuiError
from ..model import Model, assembled
from ..text.brought import own_encoding, told_labels
from ..text.encodings import Encoding, learns, make_encoding
from ..text.encodings.vocabulary import grown, vocabulary_of
from ..text.samples import shipped
from ..text.tokens import split
from .notes import Tour, tour_of
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
    loaded: Model | None = None
    """The model as its file has it, where it comes from one."""
    tour: Tour | None = None
    """What the sample tells beside the numbers."""


def realise(setup: Setup, before: Realised | None = None) -> Realised:
    """Carry out a setup; what did not change since `before` is taken from there.

    An empty sentence is a run of no steps. Raises RnntuiError for whatever does not fit; nothing is changed then.
    """
    check_text(setup.text)
    vectors = _vectors(setup, before)
    loaded = _loaded(setup, before) if _is_loaded(setup) else None
    # What a file says of its tokens holds, unless somebody says otherwise.
    plan = _plan(setup, before) if loaded is None else None
    told = plan.program.architecture.words.tokens if plan is not None else loaded.tokens_by if loaded else "auto"
    by = told if setup.tokens_by == "auto" else setup.tokens_by
    tokens = split(setup.text, by) if vectors is None else ()
    known = grown(setup.vocabulary, tokens) if setup.vocabulary else vocabulary_of(tokens)
    setup = replace(setup, vocabulary=known)
    if before is not None and _same(setup, before, *_OF_THE_MODEL):
        model = before.model
    elif loaded is None:
        assert plan is not None
        model = _made(setup, plan, vectors, before)
    else:
        model = replace(_completed(loaded, setup, vectors is None, before), tokens_by=by)
    _check_interventions(setup, model.program)
    fed = tokens if tokens or vectors is not None else np.zeros((0, model.input_size))
    trace = model.trace(fed if vectors is None else vectors, interventions=setup.interventions)
    tour = before.tour if before is not None and _same(setup, before, "notes") else tour_of(setup)
    return Realised(setup, model, trace, vectors, loaded, tour)


def _vectors(setup: Setup, before: Realised | None) -> FloatArray | None:
    if setup.inputs is None:
        return None
    if before is not None and before.setup.inputs == setup.inputs:
        return before.vectors
    from ..text.numbers import read_inputs

    return read_inputs(shipped(setup.inputs))


def _check_interventions(setup: Setup, program: Program) -> None:
    """Raise RnntuiError where a weight is forced; whether a variable can be the run itself says."""
    for each in setup.interventions:
        if each.variable in program.weights:
            hint = f"what can be forced are the variables {', '.join(program.names)}"
            raise RnntuiError(f"'{each.variable}' is a weight, and weights can't be set yet", hint)


def _same(setup: Setup, before: Realised | None, *names: str) -> bool:
    return before is not None and all(getattr(setup, name) == getattr(before.setup, name) for name in names)


_OF_THE_FILE = ("model", "prefix", "weights", "parameters")
_OF_THE_PROGRAM = ("architecture", "layers", "bidirectional", "shape", "activations")
_OF_THE_ENCODING = (
    "encoding", "embedding", "corpus", "unknown", "seed", "vocabulary", "sizes", "inputs", "model", "tokens_by",
)  # fmt: skip
_OF_THE_MODEL = (*_OF_THE_FILE, *_OF_THE_PROGRAM, *_OF_THE_ENCODING, "labels")


def _made(setup: Setup, plan: Plan, vectors: FloatArray | None, before: Realised | None) -> Model:
    """A model with weights of rnntui's own."""
    sizes: dict[str, int | None] = dict(setup.sizes)
    encoding: Encoding | None = None
    if vectors is not None:
        sizes["input"] = vectors.shape[1]
    elif plan.program.architecture.words.input and setup.encoding is None and setup.embedding is None:
        encoding = own_encoding(plan.program)
    elif setup.vocabulary or setup.embedding is not None or _learns(setup):
        encoding = _encoding(setup, before, setup.size("input"))
    else:
        # An empty sentence has no vocabulary; its network has one input that is never fed.
        sizes["input"] = 1
    weights = setup.weights if not setup.parameters else written(setup, plan.program, encoding)
    by, words = setup.tokens_by, setup.vocabulary
    return assembled(plan, sizes, weights, setup.seed, encoding, setup.labels, by, words)


def written(setup: Setup, program: Program, encoding: Encoding | None) -> Weights:
    """The weights that a setup spells out: tokens that the input has met since have columns and rows of zeros.

    Raises RnntuiError for a name that is no weight.
    """
    weights = {name: np.array(rows, np.float64) for name, rows in setup.parameters}
    for name in weights:
        if name not in program.weights:
            raise RnntuiError(f"there is no weight '{name}'", f"the weights are {', '.join(program.weights)}")
    if encoding is not None and encoding.entries:
        for name, array in weights.items():
            sizes = program.weights[name]
            if len(sizes) == array.ndim:
                # An answer that is fed back has a row for each token that is read.
                missing = [
                    max(encoding.size - n, 0) * (size == ("input",)) for n, size in zip(array.shape, sizes, strict=True)
                ]
                weights[name] = np.pad(array, [(0, count) for count in missing])
    return weights


def _plan(setup: Setup, before: Realised | None) -> Plan:
    if before is not None and _same(setup, before, *_OF_THE_PROGRAM, "model") and not _is_loaded(before.setup):
        return before.model.bound.plan
    architecture = find_architecture(_file(setup.architecture), dict(setup.activations))
    return compile_plan(program_of(architecture, setup.layers, setup.bidirectional, setup.shape))


def _file(architecture: str) -> str | Path:
    """The name of an architecture, or where its file lies."""
    return shipped(architecture) if architecture.endswith(".toml") else architecture


def _is_loaded(setup: Setup) -> bool:
    return setup.model is not None or (setup.weights not in ("ones", "random") and not setup.parameters)


def _encoding(setup: Setup, before: Realised | None, size: int | None) -> Encoding:
    kept = None if before is None or _is_loaded(before.setup) or _is_loaded(setup) else before.model.encoding
    if kept is not None and _same(setup, before, *_OF_THE_ENCODING):
        return kept
    default = "one-hot" if setup.embedding is None else "embedding"
    return make_encoding(
        default if setup.encoding is None else setup.encoding,
        tokens=setup.vocabulary,
        vocabulary=setup.vocabulary,
        table=setup.embedding,
        size=size,
        seed=setup.seed,
        unknown=setup.unknown,
        corpus=setup.corpus,
        tokens_by=setup.tokens_by,
    )


def _learns(setup: Setup) -> bool:
    return setup.encoding is not None and learns(setup.encoding)


def _loaded(setup: Setup, before: Realised | None) -> Model:
    """The model in the file that was chosen, as the file has it."""
    if before is not None and before.loaded is not None and _same(setup, before, *_OF_THE_FILE, *_OF_THE_PROGRAM):
        return before.loaded
    path = shipped(setup.weights if setup.model is None else setup.model)
    if setup.model is None and not _exists(path):
        raise RnntuiError(f"there are no weights '{setup.weights}'", "they are ones, random, or the path of a file")
    # The formats are loaded with the first file.
    from ..formats.load import load

    return load(
        path,
        architecture=_file(setup.architecture) if setup.model is None else None,
        activation=dict(setup.activations),
        prefix=setup.prefix,
        shape=setup.shape if setup.model is None else None,
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _completed(model: Model, setup: Setup, reads_text: bool, before: Realised | None) -> Model:
    """A loaded model with the labels that were chosen, and with an encoding, its own or the one that was chosen."""
    model = _reshaped(model, setup.shape)
    encoding, notes = model.encoding, (*model.notes, *_unheeded(setup, model))
    if reads_text and (encoding is None or setup.encoding is not None):
        if setup.encoding is None and setup.embedding is None:
            notes += ("the file has no encoding: each token has a seeded random vector",)
        chosen = replace(setup, encoding="embedding" if setup.encoding is None else setup.encoding)
        is_free = _learns(chosen) or (chosen.encoding == "embedding" and chosen.embedding is None)
        encoding = _encoding(chosen, before, model.input_size if is_free else None)
    labels = model.labels if setup.labels is None else setup.labels
    if setup.labels is not None and model.labels is not None:
        notes = tuple(note for note in notes if note != told_labels(model.labels))
    # The tokens that begin and end an answer are found among the labels when the weights are put in.
    kept = {"bound": model.bound} if labels == model.labels else {"bound": None}
    return replace(model, encoding=encoding, labels=labels, notes=notes, **kept)


def _reshaped(model: Model, shape: str | None) -> Model:
    """A loaded model in the shape that was chosen, where that needs no other weights; else as it is."""
    if shape is None or shape == model.program.shape:
        return model
    stacked = model.program.architecture
    program = program_of(model.program.origin, stacked.layers, stacked.bidirectional, shape)
    if set(program.weights) != set(model.weights):
        return model
    return Model(program, model.weights, model.units, model.encoding, model.labels, model.tokens_by, model.notes)


def _unheeded(setup: Setup, model: Model) -> Iterator[str]:
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
