"""The names of the commands, and what `rnntui` without one takes beside a sentence."""

from __future__ import annotations

import argparse

from .options import add_look, add_options
from .replayed import add_screen

COMMANDS = ("trace", "compare", "snapshot", "list", "check", "doctor", "completion")
"""Each is a module of this package with `parser` and `run`."""


def add_app_options(parser: argparse.ArgumentParser) -> None:
    """The options with which the app opens."""
    add_screen(parser)
    parser.add_argument("--replay", metavar="FILE", help="a record of keys, played before your eyes")
    parser.add_argument("--record", metavar="FILE", help="write down what is pressed, typed and clicked")
    add_look(parser)
    add_options(parser)
