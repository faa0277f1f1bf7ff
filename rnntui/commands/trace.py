"""`rnntui trace`: run once, headless."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError
from .options import Parser, add_options, chosen_setup
from .output import deliver

if TYPE_CHECKING:
    from ..engine.trace import Trace

FORMATS = ("table", "json", "csv", "npz", "markdown", "latex")
_EXAMPLES = """examples:
  rnntui trace 我祖你孫 --sample kinship --format json
  rnntui trace "I saw a saw" --arch lstm --hidden 4 --only i,f,c,h
  rnntui trace "I saw a saw" --arch gru --explain 'h[3][0]'
  echo "I saw a saw" | rnntui trace - --format csv -o trace.csv
"""


def parser() -> Parser:
    """What the command takes."""
    made = Parser(
        prog="rnntui trace",
        description="Run a network on a sentence and print every variable at every step.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|-", help="the sentence; - reads standard input")
    made.add_argument("--format", choices=FORMATS, default="table", help="full precision but for table and markdown")
    made.add_argument("--only", metavar="NAMES", help="these variables alone, as in h,y")
    made.add_argument("--explain", metavar="'h[3][0]'", help="the worked arithmetic of one value instead")
    made.add_argument("-o", dest="out", metavar="FILE", help="write to a file in place of standard output")
    add_options(made)
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().parse_intermixed_args(arguments)
    sentence = standard_input() if options.sentence == "-" else options.sentence
    setup = chosen_setup(options, sentence)
    from ..session.realise import realise

    done = realise(setup)
    for note in done.model.notes:
        print(f"rnntui: {_shown(note)}", file=sys.stderr)
    deliver(_result(done.trace, options), options.out)
    return 0


def standard_input() -> str:
    """The sentence on standard input: bytes that are not UTF-8 become �, lines are joined by blanks."""
    from ..session.setup import LONGEST_TEXT, check_text

    data = sys.stdin.buffer.read(4 * LONGEST_TEXT + 4)
    text = data.decode("utf-8-sig", "replace")
    return check_text(" ".join(text.splitlines()))


def _result(trace: Trace, options: argparse.Namespace) -> str | bytes:
    if options.explain is not None:
        return _explained(trace, options.explain, options.format)
    names = None
    if options.only is not None:
        names = tuple(trace.program.variable(name.strip()) for name in options.only.split(","))
    match options.format:
        case "json":
            from ..formats.trace_json import trace_to_json

            return trace_to_json(trace, names)
        case "csv":
            from ..formats.trace_csv import trace_to_csv

            return trace_to_csv(trace, names)
        case "npz":
            from ..formats.trace_npz import trace_to_npz

            return trace_to_npz(trace, names)
        case "latex":
            raise UsageError("--format latex is for --explain", "a trace is table, json, csv, npz or markdown")
    from ..render.trace_table import as_markdown, as_table

    return as_markdown(trace, names) if options.format == "markdown" else as_table(trace, names)


def _explained(trace: Trace, place: str, form: str) -> str:
    match = re.fullmatch(r"\s*([^\W\d]\w*)\s*\[\s*(-?[0-9]{1,9})\s*\]\s*\[\s*([0-9]{1,9})\s*\]\s*", place)
    if match is None:
        raise UsageError(f"--explain is '{place}'", "write a variable with its step and unit, as in h[3][0]")
    explanation = trace.explain(match[1], step=int(match[2]), unit=int(match[3]))
    if form in ("table", "markdown", "latex"):
        return {"table": explanation.text, "markdown": explanation.markdown, "latex": explanation.latex}[form]()
    raise UsageError(f"--explain has no format {form}", "valid are table, markdown, latex")


def _shown(text: str) -> str:
    from ..render.show import show

    return show(text)
