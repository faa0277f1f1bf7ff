"""What silencing each unit does, ranked: one line a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ...render.bars import size_bar
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


def effect_lines(found: Ablation, words: Words, row: int, width: int, height: int) -> tuple[Line, ...]:
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
        lines.append(cropped(_line(found, effect, most, size, bar, place == row), width))
    return tuple(lines)


def _line(found: Ablation, effect: Effect, most: float, size: int, bar: int, here: bool) -> Line:
    from ...render.ablation_table import said

    answer = said(effect.answer, effect.output)
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

    def show_effects(self, found: Ablation, words: Words, row: int) -> None:
        """Draw the page on which a rank stands."""
        width, height = self.size
        rows = max(height - 1, 1)
        self.first, self.found = row // rows * rows, found
        self.show_lines(effect_lines(found, words, row, width, height))

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
