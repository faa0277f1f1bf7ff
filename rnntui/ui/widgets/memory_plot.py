"""The curves of several networks in one plot, on a logarithmic scale: drawn by textual-plot, marked by letters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual_hires_canvas import HiResMode
from textual_plot import PlotWidget
from textual_plot.axis_formatter import AxisFormatter

MARKS = 6
"""So many letters mark a curve."""
LABEL = 7
"""Cells of a label beside the plot."""
COLOURS = ("own", "plus", "minus", "bar", "quiet")

Points = Sequence[tuple[float, float]]
"""Tokens, and what each weighs, divided by the largest."""


class Powers(AxisFormatter):
    """Ticks at powers of ten."""

    rows: int = 8
    """How many rows there are: labels of every other one don't touch."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """The whole powers between two ends, not more than there may be."""
        max_ticks = max(min(max_ticks, self.rows // 2), 2)
        first, last = math.ceil(min_ - 1e-9), math.floor(max_ + 1e-9)
        by = max(1, math.ceil((last - first) / max(max_ticks - 1, 1)))
        return [float(power) for power in range(last, first - 1, -by)][::-1]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """`1`, `0.1`, `1e-2`."""
        near = {0: "1", -1: "0.1"}
        return [near.get(round(tick), f"1e{round(tick)}") for tick in ticks]


class Tokens(AxisFormatter):
    """Ticks at whole tokens."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Tokens at 1, 2 or 5 times a power of ten from each other."""
        room = max((max_ - min_) / max(max_ticks - 1, 1), 1)
        power = 10 ** math.floor(math.log10(room))
        by = next(step * power for step in (1, 2, 5, 10) if step * power >= room)
        return [float(place) for place in range(math.ceil(min_), math.floor(max_) + 1) if place % by == 0]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Their numbers."""
        return [str(round(tick)) for tick in ticks]


class MemoryPlot(PlotWidget, can_focus=False, inherit_bindings=False):
    """It takes no keys. The wheel steps."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plot--{part}" for part in (*COLOURS, "axis", "tick", "label")}
    DEFAULT_CSS = """
    MemoryPlot > .plot--axis { color: $line; }
    MemoryPlot > .plot--tick { color: $quiet; text-style: not bold; }
    MemoryPlot > .plot--own { color: $accent; text-style: bold; }
    MemoryPlot > .plot--plus { color: $plus; }
    MemoryPlot > .plot--minus { color: $minus; }
    MemoryPlot > .plot--bar { color: $bar; }
    MemoryPlot > .plot--quiet { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, allow_pan_and_zoom=False)
        self.set_reactive(PlotWidget.margin_top, 0)
        self.set_reactive(PlotWidget.margin_bottom, 1)
        self.set_reactive(PlotWidget.margin_left, LABEL)
        self._powers = Powers()
        self.curves: Mapping[str, Points] = {}
        """By their letters."""

    def show_curves(self, curves: Mapping[str, Points], last: int, span: int) -> None:
        """Draw these in place of those before: from the token 0 to the `last`, down to 1e-span of the largest."""
        if curves == self.curves:
            return
        self.curves = curves
        self.clear()
        # A little air, so that what lies at the edges is within the frame.
        air = max(last, 1) * 0.02
        self.set_xlimits(-air, max(last, 1) + air)
        self.set_ylimits(-span * 1.03, span * 0.03)
        self.set_x_formatter(Tokens())
        self.set_y_formatter(self._powers)
        self._draw_curves()

    def _draw_curves(self) -> None:
        # The own network lies above the others.
        for letter, colour in reversed(list(zip(self.curves, COLOURS, strict=False))):
            points = [(x, math.log10(y)) for x, y in self.curves[letter] if y > 0 and math.isfinite(y)]
            look = str(self.get_component_rich_style(f"plot--{colour}", partial=True))
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.plot(xs, ys, look, HiResMode.BRAILLE)
            by = max(len(points) // MARKS, 1)
            # No two curves have their letters at the same tokens, where there are enough.
            first = (len(points) // MARKS) * (ord(letter) - ord("a")) // len(COLOURS)
            self.scatter(xs[first::by], ys[first::by], letter, look)

    def _update_legend(self) -> None:
        # While the screen is left the parts of the plot go first.
        if self.query("#legend"):
            super()._update_legend()

    def _render_plot(self) -> None:
        if not self.query("#plot"):
            return
        self._powers.rows = self.size.height
        super()._render_plot()

    def notify_style_update(self) -> None:
        if self.curves:
            self.clear()
            self._draw_curves()
        super().notify_style_update()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.call_later(self.run_action, "app.step(-1)")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.call_later(self.run_action, "app.step(1)")
