"""The notation of equations in short, over the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from ..notation import notation
from ..widgets.lines import Lines
from ..words import Words


class Notation(ModalScreen[None]):
    """Any of the keys that opened it closes it."""

    CSS = """
    Notation { align: center middle; background: $background 60%; }
    Notation > VerticalScroll {
        width: 84; max-width: 96%; height: auto; max-height: 96%;
        border: round $line; background: $surface; padding: 0 1;
    }
    Notation Lines { width: 100%; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss(None)", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.border_title = Content(self.words("title.notation"))
            scroll.border_subtitle = Content(self.words("notation.close"))
            # Border, padding and the bar at the right take the rest.
            lines = notation(self.words, min(84, self.app.size.width * 96 // 100) - 6)
            shown = Lines(lines)
            shown.styles.height = len(lines)
            yield shown
