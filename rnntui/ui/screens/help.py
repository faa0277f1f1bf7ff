"""All keys and marks, made from the table of keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from ..keys import BY_NAME, GROUPS, KEYS, Key
from ..spans import padded, wrapped
from ..words import Words, all_words

KEY = 8
"""Cells of a key."""
WIDEST = 76


def help_text(words: Words, width: int) -> Content:
    """The keys by group, then the marks, in lines of so many cells: what is long goes on below where it began."""
    parts: list[Content] = []
    for group in GROUPS:
        parts.append(Content.styled(words(f"help.{group}"), "bold $primary"))
        for key in KEYS:
            if key.group == group:
                said = words(f"tip.{key.name}")
                if group == "mode":
                    said = words("help.named", name=words(f"key.{key.name}"), tip=said)
                parts += _key_lines(key, said, width)
        parts.append(Content(""))
    parts.append(Content.styled(words("help.marks"), "bold $primary"))
    for name in (key for key in all_words() if key.startswith("mark.")):
        mark, _, said = words(name).partition("  ")
        pieces = wrapped(said.strip(), width - KEY - 2) or ("",)
        parts += [Content(f"  {padded('' if k else mark, KEY)}{piece}") for k, piece in enumerate(pieces)]
    return Content("\n").join(parts)


def _key_lines(key: Key, said: str, width: int) -> list[Content]:
    """What a key does, each line of which can be clicked."""
    lines = []
    for place, piece in enumerate(wrapped(said, width - KEY - 2) or ("",)):
        head = "  " + padded("" if place else key.shown, KEY)
        line = Content.assemble((head, "bold"), piece)
        lines.append(line.stylize(Style.from_meta({"@click": f"screen.do('{key.name}')"})))
    return lines


class Help(ModalScreen[None]):
    """Any of the keys that opened it closes it."""

    CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 94%;
        border: round $line; background: $surface; padding: 0 1;
    }
    Help Static { height: auto; link-style: none; link-color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss(None)", show=False),
    ]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.border_title = Content(self.words("title.help"))
            scroll.border_subtitle = Content(self.words("help.close"))
            yield Static(help_text(self.words, self._room), id="keys")

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.query_one("#keys", Static).update(help_text(self.words, self._room))

    @property
    def _room(self) -> int:
        """Cells between the padding and the bar at the right."""
        return min(WIDEST, self.app.size.width * 96 // 100) - 6

    async def action_do(self, name: str) -> None:
        """Do what the key of a line that was clicked does: so the mouse reaches all of it on the smallest screen."""
        self.dismiss(None)
        await self.app.run_action(BY_NAME[name].action)
