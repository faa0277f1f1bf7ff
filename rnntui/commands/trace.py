"""`rnntui trace`: run once, headless."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ..errors import RnntuiError, UsageError
from .options import add_options, chosen_setup
from .output import deliver, in_language, is_terminal, learning_shown, say
from .parsing import Parser, names, python_lang
from .place import place_in
from .sentence import sentence_of

if TYPE_CHECKING:
    from ..engine.trace import Trace

FORMATS = ("table", "json", "csv", "npz", "markdown", "latex")
_EXAMPLES = """examples:
  rnntui trace 我祖你孫 --sample kinship --format json
  rnntui trace "I saw a saw" --arch lstm --hidden 4 --only i,f,c,h
  rnntui trace "I saw a saw" --arch lstm --set 'f[2][0]=0'
  rnntui trace "I saw a saw" --arch gru --explain 'h[3][0]'
  rnntui trace "I saw a saw" --arch lstm --set 'W_i[0][2]=1' --set 'embedding["saw"][0]=2' --set 'initial.c[0]=1'
  rnntui trace "I saw a saw" --arch lstm --memory 'h[3]'
  rnntui trace --sample sentiment --ablate h
  rnntui trace "I saw a saw" --arch lstm --hidden 512 --ablate 'f[0:8]' --format csv
  rnntui trace "I saw a saw" --arch lstm --break 'token == "saw"' --watch 'max(abs(h[t] - h[t-1]))'
  echo "I saw a saw" | rnntui trace - --format csv -o trace.csv
"""


def parser() -> Parser:
    """What the command takes."""
    made = Parser("rnntui trace", "Run a network on a sentence and print every variable at every step.", _EXAMPLES)
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|-", help="the sentence; - reads standard input")
    made.add_argument("--format", choices=FORMATS, default="table", help="full precision but for table and markdown")
    made.add_argument("--only", type=names, metavar="NAMES", help="of a whole run these variables alone, as in h,y")
    made.add_argument("--explain", metavar="'h[3][0]'", help="the worked arithmetic of one value instead")
    made.add_argument("--memory", metavar="'h[3]'", help="how much each token still weighs in one value instead")
    stops = "the steps at which a condition holds instead, as in 'f[t][0] < 0.2'"
    made.add_argument("--break", dest="breaks", action="append", metavar="EXPRESSION", help=stops)
    watches = "what an expression comes to at each step instead, as in 'max(abs(h[t]))'"
    made.add_argument("--watch", dest="watches", action="append", metavar="EXPRESSION", help=watches)
    ranked = "silence each unit in turn, or h[0:8]: how far the outputs of all steps move (Euclidean distance)"
    made.add_argument("--ablate", metavar="h", help=ranked)
    made.add_argument("-o", dest="out", metavar="FILE", help="write to a file in place of standard output")
    add_options(made)
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().read(arguments)
    setup = chosen_setup(options, sentence_of(options))
    from ..session.realise import realise

    with learning_shown():
        done = realise(setup)
    if not done.trace.clocks["t"]:
        raise RnntuiError("the sentence has no words", "write one, read one with -, or choose a --sample")
    for note in done.model.notes:
        say(in_language(note, python_lang(options.lang)))
    asked = [name for name in ("explain", "memory", "ablate") if getattr(options, name) is not None]
    asked += ["break"] if options.breaks else ["watch"] if options.watches else []
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} are both given", "choose one of them")
    if asked and options.only is not None:
        hint = f"--only chooses what a whole run prints, and --{asked[0]} prints something else"
        raise UsageError(f"--only and --{asked[0]} are both given", hint)
    if options.breaks or options.watches:
        from .asked import told

        width = shutil.get_terminal_size().columns if is_terminal(options.out) else None
        lang = python_lang(options.lang)
        result: str | bytes = told(done.trace, options.breaks or (), options.watches or (), options.format, width, lang)
    elif options.ablate is not None:
        from .ablated import ablated

        result = ablated(done, options.ablate, options.format, python_lang(options.lang))
    elif options.memory is not None:
        from .remembered import remembered

        result = remembered(done, options.memory, options.format, python_lang(options.lang))
    elif options.explain is not None:
        result = explained(done.trace, options.explain, options.format, python_lang(options.lang))
    else:
        width = shutil.get_terminal_size().columns if is_terminal(options.out) else None
        result = written(done.trace, options.format, options.only, width, python_lang(options.lang))
    deliver(result, options.out, python_lang(options.lang))
    return 0


def written(
    trace: Trace, form: str, only: tuple[str, ...] | None = None, width: int | None = None, lang: str = "en"
) -> str | bytes:
    """A trace in one of the formats, a table in `width` cells. Raises UsageError for what is no format of a trace."""
    chosen = None if only is None else tuple(map(trace.program.variable, only))
    match form:
        case "json":
            from ..formats.trace_json import trace_to_json

            return trace_to_json(trace, chosen)
        case "csv":
            from ..formats.trace_csv import trace_to_csv

            return trace_to_csv(trace, chosen)
        case "npz":
            from ..formats.trace_npz import trace_to_npz

            return trace_to_npz(trace, chosen)
        case "latex":
            raise UsageError("--format latex is for --explain", "a trace is table, json, csv, npz or markdown")
    from ..render.trace_table import as_markdown, as_table

    if form == "markdown":
        return as_markdown(trace, chosen)
    return as_table(trace, chosen, width, lang)


def explained(trace: Trace, place: str, form: str, lang: str) -> str:
    """The worked arithmetic of one value in one of the formats. Raises UsageError for a place that is none."""
    found = place_in(trace, place)
    if found is None or found[2] is None:
        roles = {name: each.role for name, each in trace.program.equations.items()}
        name = next((name for name, role in roles.items() if role == "hidden"), trace.names[0])
        example = f"{name}[{max(trace.steps(name) - 1, 0)}][0]"
        raise UsageError(f"--explain is '{place}'", f"write a variable with its step and unit, as in {example}")
    explanation = trace.explain(found[0], step=found[1], unit=found[2])
    match form:
        case "table":
            from ..render.show import show

            says = explanation.says.get(lang, explanation.says.get("en", ""))
            return _ended(explanation.text()) + _ended(says and f"  {show(says)}")
        case "markdown":
            return _ended(explanation.markdown())
        case "latex":
            return _ended(explanation.latex())
        case "json":
            from ..formats.explanation_json import explanation_to_json

            return explanation_to_json(explanation)
    raise UsageError(f"--explain has no format {form}", "valid are table, markdown, latex, json")


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
