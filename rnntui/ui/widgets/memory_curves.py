"""Other networks beside a network's own memory: a row each, with the first and last token and the whole curve."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...dataclass import dataclass
from ...errors import RnntuiError
from ...render.curves import decades, log_levels, magnitude
from ...render.show import show
from ..describe import architecture_name
from ..spans import Kind, Line, Span, cropped, cut, padded
from .memory_panel import MemoryPanel, Remembered
from .panel import rule

if TYPE_CHECKING:
    from ...session.memory import Memory
    from ...session.session import Session
    from ..view import View

LETTERS = "abcdefg"
"""Which curve is whose, in the plot too."""
NUMBER = 9
"""Cells of a number."""
SHORTEST_NAME, WIDEST_NAME, WIDEST_VALUE = 8, 22, 12
MOST_POINTS = 200
"""A curve of more tokens is plotted as bands."""
BROADEST = 4
"""Cells of a token in a curve, at most."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One network's curve."""

    letter: str
    name: str
    memory: Memory | RnntuiError | None


def curves_of(session: Session, view: View, look: Remembered) -> tuple[Curve, ...]:
    """This network's curve, then those of the others."""
    name = f"{architecture_name(session.model.program.architecture.name)} ({view.words('memory.this')})"
    found = [Curve(LETTERS[0], name, look.memory)]
    for letter, other in zip(LETTERS[1:], look.others or (), strict=False):
        title = architecture_name(other.architecture)
        if other.architecture == "lstm":
            title = view.words("memory.open", name=title)
        found.append(Curve(letter, title, other.memory if other.memory is not None else other.why_not))
    return tuple(found)


class MemoryCurves(MemoryPanel):
    """The table, with a curve of characters in each row where there is room."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look, words = self.look, self.view.words
        if look is None or height < 2:
            return ()
        title = words("memory.curves" if width >= 80 else "memory.curves.short")
        head = rule(title, width, self.has_focus)
        if not look.is_known:
            return (head,)
        lines = curve_lines(session, self.view, look, width)
        if look.others is None:
            lines.append((Span(f" {words('memory.working')}", "accent"),))
        elif look.others and len(lines) < height - 1:
            letters = f"{LETTERS[1]}–{LETTERS[len(look.others)]}" if len(look.others) > 1 else LETTERS[1]
            note = words("memory.curves.note", letters=letters, seed=session.setup.seed)
            lines.append((Span(f" {note}", "dim"),))
        return (head, *(cropped(line, width) for line in lines))


def curve_lines(session: Session, view: View, look: Remembered, width: int) -> list[Line]:
    """A line of titles, then one for each network."""
    from ...session.memory import Memory, bands

    words = view.words
    curves = curves_of(session, view, look)
    name = min(max(cell_len(curve.name) for curve in curves), WIDEST_NAME)
    places = [str(curve.memory.place) for curve in curves if isinstance(curve.memory, Memory)]
    place = min(max([len(words("memory.column.value")), *map(len, places)]), WIDEST_VALUE)
    # Rather a name is cut than a number.
    name = max(min(name, width - 3 - 2 - place - 3 * NUMBER), SHORTEST_NAME)
    room = width - 3 - name - 2 - place - 3 * NUMBER - 3
    drawn = {
        curve.letter: [band.largest for band in bands(curve.memory, max(room, 1))]
        for curve in curves
        if isinstance(curve.memory, Memory)
    }
    span = decades(drawn.values())
    broad = max(1, min(room // max(session.trace.clocks["t"], 1), BROADEST))
    numbers = (f"{words(f'memory.column.{key}')}" for key in ("first", "last", "ratio"))
    titles = "".join(" " * (NUMBER - cell_len(text)) + text for text in numbers)
    legends = (words("memory.column.curve", least=f"1e-{span}"), words("memory.column.curve.short"))
    legend = next((text for text in legends if cell_len(text) <= room), "")
    start = f"   {padded(words('memory.column.network'), name)}  {padded(words('memory.column.value'), place)}"
    lines: list[Line] = [(Span(f"{start}{titles}   {legend}".rstrip(), "dim"),)]
    for curve in curves:
        kind: Kind = "accent" if curve.letter == LETTERS[0] else "plain"
        head = Span(f" {curve.letter} {padded(cut(curve.name, name), name)}", kind)
        memory = curve.memory
        if not isinstance(memory, Memory):
            why = words("memory.working") if memory is None else show(words.told(memory))
            lines.append((head, Span(f"  {why}", "dim")))
            continue
        first, last, ratio = ends(memory)
        values = "".join(f"{_number(value):>{NUMBER}}" for value in (first, last, ratio))
        text = "".join(cell * broad for cell in log_levels(drawn[curve.letter], span)) if room > 4 else ""
        value = padded(str(memory.place), place)
        drawn_text = (Span(f"   {text}", "bar"),) if text else ()
        lines.append((head, Span(f"  {value}", "dim"), Span(values, "plain"), *drawn_text))
    return lines


def _number(value: float) -> str:
    """A number of the table; `–` where 0 would have to be divided by 0."""
    return "–" if math.isnan(value) else magnitude(value, NUMBER - 1)


def plotted(session: Session, view: View, look: Remembered) -> tuple[dict[str, list[tuple[float, float]]], int]:
    """The curves of a plot by their letters, each divided by its largest, and how many powers of ten they span."""
    from ...session.memory import Memory, bands

    found: dict[str, list[tuple[float, float]]] = {}
    for curve in curves_of(session, view, look):
        if isinstance(curve.memory, Memory) and curve.memory.largest >= 0:
            cells = [band for band in bands(curve.memory, MOST_POINTS) if band.largest > 0]
            most = max((band.largest for band in cells), default=0.0)
            found[curve.letter] = [(float(band.first), band.largest / most) for band in cells]
    span = decades([value for _, value in points] for points in found.values())
    seen = {letter: [point for point in points if point[1] >= 10.0**-span] for letter, points in found.items()}
    return seen, span


def ends(memory: Memory) -> tuple[float, float, float]:
    """What the first token weighs, what the last does that was read, and the one divided by the other."""
    if not memory.read:
        return float("nan"), float("nan"), float("nan")
    first, last = float(memory.norms[0]), float(memory.norms[memory.read - 1])
    return first, last, first / last if last else float("nan")
