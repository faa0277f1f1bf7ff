"""The line for what is searched: a field, which of how many matches one is at, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from ...render.show import show
from ..spans import Span, cut
from .lines import Lines

if TYPE_CHECKING:
    from ..words import Words

LONGEST = 200
"""So many characters are searched for at most."""
GAP = "   "
"""Between the keys."""


class Field(Input):
    """Its keys belong to the search; leaving it in any way ends that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "seek(-1)", show=False),
        Binding("down", "seek(1)", show=False),
        Binding("escape", "close", show=False),
    ]

    def action_seek(self, by: int) -> None:
        self.post_message(Search.Sought(self.value, by))

    def action_close(self) -> None:
        self.post_message(Search.Ended(False, self.value))


class Search(Horizontal):
    """Says what is sought, and shows what is found. It knows neither session nor run."""

    DEFAULT_CSS = """
    Search { dock: bottom; margin-bottom: 1; height: 1; width: 100%; background: $panel; layer: above; }
    Search #search-prompt { width: 3; background: $panel; }
    Search #search { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    Search #search-said { width: auto; max-width: 70%; background: $panel; }
    """

    class Sought(Message):
        """A text is looked for: from where the search began (`by` 0), or from here on, or back."""

        def __init__(self, text: str, by: int = 0) -> None:
            super().__init__()
            self.text = text
            self.by = by

    class Ended(Message):
        """The search is over: one stays, or goes back to where it began; and what was typed."""

        def __init__(self, stays: bool, text: str = "") -> None:
            super().__init__()
            self.stays = stays
            self.text = text

    def __init__(self, words: Words, last: str) -> None:
        super().__init__(id="search-row")
        self.words = words
        self.last = last

    def compose(self) -> ComposeResult:
        hint = self.words("search.again", sought=show(self.last)) if self.last else self.words("search.empty")
        yield Lines(((Span(" / ", "accent"),),), id="search-prompt")
        field = Field(placeholder=hint, id="search", compact=True, max_length=LONGEST)
        field.cursor_blink = False
        yield field
        yield Lines(id="search-said")

    def on_mount(self) -> None:
        self.query_one(Field).focus()
        self.say("")

    def say(self, found: str, is_found: bool = True) -> None:
        """Show which of how many matches one is at, and as many of the keys as fit."""
        room = self.app.size.width * 2 // 3
        said = self.query_one("#search-said", Lines)
        parts = self.words("search.keys" if is_found else "search.keys.none").split(GAP)
        parts = [found, *parts] if found else parts
        while len(parts) > 1 and cell_len(GAP.join(parts)) + 2 > room:
            parts.pop()
        text = f" {cut(GAP.join(parts), room - 2)} "
        said.styles.width = cell_len(text)
        said.show_lines(((Span(text, "strong" if found else "dim"),),))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Sought(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value and self.last:
            self.post_message(self.Sought(self.last, 1))
        self.post_message(self.Ended(True, event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        del event
        # While another window has the focus the field waits.
        if self.app.app_focus:
            self.post_message(self.Ended(True))
