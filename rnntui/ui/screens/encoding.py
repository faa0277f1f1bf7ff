"""The mode encoding: the vectors of the words, how alike they are, what is nearest to one, and a map of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from ...errors import RnntuiError
from ..view import View
from ..widgets.encoding_atlas import EncodingAtlas
from ..widgets.encoding_matrix import EncodingMatrix
from ..widgets.encoding_near import EncodingNear
from ..widgets.encoding_panel import EncodingPanel, Look
from ..widgets.encoding_see import EncodingSee
from ..widgets.encoding_vectors import EncodingVectors
from .body import Body
from .encoding_layout import shared_out
from .encoding_place import neighbour_of, place_of

if TYPE_CHECKING:
    from ...session.encoding_words import Vocabulary
    from ...session.realise import Realised
    from ...session.walk import Place


class Encodings(Body):
    """It knows which word is looked at: the token that is read, until one of its neighbours is chosen."""

    DEFAULT_CSS = """
    Encodings > Horizontal { width: 100%; }
    Encodings EncodingPanel { height: 100%; }
    Encodings #near, Encodings #around-map { margin-left: 1; }
    Encodings #see { width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
    ]
    first: ClassVar[str] = "vectors"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._read: tuple[Realised | None, int] = (None, -1)
        """What is read: a run, and a place in it."""
        self._token = 0
        """The token that is looked at where the sentence has one step alone."""
        self._elsewhere: str | None = None
        """A word that is looked at in place of the token that is read."""
        self._chosen = 0
        self._page = 0
        self._as_one_hot = False
        self._large = "vectors"
        """The panel that fills the screen, where one does."""
        self._room = (0, 0)

    def compose(self) -> ComposeResult:
        with Horizontal(id="above"):
            yield EncodingVectors(id="vectors")
            yield EncodingNear(id="near")
        with Horizontal(id="below"):
            yield EncodingMatrix(id="matrix")
            yield EncodingAtlas(id="around-map")
        yield EncodingSee(id="see")

    def watch_session(self) -> None:
        self.draw()

    def watch_view(self, before: View, view: View) -> None:
        # The rows may have been shared out before the view arrived here.
        if before.large != view.large and self._room[0]:
            self.share(*self._room)
        self.draw()

    def on_mount(self) -> None:
        self.draw()

    # What is shown

    def look(self) -> Look | None:
        """Where one looks; None where there is no word."""
        vocabulary = self._vocabulary()
        session = self.session
        if vocabulary is None or session is None or not vocabulary.words:
            return None
        if session.realised is not self._read[0]:
            self._token = self._page = 0
        token = min(session.moment, len(vocabulary.places) - 1) if vocabulary.keeps_order else self._token
        if (session.realised, token) != self._read:
            self._read, self._elsewhere, self._chosen = (session.realised, token), None, 0
        place = vocabulary.places[token]
        name = vocabulary.words[place].name if self._elsewhere is None else self._elsewhere
        from ...session.encoding_likeness import surroundings

        near = self.worked_out((session.realised, name), lambda: surroundings(vocabulary, name))
        return Look(vocabulary, place, name, near, self._chosen, self._page, self._as_one_hot)

    def draw(self) -> None:
        """Hand on to the panels where one looks."""
        if self.is_mounted:
            look = self.look()
            for panel in self.query(EncodingPanel):
                panel.show(self.session, self.view, look)
            self.query_one(EncodingAtlas).show(look)

    @property
    def is_busy(self) -> bool:
        return super().is_busy or any(each.is_loading for each in self.query(EncodingAtlas))

    def _vocabulary(self) -> Vocabulary | None:
        if self.session is None:
            return None
        from ...session.encoding_words import vocabulary_of

        return vocabulary_of(self.session.realised)

    def share(self, width: int, height: int) -> None:
        """Share the rows and columns out among the panels."""
        self._room = (width, height)
        vocabulary = self._vocabulary()
        large = None if self.view.large is None else self._focused() or self._large
        if large is not None:
            self._large = large
        sizes = shared_out(width, height, vocabulary, large)
        self.query_one(EncodingAtlas).room = sizes["around-map"]
        for name, size in sizes.items():
            widget = self.query_one(f"#{name}")
            widget.display = min(size) > 0
            widget.styles.width, widget.styles.height = size
        self.draw()

    def _focused(self) -> str | None:
        """The panel that has the focus."""
        focused = self.screen.focused
        return focused.id if isinstance(focused, EncodingPanel) else None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        del event
        if self.view.large is not None and self._room[0]:
            self.share(*self._room)

    # Where one looks

    def step(self, by: int) -> bool:
        """Of a sentence that has one step alone the tokens are gone through; else the steps are the app's."""
        vocabulary = self._vocabulary()
        if vocabulary is None or vocabulary.keeps_order:
            self._elsewhere = None
            return False
        self._token = max(0, min(self._token + by, len(vocabulary.places) - 1))
        self._elsewhere = None
        self.draw()
        return True

    def go_along(self, dx: int, dy: int) -> bool:
        """Through the tokens by the one pair of arrows, through the neighbours by the other; pages of numbers."""
        if dx and not self.step(dx):
            self.call_later(self.run_action, f"app.step({dx})")
            self.draw()
        elif abs(dy) == 1:
            self._choose(self._chosen + dy)
        elif dy:
            by = 1 if dy > 0 else -1
            near = self.query_one(EncodingNear)
            if near.has_focus:
                self._choose(self._chosen + by * near.rows)
            else:
                self._turn(by)
        return True

    def _choose(self, place: int) -> None:
        """Put the cursor on a neighbour."""
        look = self.look()
        near = None if look is None else look.near
        if near is not None and not isinstance(near, RnntuiError):
            self._chosen = max(0, min(place, len(near.neighbours) - 1))
            self.draw()

    def _turn(self, by: int) -> None:
        """Show another page of numbers."""
        self._page = max(0, min(self._page + by, self.query_one(EncodingVectors).pages - 1))
        self.draw()

    @property
    def neighbour(self) -> str | None:
        """The word that the cursor is on."""
        return neighbour_of(self.look())

    @property
    def place(self) -> Place | None:
        """How alike that one is to the word that is looked at; where there is none, an entry of what is read."""
        return place_of(self.look(), self.session)

    def action_look(self) -> None:
        """Look at the neighbour that the cursor is on."""
        if (other := self.neighbour) is not None:
            self._look_at(other)

    def action_back(self) -> None:
        """Look at the token that is read again."""
        self._elsewhere, self._chosen = None, 0
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "back" or self._elsewhere is not None

    def _look_at(self, name: str) -> None:
        """Look at a word: go to its token where the sentence has it."""
        vocabulary, session = self._vocabulary(), self.session
        if vocabulary is None or session is None:
            return
        place = vocabulary.place_of(name)
        self._elsewhere, self._chosen = None if place is not None else name, 0
        if place is not None and vocabulary.places[self._read[1]] != place:
            first = vocabulary.words[place].first
            if vocabulary.keeps_order:
                self.call_later(self.run_action, f"app.go({first})")
            else:
                self._token = first
        self.draw()

    def on_encoding_panel_pointed(self, message: EncodingPanel.Pointed) -> None:
        message.stop()
        self._look_at(message.name)

    def on_encoding_panel_turned(self, message: EncodingPanel.Turned) -> None:
        message.stop()
        self.go_along(0 if message.is_list else message.by, message.by if message.is_list else 0)

    def on_encoding_vectors_paged(self, message: EncodingVectors.Paged) -> None:
        message.stop()
        self._turn(message.by)

    def on_encoding_matrix_other(self, message: EncodingMatrix.Other) -> None:
        message.stop()
        self._as_one_hot = not self._as_one_hot
        self.draw()
