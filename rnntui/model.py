"""A network that is ready to run: a program with its weights, and the encoding of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .dataclass import dataclass
from .engine import weights as made
from .engine.arrays import FloatArray, OneHot, Weights
from .engine.fitting import check_labels, check_memory, check_weights, resolved_sizes
from .engine.interventions import Intervention
from .engine.plan import Bound, Plan, compile_plan
from .engine.program import Program, program_of
from .engine.trace import Trace
from .errors import RnntuiError
from .folders import known_architecture
from .text.brought import answer_labels, labelled_size, own_encoding, told_labels
from .text.encodings import Encoding, Unknown, make_encoding
from .text.encodings.vocabulary import vocabulary_of
from .text.reading import read
from .text.tokens import SplitBy, split


@dataclass(frozen=True, eq=False)
class Model:
    """A network with weights. `trace` runs it."""

    program: Program
    weights: Weights
    """By name, read-only: matrices (rows, columns), vectors (size,)."""
    units: Mapping[str, int]
    """How many units each named size has."""
    encoding: Encoding | None = None
    labels: tuple[str, ...] | None = None
    """What the units of the output mean."""
    tokens_by: SplitBy = "auto"
    notes: tuple[str, ...] = ()
    """What was assumed or left out when the model was made, a line each."""
    bound: Bound = field(repr=False, default=None)  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Check all parts against the program, and put the weights in. Raises RnntuiError where one does not fit."""
        checked = check_weights(self.program, self.weights, self.units)
        object.__setattr__(self, "weights", checked)
        check_labels(self.program, self.units, self.labels)
        if self.encoding is not None and self.encoding.size != self.input_size:
            made_size = f"the encoding {self.encoding.name} makes {self.encoding.size}"
            found = f"the network reads vectors of {self.input_size}, {made_size}"
            raise RnntuiError(found, "choose an encoding of that size, or feed vectors")
        if self.bound is None:
            plan = compile_plan(self.program)
            object.__setattr__(self, "bound", plan.bind(checked, self.units, self.labels or ()))

    @property
    def input_size(self) -> int:
        """How long the vectors are that the network reads."""
        return sum(self.units[part] for part in self.program.shapes.variables[self.input_name])

    @property
    def input_name(self) -> str:
        """The variable that is fed; raises RnntuiError where there is not exactly one."""
        if len(self.program.inputs) != 1:
            found = ", ".join(self.program.inputs) or "none"
            raise RnntuiError(f"the network must have one input, and has: {found}")
        return self.program.inputs[0]

    def trace(
        self,
        x: str | Sequence[str] | ArrayLike | OneHot,
        lengths: ArrayLike | None = None,
        *,
        interventions: Iterable[Intervention] = (),
        initial: Mapping[str, FloatArray] | None = None,
    ) -> Trace:
        """Run once and keep every variable at every step.

        `x` is a sentence or its tokens, if the model has an encoding, or an array: (T, input), or
        (T, B, input) with `lengths` (B,) for a batch. `interventions` force values; `initial` sets what a
        variable is before its first step, (size,) or (B, size).
        """
        given: FloatArray | OneHot
        tokens: tuple[str, ...] = ()
        unknown: tuple[int, ...] = ()
        unknown_as = ""
        if isinstance(x, OneHot):
            given = x
        elif isinstance(x, str) or _is_tokens(x):
            encoding = self.encoding
            if encoding is None:
                hint = f"give an array (T, {self.input_size}), or build the model with encoding="
                raise RnntuiError("this model has no encoding and can't read a sentence", hint)
            words: Sequence[str] = read(x, self.tokens_by, encoding) if isinstance(x, str) else tuple(x)  # type: ignore[arg-type]
            end = self.program.architecture.words.end
            encoded = encoding.encode((*words, end) if end and words else words)
            given, tokens, unknown = encoded.input, encoded.steps, encoded.unknown_steps
            unknown_as = encoded.unknown_as
        else:
            given = _numbers(x)
        forced = tuple(interventions)
        counts = None if lengths is None else np.asarray(lengths)
        run = self.bound.trace({self.input_name: given}, counts, initial=initial, interventions=forced)
        return Trace(run, tokens, self.labels, unknown, unknown_as, forced)

    def gradient(
        self,
        x: str | Sequence[str] | ArrayLike | OneHot,
        of: str = "h",
        step: int = -1,
        unit: int = 0,
        to: str = "x",
        lengths: ArrayLike | None = None,
        *,
        interventions: Iterable[Intervention] = (),
        initial: Mapping[str, FloatArray] | None = None,
    ) -> FloatArray:
        """How much one value, `unit` of `of` at `step`, changes with each number of `to`; exact.

        `to` is an input or another variable, (T, size), or a weight, of whose shape the gradient then is; for a
        batch (T, B, size), where a negative step counts from each sentence's own end. The rest is as for `trace`.
        """
        from .engine.value_gradient import value_gradient

        trace = self.trace(x, lengths, interventions=interventions, initial=initial)
        return value_gradient(self.bound, trace, of, step, unit, to, initial or ())

    def save(self, path: str | Path) -> None:
        """Write the model into one file that `rnntui.load` reads back to the bit."""
        from .formats.model_file import write_model

        write_model(self, Path(path))


def _is_tokens(x: object) -> bool:
    return isinstance(x, list | tuple) and bool(x) and all(isinstance(each, str) for each in x)


def _numbers(x: object) -> FloatArray:
    try:
        array = np.asarray(x)
        if array.dtype.kind not in "fiub":
            raise RnntuiError(f"the input is an array of {array.dtype}", "it must be an array of real numbers")
        return array if array.dtype.kind == "f" else array.astype(np.float64)
    except ValueError:
        raise RnntuiError("the input is no array: its rows differ in length", "it must be (T, input)") from None


def build(
    architecture: str | Path = "elman",
    *,
    input: int | None = None,  # noqa: A002
    hidden: int | None = None,
    output: int | None = None,
    sizes: Mapping[str, int] | None = None,
    weights: Literal["random", "ones"] | Weights = "random",
    seed: int = 0,
    layers: int | None = None,
    bidirectional: bool | None = None,
    shape: str | None = None,
    activation: Mapping[str, str] | None = None,
    encoding: str | Encoding | None = None,
    text: str | None = None,
    tokens: SplitBy = "auto",
    embedding: str | Path | None = None,
    unknown: Unknown | None = None,
    corpus: str | Path | None = None,
    labels: Sequence[str] | None = None,
) -> Model:
    """Make a network of an architecture, built in or an equation file.

    `encoding` ("one-hot", "embedding", "bag-of-words", …) lets it read sentences: its vocabulary comes from
    `text`, or from the `corpus` where it learns from one, and the size of the input from the encoding. `weights`
    are "random" (of `seed`), "ones", or arrays by name; `shape` is "many-to-many", "many-to-one", "one-to-many" or
    "encoder-decoder". Raises RnntuiError for a name, size or shape that does
    not fit.
    """
    program = program_of(known_architecture(architecture, activation), layers, bidirectional, shape)
    words = split(text, tokens) if text is not None else ()
    if isinstance(encoding, str):
        encoding = make_encoding(
            encoding, tokens=words, table=embedding, size=input, seed=seed, unknown=unknown, corpus=corpus,
            tokens_by=tokens,
        )  # fmt: skip
    given = {**(sizes or {}), "input": input, "hidden": hidden, "output": output}
    return assembled(compile_plan(program), given, weights, seed, encoding, labels, tokens, vocabulary_of(words))


def assembled(
    plan: Plan,
    sizes: Mapping[str, int | None],
    weights: str | Weights,
    seed: int = 0,
    encoding: Encoding | None = None,
    labels: Sequence[str] | None = None,
    tokens: SplitBy = "auto",
    words: Sequence[str] = (),
) -> Model:
    """Put sizes, weights and an encoding to a compiled program. Raises RnntuiError for what does not fit.

    `words` are the tokens that were met: what a decoder writes is one of them where there are no `labels`.
    """
    given = dict(sizes)
    program, size = plan.program, labelled_size(plan.program)
    if encoding is None and given.get("input") is None:
        encoding = own_encoding(program)
    if encoding is not None:
        given["input"] = encoding.size
    notes: tuple[str, ...] = ()
    if labels is None:
        labels = answer_labels(program, given.get(size), words)
        notes = () if labels is None or program.architecture.words.labels else (told_labels(labels),)
    if labels is not None:
        given[size] = len(labels) if given.get(size) is None else given[size]
    units = resolved_sizes(program, given)
    if isinstance(weights, str):
        weights = made_weights(program, units, weights, seed, encoding)
    names = tuple(labels) if labels is not None else None
    by = program.architecture.words.tokens if tokens == "auto" else tokens
    return Model(program, weights, units, encoding, names, by, notes, bound=plan.bind(weights, units, names or ()))


def made_weights(
    program: Program, units: Mapping[str, int], source: str, seed: int, encoding: Encoding | None
) -> Weights:
    """Weights that are "ones" or "random"; raises RnntuiError for another word, or for too many to hold."""
    check_memory(made.weight_shapes(program, units))
    if source == "ones":
        return made.ones(program, units)
    if source == "random":
        return made.random(program, units, seed, () if encoding is None else encoding.entries)
    raise RnntuiError(f"there are no weights '{source}'", "they are ones, random, or a file")
