"""The sentence as a timeline: tokens, what they bring in and what comes out, with `?` for what lies ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from textual import events

from ...render.cells import vector_text
from ..edit_marks import CHANGED, FORCED
from ..first_picture import HEAD, ahead
from ..layout import TALL
from ..spans import Kind, Line, Span, cut, padded
from ..steps import (
    MOST_IN_FULL,
    answer_at,
    output_of,
    output_shown,
    read_at,
    titled,
)
from ..stop_signs import signs
from ..view import View
from .panel import Panel

if TYPE_CHECKING:
    from ...session.realise import Realised
    from ...session.session import Session


def rows_wanted(session: Session) -> int:
    """How many lines the timeline has where there is room."""
    name = session.model.program.inputs[0]
    return 1 + (session.trace.units(name) <= MOST_IN_FULL) + any(map(partial(output_of, session), session.clocks))


def window(steps: int, current: int, room: int) -> range:
    """The steps that are shown where `room` of them fit: those around the current one."""
    first = max(0, min(current - room // 2, steps - room))
    return range(first, min(first + room, steps))


Texts: TypeAlias = dict[tuple[int, bool], tuple[str, ...]]
"""What stands above one another at moments that were looked at, with the input vector or without it."""


def timeline(session: Session, view: View, width: int, height: int, kept: Texts) -> tuple[Line, ...]:
    """The lines: tokens joined by a line, short input vectors where there is room, outputs.

    What was read stays what it is: `kept` has it, and gets what is new.
    """
    if not session.steps:
        return ((Span(" " * HEAD), Span(cut(view.words("empty"), width - HEAD), "accent")),)
    here = session.moment
    name = session.model.program.inputs[0]
    with_input = height >= 3 and session.trace.units(name) <= MOST_IN_FULL
    # A column takes five cells at least.
    near = window(session.moments, here, max(width // 4, 1))
    texts = {moment: kept.get((moment, with_input)) or _column(session, view, moment, with_input) for moment in near}
    kept |= {(moment, with_input): texts[moment] for moment in near if moment != here and moment <= session.farthest}
    size = max(cell_len(text) for column in texts.values() for text in column) + 4
    room = max((width - HEAD) // size, 1)
    shown = window(session.moments, here, room)
    read, written = _signed(session, shown)
    lines = [_tokens(session, view, [texts[moment][0] for moment in shown], shown, size, width, read)]
    if with_input:
        lines.append(_below(f"{name}[t]", [texts[moment][1] for moment in shown], shown, size, here))
    if (found := output_shown(session)) is not None:
        clock, output = found
        title = view.words("largest", name=output) if _is_large(session, output) else titled(session, clock, output)
        answers = [texts[moment][-1] for moment in shown]
        lines.append(_below(title, answers, shown, size, here, _edited(session, shown), written))
    return tuple(lines)


def _signed(session: Session, shown: range) -> tuple[dict[int, str], dict[int, str]]:
    """The signs behind what is read, and behind what is written: the token of an output step is what it writes."""
    found = signs(session, shown)
    first = session.offset("u") if "u" in session.clocks and output_of(session, "u") is not None else session.moments
    read = {moment: sign for moment, sign in found.items() if moment < first}
    return read, {moment: sign for moment, sign in found.items() if moment >= first}


def _edited(session: Session, shown: range) -> dict[int, str]:
    """The marks of the moments at which the output is forced, or another since something was edited."""
    if not session.realised.edited.is_changed:
        return {}
    from ...session.changes import changed_at, forced_at

    found = {}
    for moment in shown:
        clock, step = session.place_of(moment)
        if (name := output_of(session, clock)) is not None:
            at = 0 if session.model.program.once(name) else step
            if forced_at(session.realised, name, at):
                found[moment] = FORCED
            elif changed_at(session.realised, name, at) is not None:
                found[moment] = CHANGED
    return found


def _is_large(session: Session, output: str) -> bool:
    return session.trace.labels is None and session.trace.units(output) > MOST_IN_FULL


def _column(session: Session, view: View, moment: int, with_input: bool) -> tuple[str, ...]:
    clock, step = session.place_of(moment)
    vector: tuple[str, ...] = ()
    if with_input:
        vector = (vector_text(session.trace.at(session.model.program.inputs[0], step)) if clock == "t" else "",)
    # What a decoder reads is what it wrote before: it is hidden as long as that is.
    hidden = clock == "u" and not view.ahead and step > 0 and moment - 1 > session.farthest
    return ("?" if hidden else read_at(session, moment), *vector, answer_at(session, moment, view.ahead))


def _tokens(
    session: Session,
    view: View,
    tokens: Sequence[str],
    shown: range,
    size: int,
    width: int,
    marked: Mapping[int, str],
) -> Line:
    before, after = shown.start > 0, shown.stop < session.moments
    # What an output step reads is what the one before wrote: its own token stands below.
    title = view.words("token" if session.cursor.clock == "t" else "reads")
    line: list[Span] = [Span(padded(f" {title}", HEAD - 1), "dim"), Span("‹" if before else " ", "dim")]
    ends = [session.offset(clock) - 1 for clock in session.clocks]
    for moment, token in zip(shown, tokens, strict=True):
        current = moment == session.moment
        kind: Kind = "accent" if current else "plain" if moment <= session.farthest or view.ahead else "dim"
        line.append(Span(f"▐{token}▌" if current else f" {token} ", kind, f"app.go({moment})"))
        # A heavy line leads from what is read to what is written.
        stroke = "━" if moment in ends else "─" if moment + 1 < session.moments else " "
        mark = marked.get(moment, "")
        if mark:
            line.append(Span(mark, "accent", f"app.go({moment})"))
        line.append(Span(stroke * (size - cell_len(token) - 2 - len(mark)), "line"))
    return (*line, Span("›", "dim")) if after and HEAD + len(shown) * size < width else tuple(line)


def _below(
    title: str,
    texts: Sequence[str],
    shown: range,
    size: int,
    here: int,
    marked: Mapping[int, str] = MappingProxyType({}),
    signed: Mapping[int, str] = MappingProxyType({}),
) -> Line:
    """A line below the tokens: with the marks of edits before its texts, and signs of its steps behind them."""
    line: list[Span] = [Span(padded(f" {title}", HEAD), "dim")]
    for moment, text in zip(shown, texts, strict=True):
        kind: Kind = "strong" if moment == here else "dim" if text == "?" else "plain"
        mark = marked.get(moment, " ") if text not in ("", "?") else " "
        sign, click = signed.get(moment, ""), f"app.go({moment})"
        if not sign:
            line.append(Span(padded(f"{mark}{text}", size), kind, click))
            continue
        behind = size - cell_len(text) - 1
        line += [Span(f"{mark}{text}", kind, click), Span(padded(sign, behind), "accent", click)]
    return tuple(line)


class Timeline(Panel):
    """A click goes to a step, the wheel to the one before or after."""

    def __init__(self, tokens: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.tokens = tokens
        self._realised: Realised | None = None
        self._kept: Texts = {}

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        if session.realised is not self._realised:
            self._realised = session.realised
            self._kept.clear()
        # What is not computed yet at the current step may have been, when it was the one before.
        for with_input in (True, False):
            self._kept.pop((session.moment, with_input), None)
        below: tuple[Line, ...] = ()
        if session.watches:
            from .watches import watches

            below = watches(session, self.view.words, width, self.app.size.height >= TALL)
        return (*timeline(session, self.view, width, height - len(below), self._kept), *below)

    def before(self, width: int) -> tuple[Line, ...]:
        """The tokens alone, before the network has run."""
        return (ahead(self.tokens, self.view.words, width),)

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.step(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.step(1)")
