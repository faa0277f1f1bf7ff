"""All keys and marks, made from the table of keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from ..keys import BY_NAME, GROUPS, KEYS
from ..spans import padded
from ..words import Words, all_words


def help_text(words: Words) -> Content:
    """The keys by group, then the marks."""
    parts: list[Content] = []
    for group in GROUPS:
        parts.append(Content.styled(words(f"help.{group}"), "bold $primary"))
        parts += [
            Content.assemble(("  " + padded(key.shown, 8), "bold"), words(f"tip.{key.name}")).stylize(
                Style.from_meta({"@click": f"screen.do('{key.name}')"})
            )
            for key in KEYS
            if key.group == group
        ]
        parts.append(Content(""))
    parts.append(Content.styled(words("help.marks"), "bold $primary"))
    parts += [Content(f"  {words(key)}") for key in all_words() if key.startswith("mark.")]
    return Content("\n").join(parts)


class Help(ModalScreen[None]):
    """Any of the keys that opened it closes it."""

    CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 94%;
        border: round $line; background: $surface; padding: 0 1;
    }
    Help Static { height: auto; }
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
            yield Static(help_text(self.words))

    async def action_do(self, name: str) -> None:
        """Do what the key of a line that was clicked does: so the mouse reaches all of it on the smallest screen."""
        self.dismiss(None)
        await self.app.run_action(BY_NAME[name].action)
