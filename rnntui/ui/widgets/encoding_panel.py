"""What the panels of the screen encoding have in common: one word that all of them look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.message import Message

from ...dataclass import dataclass
from ...render.show import show
from ..spans import cut
from ..view import View
from .panel import Panel

if TYPE_CHECKING:
    from ...errors import RnntuiError
    from ...session.encoding_likeness import Surroundings
    from ...session.encoding_words import Vocabulary
    from ...session.session import Session


@dataclass(frozen=True, eq=False)
class Look:
    """Where one looks in an encoding."""

    vocabulary: Vocabulary
    place: int
    """The token that is read: the place of its word."""
    name: str
    """The word that is looked at: that one, or another of the encoding."""
    near: Surroundings | RnntuiError | None
    """None while it is worked out."""
    chosen: int = 0
    """Which of the neighbours the cursor is on."""
    page: int = 0
    """Which page of the numbers of a vector is shown."""
    as_one_hot: bool = False
    """Whether the matrix is that of one-hot vectors, where there is room for one alone."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the word that is looked at is none of the sentence."""
        return self.name != self.vocabulary.words[self.place].name

    def names(self, room: int) -> tuple[tuple[str, ...], int]:
        """The words of the page on which one looks, and the place of the first; one from elsewhere is the last."""
        outside = self.vocabulary.place_of(self.name) is None
        room = max(room - outside, 1)
        place = self.place if outside else self.vocabulary.place_of(self.name) or 0
        first = place // room * room
        words = self.vocabulary.words[first : first + room]
        return (*(word.name for word in words), *((self.name,) if outside else ())), first


def word_of(look: Look, name: str) -> str:
    """A word made visible, with `*` behind one of the sentence that the encoding does not know."""
    place = look.vocabulary.place_of(name)
    is_known = place is None or look.vocabulary.words[place].is_known
    return show(name) + ("" if is_known else "*")


def label_of(look: Look, name: str) -> str:
    """The same, in parentheses where the sentence does not have it."""
    return word_of(look, name) if look.vocabulary.place_of(name) is not None else f"({show(name)})"


def unknown_key(vocabulary: Vocabulary) -> str:
    """How many words are known, and what stands for the others, as the words of the screen call it: `some.zero`."""
    assert vocabulary.encoding is not None
    return f"{vocabulary.known}.{vocabulary.encoding.unknown}"


def marked(label: str, width: int, more: str = "…") -> str:
    """A word in at most so many cells: its letters give way to `more` before its `*` does."""
    if cell_len(label) <= width:
        return label
    star = "*" if label.endswith("*") and width > 1 else ""
    room = width - len(star) - len(more)
    return set_cell_size(label, room).rstrip() + more + star if room > 0 else cut(label, width)


class EncodingPanel(Panel, can_focus=True):
    """It is given what to show by the screen. A click on a word looks at it, the wheel goes along."""

    class Pointed(Message):
        """A word was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Turned(Message):
        """The wheel was turned over a panel."""

        def __init__(self, by: int, *, is_list: bool = False) -> None:
            super().__init__()
            self.by = by
            self.is_list = is_list
            """Whether it goes through the neighbours, and not through the tokens."""

    look: Look | None = None
    is_list: ClassVar[bool] = False
    """Whether the wheel goes through the neighbours here."""
    shown: tuple[str, ...] = ()
    """The words that can be clicked, by their numbers."""

    def show(self, session: Session | None, view: View, look: Look | None) -> None:
        """Show a word."""
        self.set_reactive(EncodingPanel.session, session)
        self.set_reactive(EncodingPanel.view, view)
        self.look = look
        self.draw()

    def action_look_at(self, number: int) -> None:
        """Look at one of the words that are shown."""
        if number < len(self.shown):
            self.post_message(self.Pointed(self.shown[number]))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Turned(-1, is_list=self.is_list))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Turned(1, is_list=self.is_list))
