"""Every number of the network in tables, to be looked at and edited: one table at a time, over the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ...render.numbers import brief
from ...render.show import show
from ..choices import Offer, Option
from ..spans import Span, cut
from ..widgets.key_line import KeyLine
from ..widgets.lines import Lines
from ..widgets.sheet import SheetTable
from ..words import Words
from .chooser import Chooser

if TYPE_CHECKING:
    from ...engine.explanation import Source
    from ...session.edits import Edit
    from ...session.session import Session
    from ...session.sheets import Sheet

Wish: TypeAlias = (
    "tuple[Literal['change'], str] | tuple[Literal['back'], tuple[Edit, ...]] | tuple[Literal['apart'], Source]"
)


KEYS = ("screen.change", "screen.back", "screen.sheet(1)", "screen.choose", "app.export", "screen.dismiss(None)")
"""What the keys that are named below the table do."""


class Numbers(ModalScreen[None]):
    """Stays open while numbers are edited: whoever opens it is asked by `wish`, and calls `draw` afterwards."""

    CSS = """
    Numbers { align: center middle; background: $background 60%; }
    Numbers > Vertical {
        width: 96%; max-width: 130; height: auto;
        border: round $line; background: $surface; padding: 0 1;
    }
    Numbers Static { height: 1; }
    Numbers Lines { background: $surface; }
    Numbers SheetTable { height: 5; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,N", "dismiss(None)", show=False),
        Binding("up,k", "go(-1, 0)", show=False),
        Binding("down,j", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go(-1000000000, 0)", show=False),
        Binding("end", "go(1000000000, 0)", show=False),
        Binding("tab", "sheet(1)", show=False, priority=True),
        Binding("shift+tab", "sheet(-1)", show=False, priority=True),
        Binding("slash", "choose", show=False),
        Binding("e", "change", show=False),
        Binding("enter", "apart", show=False),
        Binding("delete,backspace", "back", show=False),
        Binding("u", "app.undo", show=False),
        Binding("r", "app.redo", show=False),
        Binding("ctrl+e", "app.export", show=False),
    ]

    def __init__(
        self,
        current: Callable[[], Session | None],
        wish: Callable[[Wish], object],
        words: Words,
        name: str = "",
        row: int = 0,
        column: int = 0,
    ) -> None:
        """Opens on the table of a name, at one of its numbers."""
        super().__init__()
        self.current = current
        self.wish = wish
        self.words = words
        self.sheet_name = name
        self.row = row
        self.column = column

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(id="title")
            yield SheetTable(id="sheet")
            yield Static(id="here")
            yield KeyLine(self.words("numbers.keys"), KEYS, id="keys")

    def on_mount(self) -> None:
        self.query_one(SheetTable).focus()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.draw()

    @property
    def sheet(self) -> Sheet | None:
        """The table that is shown; the first where there is none of its name any more."""
        if (session := self.current()) is None:
            return None
        from ...session.sheets import sheets

        known = sheets(session.realised)
        return next((each for each in known if each.name == self.sheet_name), known[0] if known else None)

    def exported(self) -> tuple[str, Callable[[], Iterator[list[str]]]] | None:
        """What the table is called, and its rows."""
        if (session := self.current()) is None or (sheet := self.sheet) is None:
            return None
        from ...render.exported import sheet_rows

        return sheet.name.replace(".", "_"), lambda: sheet_rows(session.realised, sheet)

    @property
    def target(self) -> str | None:
        """The number that is looked at, as `--set` calls it."""
        session, sheet = self.current(), self.sheet
        if session is None or sheet is None:
            return None
        from ...session.sheets import target

        return target(session.realised, sheet, self.row, self.column)

    def draw(self) -> None:
        """Show the numbers as they are now."""
        session, sheet = self.current(), self.sheet
        if session is None or sheet is None or not self.is_mounted:
            return
        from ...session.edits import with_value
        from ...session.sheets import present, target, worked_place

        self.sheet_name = sheet.name
        self.row, self.column = min(self.row, sheet.rows - 1), min(self.column, sheet.columns - 1)
        table = self.query_one(SheetTable)
        # As high as its numbers, its titles and a line on what of it is seen; border and other lines take the rest.
        table.styles.height = max(min(sheet.rows + 2, self.size.height * 9 // 10 - 5), 5)
        table.show_sheet(session, sheet, self.row, self.column, self.words)
        title = (
            Span("◂ ", "accent", "screen.sheet(-1)"),
            Span(sheet.name, "accent", "screen.choose"),
            Span(" ▸", "accent", "screen.sheet(1)"),
            Span(f"  {sheet.size}  {self.words(f'numbers.{sheet.kind}')}", "dim"),
        )
        self.query_one("#title", Lines).show_lines((title,))
        keys = self.query_one(KeyLine)
        if worked_place(session.realised, sheet, self.row, self.column) is None:
            keys.name_keys(self.words("numbers.keys"), KEYS)
        else:
            keys.name_keys(self.words("numbers.keys.computed"), ("screen.apart", *KEYS))
        place = target(session.realised, sheet, self.row, self.column)
        cell = present(session.realised, with_value(place, "0"))
        here = show(place)
        if cell is not None:
            key, before = ("number.is", 0.0) if cell.was is None else ("number.was", cell.was)
            here = self.words(key, place=show(place), value=brief(cell.value, 8), before=brief(before, 8))
        self.query_one("#here", Static).update(Content(cut(here, max(self.size.width - 6, 10))))

    def action_go(self, rows: int, columns: int) -> None:
        """Move in the table."""
        if (sheet := self.sheet) is not None:
            self.row = max(0, min(self.row + rows, sheet.rows - 1))
            self.column = max(0, min(self.column + columns, sheet.columns - 1))
            self.draw()

    def action_page(self, by: int) -> None:
        """A page of rows up or down."""
        page = self.query_one(SheetTable).page
        self.action_go(by * max(len(page.rows) if page is not None else 1, 1), 0)

    def action_sheet(self, by: int) -> None:
        """Show the next table, or the one before."""
        session, sheet = self.current(), self.sheet
        if session is not None and sheet is not None:
            from ...session.sheets import sheets

            known = sheets(session.realised)
            self._show(known[(known.index(sheet) + by) % len(known)])

    def _show(self, sheet: Sheet) -> None:
        self.sheet_name, self.row, self.column = sheet.name, 0, 0
        self.draw()

    def action_choose(self) -> None:
        """Choose one of the tables by its name."""
        if (session := self.current()) is None:
            return
        from ...session.sheets import sheets

        known = sheets(session.realised)
        options = tuple(
            Option(each.name, None, f"{each.size}  {self.words(f'numbers.{each.kind}')}", step=place)
            for place, each in enumerate(known)
        )
        current = next((place for place, each in enumerate(known) if each == self.sheet), -1)

        def take(option: Option | None) -> None:
            if option is not None:
                self._show(known[option.step])

        self.app.push_screen(Chooser(Offer(self.words("numbers.choose"), options, current), self.words), take)

    def action_change(self) -> None:
        """Give the number that is looked at another value."""
        if (target := self.target) is not None:
            self.wish(("change", target))

    def action_apart(self) -> None:
        """Take the number that is looked at apart; one that is given gets another value."""
        if (session := self.current()) is None or (sheet := self.sheet) is None:
            return
        from ...session.sheets import worked_place

        place = worked_place(session.realised, sheet, self.row, self.column)
        if place is None:
            self.action_change()
            return
        self.dismiss(None)
        self.wish(("apart", place))

    def action_back(self) -> None:
        """Take back what was edited of the number that is looked at."""
        session, target = self.current(), self.target
        if session is None or target is None:
            return
        from ...session.edits import target_of, with_value

        sought = target_of(with_value(target, "0"))
        found = tuple(each for each in session.setup.interventions if target_of(each) == sought)
        if found:
            self.wish(("back", found))

    def on_sheet_table_resized(self, message: SheetTable.Resized) -> None:
        message.stop()
        self.draw()

    def on_sheet_table_pointed(self, message: SheetTable.Pointed) -> None:
        message.stop()
        if (self.row, self.column) == (message.row, message.column):
            self.action_apart()
        else:
            self.row, self.column = message.row, message.column
            self.draw()
