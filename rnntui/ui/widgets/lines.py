"""A widget of styled lines that draws only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ..spans import Line, Span


class Lines(Widget):
    """Lines made by a pure function. Assign them with `show_lines`; only spans that differ are drawn again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--dim",
        "lines--strong",
        "lines--accent",
        "lines--cursor",
        "lines--bar",
        "lines--plus",
        "lines--minus",
        "lines--line",
    }
    DEFAULT_CSS = """
    Lines { height: 1; }
    Lines > .lines--dim { color: $quiet; }
    Lines > .lines--strong { text-style: bold; }
    Lines > .lines--accent { color: $accent; text-style: bold; }
    Lines > .lines--cursor { text-style: reverse bold; }
    Lines > .lines--bar { color: $bar; }
    Lines > .lines--plus { color: $plus; }
    Lines > .lines--minus { color: $minus; }
    Lines > .lines--line { color: $line; }
    """

    def __init__(self, lines: tuple[Line, ...] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines = lines

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Draw these lines in place of those before."""
        before, self.lines = self.lines, tuple(lines)
        regions = [Region(x, y, width, 1) for y, x, width in changes(before, self.lines, self.size.width)]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """One line as Textual wants it."""
        width, base = self.size.width, self.rich_style
        if y >= len(self.lines):
            return Strip.blank(width, base)
        segments = [Segment(span.text, self.style_of(span)) for span in self.lines[y]]
        return Strip(segments).simplify().adjust_cell_length(width).apply_style(base)

    def style_of(self, span: Span) -> Style | None:
        """The style of a span in the theme, with what a click on it does."""
        style = None if span.kind == "plain" else self.get_component_rich_style(f"lines--{span.kind}", partial=True)
        if not span.click:
            return style
        return (style or Style()) + Style(meta={"@click": span.click})


def changes(before: tuple[Line, ...], after: tuple[Line, ...], width: int) -> Iterator[tuple[int, int, int]]:
    """Where lines differ: (y, x, width), one stretch of cells for each such line."""
    for y in range(max(len(before), len(after))):
        old = before[y] if y < len(before) else ()
        new = after[y] if y < len(after) else ()
        if old == new:
            continue
        sizes = [cell_len(span.text) for span in new]
        if sizes != [cell_len(span.text) for span in old]:
            yield y, 0, width
            continue
        differing = [place for place, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
        first, last = differing[0], differing[-1]
        yield y, sum(sizes[:first]), sum(sizes[first : last + 1])
