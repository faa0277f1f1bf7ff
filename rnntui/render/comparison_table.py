"""Two runs side by side as a table of a terminal or of Markdown: one row a column of the alignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..session.differences import Differences, Kind, Parting
from ..session.sides import INDICES, Index, Side
from ..translation import translated
from .cells import vector_text
from .show import show
from .text_columns import MOST_UNITS, Column, aligned, markdown, numbers

_TITLES: Mapping[Kind, str] = {"a": "A", "b": "B", "difference": "B-A"}
MOST_TOKENS = 40
"""So many tokens of a sentence stand in a line."""
_NONE = "–"
"""Stands where a run has no step."""


def as_table(found: Differences, names: Sequence[str] | None = None, width: int | None = None, lang: str = "en") -> str:
    """Which runs these are, their steps side by side, and below where they part and what can't be compared.

    Without `names` the outputs are shown. `≠` marks the columns in which anything differs. A table wider than
    `width` cells is broken into several.
    """
    shown = _shown(found, names)
    runs = "".join(f"{letter}  {_run(side)}\n" for letter, side in (("A", found.a), ("B", found.b)))
    tables = [aligned(_head(found, index), columns, width) for index, columns in _tables(found, shown)]
    notes = "".join(f"{show(translated(note, lang))}\n" for note in _notes(found, shown, names is None))
    return "\n".join([runs, *tables, notes])


def as_markdown(found: Differences, names: Sequence[str] | None = None) -> str:
    """The same steps in Markdown, with all variables where none are chosen."""
    shown = tuple(dict.fromkeys((*found.compared, *found.apart))) if names is None else tuple(names)
    return "\n".join(markdown([*_head(found, index), *columns]) for index, columns in _tables(found, shown))


def _shown(found: Differences, names: Sequence[str] | None) -> tuple[str, ...]:
    if names is not None:
        return tuple(names)
    return tuple(dict.fromkeys((*found.outputs, *found.a.outputs, *found.b.outputs)))


def _run(side: Side) -> str:
    return show("  ".join(filter(None, (sentence(side.tokens), side.network))))


def sentence(tokens: Sequence[str]) -> str:
    """The tokens in a line, those of a script without blanks without blanks; the first ones of a long sentence."""
    separator = "" if all(len(token) == 1 and not token.isascii() for token in tokens) else " "
    return separator.join([*tokens[:MOST_TOKENS], "…"] if len(tokens) > MOST_TOKENS else tokens)


def _tables(found: Differences, names: Sequence[str]) -> Iterator[tuple[Index, list[Column]]]:
    """For the input steps, the output steps and the whole sentence: the columns of the variables that belong there."""
    for index in INDICES:
        parts = [(name, kind) for name in names for kind, own in found.kinds(name).items() if own == index]
        if parts and found.alignments[index].columns:
            yield index, [numbers(f"{name} {_TITLES[kind]}", *found.rows(kind, name)) for name, kind in parts]


def _head(found: Differences, index: Index) -> list[Column]:
    """What stands before the variables: the step, one number where it is the same in both, a mark, and the tokens."""
    columns = found.alignments[index].columns
    steps = [str(a) if a == b else "/".join(_NONE if k is None else str(k) for k in (a, b)) for a, b in columns]
    marks = ["≠" if differs else "" for differs in found.differing(index)]
    head = [] if index == "once" else [["step", *steps]]
    if any(marks):
        head.append(["", *marks])
    if index == "t" and (found.a.tokens or found.b.tokens):
        for place, (title, side) in enumerate((("A", found.a), ("B", found.b))):
            head.append([title, *(_token(side, column[place]) for column in columns)])
    return head


def _token(side: Side, step: int | None) -> str:
    """A token, after a `?` where it is unknown."""
    if step is None:
        return _NONE
    token = show(side.tokens[step]) if side.tokens else ""
    return f"?{token}" if step in side.unknown else token


def _notes(found: Differences, names: Sequence[str], may_choose: bool) -> Iterator[str]:
    """Where the runs part, how they end, and what the table leaves out, a line each."""
    parting = found.parting()
    yield _parts(found, parting)
    outputs_part = found.parting(found.outputs)
    if outputs_part is not None and outputs_part.column != (parting.column if parting else None):
        yield f"the outputs part in column {outputs_part.column}"
    for name in names:
        yield from _last(found, name)
    if not found.alignments["t"].by_token and (found.a.tokens and found.b.tokens):
        yield "the sentences differ in too long a part to be aligned by token: it is aligned step by step"
    reasons = {"only in A": "only in A: {}", "only in B": "only in B: {}", "other size": "other sizes in B: {}",
               "other steps": "other steps in B: {}", "other tokens": "other tokens in B: {}"}  # fmt: skip
    for reason, text in reasons.items():
        left = [name for name, each in found.apart.items() if each == reason]
        if left:
            yield text.format(", ".join(left))
    left = [name for name in (*found.compared, *found.apart) if name not in names]
    if may_choose and left:
        yield f"not shown: {', '.join(left)} (--of NAMES shows them)"
    wide = [n for n in names if any(found.units(kind, n) > MOST_UNITS for kind in found.kinds(n))]
    if wide:
        yield f"… stands for the units between: {', '.join(wide)} (--format csv has them all)"
    unknown = dict.fromkeys(side.tokens[step] for side in (found.a, found.b) for step in side.unknown if side.tokens)
    if unknown:
        yield f"? marks tokens that the encoding does not know: {', '.join(unknown)}"


def _parts(found: Differences, parting: Parting | None) -> str:
    if not found.compared:
        return "the two have no variable in common that could be compared"
    if parting is None:
        return f"equal everywhere: {', '.join(found.compared)}"
    if parting.index == "once":
        return f"they differ in what is computed once: {', '.join(parting.variables)}"
    kind = "step" if parting.index == "t" else "output step"
    a, b = found.alignments[parting.index].columns[parting.column]
    if a is None or b is None:
        return f"they part in column {parting.column}: only {'A' if b is None else 'B'} has this {kind}"
    return f"they part in column {parting.column}: {', '.join(parting.variables)}"


def _last(found: Differences, name: str) -> Iterator[str]:
    """What a variable ends in, where it is short enough to be said in a line."""
    ends = {kind: found.last(kind, name) for kind in found.kinds(name)}
    if any(each is not None and len(each) > MOST_UNITS for each in ends.values()):
        return
    texts = {kind: "–" if each is None else vector_text(each) for kind, each in ends.items()}
    if "difference" in texts and found.lasts_equal(name):
        yield f"last {name}: {texts['a']} in both"
    elif "difference" in texts:
        yield f"last {name}: A {texts['a']}, B {texts['b']}, B-A {texts['difference']}"
    else:
        yield f"last {name}: " + ", ".join(f"{_TITLES[kind]} {text}" for kind, text in texts.items())
