"""The line of what can be chosen: labels and values give way to each other until all of them can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .describe import architecture_name, encoding_name, weights_short
from .keys import BY_NAME, CHOICES
from .spans import Line, Span, cropped, cut, width_of

if TYPE_CHECKING:
    from ..session.session import Session
    from .words import Words

LONGEST = 30
"""Cells of a value where there is room for all,"""
SHORTEST = 6
"""and those that it keeps as long as any is shown."""


def selectors(session: Session, words: Words, width: int) -> Line:
    """All selectors in so many cells: with labels, without some, with shorter values, at last their keys alone."""
    chosen = chosen_values(session, words)
    ways = _ways(chosen)
    line: Line = ()
    for labelled, longest, gap in ways:
        line = _line(chosen, words, labelled, longest, gap)
        if width_of(line) <= width:
            return line
    return cropped(line, width)


def _ways(chosen: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """How many selectors have a label, how long a value is, and what stands between them: the best way first."""
    count = len(chosen)
    yield count, LONGEST, "  "
    # What is chosen says by itself what it is, for most of them.
    for labelled in range(count, len(_NUMBERS), -1):
        yield labelled, LONGEST, " "
    for size in range(LONGEST - 1, 2 * SHORTEST, -1):
        yield len(_NUMBERS), size, " "
    for labelled in range(len(_NUMBERS), -1, -1):
        yield labelled, 2 * SHORTEST, " "
    for size in range(2 * SHORTEST - 1, SHORTEST - 1, -1):
        yield 0, size, " "
    yield 0, 0, " "


_NUMBERS = ("sample", "hidden", "layers")
_NEED_LABELS = (*_NUMBERS, "direction", "shape", "weights", "encoding", "architecture")
"""The selectors in the order in which they keep their labels: numbers say least by themselves."""


def _line(chosen: dict[str, str], words: Words, labelled: int, longest: int, gap: str) -> Line:
    named = _NEED_LABELS[:labelled]
    line: list[Span] = []
    for name, value in chosen.items():
        click = f"app.choose('{name}')"
        label = f" {words(f'choice.{name}')}" if name in named or (not value and longest) else ""
        shown = cut(value, longest)
        line += [
            Span(gap if line else " "),
            Span(BY_NAME[name].shown, "accent", click),
            Span(f"{label}{' ' * bool(shown)}", "dim", click),
            Span(f"{shown}▾", "plain", click),
        ]
    return tuple(line)


def chosen_values(session: Session, words: Words) -> dict[str, str]:
    """What is chosen, in a word or two each."""
    architecture = session.model.program.architecture
    setup = session.setup
    chosen = {
        "encoding": encoding_name(setup, words),
        "architecture": architecture_name(architecture.name),
        "hidden": str(session.model.units.get("hidden", "–")),
        "layers": str(architecture.layers),
        "direction": "⇄" if architecture.bidirectional else "→",
        "shape": words(f"shape.{session.model.program.shape}").split()[0],
        "weights": weights_short(setup, words),
        "sample": "",
    }
    return {name: chosen[name] for name in CHOICES}
