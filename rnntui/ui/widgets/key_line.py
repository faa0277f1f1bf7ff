"""The keys of a dialog in one line, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from ..spans import Line, Span

DOT = " · "


def key_line(text: str, actions: Sequence[str]) -> Line:
    """The parts of a text, with dots between, each with the action that a click asks for: `e change · Esc close`."""
    line: list[Span] = []
    for part, action in zip(text.split(DOT), actions, strict=True):
        key, _, what = part.partition(" ")
        line += [Span(DOT, "dim")] if line else []
        line += [Span(key, "accent", action), Span(f" {what}", "dim", action)]
    return tuple(line)
