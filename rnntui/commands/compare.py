"""`rnntui compare`: two runs side by side, or all orders of a sentence."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RnntuiError, UsageError
from .beside import Given, add_options_of_both, given_to_b, of_b_alone, options_of_b, read_both, setup_of
from .output import deliver, in_language, is_terminal, learning_shown, say
from .parsing import Parser, names, python_lang

if TYPE_CHECKING:
    from ..session.differences import Differences
    from ..session.realise import Realised
    from ..session.setup import Setup
    from ..session.sides import Side

FORMATS = ("table", "json", "csv", "markdown")
_EXAMPLES = """examples:
  rnntui compare                                            the worked example: 42 and 114
  rnntui compare 你祖我孫 我祖你孫 --sample kinship --encoding bag-of-words
  rnntui compare "I saw a saw" --arch elman --arch-b lstm --of h
  rnntui compare "dog bites man" "man bites dog" --format json
  rnntui compare a.json b.json                              two setups, or two traces
  rnntui compare "dog bites man" --orders                   all orders, and as a bag of words
"""
_TRACE = re.compile(rb'\s*(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"rnntui-trace/')


def parser() -> Parser:
    """What the command takes."""
    about = "Run two networks, or one on two sentences, and print where they part and what differs."
    made = Parser("rnntui compare", about, _EXAMPLES)
    made.usage = "rnntui compare [A] [B] [options]"
    kinds = "two sentences, setups or traces; with one of them an option for B alone"
    made.add_argument("runs", nargs="*", metavar="SENTENCE|FILE|-", help=kinds)
    made.add_argument("--orders", action="store_true", help="all orders of one sentence, beside its bag of words")
    made.add_argument("--of", type=names, metavar="NAMES", help="these variables alone, as in h,y")
    made.add_argument("--format", choices=FORMATS, default="table", help="full precision but for table and markdown")
    made.add_argument("-o", dest="out", metavar="FILE", help="write to a file in place of standard output")
    add_options_of_both(made)
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options, given = read_both(parser(), arguments)
    width = shutil.get_terminal_size().columns if is_terminal(options.out) else None
    if options.orders:
        from .shuffled import shuffled

        deliver(shuffled(options, given, width), options.out, python_lang(options.lang))
        return 0
    from ..session.differences import differences

    found = differences(*sides(options, given))
    lang = python_lang(options.lang)
    deliver(written(found, options.format, options.of, width, lang), options.out, lang)
    return 0


def sides(options: argparse.Namespace, given: Sequence[Given]) -> tuple[Side, Side]:
    """The two runs. Raises UsageError and RnntuiError for what does not fit."""
    from ..session.sides import Side, side_of

    files = [_written_before(each) for each in given]
    if any(files) and of_b_alone(options):
        raise UsageError("a trace that was written takes no options", "run its sentence again to compare others")
    if len(files) == 2 and all(files):
        a, b = files
        assert isinstance(a, Side)
        assert isinstance(b, Side)
        return a, b
    if any(files):
        (other,) = (setup_of(options, each) for each, file in zip(given, files, strict=True) if file is None)
        (done,) = _realised((other,), python_lang(options.lang))
        a, b = (file or side_of(done) for file in files)
        return a, b
    a, b = map(side_of, _realised(setups(options, given), python_lang(options.lang)))
    return a, b


def setups(options: argparse.Namespace, given: Sequence[Given]) -> tuple[Setup, Setup]:
    """What was chosen for A and for B; the worked example where neither has a sentence."""
    first = setup_of(options, given[0] if given else Given())
    if not given and not of_b_alone(options):
        from ..session.comparison import worked_example

        a, b = worked_example()
        if first.text == a.text:
            return first, replace(first, text=b.text)
    return first, setup_of(options_of_b(options), given_to_b(options, given))


def _written_before(given: Given) -> Side | None:
    """A trace that was written as JSON; None for anything else."""
    if given.kind not in ("setup", "trace") or given.file is None:
        return None
    path = Path(given.file)
    try:
        with path.open("rb") as file:
            if not _TRACE.match(file.read(200)):
                return None
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not UTF-8"
        raise RnntuiError(f"{path}: {reason}", "rnntui trace writes a trace with --format json -o FILE") from None
    from ..session.sides import side_from_json

    return side_from_json(text, str(path))


def _realised(chosen: Sequence[Setup], lang: str) -> Sequence[Realised]:
    """One or two setups carried out, two with one vocabulary; what was assumed is told once."""
    from ..session.realise import realise
    from ..session.vocabularies import realise_both

    with learning_shown():
        runs = realise_both(chosen) if len(chosen) == 2 else [realise(each) for each in chosen]
    if not all(each.trace.clocks["t"] for each in runs):
        raise RnntuiError("the sentence has no words", "write one, read one with -, or choose a --sample")
    for note in dict.fromkeys(note for each in runs for note in each.model.notes):
        say(in_language(note, lang))
    return runs


def written(found: Differences, form: str, of: tuple[str, ...] | None, width: int | None, lang: str) -> str:
    """What differs, in one of the formats. Raises RnntuiError for a variable that neither run has."""
    for name in of or ():
        if found.a.name_of(name) is None and found.b.name_of(name) is None:
            raise RnntuiError(*found.why_not(name))
    if form == "json":
        from ..render.comparison_json import comparison_to_json

        return comparison_to_json(found, of)
    if form == "csv":
        from ..render.comparison_csv import comparison_to_csv

        return comparison_to_csv(found, of)
    from ..render.comparison_table import as_markdown, as_table

    return as_markdown(found, of) if form == "markdown" else as_table(found, of, width, lang)
