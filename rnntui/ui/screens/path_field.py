"""The field for a path, and what its dialogs have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static

from ...errors import RnntuiError
from ...render.show import show
from ..lookout import Lookout
from ..words import Words

CSS = """
{name} {{ align: center middle; background: $background 60%; }}
{name} > Vertical {{
    width: 76; max-width: 94%; height: auto; max-height: 90%;
    border: round $line; background: $surface; padding: 0 1;
}}
{name} #title {{ text-style: bold; height: auto; }}
{name} Input {{ margin: 0 0 1 0; background: $panel; }}
{name} #said {{ height: auto; }}
{name} #keys {{ height: auto; color: $quiet; }}
"""
"""The look of a dialog, by its name."""


class PathField(Input):
    """The field for a path. What a name holds is drawn visibly, and stays what it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.go(-1)", show=False),
        Binding("down", "screen.go(1)", show=False),
        Binding("tab", "screen.complete", show=False),
    ]

    def __init__(self, text: str, placeholder: str) -> None:
        super().__init__(text, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        return Text(show(self.value), no_wrap=True, overflow="ignore", end="")


class PathDialog(ModalScreen[Path | None]):
    """Ends with a path, or None. Folders are looked at beside the app: one of the network may stall."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.lookout = Lookout(self, self.is_late, self.is_wrong)

    @property
    def is_busy(self) -> bool:
        """Whether a folder is being looked at."""
        return self.lookout.is_busy

    def is_late(self) -> None:
        """A folder takes its time."""
        self.say(self.words("file.looking"))

    def is_wrong(self, error: RnntuiError) -> None:
        """Looking came to an error."""
        self.say(show(self.words.told(error)))

    def say(self, text: str) -> None:
        """A line below the field."""
        self.query_one("#said", Static).update(Content(text))


def keys_line(words: Words, actions: Mapping[str, str]) -> Content:
    """What the keys do, to be clicked too."""
    parts = [Content(words(key)).stylize(Style.from_meta({"@click": action})) for key, action in actions.items()]
    return Content("  ·  ").join(parts)


def complete(field: Input, texts: Sequence[str]) -> bool:
    """Put what all texts begin with into a field; False where that is no more than what stands there."""
    common = texts[0] if texts else ""
    for each in texts[1:]:
        while not each.casefold().startswith(common.casefold()):
            common = common[:-1]
    if len(common) <= len(field.value):
        return False
    field.value = common
    field.cursor_position = len(common)
    return True


def expanded(text: str) -> Path:
    """A path that was typed; `~` is the home folder, where there is one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
