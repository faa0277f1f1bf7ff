"""`rnntui snapshot`: a picture of the app, headless."""

from __future__ import annotations

import argparse
import re
from typing import Literal

from ..errors import UsageError
from .options import Parser, add_options, chosen_setup
from .output import deliver
from .trace import standard_input

_EXAMPLES = """examples:
  rnntui snapshot --size 80x24
  rnntui snapshot "I saw a saw" --arch lstm --size 120x40 --press n,n,s -o lstm.svg
"""


def parser() -> Parser:
    """What the command takes."""
    made = Parser(
        prog="rnntui snapshot",
        description="Draw the app as it looks after some keys: the same bytes every time.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|-", help="the sentence; - reads standard input")
    made.add_argument("--size", type=_size, default=(120, 40), metavar="120x40", help="columns and rows")
    made.add_argument("--press", default="", metavar="n,n,s", help="keys, by Textual's names: n, s, down, enter …")
    made.add_argument("--theme", metavar="NAME", help="a theme")
    made.add_argument("-o", dest="out", metavar="FILE.svg|.txt", help="the picture; without it, text")
    add_options(made)
    return made


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", text)
    if match is None or not (1 <= int(match[1]) <= 1000 and 1 <= int(match[2]) <= 1000):
        raise argparse.ArgumentTypeError(f"'{text}' is no size; write columns x rows, such as 80x24, up to 1000x1000")
    return int(match[1]), int(match[2])


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().parse_intermixed_args(arguments)
    kind: Literal["svg", "text"] = "text"
    if options.out is not None and not options.out.lower().endswith((".svg", ".txt")):
        raise UsageError(f"the picture '{options.out}' has no ending that is known", "valid are .svg and .txt")
    if options.out is not None and options.out.lower().endswith(".svg"):
        kind = "svg"
    sentence = standard_input() if options.sentence == "-" else options.sentence
    setup = chosen_setup(options, sentence)
    from ..ui.snapshot import take

    keys = [key for key in options.press.split(",") if key]
    lang = "zh_TW" if options.lang == "zh-TW" else "en"
    picture = take(setup, size=options.size, press=keys, kind=kind, lang=lang, theme=options.theme)
    deliver(picture if picture.endswith("\n") else picture + "\n", options.out)
    return 0
