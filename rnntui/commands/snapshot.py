"""`rnntui snapshot`: a picture of the app, headless."""

from __future__ import annotations

import argparse
import re
from typing import Literal

from ..errors import UsageError
from .options import add_look, add_options, chosen_setup
from .output import deliver
from .parsing import Parser, python_lang
from .sentence import sentence_of

MOST_CELLS = 1000
SCREENS = ("explore", "compare", "encoding", "memory", "attention")
"""How many columns or rows a picture may have."""
_EXAMPLES = """examples:
  rnntui snapshot --size 80x24
  rnntui snapshot "I saw a saw" --arch lstm --size 120x40 --press n,n,s -o lstm.svg
"""


def parser() -> Parser:
    """What the command takes."""
    made = Parser("rnntui snapshot", "Draw the app as it looks after some keys: the same bytes every time.", _EXAMPLES)
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|-", help="the sentence; - reads standard input")
    made.add_argument("--size", type=_size, default=(120, 40), metavar="120x40", help="columns and rows")
    made.add_argument("--screen", choices=SCREENS, default="explore", help="what to show")
    made.add_argument("--press", default="", metavar="n,n,s", help="keys, by Textual's names: n, s, down, enter …")
    made.add_argument("-o", dest="out", metavar="FILE.svg|.txt", help="the picture; without it, text")
    add_look(made)
    add_options(made)
    return made


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", text)
    if match is None or not (1 <= int(match[1]) <= MOST_CELLS and 1 <= int(match[2]) <= MOST_CELLS):
        valid = f"write columns x rows, such as 80x24, up to {MOST_CELLS}x{MOST_CELLS}"
        raise argparse.ArgumentTypeError(f"'{text}' is no size; {valid}")
    return int(match[1]), int(match[2])


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().read(arguments)
    kind = _kind(options.out)
    setup = chosen_setup(options, sentence_of(options))
    from ..ui.snapshot import take

    keys = [key for key in options.press.split(",") if key]
    # The same bytes whatever the locale.
    lang = python_lang(options.lang or "en")
    look = {"theme": options.theme, "ascii_only": options.ascii, "mode": options.screen}
    deliver(take(setup, size=options.size, press=keys, kind=kind, lang=lang, **look), options.out)
    return 0


def _kind(out: str | None) -> Literal["svg", "text"]:
    if out is not None and out.lower().endswith(".svg"):
        return "svg"
    if out in (None, "-") or out.lower().endswith(".txt"):
        return "text"
    raise UsageError(f"the picture '{out}' has no ending that is known", "valid are .svg and .txt")
