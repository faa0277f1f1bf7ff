"""The map of the words as a plot: textual-plot scales and draws it, and each point has its word beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Grid
from textual.strip import Strip
from textual_hires_canvas import Canvas
from textual_plot import PlotWidget
from textual_plot.plot_widget import Legend

from ...render.word_map import MARKS, MapWord, Placed, placed
from .encoding_panel import EncodingPanel

Text = tuple[int, str, Style]
"""A column, what stands there, and how it looks."""


REACH = 1.001
"""Where the axes end, so that a word at 1 is within the frame."""


class LabelledCanvas(Canvas):
    """A canvas with text over it that may be of wide characters, which a canvas of cells can't hold."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(1, 1, id=id)
        self.texts: dict[int, list[Text]] = {}
        """By their rows, from left to right."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if y not in self.texts or not strip.cell_length:
            return strip
        parts: list[Strip] = []
        column = 0
        for start, text, style in self.texts[y]:
            parts += [strip.crop(column, start), Strip([Segment(text, self.rich_style + style)])]
            column = start + cell_len(text)
        return Strip.join([*parts, strip.crop(column, strip.cell_length)])


class EncodingPlot(PlotWidget, can_focus=False, inherit_bindings=False):
    """It takes no keys. A click on a word looks at it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plot--{part}" for part in (*MARKS, "axis", "tick", "label")}
    DEFAULT_CSS = """
    EncodingPlot > .plot--axis { color: $line; }
    EncodingPlot > .plot--here { color: $accent; text-style: bold; }
    EncodingPlot > .plot--sentence { text-style: bold; }
    EncodingPlot > .plot--neighbour { color: $plus; }
    EncodingPlot > .plot--other { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, allow_pan_and_zoom=False)
        self.labels: tuple[MapWord, ...] = ()
        self.names: tuple[str, ...] = ()
        """The word of each label as it came from outside."""
        self._pieces: tuple[Placed, ...] = ()

    def compose(self) -> ComposeResult:
        with Grid():
            yield Canvas(1, 1, id="margin-top")
            yield Canvas(1, 1, id="margin-left")
            yield LabelledCanvas(id="plot")
            yield Canvas(1, 1, id="margin-bottom")
        yield Legend(id="legend")

    def show_labels(self, labels: Sequence[MapWord], names: Sequence[str]) -> None:
        """Draw these in place of those before."""
        if (tuple(labels), tuple(names)) == (self.labels, self.names):
            return
        self.labels, self.names = tuple(labels), tuple(names)
        self.margin_top = self.margin_left = self.margin_bottom = 0
        self.clear()
        self.set_xlimits(-REACH, REACH)
        self.set_ylimits(-REACH, REACH)
        self.set_xticks([])
        self.set_yticks([])
        for part, mark in MARKS.items():
            points = [label for label in labels if label.part == part]
            self.scatter([each.x for each in points], [each.y for each in points], mark, str(self._look(part)))

    def _update_legend(self) -> None:
        # While the screen is left the parts of the plot go first.
        if self.query("#legend"):
            super()._update_legend()

    def _render_plot(self) -> None:
        if not self.query("#plot"):
            return
        super()._render_plot()
        for canvas in self.query("#plot").results(LabelledCanvas):
            width, height = canvas.size
            # The frame takes a cell at each edge.
            marks = [
                (y - 1, x - 1) for x, y in (self.get_pixel_from_coordinate(each.x, each.y) for each in self.labels)
            ]
            self._pieces = placed(self.labels, marks, width - 2, height - 2)
            looks = {part: self._look(part) for part in MARKS}
            canvas.texts = {
                row + 1: [(each.column + 1, each.text, looks[self.labels[each.label].part]) for each in pieces]
                for row, pieces in groupby(self._pieces, lambda piece: piece.row)
            }

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"plot--{part}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Look at the word below the mouse."""
        offset = event.get_content_offset(self)
        for piece in self._pieces if offset is not None else ():
            start = piece.column + 1
            if offset is not None and piece.row + 1 == offset.y and start <= offset.x < start + cell_len(piece.text):
                self.post_message(EncodingPanel.Pointed(self.names[piece.label]))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(EncodingPanel.Turned(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(EncodingPanel.Turned(1))
