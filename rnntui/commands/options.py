"""The options that choose a network and its input, the same for the app and the commands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..engine.limits import LARGEST_SEED, MOST_LAYERS, MOST_UNITS, SHAPES
from ..errors import RnntuiError, UsageError
from .parsing import named_count, names, pair, whole

if TYPE_CHECKING:
    from ..session.edits import Edit
    from ..session.session_file import Kept
    from ..session.setup import Setup

THEMES = ("dark", "light", "contrast")
"""Said here too, so that arguments are read before Textual is loaded."""
OTHER_WEIGHTS = frozenset(
    ("architecture", "layers", "bidirectional", "weights", "seed", "model", "encoding", "embedding", "corpus", "inputs")
)
"""What weights that a sample spells out do not fit, or stand for other ones."""
ANSWERING = ("one-to-many", "encoder-decoder")
"""The shapes that need weights beside those of the architecture."""
LEARNED = ("skip-gram", "lsa")
"""The encodings that learn from a corpus; the first is meant by a corpus alone."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a network and its input."""
    network = parser.add_argument_group("network")
    network.add_argument("--arch", metavar="NAME|FILE.toml", help="an architecture, or a file of equations")
    network.add_argument("--layers", type=whole(1, MOST_LAYERS), metavar="N", help="how many layers")
    network.add_argument("--bidirectional", action="store_true", default=None, help="in both directions")
    network.add_argument("--shape", choices=SHAPES, help="how many vectors go in and come out")
    network.add_argument("--hidden", type=whole(1, MOST_UNITS), metavar="N", help="units of the hidden state")
    network.add_argument("--output", type=whole(1, MOST_UNITS), metavar="N", help="units of the output")
    network.add_argument(
        "--units",
        type=named_count(MOST_UNITS),
        action="append",
        metavar="NAME=N",
        help="units of any other size that the equations name",
    )
    network.add_argument("--labels", type=names, metavar="A,B", help="what the outputs mean")
    network.add_argument("--activation", type=pair, action="append", metavar="SLOT=FUNCTION", help="another function")
    network.add_argument("--weights", metavar="ones|random|FILE", help="all ones, random, or from a file")
    network.add_argument("--seed", type=whole(0, LARGEST_SEED), metavar="N", help="of random weights and vectors")
    network.add_argument("--model", metavar="FILE", help="a model file: weights, architecture and encoding")
    network.add_argument("--prefix", metavar="NAME", help="which of several networks in a file, as in encoder.rnn")
    network.add_argument("--set", action="append", metavar="'f[3][0]=0'", help="change a number: a value, a weight …")
    sentence = parser.add_argument_group("input")
    sentence.add_argument("--encoding", metavar="NAME", help="one-hot, embedding, bag-of-words … (rnntui list)")
    sentence.add_argument("--embedding", metavar="FILE|SAMPLE", help="an embedding table")
    sentence.add_argument("--corpus", metavar="FILE|SAMPLE", help="a text to learn lsa or skip-gram from")
    sentence.add_argument("--unknown", choices=("zero", "unk", "random"), help="what stands for unknown words")
    sentence.add_argument("--tokens", choices=("auto", "words", "characters"), help="how the sentence is split")
    sentence.add_argument("--inputs", metavar="FILE.npy|.csv", help="vectors in place of a sentence")
    sentence.add_argument("--sample", metavar="NAME", help="a ready-made setup (rnntui list)")
    sentence.add_argument("--session", metavar="FILE", help="a session that was saved: all that was on the screen")
    parser.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of texts")


def add_look(parser: argparse.ArgumentParser) -> None:
    """The options of how the app looks, in a terminal or on a picture."""
    look = parser.add_argument_group("look")
    look.add_argument("--theme", choices=THEMES, default=None, help="the colours")
    look.add_argument("--ascii", action="store_true", help="borders and marks in ASCII, where the others look broken")


def chosen_setup(options: argparse.Namespace, sentence: str | None, base: Setup | None = None) -> Setup:
    """The setup that the options describe, on top of `base` or of a sample, where one is chosen.

    Raises UsageError and RnntuiError for options that do not fit.
    """
    from dataclasses import replace

    given = _given(options, sentence)
    sizes = _sizes(options)
    activations = dict(options.activation or ())
    if base is None:
        base = _base(options, bool(given or sizes or activations or options.set))
    if "text" in given and "inputs" in given:
        raise UsageError("a sentence and --inputs are both given", "one of them is fed to the network")
    if given.get("architecture", base.architecture) != base.architecture or (
        "architecture" in given and base.equations is not None
    ):
        base = _fitted(replace(base, equations=None), given["architecture"])
    if sizes or given.keys() & OTHER_WEIGHTS or given.get("shape") in ANSWERING:
        base = replace(base, parameters=())
    if "corpus" in given and "encoding" not in given and base.encoding not in LEARNED:
        given["encoding"] = LEARNED[0]
    if "encoding" in given:
        # A table or a corpus belongs to the encoding that was chosen with it.
        base = replace(base, embedding=None, corpus=None)
    if "text" in given:
        base = replace(base, inputs=None)
    chosen = replace(
        base,
        **given,
        sizes=tuple({**dict(base.sizes), **sizes}.items()),
        activations=tuple({**dict(base.activations), **activations}.items()),
    )
    return replace(chosen, interventions=_edits(options.set, chosen)) if options.set else chosen


def _fitted(base: Setup, architecture: str) -> Setup:
    """A setup with the sizes and functions that another architecture has a place for."""
    from dataclasses import replace

    base = replace(base, sizes=tuple(pair for pair in base.sizes if pair[0] in ("hidden", "output")))
    if not base.activations:
        return base
    from ..folders import known_architecture

    slots = known_architecture(architecture).activations
    return replace(base, activations=tuple(pair for pair in base.activations if pair[0] in slots))


def _base(options: argparse.Namespace, any_given: bool) -> Setup:
    """The session or the sample that was chosen, the worked example where nothing was, else what is sensible."""
    from ..session.setup import Setup, sample_setup

    if (kept := kept_session(options)) is not None:
        return kept.setup
    if options.sample is not None:
        return sample_setup(options.sample)
    return Setup() if any_given else sample_setup("kinship")


def kept_session(options: argparse.Namespace) -> Kept | None:
    """The session that was chosen; raises RnntuiError for a file that is none, UsageError for a sample beside it."""
    if options.session is None:
        return None
    if options.sample is not None:
        raise UsageError("--session and --sample are both given", "choose one of them")
    from dataclasses import replace
    from pathlib import Path

    from ..session.session_file import read_session

    path = Path(options.session)
    return replace(read_session(path), file=str(path.absolute()))


def _given(options: argparse.Namespace, sentence: str | None) -> dict[str, Any]:
    """The fields of a setup that were said."""
    given: dict[str, Any] = {
        "text": sentence,
        "architecture": options.arch,
        "layers": options.layers,
        "bidirectional": options.bidirectional,
        "shape": options.shape,
        "weights": options.weights,
        "seed": options.seed,
        "model": options.model,
        "prefix": options.prefix,
        "encoding": options.encoding,
        "embedding": options.embedding,
        "corpus": options.corpus,
        "unknown": options.unknown,
        "tokens_by": options.tokens,
        "inputs": options.inputs,
        "labels": options.labels,
    }
    given = {key: value for key, value in given.items() if value is not None}
    if "embedding" in given:
        given.setdefault("encoding", "embedding")
    return given


def _edits(texts: list[str], setup: Setup) -> tuple[Edit, ...]:
    """What `--set` says; raises an error that has examples of the network that is chosen."""
    # The edits load NumPy, which a start without them does not wait for.
    from ..session.edits import parse_edit

    found: list[Edit] = []
    for text in texts:
        try:
            found.append(parse_edit(text))
        except UsageError as error:
            raise _in_terms_of(error, text, setup) from None
    return tuple(found)


def _in_terms_of(error: UsageError, text: str, setup: Setup) -> RnntuiError:
    from dataclasses import replace

    from ..session.edit_examples import in_terms_of
    from ..session.realise import realise

    try:
        return in_terms_of(error, text, realise(replace(setup, interventions=())))
    except RnntuiError as other:
        return other


def _sizes(options: argparse.Namespace) -> dict[str, int]:
    sizes: dict[str, int] = dict(options.units or ())
    if options.hidden is not None:
        sizes["hidden"] = options.hidden
    if options.output is not None:
        sizes["output"] = options.output
    return sizes
