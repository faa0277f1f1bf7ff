"""One table of numbers that can be edited, paged: only what is seen is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.message import Message

from ...dataclass import dataclass
from ...render.cells import fitted
from ...render.show import show
from ..edit_marks import CHANGED, FORCED
from ..spans import Kind, Line, Span, cropped, cut, padded
from .lines import Lines

if TYPE_CHECKING:
    from ...session.session import Session
    from ...session.sheets import Cell, Sheet
    from ..words import Words

NUMBER = 8
"""Cells of a number and the mark before it."""
WIDEST_NAME = 14
MARKS = {"edited": FORCED, "changed": CHANGED, "": " "}


@dataclass(frozen=True)
class Page:
    """What is seen of a table."""

    rows: range
    columns: range
    head: int
    """Cells of the numbers and names of the rows."""


def page_of(session: Session, sheet: Sheet, row: int, column: int, width: int, height: int) -> Page:
    """The page on which a number stands, in so many lines below the titles."""
    from ...session.sheets import row_name

    height, first = max(height, 1), row // max(height, 1) * max(height, 1)
    rows = range(first, min(first + height, sheet.rows))
    names = max((cell_len(show(row_name(session.realised, sheet, each))) for each in rows), default=0)
    head = 2 + len(str(sheet.rows - 1)) + 1 + (min(names, WIDEST_NAME) + 1 if names else 0)
    room = max((width - head) // (NUMBER + 1), 1)
    left = column // room * room
    return Page(rows, range(left, min(left + room, sheet.columns)), head)


def sheet_lines(session: Session, sheet: Sheet, row: int, column: int, page: Page, words: Words) -> tuple[Line, ...]:
    """The titles, the numbers, and where in all of them one is."""
    from ...session.sheets import cells, column_name

    realised = session.realised
    names = [show(column_name(realised, sheet, each)) for each in page.columns]
    titles: list[Span] = [Span(" " * page.head)]
    for place, name in zip(page.columns, names, strict=True):
        text = f"{place} {name}".strip() if not sheet.is_vector else ""
        kind: Kind = "accent" if place == column else "dim"
        titles.append(Span(" " + padded(cut(text, NUMBER), NUMBER), kind))
    lines: list[Line] = [tuple(titles)]
    for each, found in zip(page.rows, cells(realised, sheet, page.rows, page.columns), strict=True):
        line = [_head(session, sheet, each, page.head, each == row)]
        for place, cell in zip(page.columns, found, strict=True):
            line += _number(cell, each == row and place == column)
        lines.append(tuple(line))
    parts = []
    if len(page.rows) < sheet.rows:
        parts.append(words("numbers.rows", first=page.rows.start, last=page.rows.stop - 1, count=sheet.rows))
    if len(page.columns) < sheet.columns:
        first, last = page.columns.start, page.columns.stop - 1
        parts.append(words("numbers.columns", first=first, last=last, count=sheet.columns))
    return (*lines, (Span(f"  {' · '.join(parts)}", "dim"),) if parts else ())


def _head(session: Session, sheet: Sheet, row: int, head: int, here: bool) -> Span:
    from ...session.sheets import row_name

    size = len(str(sheet.rows - 1))
    text = f"{'▶' if here else ' '} {row:>{size}} {cut(show(row_name(session.realised, sheet, row)), WIDEST_NAME)}"
    return Span(padded(text, head), "accent" if here else "dim")


def _number(cell: Cell, here: bool) -> tuple[Span, ...]:
    text = fitted(cell.value, NUMBER - 1)
    gap = " " * (NUMBER - 1 - len(text))
    mark = Span(MARKS[cell.mark], "accent" if cell.mark else "plain")
    return (Span(gap), mark, Span(f"▸{text}", "cursor")) if here else (Span(f"{gap} "), mark, Span(text))


class SheetTable(Lines, can_focus=True):
    """The table. A click points at a number, the wheel goes from row to row."""

    class Pointed(Message):
        """A number was clicked."""

        def __init__(self, row: int, column: int) -> None:
            super().__init__()
            self.row = row
            self.column = column

    page: Page | None = None
    """What is seen."""

    def show_sheet(self, session: Session, sheet: Sheet, row: int, column: int, words: Words) -> None:
        """Draw the page on which a number stands."""
        width, height = self.size
        self.page = page_of(session, sheet, row, column, width, height - 2)
        lines = sheet_lines(session, sheet, row, column, self.page, words)
        self.show_lines(cropped(line, width) for line in lines)

    class Resized(Message):
        """There is another room for it."""

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Point at the number below the mouse."""
        offset, page = event.get_content_offset(self), self.page
        if offset is None or page is None or not 0 <= offset.y - 1 < len(page.rows):
            return
        place = max(offset.x - page.head, 0) // (NUMBER + 1)
        if place < len(page.columns):
            self.post_message(self.Pointed(page.rows[offset.y - 1], page.columns[place]))

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("screen.go(-1, 0)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("screen.go(1, 0)")
