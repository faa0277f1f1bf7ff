"""A record of keys on the command line: what it says of the rest of it holds where nothing else is said."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RnntuiError, UsageError
from .options import add_look, add_options
from .parsing import Parser
from .sentence import without_surrogates

if TYPE_CHECKING:
    from ..formats.keys_file import Keys

MOST_CELLS = 1000
"""How many columns or rows a picture may have."""
SCREENS = ("explore", "compare", "encoding", "memory", "attention", "diagram", "edit")
_OURS = ("--record", "--replay")


def add_screen(parser: argparse.ArgumentParser) -> None:
    """The option of where to begin; it is none of a group."""
    parser.add_argument("--screen", choices=SCREENS, default=None, help="what to show")


def size(text: str) -> tuple[int, int]:
    """A type for argparse: 120x40."""
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", text)
    if match is None or not (1 <= int(match[1]) <= MOST_CELLS and 1 <= int(match[2]) <= MOST_CELLS):
        valid = f"write columns x rows, such as 80x24, up to {MOST_CELLS}x{MOST_CELLS}"
        raise argparse.ArgumentTypeError(f"'{text}' is no size; {valid}")
    return int(match[1]), int(match[2])


def replayed(options: argparse.Namespace) -> Keys | None:
    """The record that was chosen, after what it says of the rest of the command line was put into `options`.

    Raises RnntuiError for a file that is none, or whose options do not fit: it can't say where to write.
    """
    if options.replay is None:
        return None
    from ..formats.keys_file import read_keys

    keys = read_keys(Path(options.replay))
    parser = _parser()
    try:
        said = parser.read(list(keys.options))
    except UsageError as error:
        raise RnntuiError(
            f"{options.replay}: {error.message}", "its options are those of a network and its input"
        ) from None
    for name, value in vars(said).items():
        if value != parser.get_default(name) and getattr(options, name, None) == parser.get_default(name):
            setattr(options, name, value)
    return keys


def _parser() -> Parser:
    """What a record may say of the command line."""
    made = Parser("rnntui", "", "")
    made.add_argument("sentence", nargs="?")
    made.add_argument("--size", type=size, default=None)
    made.set_defaults(literal=False)
    add_screen(made)
    add_look(made)
    add_options(made)
    return made


def recorded(arguments: Sequence[str], columns: int, rows: int) -> tuple[str, ...]:
    """The options with which a record begins: those of a command line, and the size of the terminal."""
    kept = ["--size", f"{columns}x{rows}"]
    place = arguments.index("--") if "--" in arguments else len(arguments)
    before = iter(arguments[:place])
    for each in before:
        if each in _OURS:
            next(before, None)
        elif not each.startswith(tuple(f"{name}=" for name in _OURS)):
            kept.append(each)
    return tuple(map(without_surrogates, (*kept, *arguments[place:])))
