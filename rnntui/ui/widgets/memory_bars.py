"""How much each token weighs in a value: bars under the tokens, with their numbers."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...errors import RnntuiError
from ...render.curves import columns, magnitude
from ...render.show import show
from ..spans import Kind, Line, Span, cropped, cut, in_clauses, padded, width_of, wrapped
from ..steps import token_at
from ..view import View
from .memory_panel import MemoryPanel, Remembered
from .memory_weights import weights_file, weights_kind
from .panel import rule
from .table import AROUND_TITLE
from .timeline import window

if TYPE_CHECKING:
    from ...session.memory import Memory
    from ...session.session import Session

HEAD = 9
"""Cells of the words at the left."""
LEAST = 8
"""Cells of a token: its number fits."""
MOST_BAR = 6
ABOUT_EVEN = 1.5
"""The first third of the tokens against the last: within this factor neither is called larger."""
FEWEST = 3
"""Of so many tokens each third has to be, for the middle one to be told of."""


class MemoryBars(MemoryPanel):
    """A click on a token, a bar or a band goes there."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look, view = self.look, self.view
        if look is None:
            return ()
        units = _units(session, view, look)
        title = title_text(session, view, look, width - width_of(units) - AROUND_TITLE)
        if cell_len(title) + width_of(units) + AROUND_TITLE > width:
            units = _units(session, view, look, ".short")
        head = rule(title, width, self.has_focus, units)
        foot = told(session, view, look, width)
        foot = foot[: max(height - 6, 1)]
        bars = bars_lines(session, view, look, width, height - 1 - len(foot))
        bars += [()] * (height - 1 - len(foot) - len(bars))
        return (head, *(cropped(line, width) for line in bars), *foot)


def title_text(session: Session, view: View, look: Remembered, room: int) -> str:
    """What the numbers are, and of what they are the norm where there is room for that."""
    place = str(look.place)
    whole = view.words("memory.title.norm", place=place, name=session.model.input_name)
    return whole if cell_len(whole) <= room else view.words("memory.title", place=place)


def _units(session: Session, view: View, look: Remembered, how: str = "") -> Line:
    count = session.trace.units(look.place.variable)
    if count == 1:
        return (Span(view.words("units.one"), "dim"),)
    if look.place.unit is None:
        return (Span(view.words(f"memory.all{how}", count=count), "dim"),)
    return (Span(view.words(f"memory.unit{how}", unit=look.place.unit, count=count), "dim"),)


def bars_lines(session: Session, view: View, look: Remembered, width: int, rows: int) -> list[Line]:
    """The tokens of a page, their bars and numbers; below them all tokens in one row, where these are more."""
    memory = look.memory
    if not look.is_known or memory is None or isinstance(memory, RnntuiError) or rows < 3:
        why: list[Line] = [(Span(f" {line}", "accent"),) for line in wrapped(_why_none(session, view, look), width - 2)]
        return why[: max(rows, 0)]
    here = session.cursor.step if session.cursor.clock == "t" else max(memory.largest, 0)
    near = window(len(memory.norms), here, max((width - HEAD) // LEAST, 1))
    size = max(LEAST, *(cell_len(token_at(session, token)) + 3 for token in near))
    shown = window(len(memory.norms), here, max((width - HEAD) // size, 1))
    is_paged = len(shown) < len(memory.norms)
    tall = max(rows - 2 - 2 * (is_paged and rows >= 7), 1)
    lines = [_tokens(session, view, shown, size)]
    lines += _bars(session, memory, shown, size, min(tall, 8))
    lines.append(_numbers(view, memory, shown, size))
    if is_paged and rows >= 7:
        lines += _bands(view, memory, shown, width)
    return lines


def _why_none(session: Session, view: View, look: Remembered) -> str:
    if not look.is_known and session.model.program.once(look.place.variable):
        return view.words("memory.later", place=str(look.place))
    if not look.is_known:
        return view.words("not.yet")
    if isinstance(look.memory, RnntuiError):
        return show(view.words.told(look.memory))
    return view.words("memory.working")


def _tokens(session: Session, view: View, shown: range, size: int) -> Line:
    line = [Span(padded(f" {view.words('token')}", HEAD), "dim")]
    for token in shown:
        here = session.cursor.clock == "t" and token == session.cursor.step
        text = cut(token_at(session, token), size - 2)
        line.append(
            Span(padded(f"▐{text}▌" if here else f" {text}", size), "accent" if here else "plain", f"app.go({token})")
        )
    return tuple(line)


def _bars(session: Session, memory: Memory, shown: range, size: int, rows: int) -> list[Line]:
    most = float(memory.norms[memory.largest]) if memory.largest >= 0 else 0.0
    known = [float(memory.norms[token]) if token < memory.read else 0.0 for token in shown]
    cells = columns(known, most, rows)
    lines = []
    for text in cells:
        line = [Span(" " * HEAD)]
        for token, cell in zip(shown, text, strict=True):
            here = session.cursor.clock == "t" and token == session.cursor.step
            kind: Kind = "accent" if here else "bar"
            line.append(Span(padded(f" {cell * min(size - 2, MOST_BAR)}", size), kind, f"app.go({token})"))
        lines.append(tuple(line))
    return lines


def _numbers(view: View, memory: Memory, shown: range, size: int) -> Line:
    line = [Span(padded(f" {view.words('memory.weighs')}", HEAD), "dim")]
    for token in shown:
        text = magnitude(float(memory.norms[token]), size - 1) if token < memory.read else "?"
        kind: Kind = "dim" if token >= memory.read else "strong" if token == memory.largest else "plain"
        line.append(Span(padded(f" {text}", size), kind, f"app.go({token})"))
    return tuple(line)


def _bands(view: View, memory: Memory, shown: range, width: int) -> list[Line]:
    """All tokens in one row, and below them a mark under those that are shown above."""
    from ...session.memory import bands

    cells = bands(memory, width - HEAD - 1)
    most = float(memory.norms[memory.largest]) if memory.largest >= 0 else 0.0
    values = [0.0 if math.isnan(band.largest) else band.largest for band in cells]
    (text,) = columns(values, most, 1)
    count = len(memory.norms)
    line = [Span(padded(f" {view.words('memory.whole')}", HEAD), "dim")]
    for band, cell in zip(cells, text, strict=True):
        shade = cell if band.first < memory.read else "·"
        line.append(Span(shade, "bar" if band.first < memory.read else "dim", f"app.go({band.first})"))
    marks = "".join("▲" if band.last >= shown.start and band.first < shown.stop else " " for band in cells)
    size = cells[0].last - cells[0].first + 1
    each = view.words("memory.each" if size > 1 else "memory.each.one", count=count, size=size)
    left = marks.rstrip()
    room = width - HEAD - len(left) - 2
    before = len(left) - len(left.lstrip())
    if cell_len(each) <= room:
        return [tuple(line), (Span(" " * HEAD), Span(left, "accent"), Span(f"  {each}", "dim"))]
    if cell_len(each) + 2 <= before:
        text = padded(each, before)
        return [tuple(line), (Span(" " * HEAD), Span(text, "dim"), Span(left.lstrip(), "accent"))]
    return [tuple(line), (Span(" " * HEAD), Span(left, "accent"))]


def told(session: Session, view: View, look: Remembered, width: int) -> tuple[Line, ...]:
    """What to look at, which token weighs most and which least, and what weights these are."""
    words, memory, setup = view.words, look.memory, session.setup
    weights = words(f"memory.{weights_kind(setup)}", seed=setup.seed, name=weights_file(setup))
    texts: list[tuple[str, Kind]] = []
    if look.is_known and memory is not None and not isinstance(memory, RnntuiError) and memory.read:
        is_end = session.moment == session.moments - 1
        what = words("memory.look.end" if is_end else "memory.look", place=str(look.place))
        # Where there is little room, what to look at gives way first.
        texts = [(compared(session, view, memory), "strong"), (weights, "dim"), (what, "accent")]
    else:
        texts.append((weights, "dim"))
    return tuple((Span(f" {in_clauses(text, width - 1)}", kind),) for text, kind in texts)


def compared(session: Session, view: View, memory: Memory) -> str:
    """The largest beside the smallest, and the first token beside the last one that was read."""
    words, norms = view.words, memory.norms
    most, least = memory.largest, memory.smallest
    if not norms[most] > 0:
        return words("memory.nothing", place=str(memory.place))
    ratio = float(norms[most]) / float(norms[least]) if norms[least] > 0 else math.inf
    times = words("memory.times", ratio=magnitude(ratio)) if most != least and math.isfinite(ratio) else ""
    text = words(
        "memory.extremes" if memory.read > 1 else "memory.only",
        most=token_at(session, most),
        most_step=most,
        most_value=magnitude(float(norms[most])),
        least=token_at(session, least),
        least_step=least,
        least_value=magnitude(float(norms[least])),
        times=times,
    )
    kind = trend(memory)
    # What is no state is not carried from step to step: nothing fades or grows on the way to it.
    told = kind if kind == "middle" or is_carried(session, memory) else f"{kind}.here"
    return f"{words(f'memory.{told}')} {text}" if memory.read > 1 else text


def is_carried(session: Session, memory: Memory) -> bool:
    """Whether a value is one that steps of the sentence lead to one after the other, and no glance back at all."""
    program, name = session.model.program, memory.place.variable
    equation = program.equations.get(name)
    is_glance = equation is not None and equation.role in ("attention", "score")
    return program.clocks[name] == "t" and not is_glance


def trend(memory: Memory) -> str:
    """`fade`, `grow`, `middle` or `even`: the first third of what was read against the last, and the middle."""
    norms = [float(norm) for norm in memory.norms[: memory.read]]
    third = max(len(norms) // 3, 1)
    first, last = fmean(norms[:third]), fmean(norms[-third:])
    if third >= FEWEST and fmean(norms[third:-third]) * ABOUT_EVEN < min(first, last):
        return "middle"
    if first * ABOUT_EVEN < last:
        return "fade"
    return "grow" if first > last * ABOUT_EVEN else "even"
