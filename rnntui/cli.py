"""The command line. The first argument alone decides: a command's name, a file, or a sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .commands.options import Parser, add_options, chosen_setup
from .errors import RnntuiError, UsageError

if TYPE_CHECKING:
    from .session.setup import Setup

COMMANDS = ("trace", "snapshot", "list", "check")
_FILES = {".safetensors": "model", ".npy": "inputs", ".csv": "inputs", ".toml": "arch", ".json": "setup"}
"""What a file of an ending is opened as."""
_EPILOG = """commands:
  rnntui trace [SENTENCE|-]     run once, headless: a table, JSON, CSV, npz, Markdown
  rnntui snapshot [SENTENCE]    a picture of the app, as SVG or text
  rnntui list                   architectures, encodings, embedding tables, samples
  rnntui check FILE.toml        check an architecture of your own
  rnntui COMMAND --help         more on one of them

examples:
  rnntui                                        the worked example
  rnntui "I saw a saw" --arch lstm --hidden 8   a sentence of your own
  rnntui model.safetensors                      a trained network
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
        return dispatch(arguments)
    except RnntuiError as error:
        print(f"rnntui: {_shown(str(error))}", file=sys.stderr)
        return error.status
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing is left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        print("rnntui: there is not enough memory for this; choose fewer units or a shorter sentence", file=sys.stderr)
        return 1


def dispatch(arguments: list[str]) -> int:
    """Carry out what the arguments say."""
    if arguments and arguments[0] in COMMANDS:
        command = import_module(f".commands.{arguments[0]}", __package__)
        status: int = command.run(arguments[1:])
        return status
    return open_app(arguments)


def parser() -> Parser:
    """What `rnntui` alone takes."""
    made = Parser(
        prog="rnntui",
        description="A time-travelling debugger for recurrent networks, in the terminal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|FILE", help="a sentence, or a file to open")
    made.add_argument("--version", action="version", version=f"rnntui {__version__}")
    add_options(made)
    return made


def open_app(arguments: list[str]) -> int:
    """Open the app; raises UsageError where there is no terminal for it."""
    options, setup = read_arguments(arguments)
    check_terminal()
    from .ui.run import run

    return run(setup(), lang="zh_TW" if options.lang == "zh-TW" else "en")


def read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, Callable[[], Setup]]:
    """The options of `rnntui` alone, and what makes their setup; after `--` stands a sentence, never a file."""
    if "--" in arguments:
        place = arguments.index("--")
        options = parser().parse_intermixed_args(arguments[:place])
        sentences = [*([] if options.sentence is None else [options.sentence]), *arguments[place + 1 :]]
        if len(sentences) > 1:
            raise UsageError(f"there are {len(sentences)} sentences", "put one sentence in quotation marks")
        return options, lambda: chosen_setup(options, sentences[0] if sentences else None)
    options = parser().parse_intermixed_args(arguments)
    path = Path(options.sentence or "")
    kind = _FILES.get(path.suffix.lower())
    if kind is None or not path.is_file():
        return options, lambda: chosen_setup(options, options.sentence)
    if kind == "setup":
        return options, lambda: _read_setup(path)
    setattr(options, kind, options.sentence)
    return options, lambda: chosen_setup(options, None)


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


def _shown(text: str) -> str:
    from .render.show import show

    return show(text)
