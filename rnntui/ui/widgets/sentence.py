"""The field for the sentence: edits by what a reader counts as a character, and takes pastes of many lines."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from ...errors import RnntuiError
from ...render.show import in_one_line, show
from ...session.setup import check_text


def cluster_before(text: str, place: int) -> int:
    """Where the grapheme cluster begins that ends at a place."""
    import regex

    clusters = regex.findall(r"\X", text[:place][-64:])
    return place - len(clusters[-1]) if clusters else place


def cluster_after(text: str, place: int) -> int:
    """Where the grapheme cluster ends that begins at a place."""
    import regex

    clusters = regex.findall(r"\X", text[place : place + 64])
    return place + len(clusters[0]) if clusters else place


class Sentence(Input):
    """The sentence. What it shows has been through `show()`; Enter and Esc leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.leave", show=False),
        # As everywhere: End goes to the end of the line.
        Binding("ctrl+e", "app.export", show=False),
    ]

    class Refused(Message):
        """What was pasted is too long."""

        def __init__(self, error: RnntuiError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, text: str, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(in_one_line(text), placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        """As Input draws it; a lone surrogate or a bidi override never gets this far."""
        return Text(show(self.value), no_wrap=True, overflow="ignore", end="")

    def show_text(self, text: str) -> None:
        """Show a sentence that came from elsewhere, without saying that it was typed."""
        shown = in_one_line(text)
        if shown != self.value:
            with self.prevent(Input.Changed):
                self.value = shown
            self.cursor_position = len(shown)

    def _on_paste(self, event: events.Paste) -> None:
        """All lines of a paste, not the first alone as Input has it; none of one that is too long."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        try:
            check_text(self.value[:start] + event.text + self.value[end:])
        except RnntuiError as error:
            self.post_message(self.Refused(error))
        else:
            self.replace(in_one_line(event.text), start, end)

    def action_delete_left(self) -> None:
        if self.selection.is_empty:
            self.delete(cluster_before(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, cluster_after(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def action_cursor_left(self, select: bool = False) -> None:
        self._move(cluster_before(self.value, self.cursor_position), select)

    def action_cursor_right(self, select: bool = False) -> None:
        self._move(cluster_after(self.value, self.cursor_position), select)

    def _move(self, place: int, select: bool) -> None:
        self.selection = type(self.selection)(self.selection.start if select else place, place)
