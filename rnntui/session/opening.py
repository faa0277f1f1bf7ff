"""What a file leads to when it is opened in the app: a session, another setup, or a narrated comparison."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from ..errors import RnntuiError
from ..formats.kinds import ENDINGS, kind_of
from .pairs import Pair, read_pair
from .session_file import Kept, read_session
from .setup import Setup, read_setup

Opened: TypeAlias = "Kept | Setup | Pair"


def opened(path: Path, setup: Setup) -> Opened:
    """What a file is, by its content; a network or vectors take the place of those of a setup.

    Raises RnntuiError for what can't be opened.
    """
    match kind_of(path):
        case "session":
            return read_session(path)
        case "setup":
            return read_setup(path)
        case "pair":
            return read_pair(path)
        case "trace":
            raise RnntuiError(f"{path} is the trace of a run", "rnntui compare lays it beside another one")
        case "model":
            return Setup(text=setup.text, model=str(path))
        case "arch":
            return replace(_reader(setup), architecture=str(path))
        case "inputs":
            sizes = tuple(pair for pair in setup.sizes if pair[0] != "input")
            free = replace(setup, inputs=str(path), sizes=sizes, parameters=(), notes=None)
            return free if free.model is None else replace(free, encoding=None, embedding=None)
    raise _unknown(path)


def _reader(setup: Setup) -> Setup:
    """What reads the same text into vectors, with nothing that belongs to a network of its own."""
    sizes = tuple(pair for pair in setup.sizes if pair[0] in ("hidden", "output"))
    return Setup(
        text=setup.text,
        tokens_by=setup.tokens_by,
        encoding=setup.encoding,
        embedding=setup.embedding,
        corpus=setup.corpus,
        unknown=setup.unknown,
        vocabulary=setup.vocabulary,
        sizes=sizes,
        seed=setup.seed,
        inputs=setup.inputs,
    )


def _unknown(path: Path) -> RnntuiError:
    try:
        if path.is_dir():
            return RnntuiError(f"{path} is a folder", "name a file in it")
        if not path.exists():
            return RnntuiError(f"there is no file {path}", "look at the name and the folder")
    except (OSError, ValueError):
        return RnntuiError(f"there is no file {path}", "look at the name and the folder")
    return RnntuiError(f"{path} has no ending that is known", f"valid are .json, {', '.join(ENDINGS)}")
