"""Where a file is to be written to; what is there already is replaced only when one asks again."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ...formats.listing import Entry, entries, exists
from ...render.show import show
from ..words import Words
from .path_field import CSS, PathDialog, PathField, complete, expanded, keys_line

_KEYS = {"file.save": "screen.accept", "file.complete": "screen.complete", "file.leave": "screen.dismiss(None)"}


class SaveAs(PathDialog):
    """Ends with where to write, or None. What is there already is named, and replaced only when one asks again."""

    CSS = CSS.format(name="SaveAs")

    def __init__(self, title: str, proposal: str, words: Words, changed: bool = False, wrong: str = "") -> None:
        """`changed` says that the file of this name is ours, but is not as we wrote it; `wrong` is why it failed."""
        super().__init__(words)
        self.title_text = title
        self.proposal = proposal
        self.wrong = wrong
        self._asked = proposal if changed else None
        """The path that was said to exist."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.title_text), id="title")
            yield PathField(self.proposal, self.words("file.name"))
            yield Static(Content(self._about()), id="said")
            yield Static(Content("") + keys_line(self.words, _KEYS), id="keys")

    def _about(self) -> str:
        return self.wrong if self._asked is None else self.words("file.changed", path=show(self._asked))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != (self.proposal if self.wrong else self._asked):
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
        if text == self._asked:
            self.dismiss(path)
        else:
            self.lookout.look(lambda: exists(path), lambda found: self._answer(text, path, found))

    def _answer(self, text: str, path: Path, is_there: bool) -> None:
        if not is_there:
            self.dismiss(path)
        elif text == self.query_one(PathField).value:
            self._asked = text
            self.say(self.words("file.exists", path=show(text)))

    def action_complete(self) -> None:
        """Complete the folder."""
        text = self.query_one(PathField).value
        self.lookout.look(lambda: entries(text, ()), lambda found: self._complete(text, found))

    def _complete(self, text: str, found: tuple[Entry, ...]) -> None:
        field = self.query_one(PathField)
        if field.value == text:
            self.say("")
            complete(field, [each.text for each in found if each.is_folder])

    def action_go(self, by: int) -> None:
        """There is no list here."""
