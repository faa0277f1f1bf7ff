"""The field for equations: a text of many lines, with what is wrong told under the line where it is."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import MouseEvent
from textual.geometry import Offset, Region, Size, Spacing
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from ...dataclass import dataclass
from ..spans import wrapped

MOST_TOLD = 5
"""So many lines are told under a line."""
LEAST = 24
"""In so many cells a message can stand beside its mark; where there are fewer it stands below."""
_MARKED = (
    (re.compile(r"^\s*\[+[^\]]*\]+"), "head"),
    (re.compile(r"^\s*[\w.\"-]+\s*(?==)"), "quiet"),
    (re.compile(r"^\s*#.*"), "quiet"),
    (re.compile(r"^\s*is\s*=\s*(?P<it>[\"'].*[\"'])"), "equation"),
)
"""What of a line looks how; quiet are keys and comments."""


@dataclass(frozen=True)
class Told:
    """What is wrong at a place, both visible text."""

    line: int
    column: int
    message: str
    hint: str


class EditText(TextArea):
    """What it shows is the text itself. Esc and Tab leave it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "edit-text--head", "edit-text--quiet", "edit-text--equation", "edit-text--told", "edit-text--hint",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "cursor_text_end(-1)", show=False),
        Binding("ctrl+end", "cursor_text_end(1)", show=False),
        Binding("ctrl+shift+home", "cursor_text_end(-1, True)", show=False),
        Binding("ctrl+shift+end", "cursor_text_end(1, True)", show=False),
        # As everywhere: End goes to the end of a line.
        Binding("ctrl+e", "app.export", show=False),
    ]
    DEFAULT_CSS = """
    EditText { border: none; padding: 0; background: $background; scrollbar-size: 0 0; }
    EditText:focus { border: none; }
    EditText .edit-text--head { color: $primary; text-style: bold; }
    EditText .edit-text--quiet { color: $quiet; }
    EditText .edit-text--equation { text-style: bold; }
    EditText .edit-text--told { color: $accent; text-style: bold; }
    EditText .edit-text--hint { color: $quiet; }
    EditText .text-area--gutter { color: $line; }
    EditText .text-area--cursor-gutter { color: $quiet; background: $background; text-style: bold; }
    EditText .text-area--cursor-line { background: $background; }
    EditText .text-area--matching-bracket { background: $background; text-style: underline; }
    EditText .text-area--cursor, EditText:dark .text-area--cursor, EditText:light .text-area--cursor {
        color: $foreground; background: $background; text-style: reverse;
    }
    EditText .text-area--selection { background: $background; text-style: reverse; }
    """

    told: Told | None = None
    """What is told under a line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            "", soft_wrap=True, tab_behavior="focus", show_line_numbers=True, compact=True, id=id, max_checkpoints=200
        )
        self.cursor_blink = False

    def open(self, text: str, anew: bool = False) -> None:
        """Show another text from its first equation on: as an edit, so that it can be taken back, unless it is one
        that does not come after what is there."""
        if self.text and not anew:
            self.history.checkpoint()
            self.replace(text, self.document.start, self.document.end)
        else:
            self.load_text(text)
        lines = text.split("\n")
        first = next((number for number, line in enumerate(lines) if re.match(r"\s*is\s*=", line)), 0)
        self.move_cursor((first, 0))
        self.call_after_refresh(self._begin_at, first)

    def _begin_at(self, line: int) -> None:
        """Have a line near the top."""
        if self.wrap_width and self.cursor_location[0] == line < self.document.line_count:
            y = self.wrapped_document.location_to_offset((line, 0)).y
            self.scroll_to(y=max(y - 1, 0), animate=False)

    def action_cursor_text_end(self, by: int, select: bool = False) -> None:
        """Put the cursor at the end of the text, or at its beginning (-1)."""
        self.move_cursor(self.document.end if by > 0 else self.document.start, select=select)

    # What is told

    def tell(self, told: Told | None) -> None:
        """Tell what is wrong under its line; None for nothing."""
        if told != self.told:
            self.told = told
            self._line_cache.clear()
            self._recompute_cursor_offset()
            self._refresh_size()
            self.scroll_cursor_visible()
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()

    @property
    def is_told_seen(self) -> bool:
        """Whether what is told is on the screen."""
        top, count = self._gap()
        return bool(count) and self.scroll_offset.y <= top < self.scroll_offset.y + self.size.height - 1

    def go_to_told(self) -> None:
        """Put the cursor where something is wrong."""
        if self.told is not None:
            self.move_cursor(self._told_at())

    def _gap(self) -> tuple[int, int]:
        """After which row the lines that are told stand, and how many they are."""
        if self.told is None or not self.wrap_width:
            return -1, 0
        return self.wrapped_document.location_to_offset(self._told_at()).y, len(self.told_lines())

    def _told_at(self) -> Location:
        assert self.told is not None
        line = min(self.told.line, self.document.line_count - 1)
        return line, min(self.told.column, len(self.document[line]))

    def told_lines(self) -> list[tuple[str, str]]:
        """The lines that are told, each with its component class, beginning where the text begins."""
        if self.told is None:
            return []
        x, width = self.wrapped_document.location_to_offset(self._told_at()).x, max(self.wrap_width, 8)
        beside = width - x - 2
        message, hint = self.told.message, self.told.hint
        if beside >= min(LEAST, len(message)):
            first, *more = wrapped(message, beside)
            lines = [(" " * x + "▲ " + first, "told"), *((" " * (x + 2) + line, "told") for line in more)]
        elif cell_len(message) < x:
            lines = [(" " * (x - 1 - cell_len(message)) + message + " ▲", "told")]
        else:
            lines = [(" " * x + "▲", "told"), *((line, "told") for line in wrapped(message, width))]
        indent = " " * min(x + 2, max(width - cell_len(hint), 0))
        lines += [(indent + line, "hint") for line in wrapped(hint, width - len(indent))]
        return lines[:MOST_TOLD]

    # How that takes room

    def _shifted(self, y: int) -> int:
        """A row of the text among the rows that are seen."""
        top, count = self._gap()
        return y + count if count and y > top else y

    def _recompute_cursor_offset(self) -> None:
        x, y = self.wrapped_document.location_to_offset(self.cursor_location)
        self._cursor_offset = Offset(x, self._shifted(y))

    def _refresh_size(self) -> None:
        self.virtual_size = Size(0, self.wrapped_document.height + self._gap()[1])
        self._refresh_scrollbars()

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """Where a click leads; one on what is told leads to where that is."""
        top, count = self._gap()
        x, y = event.x - self.gutter_width, event.y + self.scroll_offset.y
        if count and top < y <= top + count:
            return self._told_at()
        return self.wrapped_document.offset_to_location(Offset(x, y - count if count and y > top else y))

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, and to what is told under its line."""
        self._recompute_cursor_offset()
        x, y = self._cursor_offset
        top, count = self._gap()
        height = 1 + count if y == top and count < self.size.height else 1
        spacing = Spacing(right=self.gutter_width)
        region = Region(x, y, width=3, height=height)
        return self.scroll_to_region(region, spacing=spacing, animate=animate, force=True, center=center)

    # How it is drawn

    def render_line(self, y: int) -> Strip:
        top, count = self._gap()
        at = self.scroll_offset.y + y
        if not count or at <= top:
            return super().render_line(y)
        if at > top + count:
            return super().render_line(y - count)
        text, kind = self.told_lines()[at - top - 1]
        style = self.rich_style + self.get_component_rich_style(f"edit-text--{kind}", partial=True)
        segments = [Segment(" " * self.gutter_width + text, style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        for pattern, kind in _MARKED:
            if (found := pattern.match(line.plain)) is not None:
                span = found.span("it") if "it" in pattern.groupindex else found.span()
                line.stylize(self.get_component_rich_style(f"edit-text--{kind}", partial=True), *span)
        if self.told is not None and self._told_at()[0] == line_index:
            column = self._told_at()[1]
            line.stylize(Style(underline=True), column, column + 1)
        return line
