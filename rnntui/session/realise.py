"""From what was chosen to a run: the one way from a Setup to a Trace, for the app and the commands alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..dataclass import dataclass
from ..engine.architecture import Architecture
from ..engine.arrays import FloatArray, Weights
from ..engine.catalogue import architecture_from
from ..engine.plan import Plan, compile_plan
from ..engine.program import Program, program_of
from ..engine.trace import Trace
from ..errors import RnntuiError
from ..folders import known_architecture
from ..model import Model, assembled
from ..text.brought import own_encoding, told_labels
from ..text.encodings import Encoding, learns, make_encoding
from ..text.encodings.vocabulary import grown, vocabulary_of
from ..text.reading import read
from ..text.samples import shipped
from ..text.tokens import SplitBy, split
from .edited import Edited, edited
from .heeded import exists, reshaped, unheeded
from .notes import Tour, tour_of
from .rewritten import adopted, fitted, name_of, overlaid
from .setup import Setup, check_text


@dataclass(frozen=True, eq=False)
class Realised:
    """A setup that was carried out."""

    setup: Setup
    """With the vocabulary that its text made."""
    model: Model
    """With the edits made."""
    trace: Trace
    edited: Edited
    """Which edits were made in which model, and which did not fit."""
    unedited: Trace
    """The same run without edits."""
    tokens: tuple[str, ...]
    """The sentence, cut up."""
    vectors: FloatArray | None = None
    """What was fed in place of a sentence: (T, input)."""
    loaded: Model | None = None
    """The model as its file has it, where it comes from one."""
    tour: Tour | None = None
    """What the sample tells beside the numbers."""

    @property
    def base(self) -> Model:
        """The model without the edits."""
        return self.edited.base


def realise(setup: Setup, before: Realised | None = None, *, lenient: bool = False) -> Realised:
    """Carry out a setup; what did not change since `before` is taken from there.

    An empty sentence is a run of no steps. Raises RnntuiError for whatever does not fit; nothing is changed then.
    Edits that fit no more since `before`, or with `lenient` any that do not fit, are left out of the run and named.
    """
    check_text(setup.text)
    vectors = _vectors(setup, before)
    loaded = _loaded(setup, before) if _is_loaded(setup) else None
    # What a file says of its tokens holds, unless somebody says otherwise.
    plan = _plan(setup, before) if loaded is None or setup.equations is not None else None
    told = loaded.tokens_by if loaded is not None else plan.program.architecture.words.tokens if plan else "auto"
    by = told if setup.tokens_by == "auto" else setup.tokens_by
    tokens = split(setup.text, by) if vectors is None else ()
    known = grown(setup.vocabulary, tokens) if setup.vocabulary else vocabulary_of(tokens)
    setup = replace(setup, vocabulary=known)
    model = _base(setup, plan, loaded, vectors, by, before)
    if vectors is None and (read_as := read(setup.text, by, model.encoding)) != tokens:
        tokens, setup = read_as, replace(setup, vocabulary=grown(known, read_as))
        model = _base(setup, plan, loaded, vectors, by, before)
    tour = before.tour if before is not None and _same(setup, before, "notes") else tour_of(setup)
    count = None if vectors is None else len(vectors)
    done = edited(setup.interventions, model, tokens, count, None if before is None else before.edited)
    for each in done.asleep:
        if not lenient and (before is None or each.edit not in before.setup.interventions):
            raise each.why
    fed = tokens if tokens or vectors is not None else np.zeros((0, model.input_size))
    plain = _unedited(before, model, setup, tokens)
    if plain is None:
        plain = model.trace(fed if vectors is None else vectors)
    if not done.is_changed:
        return Realised(setup, model, plain, done, plain, tokens, vectors, loaded, tour)
    trace = done.model.trace(fed if vectors is None else vectors, interventions=done.interventions)
    return Realised(setup, done.model, trace, done, plain, tokens, vectors, loaded, tour)


def _base(
    setup: Setup, plan: Plan | None, loaded: Model | None, vectors: FloatArray | None, by: SplitBy,
    before: Realised | None,
) -> Model:  # fmt: skip
    """The model without the edits: that of before where all it is made of is the same."""
    if before is not None and _same(setup, before, *_OF_THE_MODEL):
        return before.edited.base
    if loaded is None:
        assert plan is not None
        return _made(setup, plan, vectors, before)
    model = replace(_completed(loaded, setup, vectors is None, before), tokens_by=by)
    return model if plan is None else adopted(model, plan, setup.seed)


def _unedited(before: Realised | None, model: Model, setup: Setup, tokens: Sequence[str]) -> Trace | None:
    """The run of a model without edits, where it was made before."""
    if before is None or before.edited.base is not model or setup.inputs != before.setup.inputs:
        return None
    return None if before.tokens != tuple(tokens) else before.unedited


def _vectors(setup: Setup, before: Realised | None) -> FloatArray | None:
    if setup.inputs is None:
        return None
    if before is not None and before.setup.inputs == setup.inputs:
        return before.vectors
    from ..text.numbers import read_inputs

    return read_inputs(shipped(setup.inputs))


def _same(setup: Setup, before: Realised | None, *names: str) -> bool:
    return before is not None and all(getattr(setup, name) == getattr(before.setup, name) for name in names)


_OF_THE_FILE = ("model", "prefix", "weights", "parameters")
_OF_THE_PROGRAM = ("architecture", "layers", "bidirectional", "shape", "activations")
_OF_THE_PLAN = (*_OF_THE_PROGRAM, "equations")
_OF_THE_ENCODING = (
    "encoding", "embedding", "corpus", "unknown", "seed", "vocabulary", "sizes", "inputs", "model", "tokens_by",
)  # fmt: skip
_OF_THE_MODEL = (*_OF_THE_FILE, *_OF_THE_PLAN, *_OF_THE_ENCODING, "labels")


def _made(setup: Setup, plan: Plan, vectors: FloatArray | None, before: Realised | None) -> Model:
    """A model with weights of rnntui's own."""
    setup = setup if setup.equations is None else fitted(setup, plan.program)
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
    known = {} if not setup.parameters else written(setup, plan.program, encoding)
    weights = known if known and setup.equations is None else setup.weights
    by, words = setup.tokens_by, setup.vocabulary
    made = assembled(plan, sizes, weights, setup.seed, encoding, setup.labels, by, words)
    return made if setup.equations is None else overlaid(made, known)


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
    is_own = before is not None and (before.setup.equations is not None or not _is_loaded(before.setup))
    if before is not None and is_own and _same(setup, before, *_OF_THE_PLAN, "model"):
        return before.model.bound.plan
    architecture = architecture_of(setup)
    return compile_plan(program_of(architecture, setup.layers, setup.bidirectional, setup.shape))


def architecture_of(setup: Setup) -> Architecture:
    """The architecture that was chosen, or what was written in its place. Raises RnntuiError."""
    if setup.equations is None:
        return known_architecture(setup.architecture, dict(setup.activations))
    name = name_of(setup)
    return architecture_from(setup.equations, name=name, file=f"{name}.toml", activations=dict(setup.activations))


def _is_loaded(setup: Setup) -> bool:
    return setup.model is not None or (setup.weights not in ("ones", "random") and not setup.parameters)


def _encoding(setup: Setup, before: Realised | None, size: int | None) -> Encoding:
    kept = None if before is None or _is_loaded(before.setup) or _is_loaded(setup) else before.edited.base.encoding
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
    if setup.model is None and not exists(path):
        raise RnntuiError(f"there are no weights '{setup.weights}'", "they are ones, random, or the path of a file")
    # The formats are loaded with the first file.
    from ..formats.load import load

    return load(
        path,
        architecture=setup.architecture if setup.model is None else None,
        activation=dict(setup.activations),
        prefix=setup.prefix,
        shape=setup.shape if setup.model is None else None,
    )


def _completed(model: Model, setup: Setup, reads_text: bool, before: Realised | None) -> Model:
    """A loaded model with the labels that were chosen, and with an encoding, its own or the one that was chosen."""
    model = reshaped(model, setup.shape)
    encoding, notes = model.encoding, (*model.notes, *unheeded(setup, model))
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
