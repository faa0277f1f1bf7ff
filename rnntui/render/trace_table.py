"""A trace as a table of a terminal or of Markdown: one row a step, one column a variable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..engine.digits import brief
from ..engine.trace import Trace
from ..formats.trace_rows import sentences, steps_of
from ..translation import translated
from .show import show
from .text_columns import MOST_UNITS, Column, aligned, folded, markdown
from .trace_parts import Part, parts_of

_FOLDED = ("signal", "part")
_INSTEAD = {
    "zero": "for which the zero vector stands",
    "unk": "for which <unk> stands",
    "random": "for which a seeded random vector stands",
}


def shown_names(trace: Trace) -> tuple[str, ...]:
    """The variables that are shown where nobody chose: all but signals and parts."""
    equations = trace.program.equations
    return tuple(name for name in trace.names if name not in equations or equations[name].role not in _FOLDED)


def as_table(trace: Trace, names: Sequence[str] | None = None, width: int | None = None, lang: str = "en") -> str:
    """Aligned columns, a table for each clock; wide characters keep theirs. What is left out or unknown is said below.

    A table wider than `width` cells is broken into several, one below the other, each with its steps.
    """
    chosen = shown_names(trace) if names is None else tuple(names)
    tables = []
    for part in parts_of(trace, chosen):
        tables.append(aligned(_head(part), [_variable(part, name) for name in part.names], width))
    notes = (*_said(trace), *_notes(trace, chosen, names is None, lang))
    return "\n".join(tables) + "".join(f"{translated(note, lang)}\n" for note in notes)


def as_markdown(trace: Trace, names: Sequence[str] | None = None) -> str:
    """Tables in Markdown, one for each clock, with all variables."""
    chosen = trace.names if names is None else tuple(names)
    tables = []
    for part in parts_of(trace, chosen):
        tables.append(markdown([*_head(part), *(_variable(part, name) for name in part.names)]))
    return "\n".join(tables)


def _head(part: Part) -> list[Column]:
    """What stands before the variables: the sentence of a batch, the step, the token, if unknown after a `?`."""
    trace, clock = part.trace, part.clock
    columns = [[f"step {clock}" if len(trace.clocks) > 1 else "step", *(str(step) for _, step in part.places)]]
    if trace.batch is not None:
        columns.insert(0, ["sentence", *(str(sentence) for sentence, _ in part.places)])
    if clock == "u" and trace.answers:
        said = [trace.answers[sentence or 0].tokens[step] for sentence, step in part.places]
        columns.append(["answer", *map(show, said)])
    if clock == "t" and trace.tokens:
        tokens = [f"?{show(t)}" if step in trace.unknown else show(t) for step, t in enumerate(trace.tokens)]
        columns.append(["token", *(tokens[step] if step < len(tokens) else "" for _, step in part.places)])
    return columns


def _variable(part: Part, name: str) -> Column:
    """One variable: the numbers of each step, those of one unit below each other."""
    trace = part.trace
    vectors: list[list[str]] = []
    for sentence in sentences(trace):
        steps = steps_of(trace, name, sentence)
        values = trace.between(name, 0, steps)
        rows = values if sentence is None else values[:, sentence]
        found = [folded([brief(float(value)) for value in row]) for row in rows]
        # One value for the sentence stands where it is known: at the last step.
        blank: list[list[str]] = [[]] * (part.count(sentence) - steps)
        vectors += [*blank, *found] if trace.program.once(name) else [*found, *blank]
    widths = [max(map(len, entries)) for entries in zip(*filter(None, vectors), strict=True)]
    cells = [" ".join(n.rjust(w) for n, w in zip(vector, widths, strict=False)) for vector in vectors]
    return [_title(trace, name), *cells]


def _title(trace: Trace, name: str) -> str:
    """The name of a variable, of an output with the labels of its units."""
    equation = trace.program.equations.get(name)
    if trace.program.once(name):
        name = f"{name}[{trace.program.clocks[name].upper()}]"
    if trace.labels is None or equation is None or equation.role != "output":
        return name
    return f"{name} ({' '.join(folded([show(label) for label in trace.labels]))})"


def _said(trace: Trace) -> Iterator[str]:
    """What a decoder wrote, and how it ended, a line for each sentence."""
    for place, answer in enumerate(trace.answers):
        of = "answer" if trace.batch is None else f"answer {place}"
        how = f"ended with {show(answer.end)}" if answer.ended else f"cut off: {answer.limit} steps are the limit"
        yield " ".join((f"{of}:", *map(show, answer.said), f"({how})"))


def _notes(trace: Trace, names: Sequence[str], may_choose: bool, lang: str) -> Iterator[str]:
    """What the table leaves out or marks, a line each, with the items of its lists in a language."""
    left = [name for name in trace.names if name not in names]
    if may_choose and left:
        yield f"not shown: {', '.join(left)} (--only NAMES shows them)"
    wide = {name: trace.units(name) for name in names if trace.units(name) > MOST_UNITS}
    folded = [translated(f"{name} has {units}", lang) for name, units in wide.items()]
    if folded:
        yield f"… stands for the units between: {', '.join(folded)} (--format csv has them all)"
    if trace.unknown:
        unknown = dict.fromkeys(show(trace.tokens[step]) for step in trace.unknown)
        instead = _INSTEAD.get(trace.unknown_as, trace.unknown_as)
        yield f"? marks tokens that the encoding does not know, {instead}: {', '.join(unknown)}"
