"""The lines of the frame: what is run, what can be chosen, and which keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ..describe import summary
from ..hinted import HINTS, label_key, where
from ..keys import BY_NAME
from ..layout import WIDE
from ..possible import has_attention, is_possible
from ..spans import Kind, Line, Span, cropped, joined, width_of
from ..view import MODES, View
from .panel import Panel

if TYPE_CHECKING:
    from ...session.session import Session


LEAST_SUMMARY = 24
"""So many cells of what is run are seen before all screens are named."""


class Heading(Panel):
    """The modes at the left, what was chosen at the right."""

    def is_same(self, before: Session, session: Session) -> bool:
        return before.realised is session.realised

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        words = self.view.words
        modes = _modes(session, self.view, True)
        if width_of(modes) + min(cell_len(summary(session, words)) + 1, LEAST_SUMMARY) >= width:
            modes = _modes(session, self.view, False)
        # With the mouse alone, and no room for the selectors, what is run is chosen from here.
        text = Span(f"{summary(session, words, width - width_of(modes) - 2)} ", "strong", "app.command_palette")
        # Where one is, and where one can go, has to be seen; what is run gives way.
        return (joined(modes, cropped((text,), width - width_of(modes) - 1), width),)

    def before(self, width: int) -> tuple[Line, ...]:
        return (cropped(_modes(None, self.view, width >= WIDE), width),)


def _modes(session: Session | None, view: View, named: bool) -> Line:
    """The modes with their keys: all by name, or only the one that one is in."""
    line: list[Span] = [Span(" ")]
    for place, mode in enumerate(MODES, 1):
        here = mode == view.mode
        # What has nothing to show yet says so itself.
        possible = here or (session is not None and (mode != "attention" or has_attention(session)))
        name = view.words(f"key.mode_{mode}") if named or here else ""
        kind: Kind = "cursor" if here else "dim" if possible else "line"
        click = f"app.mode('{mode}')" if session is not None else ""
        line += [Span(f" {place} {name} " if name else f" {place} ", kind, click)]
    return tuple(line)


class Choices(Panel):
    """What can be chosen, with the key that opens the list; a click opens it too."""

    def is_same(self, before: Session, session: Session) -> bool:
        return before.realised is session.realised

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        from ..selectors import selectors

        return (selectors(session, self.view.words, width),)


class Hints(Panel):
    """The keys that matter most, those that can't be used now in a quiet colour."""

    field: str = ""
    """The id of the field in which one types: letters are text then."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del height
        if self.field == "text":
            from .edit_panel import keys_of_text

            return (keys_of_text(self.view.words, width),)
        if self.field:
            return (keys_of_field(self.view, self.field, width),)
        return (hints(session, self.view, width),)

    def before(self, width: int) -> tuple[Line, ...]:
        return (hints(None, self.view, width),)


def hints(session: Session | None, view: View, width: int) -> Line:
    """As many keys as fit, help always the last."""
    parts = {name: _hint(session, view, name) for name in HINTS[where(view)]}
    last = parts.pop("help")
    line: Line = (Span(" "),)
    for part in parts.values():
        if width_of(line) + width_of(part) + width_of(last) > width:
            continue
        line = (*line, *part)
    return (*line, *last)


def keys_of_field(view: View, field: str, width: int) -> Line:
    """The keys that there are while a sentence is typed; those of a search stand in its own line."""
    if field == "search":
        return ()
    line: Line = (Span(" "),)
    for shown, key, action in (
        ("Enter Esc", "edit.leave", "app.leave"),
        ("^p", "key.palette", "app.command_palette"),
        ("^c", "key.quit", "app.quit"),
    ):
        line = (*line, Span(shown, "accent", action), Span(f" {view.words(key)}  ", "dim", action))
    return cropped(line, width)


def _hint(session: Session | None, view: View, name: str) -> Line:
    label = view.words(label_key(name, where(view)))
    if name in ("unit", "column"):
        keys = "↑↓" if name == "unit" else "←→"
        parts = [Span(key, "accent", f"app.{name}({by})") for key, by in zip(keys, (-1, 1), strict=True)]
        return (*parts, Span(f" {label}  ", "dim", f"app.{name}(1)"))
    key = BY_NAME[name]
    action = key.action.split("(")[0]
    possible = is_possible(session, view, action, -1 if "-1" in key.action else 1)
    shown = key.shown.split()[0]
    return (
        Span(shown, "accent" if possible else "line", f"app.{key.action}" if possible else ""),
        Span(f" {label}  ", "dim" if possible else "line", f"app.{key.action}" if possible else ""),
    )
