"""A list to choose from, over the screen: arrows or a click choose, letters filter, digits make a number."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from ...render.show import in_one_line
from ..choices import Offer, Option
from ..spans import cut, wrapped
from ..words import Words


class Filter(Input):
    """The field for what is looked for; up and down move in the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.go(-1)", show=False),
        Binding("down", "screen.go(1)", show=False),
    ]


class Chooser(ModalScreen[Option | None]):
    """Ends with what was chosen, or None."""

    CSS = """
    Chooser { align: center middle; background: $background 60%; }
    Chooser > Vertical {
        width: 76; max-width: 94%; height: auto; max-height: 90%; overflow: hidden;
        border: round $line; background: $surface; padding: 0 1; border-subtitle-color: $quiet;
    }
    Chooser #title { text-style: bold; height: auto; }
    Chooser Input { margin: 0 0 1 0; background: $panel; }
    Chooser OptionList { height: auto; background: $surface; border: none; padding: 0; }
    Chooser OptionList > .option-list--option-highlighted { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, offer: Offer, words: Words) -> None:
        super().__init__()
        self.offer = offer
        self.words = words
        self.found: tuple[Option, ...] = ()
        self._marked: int | None = None
        """The place of the option that is marked as the one where one is."""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_subtitle = Content(self.words("choose.keys"))
            yield Static(Content(self.offer.title), id="title")
            field = Filter(placeholder=self.words("choose.filter"), compact=True)
            field.cursor_blink = False
            yield field
            options = OptionList(markup=False)
            options.can_focus = False
            yield options

    def on_mount(self) -> None:
        self._give_room()
        self.look_for("")

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._give_room()

    @property
    def _width(self) -> int:
        """Cells between the padding of the box."""
        return min(76, self.app.size.width * 94 // 100) - 4

    def _give_room(self) -> None:
        """Let the list itself scroll, and not the box around it: what is chosen has to be seen."""
        # Border, field and the blank line below it.
        others = 2 + len(wrapped(self.offer.title, self._width)) + 2
        self.query_one(OptionList).styles.max_height = max(self.app.size.height * 90 // 100 - others, 3)

    def look_for(self, text: str) -> None:
        """List what fits the text, and what the number leads to that it is."""
        sought = text.casefold().strip()
        if self.offer.named is not None and sought:
            found = list(self.offer.named(text.strip()))
        else:
            found = [o for o in self.offer.options if sought in f"{o.name} {o.about}".casefold()]
        if sought:
            found.sort(key=lambda option: _rank(option, sought))
        if self.offer.typed is not None and sought.isascii() and sought.isdecimal() and len(sought) < 10:
            number = self.offer.typed(int(sought))
            found = [number, *(option for option in found if option.name != number.name)]
        if self.offer.path is not None and any(mark in text for mark in "./\\"):
            found += self.offer.path(text.strip())
        self.found = tuple(found)
        options = self.query_one(OptionList)
        options.clear_options()
        self._marked = None
        options.add_options(self._prompt(option) for option in found)
        if not found:
            options.add_option(Content(self.words("choose.none", text=cut(in_one_line(text), 30))))
        current = self.offer.options[self.offer.current] if self.offer.current >= 0 else None
        options.highlighted = found.index(current) if not sought and current in found else 0

    def _prompt(self, option: Option, here: bool = False) -> Content:
        """An option as the list shows it: `▶` where one is, `●` at what is chosen now."""
        chosen = self.offer.current >= 0 and option is self.offer.options[self.offer.current]
        # Marks and the bar at the right take the rest.
        room = self._width - 7
        lines = wrapped(option.about, room)
        kept = (*lines[:1], cut(" ".join(lines[1:]), room)) if len(lines) > 2 else lines
        about = Content.styled("".join(f"\n    {line}" for line in kept), "$quiet")
        name = Content.styled(option.name, "$quiet" if option.broken else "")
        return Content(f"{'▶' if here else ' '}{'✗' if option.broken else '●' if chosen else ' '} ") + name + about

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
        self._choose(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, place: int | None) -> None:
        if place is not None and place < len(self.found) and (not (option := self.found[place]).broken or option.file):
            self.dismiss(self.found[place])

    def action_go(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by < 0:
            options.action_cursor_up()
        else:
            options.action_cursor_down()


def _rank(option: Option, sought: str) -> int:
    """How well an option fits: its whole name, its beginning, a part of it, or what is said about it."""
    name = option.name.casefold()
    return 0 if name == sought else 1 if name.startswith(sought) else 2 if sought in name else 3
