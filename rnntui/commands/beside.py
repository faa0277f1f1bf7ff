"""Two runs to be compared: what is given for both, and the options that end in -b, which are for B alone."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..errors import RnntuiError, UsageError
from ..formats.kinds import kind_of
from .options import add_options, chosen_setup
from .parsing import Parser
from .sentence import standard_input, without_surrogates

if TYPE_CHECKING:
    from ..session.setup import Setup

_SUFFIX = "_b"
_REPLACED = (
    (("model",), ("arch", "weights", "prefix")),
    (("arch", "weights"), ("model", "prefix")),
    (("encoding", "embedding", "corpus"), ("encoding", "embedding", "corpus")),
    (("sample",), ("session",)),
    (("session",), ("sample",)),
)
"""Options for B alone, and what they take the place of: a model file that of an architecture and weights, an encoding
that of another one with its table and corpus."""


@dataclass(frozen=True)
class Given:
    """What was given for one of the runs: a sentence, a file of some kind, or neither."""

    sentence: str | None = None
    file: str | None = None
    kind: str | None = None


def add_options_of_both(parser: Parser) -> None:
    """The options of a network and its input, and each of them once more for B alone."""
    add_options(parser)
    shared = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_options(shared)
    alone = parser.add_argument_group("B alone, as above")
    for action in shared._actions:
        if action.dest == "lang":
            continue
        action.option_strings = [f"{option}-b" for option in action.option_strings]
        action.dest += _SUFFIX
        action.help = None
        alone._add_action(action)


def read_both(parser: Parser, arguments: Sequence[str]) -> tuple[argparse.Namespace, tuple[Given, ...]]:
    """The options, and what was given for A and for B; after `--` all is a sentence. Raises UsageError."""
    place = arguments.index("--") if "--" in arguments else len(arguments)
    options = parser.parse_intermixed_args(list(arguments[:place]))
    found = [_given(each) for each in options.runs] + [Given(without_surrogates(e)) for e in arguments[place + 1 :]]
    if len(found) > 2:
        raise UsageError(f"there are {len(found)} sentences", "compare two; put each of them in quotation marks")
    if list(options.runs[:2]) == ["-", "-"]:
        raise UsageError("both sentences are to be read from standard input", "give one of them itself")
    return options, tuple(found)


def _given(argument: str) -> Given:
    if argument == "-":
        return Given(standard_input())
    kind = kind_of(Path(argument))
    if kind in ("model", "arch"):
        hint = f"write --{kind} {argument}, and for B --{kind}-b"
        raise UsageError(f"{argument} is a network, and no sentence", hint)
    if kind == "pair":
        raise RnntuiError(f"{argument} is a comparison of its own", "open it in the app, with ^o")
    return Given(without_surrogates(argument)) if kind is None else Given(file=argument, kind=kind)


def of_b_alone(options: argparse.Namespace) -> dict[str, object]:
    """The options that were given for B alone, by their names without the ending."""
    found = ((name, value) for name, value in vars(options).items() if name.endswith(_SUFFIX) and value is not None)
    return {name.removesuffix(_SUFFIX): value for name, value in found}


def options_of_b(options: argparse.Namespace) -> argparse.Namespace:
    """The options as they are for B: those of both, in whose place or beside which those for B alone stand."""
    alone = of_b_alone(options)
    made = argparse.Namespace(**vars(options))
    for group, replaced in _REPLACED:
        if alone.keys() & set(group):
            for name in replaced:
                setattr(made, name, None)
    for name, value in alone.items():
        before = getattr(made, name)
        # Of pairs such as slot=function the last one of a name holds; of forced values all do.
        setattr(made, name, [*before, *value] if isinstance(before, list) and isinstance(value, list) else value)
    return made


def given_to_b(options: argparse.Namespace, given: Sequence[Given]) -> Given:
    """What was given for B; where nothing was, what A has, unless an option says what B reads. Raises UsageError."""
    if len(given) > 1:
        return given[1]
    alone = of_b_alone(options)
    if not alone:
        raise UsageError("there is nothing to compare with", "give a second sentence, or an option such as --arch-b")
    return given[0] if given and not alone.keys() & {"sample", "session", "inputs"} else Given()


def setup_of(options: argparse.Namespace, given: Given) -> Setup:
    """The setup of one run. Raises UsageError and RnntuiError for options that do not fit."""
    if given.kind is None:
        return chosen_setup(options, given.sentence)
    assert given.file is not None
    if given.kind == "session":
        from ..session.session_file import read_session

        return chosen_setup(options, None, read_session(Path(given.file)).setup)
    if given.kind == "setup":
        from ..session.setup import read_setup

        return chosen_setup(options, None, read_setup(Path(given.file)))
    if options.inputs is not None:
        raise UsageError(f"the file {given.file} and --inputs are both given", "choose one of them")
    return chosen_setup(argparse.Namespace(**{**vars(options), "inputs": given.file}), None)
