"""All that was edited, in a list from which each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ...render.numbers import brief
from ...render.show import show
from ..spans import cut
from ..widgets.key_line import KeyLine
from ..words import Words

if TYPE_CHECKING:
    from ...session.edits import Edit
    from ...session.session import Session

Wish: TypeAlias = "tuple[Literal['back', 'change'], tuple[Edit, ...]] | Literal['tables'] | None"


class EditsList(ModalScreen["Wish"]):
    """Stays open while edits are taken back: whoever opens it is asked by `wish`, and calls `draw` afterwards."""

    CSS = """
    EditsList { align: center middle; background: $background 60%; }
    EditsList > Vertical {
        width: 90; max-width: 96%; height: auto; max-height: 90%;
        border: round $line; background: $surface; padding: 0 1;
    }
    EditsList Static { height: auto; }
    EditsList #title { text-style: bold; }
    EditsList OptionList { height: auto; background: $surface; border: none; padding: 0; }
    EditsList OptionList > .option-list--option-highlighted { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,U,q", "dismiss(None)", show=False),
        Binding("delete,backspace", "back", show=False),
        Binding("e", "change", show=False),
        Binding("tab", "tables", show=False, priority=True),
    ]

    def __init__(self, current: Callable[[], Session | None], wish: Callable[[Wish], object], words: Words) -> None:
        super().__init__()
        self.current = current
        self.wish = wish
        self.words = words
        self.edits: tuple[Edit, ...] = ()
        self._marked: int | None = None
        """The place of the line that is marked as the one where one is."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(""), id="title")
            yield OptionList(markup=False)
            yield KeyLine(*self._keys(), id="keys")

    def _keys(self) -> tuple[str, tuple[str, ...]]:
        """The keys that do something now, in words, and their actions."""
        always = ("screen.tables", "screen.dismiss(None)")
        if not self.edits:
            return self.words("edits.keys.none"), always
        return self.words("edits.keys"), ("screen.back", "screen.change", *always)

    def on_mount(self) -> None:
        self._give_room()
        self.draw()

    def on_resize(self) -> None:
        self._give_room()

    def _give_room(self) -> None:
        """Let the list itself scroll, and not the box around it: what Enter does has to be seen."""
        # Border, title and keys take the rest.
        options = self.query_one(OptionList)
        options.styles.max_height = max(self.app.size.height * 90 // 100 - 4, 3)
        self.call_after_refresh(options.scroll_to_highlight)

    def draw(self) -> None:
        """List what is edited now."""
        session = self.current()
        self.edits = () if session is None else session.setup.interventions
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        self._marked = None
        options.add_options(self._lines())
        options.display = bool(self.edits)
        count = len(self.edits)
        self.query_one("#title", Static).update(
            Content(self.words("edits.title", count=count) if count else self.words("edits.none"))
        )
        self.query_one(KeyLine).name_keys(*self._keys())
        if self.edits:
            options.highlighted = min(place, options.option_count - 1)
            options.focus()

    def _lines(self) -> Iterator[Content]:
        yield from (self._line(edit) for edit in self.edits)
        if len(self.edits) > 1:
            yield Content(f"  {self.words('edits.all', count=len(self.edits))}")

    def _line(self, edit: Edit, here: bool = False) -> Content:
        from ...session.edits import target_of

        head = f"{'▶' if here else ' '}✎ {show(target_of(edit))} = {brief(edit.value, 8)}"
        room = min(90, self.app.size.width * 96 // 100) - 6
        about = f"    {self._about(edit)}"
        return Content(cut(head, room)) + Content.styled(f"\n{cut(about, room)}", "$quiet")

    def _about(self, edit: Edit) -> str:
        """What the number is and would be, or why there is none."""
        session = self.current()
        if session is None:
            return ""
        from ...session.sheets import present

        realised = session.realised
        asleep = next((each for each in realised.edited.asleep if each.edit == edit), None)
        if asleep is not None:
            return show(self.words("edits.asleep", why=self.words.told(asleep.why)))
        cell = present(realised, edit)
        if cell is None:
            return self.words("edits.now.several")
        before = cell.value if cell.was is None else cell.was
        return self.words("edits.now", value=brief(cell.value, 8), before=brief(before, 8))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Colour alone would say where one is."""
        event.stop()
        for place, here in ((self._marked, False), (event.option_index, True)):
            if place is not None and place < len(self.edits):
                event.option_list.replace_option_prompt_at_index(place, self._line(self.edits[place], here))
            elif place is not None and place == len(self.edits):
                text = f"{'▶' if here else ' '} {self.words('edits.all', count=len(self.edits))}"
                event.option_list.replace_option_prompt_at_index(place, Content(text))
        self._marked = event.option_index

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._back(event.option_index)

    def action_back(self) -> None:
        """Take back what is pointed at."""
        self._back(self.query_one(OptionList).highlighted)

    def _back(self, place: int | None) -> None:
        if place is not None and self.edits:
            self.wish(("back", self.edits if place >= len(self.edits) else (self.edits[place],)))

    def action_change(self) -> None:
        """Give what is pointed at another value."""
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self.edits):
            self.wish(("change", (self.edits[place],)))

    def action_tables(self) -> None:
        """Show the tables of all numbers."""
        self.wish("tables")
