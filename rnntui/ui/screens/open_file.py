"""What file is to be opened: the last sessions, or whatever path one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from ...dataclass import dataclass
from ...formats.kinds import ENDINGS
from ...formats.listing import Entry, entries, is_file
from ...render.show import show
from ..spans import cut
from ..words import Words
from .path_field import CSS as _CSS
from .path_field import PathDialog, PathField, complete, expanded, keys_line

ENDED = (".json", *ENDINGS)
"""How the files end that can be opened."""
_KEYS = {"file.open": "screen.accept", "file.complete": "screen.complete", "file.leave": "screen.dismiss(None)"}


@dataclass(frozen=True)
class Offered:
    """A file that is offered before one types anything."""

    path: Path
    name: str
    """Visible text."""
    about: str = ""


class Open(PathDialog):
    """Ends with the file to open, or None."""

    CSS = (
        _CSS.format(name="Open")
        + """
    Open OptionList { height: auto; max-height: 14; background: $surface; border: none; padding: 0; }
    Open OptionList > .option-list--option-highlighted { text-style: reverse; }
    """
    )

    def __init__(self, offered: Sequence[Offered], words: Words) -> None:
        super().__init__(words)
        self.offered = tuple(offered)
        self.found: tuple[Offered | Entry, ...] = ()
        """What is listed,"""
        self._listed: str | None = None
        """and for what was typed; None until its folder was looked at."""
        self._marked: int | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.words("title.open")), id="title")
            yield PathField("", self.words("file.path"))
            options = OptionList(markup=False)
            options.can_focus = False
            yield options
            yield Static(Content(""), id="said")
            yield Static(Content("") + keys_line(self.words, _KEYS), id="keys")

    def on_mount(self) -> None:
        self.look_for("")

    def look_for(self, text: str) -> None:
        """List what was opened last, and the files that begin as what is typed does."""
        self.lookout.look(lambda: entries(text, ENDED), lambda found: self._list(text, found))

    def is_late(self) -> None:
        # What was opened last needs no folder.
        self._list(self.query_one(PathField).value, ())
        self._listed = None
        super().is_late()

    def _list(self, text: str, files: tuple[Entry, ...]) -> None:
        sought = text.casefold().strip()
        self.found = (*(each for each in self.offered if sought in each.name.casefold()), *files)
        self._listed = text
        options = self.query_one(OptionList)
        options.clear_options()
        self._marked = None
        options.add_options(self._prompt(each) for each in self.found)
        if self.found:
            options.highlighted = 0
        self.say("")

    def _prompt(self, found: Offered | Entry, here: bool = False) -> Content:
        room = max(min(76, self.app.size.width * 94 // 100) - 9, 10)
        mark = "▶" if here else " "
        if isinstance(found, Entry):
            return Content(f"{mark} {cut(show(found.text), room)}")
        return Content(f"{mark} {cut(found.name, room)}") + Content.styled(
            f"\n    {cut(found.about, room - 3)}" if found.about else "", "$quiet"
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Colour alone would say where one is."""
        event.stop()
        options = event.option_list
        for place, here in ((self._marked, False), (event.option_index, True)):
            if place is not None and place < len(self.found):
                options.replace_option_prompt_at_index(place, self._prompt(self.found[place], here))
        self._marked = event.option_index

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.look_for(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self.found[event.option_index])

    def action_accept(self) -> None:
        """Open the file that is typed; else what is marked."""
        typed = self.query_one(PathField).value
        if typed:
            self.lookout.look(
                lambda: (is_file(expanded(typed)), entries(typed, ENDED)), lambda found: self._accept(typed, *found)
            )
        else:
            self._take_marked()

    def _accept(self, typed: str, is_there: bool, files: tuple[Entry, ...]) -> None:
        if is_there:
            self.dismiss(expanded(typed))
        elif self._listed == typed:
            self._take_marked()
        else:
            # What is marked was not seen yet.
            self._list(typed, files)
            if not self.found:
                self._take_marked()

    def _take_marked(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self.found):
            self._take(self.found[place])
        else:
            self.say(self.words("file.nothing"))

    def _take(self, found: Offered | Entry) -> None:
        """Open a file, or look into a folder."""
        if isinstance(found, Entry) and found.is_folder:
            complete(self.query_one(PathField), [found.text])
        else:
            self.dismiss(found.path if isinstance(found, Offered) else expanded(found.text))

    def action_complete(self) -> None:
        """Complete what is typed as far as it is certain; where nothing more is, take what is marked."""
        field = self.query_one(PathField)
        found = [each for each in self.found if isinstance(each, Entry)]
        if complete(field, [each.text for each in found]):
            return
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self.found) and isinstance(marked := self.found[place], Entry):
            complete(field, [marked.text])

    def action_go(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        move: Callable[[], None] = options.action_cursor_up if by < 0 else options.action_cursor_down
        move()
