"""A widget of styled lines that draws only what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ..spans import Kind, Line

Pieces: TypeAlias = list[tuple[str, str]]
"""A line as a terminal gets it: pieces of text, each with the numbers of the escape sequence of its style."""

MOST_LOOKS = 512
"""So many styles of spans are kept: a timeline has one for each step that can be clicked."""


class Lines(Widget):
    """Lines made by a pure function. Assign them with `show_lines`; only lines that differ are drawn again.

    They have neither border nor padding, so what Textual does for these is left out: most of the time of a step.
    """

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
        self._look: tuple[object, ...] = ()
        """What all strips depend on beside the lines."""
        self._strips: dict[int, Strip] = {}
        """Lines as they were drawn."""
        self._looks: dict[tuple[Kind, str], Style] = {}
        self._inks: dict[Kind, str] = {}
        """The numbers of each kind's style."""

    def prepare(self) -> None:
        """Have the lines ready: called before they are drawn."""

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Draw these lines in place of those before."""
        before, self.lines = self.lines, tuple(lines)
        width = self.size.width
        changed = changes(before, self.lines)
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            # Whole lines: Textual would cut the strips of parts of them, and draws from the left edge in any case.
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget as Textual wants them."""
        base, filters = self._looked()
        width = self.size.width
        for y in crop.line_range:
            if y not in self._strips:
                self._strips[y] = self._strip(y, width, base, filters)
        strips = [self._strips[y] for y in crop.line_range]
        hovered = self.hover_style
        if hovered.link_id and "@click" in hovered.meta and (link := self.link_style_hover):
            strips = [strip.style_links(hovered.link_id, link) for strip in strips]
        first, stop = crop.column_span
        return strips if (first, stop) == (0, width) else [strip.crop(first, stop) for strip in strips]

    def pieces_of(self, rows: Iterable[int]) -> list[tuple[int, Pieces]]:
        """Lines and their numbers, as a terminal gets them."""
        base, filters = self._looked()
        is_plain = all(isinstance(each, ANSIToTruecolor) for each in filters) and not self.hover_style.link_id
        return [(y, (self._inked(y, base, filters) if is_plain else None) or self._cut_up(y)) for y in rows]

    def _looked(self) -> tuple[Style, tuple[LineFilter, ...]]:
        """The style of the widget, and what is done to all styles; what was made for others is dropped."""
        self.prepare()
        base, filters = self.rich_style, tuple(self.get_line_filters())
        look = (base, self.size.width, self.app.theme, filters)
        if look != self._look:
            self._look = look
            self._strips.clear()
            self._looks.clear()
            self._inks.clear()
        return base, filters

    def _inked(self, y: int, base: Style, filters: tuple[LineFilter, ...]) -> Pieces | None:
        """A line's pieces, made of its spans; None where it is too long."""
        inks = self._inks
        left = self.size.width
        pieces: Pieces = []
        for text, kind, _ in self.lines[y] if y < len(self.lines) else ():
            ink = inks.get(kind)
            if ink is None:
                ink = inks[kind] = self._ink(self._looked_up(kind, "", base, filters))
            pieces.append((text, ink))
            left -= len(text) if text.isascii() else cell_len(text)
        if left > 0:
            pieces.append((" " * left, self._ink(self._looked_up("plain", "", base, filters))))
        return pieces if left >= 0 else None

    def _cut_up(self, y: int) -> Pieces:
        """A line's pieces, made of its strip."""
        (strip,) = self.render_lines(Region(0, y, self.size.width, 1))
        return [(text, self._ink(style) if style is not None else "") for text, style, _ in strip]

    def _ink(self, style: Style) -> str:
        console = self.app.console
        system = COLOR_SYSTEMS[console.color_system] if console.color_system else ColorSystem.TRUECOLOR
        return Strip.render_ansi(style, system)

    def _strip(self, y: int, width: int, base: Style, filters: tuple[LineFilter, ...]) -> Strip:
        segments: list[Segment] = []
        left = width
        for text, kind, click in self.lines[y] if y < len(self.lines) else ():
            style = self._looks.get((kind, click))
            if style is None:
                style = self._looked_up(kind, click, base, filters)
            segments.append(Segment(text, style))
            left -= len(text) if text.isascii() else cell_len(text)
        if left > 0:
            segments.append(Segment(" " * left, self._looked_up("plain", "", base, filters)))
        strip = Strip(segments, width - min(left, 0))
        if left < 0:
            strip = strip.crop(0, width)
        for each in filters:
            if not isinstance(each, ANSIToTruecolor):
                strip = strip.apply_filter(each, self.background_colors[1])
        return strip

    def _looked_up(self, kind: Kind, click: str, base: Style, filters: tuple[LineFilter, ...]) -> Style:
        """The style of a kind of span in the theme, with what a click on it does."""
        style = base
        if kind != "plain":
            style += self.get_component_rich_style(f"lines--{kind}", partial=True)
        for each in filters:
            if isinstance(each, ANSIToTruecolor):
                # It changes nothing but styles, and there are fewer of these than of spans.
                style = each.truecolor_style(style, self.background_colors[1].rich_color)
        if click:
            style += Style(meta={"@click": click})
        if len(self._looks) >= MOST_LOOKS:
            self._looks.clear()
        self._looks[kind, click] = style
        return style


def changes(before: tuple[Line, ...], after: tuple[Line, ...]) -> list[int]:
    """Which lines differ."""
    shorter = min(len(before), len(after))
    changed = [y for y in range(shorter) if before[y] != after[y]]
    return [*changed, *range(shorter, max(len(before), len(after)))]
