"""What stands beside the boxes: what comes round to a cell, where steps are left out, and how much a token weighs."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.expression import Clock
from ...session.diagram import attended, known, value
from ...session.session import Session
from ..bars import SHADES
from .network import Read
from .picture import Kind, Text
from .scene import Edge
from .state import UNKNOWN, State, counts_of, mark_of, number

TRACE = 0.005
"""A weight above this has at least the lightest shade."""


def texts(state: State, flowing: frozenset[int]) -> Iterator[Text]:
    """All texts of a drawing that are not in boxes or valves."""
    if state.plan.folded is not None:
        yield from _loops(state, flowing)
        return
    for place, frame in enumerate(state.frames):
        if frame.kind == "gap":
            for y in range(state.scene.rooms.stop, state.scene.height):
                yield Text(state.scene.starts[place], y, "┊", "dim")
    yield from _beginnings(state)
    yield from _weights(state)


def _beginnings(state: State) -> Iterator[Text]:
    """What a line comes from that begins at the edge: nothing, before the first step, or steps that are not shown."""
    for edge in state.scene.edges:
        if edge.begins and not edge.rail:
            frame = state.frames[edge.target]
            step, steps = frame.step + edge.read.offset, counts_of(state.session)[frame.clock]
            is_zero = not 0 <= step < steps and edge.read.source not in state.program.architecture.initial
            mark = mark_of(state.session, edge.read.source, step) if state.session.steps else ""
            is_held = is_zero and bool(mark)
            yield Text(*edge.points[0], mark if is_held else "0" if is_zero else "┄", "accent" if is_held else "dim")


def _weights(state: State) -> Iterator[Text]:
    """How much each step of the sentence weighs in the answer, where its line goes up."""
    if not state.session.steps:
        return
    found = attended(state.session, ahead=state.ahead)
    if found is None:
        return
    _, weights = found
    for edge in state.scene.edges:
        if edge.joint is None or not state.is_current(state.frames[edge.target]):
            continue
        x, y = edge.joint
        if weights is None:
            yield Text(x - 2, y, UNKNOWN, "dim")
            continue
        weight = weights[state.frames[edge.source].step]
        yield Text(x - 5, y, f"{weight:.2f}", "strong")
        yield Text(x, y, SHADES[max(round(weight * 4), int(weight > TRACE))], "bar")


def _loops(state: State, flowing: frozenset[int]) -> Iterator[Text]:
    """The names and values of what comes in beside a cell."""
    seen: dict[tuple[int, int], Text] = {}
    for place, edge in enumerate(state.scene.edges):
        if edge.enters is None:
            continue
        gutter, y = edge.enters
        begin, end = state.scene.ends[gutter]
        x = begin - state.plan.zone + 1 if gutter > edge.target else end + 1
        if (x, y) in seen and place not in flowing:
            continue
        kind: Kind = "accent" if place in flowing else "plain"
        text = f"{state.plan.labels[edge.read.source]}[{_index(edge.read, _clock(state, edge.read))}]"
        if state.plan.form.loops:
            text = f"{text} {_arriving(state, edge)}".rstrip()
        seen[x, y] = Text(x, y, f" {text} ", kind)
    yield from seen.values()


def _clock(state: State, read: Read) -> Clock:
    """The clock of what is read."""
    return state.program.clocks[read.source]


def _index(read: Read, clock: Clock) -> str:
    if read.at == "all":
        return ":"
    if read.at == "last":
        return clock.upper()
    return f"{clock}{read.offset:+d}" if read.offset else clock


def _arriving(state: State, edge: Edge) -> str:
    """The value that comes in, as text."""
    read, session = edge.read, state.session
    clock = _clock(state, read)
    frame = state.frames[edge.target]
    if read.at == "all" or not session.steps:
        return ""
    if read.at == "last" or state.program.once(read.source):
        last = session.trace.clocks.get(clock, 0) - 1
        if not known(session, read.source, clock, last, ahead=state.ahead):
            return UNKNOWN
        backward = any(read.source in each.names and each.kind == "backward" for each in state.program.components)
        return _told(session, read.source, 0 if backward else last)
    step = frame.step + read.offset
    if frame.clock != session.cursor.clock and not state.is_known(read.target, frame):
        return UNKNOWN
    if 0 <= step < session.trace.clocks[clock] and not state.ahead:
        # What comes from the end of the sentence is told with what is made of it.
        is_told = known(session, read.source, clock, step) if read.offset < 0 else state.is_known(read.target, frame)
        if not is_told:
            return UNKNOWN
    return _told(session, read.source, step)


def _told(session: Session, name: str, step: int) -> str:
    """A value as text, with its mark where it was edited."""
    return f"{mark_of(session, name, step)}{number(value(session, name, step))}"
