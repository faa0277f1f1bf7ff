"""The command line. The first argument alone decides: a command's name, a file, or a sentence."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .commands.all import COMMANDS as COMMANDS
from .commands.all import add_app_options
from .commands.opened import kind_of
from .commands.options import chosen_setup, kept_session
from .commands.output import say
from .commands.parsing import Parser, lang_of, python_lang
from .commands.replayed import recorded, replayed
from .commands.sentence import without_surrogates
from .errors import RnntuiError, UsageError
from .streams import end_streams

if TYPE_CHECKING:
    from .session.session_file import Kept
    from .session.setup import Setup

_EPILOG = """commands:
  rnntui trace [SENTENCE|-]     run once, headless: a table, JSON, CSV, npz, Markdown
  rnntui compare [A] [B]        two runs side by side, or all orders of a sentence
  rnntui snapshot [SENTENCE]    a picture of the app, as SVG or text
  rnntui list                   architectures, encodings, embedding tables, samples
  rnntui check FILE.toml        check an architecture of your own
  rnntui doctor [FILE]          what the terminal can do, or what is in a file
  rnntui completion SHELL       completions for bash, zsh or tcsh
  rnntui COMMAND --help         more on one of them

examples:
  rnntui                                        the worked example
  rnntui "I saw a saw" --arch lstm --hidden 8   a sentence of your own
  rnntui model.safetensors                      a trained network
  rnntui session.json                           go on where you were
  rnntui -- trace                               the sentence "trace"
"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, 1 for data that does not fit, 2 for a wrong command."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says, results are UTF-8, and no character of a sentence ends in a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _status_of(arguments)
    finally:
        end_streams()


def _status_of(arguments: list[str]) -> int:
    """Carry out what the arguments say; what goes wrong is said in one line."""
    try:
        return dispatch(arguments)
    except RnntuiError as error:
        say(_told(error, arguments))
        return error.status
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        return 0
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        say(
            _told(
                RnntuiError("there is not enough memory for this", "choose fewer units or a shorter sentence"),
                arguments,
            )
        )
        return 1


def _told(error: RnntuiError, arguments: list[str]) -> str:
    """An error in the language that was chosen, also where the arguments themselves are wrong."""
    lang = lang_of(arguments)
    if lang == "en":
        return str(error)
    from .translation import told

    return told(error, lang)


def dispatch(arguments: list[str]) -> int:
    """Carry out what the arguments say."""
    if arguments and arguments[0] in COMMANDS:
        command = import_module(f".commands.{arguments[0]}", __package__)
        status: int = command.run(arguments[1:])
        return status
    return open_app(arguments)


def parser() -> Parser:
    """What `rnntui` alone takes."""
    made = Parser("rnntui", "A time-travelling debugger for recurrent networks, in the terminal.", _EPILOG)
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|FILE", help="a sentence, or a file to open")
    made.add_argument("--version", action="version", version=f"rnntui {__version__}")
    add_app_options(made)
    return made


def open_app(arguments: list[str]) -> int:
    """Open the app; raises UsageError where there is no terminal for it."""
    options = parser().read(arguments)
    is_free = says_nothing(options)
    keys = replayed(options)
    opened = chosen(options)
    check_terminal()
    from .ui.beginning import Beginning
    from .ui.run import run

    record = None
    if options.record is not None:
        record = Path(options.record), recorded(arguments, *shutil.get_terminal_size())
    setup, kept = opened()
    beginning = Beginning(kept, options.screen, is_free, keys, getattr(options, "size", None), record)
    lang = python_lang(options.lang)
    return run(setup, lang=lang, theme=options.theme, ascii_only=options.ascii, beginning=beginning)


def says_nothing(options: argparse.Namespace) -> bool:
    """Whether nothing was chosen but how it looks: then the last session is offered."""
    # Every option that was not chosen is None or False; a seed may be 0.
    chosen = {name for name, value in vars(options).items() if value is not None and value is not False}
    return chosen <= {"theme", "ascii", "lang", "screen", "record"}


def read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, Callable[[], Setup]]:
    """The options of `rnntui` alone, and what makes their setup: it loads more than the options need."""
    options = parser().read(arguments)
    opened = chosen(options)
    return options, lambda: opened()[0]


def chosen(options: argparse.Namespace) -> Callable[[], tuple[Setup, Kept | None]]:
    """What makes the setup that the options describe, and the session of which it is, where it is one's.

    A sentence may be the name of a file. Raises UsageError where the same is said twice.
    """
    sentence: str | None = options.sentence
    kind = None if options.literal or sentence is None else kind_of(Path(sentence))
    if sentence is None or kind is None:
        return lambda: _chosen(options, None if sentence is None else without_surrogates(sentence))
    if kind == "setup":
        return lambda: (chosen_setup(options, None, _read_setup(Path(sentence))), None)
    if kind == "pair":
        raise RnntuiError(f"{sentence} is a comparison of its own", "open it in the app, with ^o")
    if getattr(options, kind) is not None:
        raise UsageError(f"the file {sentence} and --{kind} are both given", "choose one of them")
    setattr(options, kind, sentence)
    return lambda: _chosen(options, None)


def _chosen(options: argparse.Namespace, sentence: str | None) -> tuple[Setup, Kept | None]:
    kept = kept_session(options)
    setup = chosen_setup(options, sentence, None if kept is None else kept.setup)
    return setup, None if kept is None else replace(kept, setup=setup)


def _read_setup(path: Path) -> Setup:
    from .session.setup import read_setup

    return read_setup(path)


def check_terminal() -> None:
    """Raise UsageError where the app can't run: no terminal to read keys from or to draw on."""
    instead = "rnntui trace prints a run, rnntui snapshot draws a picture"
    for stream, name in ((sys.stdin, "standard input"), (sys.stderr, "standard error")):
        if stream is None or stream.closed or not stream.isatty():
            raise UsageError(f"{name} is no terminal, and the app needs one", instead)
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(f"the terminal is of the kind '{os.environ.get('TERM', '')}', which can't draw", instead)
