"""`rnntui doctor`: what the terminal can do and what to do about it, or what is in a file."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .findings import Finding, lines, status
from .output import deliver, is_terminal
from .parsing import Parser, python_lang

PATIENCE = 3.0
"""Seconds for which another program is waited for."""
_EXAMPLES = """examples:
  rnntui doctor
  rnntui doctor model.safetensors
"""


def parser() -> Parser:
    """What the command takes."""
    about = "Look at the terminal, or at a file: what was found, and what to do where something is to be done."
    made = Parser("rnntui doctor", about, _EXAMPLES)
    made.add_argument("file", nargs="?", metavar="FILE", help="a file, in place of the terminal")
    made.add_argument("--arch", metavar="NAME|FILE.toml", help="an architecture, or a file of equations")
    made.add_argument("--prefix", metavar="NAME", help="which of several networks in a file, as in encoder.rnn")
    made.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of texts")
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns 1 where there is something to do, else 0."""
    options = parser().parse_args(arguments)
    if options.file is None:
        found = tuple(looked_at())
    else:
        from .file_checks import file_findings

        found = tuple(file_findings(Path(options.file), options.arch, options.prefix))
    width = shutil.get_terminal_size().columns if is_terminal(None) else None
    deliver("\n".join(lines(found, python_lang(options.lang), width)) + "\n")
    return status(found)


def looked_at() -> Iterator[Finding]:
    """The terminal and the system."""
    from .asking import can_ask, cells_of
    from .system_checks import folders, versions
    from .terminal_checks import characters, connection, terminal, tmux

    columns, rows = shutil.get_terminal_size()
    yield from terminal(os.environ, (columns, rows) if is_terminal(None) else None)
    yield from characters(encoding(), cells_of if can_ask() else None)
    yield from connection(os.environ)
    yield from tmux(os.environ, printed)
    yield from versions()
    yield from folders()


def encoding() -> str:
    """The encoding that the locale of the environment names."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "")
        return locale.nl_langinfo(locale.CODESET)
    except locale.Error:
        # The locale is not installed; its name says what the terminal is meant to take.
        named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
        return named.partition(".")[2].partition("@")[0]
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def printed(command: tuple[str, ...]) -> str | None:
    """What a command prints; None where it can't be run, fails or takes long."""
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
