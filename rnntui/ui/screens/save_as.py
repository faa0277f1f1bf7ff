"""Where a file is to be written to; what is there already is replaced only when one asks again."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ...formats.listing import entries, exists
from ...render.show import show
from ..words import Words
from .path_field import CSS, PathField, complete, expanded, keys_line

_KEYS = {"file.save": "screen.accept", "file.complete": "screen.complete", "file.leave": "screen.dismiss(None)"}


class SaveAs(ModalScreen[Path | None]):
    """Ends with where to write, or None. What is there already is named, and replaced only when one asks again."""

    CSS = CSS.format(name="SaveAs")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str, proposal: str, words: Words, changed: bool = False) -> None:
        """`changed` says that the file of this name is ours, but is not as we wrote it."""
        super().__init__()
        self.title_text = title
        self.proposal = proposal
        self.words = words
        self._asked = proposal if changed else None
        """The path that was said to exist."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.title_text), id="title")
            yield PathField(self.proposal, self.words("file.name"))
            yield Static(Content(self._about_changed()), id="said")
            yield Static(Content("") + keys_line(self.words, _KEYS), id="keys")

    def _about_changed(self) -> str:
        return "" if self._asked is None else self.words("file.changed", path=show(self._asked))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._asked:
            self._asked = None
            self.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Take the path; one that exists has to be accepted twice."""
        text = self.query_one(PathField).value
        if not text.strip():
            self.say(self.words("file.none"))
            return
        path = expanded(text)
        if text != self._asked and exists(path):
            self._asked = text
            self.say(self.words("file.exists", path=show(text)))
            return
        self.dismiss(path)

    def action_complete(self) -> None:
        """Complete the folder."""
        field = self.query_one(PathField)
        found = [each.text for each in entries(field.value, ()) if each.is_folder]
        complete(field, found)

    def action_go(self, by: int) -> None:
        """There is no list here."""

    def say(self, text: str) -> None:
        """A line below the field."""
        self.query_one("#said", Static).update(Content(text))
