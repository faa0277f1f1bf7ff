"""The options that choose a network and its input, the same for the app and the commands."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import UsageError

if TYPE_CHECKING:
    from ..session.setup import Setup

LARGEST_SEED = 2**63 - 1
MOST_UNITS = 65_536


class Parser(argparse.ArgumentParser):
    """A parser whose errors are UsageErrors: one line that names what is valid."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, f"{self.prog} --help shows what there is")


def whole(lowest: int, highest: int) -> Any:
    """A type for argparse: a whole number in ASCII digits."""

    def number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", text) or not lowest <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {lowest} to {highest}")
        return int(text)

    return number


def pair(text: str) -> tuple[str, str]:
    """A type for argparse: NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form NAME=VALUE")
    return name.strip(), value.strip()


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a network and its input."""
    network = parser.add_argument_group("network")
    network.add_argument("--arch", metavar="NAME|FILE.toml", help="an architecture, or a file of equations")
    network.add_argument("--layers", type=whole(1, 64), metavar="N", help="how many layers")
    network.add_argument("--bidirectional", action="store_true", default=None, help="in both directions")
    network.add_argument("--hidden", type=whole(1, MOST_UNITS), metavar="N", help="units of the hidden state")
    network.add_argument("--output", type=whole(1, MOST_UNITS), metavar="N", help="units of the output")
    network.add_argument("--units", type=pair, action="append", metavar="NAME=N", help="units of another size")
    network.add_argument("--labels", metavar="A,B", help="what the outputs mean")
    network.add_argument("--activation", type=pair, action="append", metavar="SLOT=FUNCTION", help="another function")
    network.add_argument("--weights", metavar="ones|random|FILE", help="all ones, random, or from a file")
    network.add_argument("--seed", type=whole(0, LARGEST_SEED), metavar="N", help="of random weights and vectors")
    network.add_argument("--model", metavar="FILE", help="a model file: weights, architecture and encoding")
    network.add_argument("--set", action="append", metavar="'f[3][0]=0'", help="force a value (: for every step)")
    sentence = parser.add_argument_group("input")
    sentence.add_argument("--encoding", metavar="NAME", help="one-hot or embedding")
    sentence.add_argument("--embedding", metavar="FILE|SAMPLE", help="an embedding table")
    sentence.add_argument("--unknown", metavar="zero|unk|random", help="what stands for unknown words")
    sentence.add_argument("--tokens", metavar="words|characters", help="how the sentence is split")
    sentence.add_argument("--inputs", metavar="FILE.npy|.csv", help="vectors in place of a sentence")
    sentence.add_argument("--sample", metavar="NAME", help="a ready-made setup (rnntui list)")
    parser.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of texts")


def chosen_setup(options: argparse.Namespace, sentence: str | None) -> Setup:
    """The setup that the options describe. Raises UsageError and RnntuiError for those that do not fit."""
    from dataclasses import replace

    from ..session.edits import parse_edit
    from ..session.setup import Setup, sample_setup

    given: dict[str, Any] = {
        "text": sentence,
        "architecture": options.arch,
        "layers": options.layers,
        "bidirectional": options.bidirectional,
        "weights": options.weights,
        "seed": options.seed,
        "model": options.model,
        "encoding": options.encoding,
        "embedding": options.embedding,
        "unknown": _one_of(options.unknown, "--unknown", ("zero", "unk", "random")),
        "tokens_by": _one_of(options.tokens, "--tokens", ("auto", "words", "characters")),
        "inputs": options.inputs,
        "labels": None if options.labels is None else tuple(map(str.strip, options.labels.split(","))),
        "interventions": tuple(map(parse_edit, options.set)) if options.set else None,
    }
    given = {key: value for key, value in given.items() if value is not None}
    if "embedding" in given:
        given.setdefault("encoding", "embedding")
    sizes = _sizes(options)
    activations = dict(options.activation or ())
    if options.sample is not None or not (given or sizes or activations):
        base = sample_setup(options.sample or "kinship")
        if "architecture" in given and given["architecture"] != base.architecture:
            base = replace(base, activations=())
    else:
        base = Setup()
    if "encoding" in given and "embedding" not in given:
        base = replace(base, embedding=None)
    if "text" in given and "inputs" in given:
        raise UsageError("a sentence and --inputs are both given", "one of them is fed to the network")
    return replace(
        base,
        **given,
        sizes=tuple({**dict(base.sizes), **sizes}.items()),
        activations=tuple({**dict(base.activations), **activations}.items()),
    )


def _sizes(options: argparse.Namespace) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for name, text in options.units or ():
        if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= MOST_UNITS:
            raise UsageError(f"--units {name}={text} is no whole number from 1 to {MOST_UNITS}", "write NAME=N")
        sizes[name] = int(text)
    if options.hidden is not None:
        sizes["hidden"] = options.hidden
    if options.output is not None:
        sizes["output"] = options.output
    return sizes


def _one_of(value: str | None, option: str, valid: tuple[str, ...]) -> str | None:
    if value is not None and value not in valid:
        raise UsageError(f"{option} is '{value}'", f"valid are {', '.join(valid)}")
    return value
