"""The keys of a dialog in one line, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from ..spans import Line, Span, cropped, width_of
from .lines import Lines

DOT = " · "
"""Between the keys, in the words that name them."""
CLOSER = "  "
"""Between them where there is less room."""


def key_line(text: str, actions: Sequence[str], width: int) -> Line:
    """The parts of a text, each with the action that a click asks for: `e change · Esc close`.

    Where they do not fit into so many cells, they stand closer; then parts are left out, from before the last:
    how to get out is always said.
    """
    parts = list(zip(text.split(DOT), actions, strict=True))
    line: Line = ()
    while parts:
        for gap in (DOT, CLOSER):
            line = _line(parts, gap)
            if width_of(line) <= width:
                return line
        del parts[-2 if len(parts) > 1 else -1]
    return cropped(line, width)


def _line(parts: Sequence[tuple[str, str]], gap: str) -> Line:
    line: list[Span] = []
    for part, action in parts:
        key, _, what = part.partition(" ")
        line += [Span(gap, "dim")] if line else []
        line += [Span(key, "accent", action), Span(f" {what}", "dim", action)]
    return tuple(line)


class KeyLine(Lines):
    """The line, as wide as there is room."""

    def __init__(self, text: str, actions: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = text
        self._actions = tuple(actions)

    def on_resize(self, event: events.Resize) -> None:
        self.show_lines((key_line(self._text, self._actions, event.size.width),))

    def name_keys(self, text: str, actions: Sequence[str]) -> None:
        """Name other keys."""
        self._text, self._actions = text, tuple(actions)
        self.show_lines((key_line(text, self._actions, self.size.width),))
