"""The sentence of a command: an argument, or what stands on standard input."""

from __future__ import annotations

import argparse
import sys

from ..errors import RnntuiError


def sentence_of(options: argparse.Namespace) -> str | None:
    """The sentence that was given, None where there is none; `-` reads standard input."""
    sentence: str | None = options.sentence
    if sentence == "-" and not options.literal:
        return standard_input()
    return None if sentence is None else without_surrogates(sentence)


def standard_input() -> str:
    """All of standard input: bytes that are not UTF-8 become �, lines are joined by blanks.

    Raises RnntuiError where it is closed, or longer than a sentence may be.
    """
    from ..session.setup import LONGEST_TEXT, check_text

    # Python has none where the shell says <&-.
    if sys.stdin is None:
        raise RnntuiError("standard input is closed", "give the sentence itself in place of -")
    data = sys.stdin.buffer.read(4 * LONGEST_TEXT + 4)
    return check_text(" ".join(data.decode("utf-8-sig", "replace").splitlines()))


def without_surrogates(argument: str) -> str:
    """An argument whose bytes are not UTF-8, which Python keeps as lone surrogates, with � in their place."""
    return argument.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
