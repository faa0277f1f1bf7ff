"""What silencing each unit does, ranked: one line a unit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ...render.bars import gate_bar, size_bar
from ...render.numbers import brief
from ..spans import Line, Span, cropped, cut, padded
from .lines import Lines

if TYPE_CHECKING:
    from ...session.ablation import Ablation, Effect
    from ..words import Words

BAR, SHORT_BAR = 12, 5
"""Cells of the bars, and where there is little room."""
NARROW = 70
"""Up to so many columns there is."""


def running(done: float, words: Words) -> str:
    """How far it is, from 0 to 1."""
    return words("ablation.running", bar=gate_bar(done, 20), percent=math.floor(100 * done))


UNTOLD = "?"
"""In the place of an answer that was not reached yet."""


def findings(found: Ablation, words: Words, is_told: bool = True) -> Iterator[str]:
    """The answer with all units and without, how far it is, and how a change is measured.

    Without `is_told` no answer is given away: it was not reached yet.
    """
    from ...render.ablation_table import said

    count, units = found.turned, len(found.effects)
    yield words("ablation.before", answer=said(found.answer, found.values)) if is_told else words("ablation.untold")
    if found.done < 1:
        yield running(found.done, words)
    elif found.answer:
        # Where nothing names the answer, every unit changes it a little.
        key = f"ablation.turned{'.none' if not count else '.one' if count == 1 else ''}"
        yield words(key, count=count, units=units)
    if (all_of := found.together) is not None:
        answer = said(all_of.answer, all_of.output) if is_told else UNTOLD
        change = brief(all_of.change, 4)
        yield words("ablation.together", name=found.variable, answer=answer, output=found.output, change=change)
    yield words("ablation.measure", output=found.output)
    if found.is_uneven:
        yield words("ablation.measure.uneven")


def effect_lines(
    found: Ablation, words: Words, row: int, width: int, height: int, is_told: bool = True
) -> tuple[Line, ...]:
    """The titles and a page of the ranking: the change as a number and a bar, and what is answered without the unit."""
    size = max(len(str(effect.unit)) for effect in found.effects) if found.effects else 1
    size, bar = max(size, len("unit")), SHORT_BAR if width <= NARROW else BAR
    head = (
        f"  {padded(words('ablation.unit'), size)}  {padded(f'|Δ{found.output}|', 11 + bar)} "
        f" {padded(words('ablation.step'), 9)}{words('ablation.answer')}"
    )
    lines: list[Line] = [cropped((Span(head, "dim"),), width)]
    rows = max(height - 1, 1)
    first = row // rows * rows
    most = max((effect.change for effect in found.effects if effect.change == effect.change), default=0.0)
    for place, effect in list(enumerate(found.effects))[first : first + rows]:
        lines.append(cropped(_line(found, effect, most, size, bar, place == row, is_told), width))
    return tuple(lines)


def _line(found: Ablation, effect: Effect, most: float, size: int, bar: int, here: bool, is_told: bool) -> Line:
    from ...render.ablation_table import said

    answer = said(effect.answer, effect.output) if is_told else UNTOLD
    is_other = effect.answer != found.answer
    return (
        Span(f"{'▶' if here else ' '} {effect.unit:>{size}}  ", "accent" if here else "dim"),
        Span(padded(brief(effect.change, 4), 10), "cursor" if here else "plain"),
        Span(f" {padded(size_bar(effect.change, most, bar), bar)}  ", "bar"),
        Span(padded(f"{effect.step}", 8), "dim"),
        Span(f"{'≠' if is_other else ' '}{cut(answer, 60)}", "strong" if is_other else "plain"),
    )


class Effects(Lines, can_focus=True):
    """The ranking. A click points at a unit, the wheel goes from one to the next."""

    class Pointed(Message):
        """A line was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    first: int = 0
    """The rank of the first line."""
    found: Ablation | None = None

    def show_effects(self, found: Ablation, words: Words, row: int, is_told: bool = True) -> None:
        """Draw the page on which a rank stands."""
        width, height = self.size
        rows = max(height - 1, 1)
        self.first, self.found = row // rows * rows, found
        self.show_lines(effect_lines(found, words, row, width, height, is_told))

    class Resized(Message):
        """There is another room for it."""

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Point at the unit below the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.found is None or offset.y < 1:
            return
        row = self.first + offset.y - 1
        if row < len(self.found.effects):
            self.post_message(self.Pointed(row))

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("screen.go(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("screen.go(1)")
