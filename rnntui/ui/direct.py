"""The short way from a panel's lines to the terminal: what a step changes needs nothing of Textual's compositor.

Textual cuts strips at the edges of all widgets, makes text of them, and ThriftyDriver takes that apart again. Lines
that nothing lies over are handed on as they are, which takes half of the time from a key to the first byte.
"""

from __future__ import annotations

from typing import TypeAlias

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.geometry import Region

from .escapes import Place
from .widgets.lines import Lines, Pieces

Row: TypeAlias = tuple[int, int, Pieces]
"""A line of the screen, the column where it begins, and its pieces."""


class Drawn(CompositorUpdate):
    """Lines of the screen that are to be drawn anew."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def render_segments(self, console: Console) -> str:
        """What Textual would send: for drivers that do not take rows."""
        del console
        sent = []
        for y, x, pieces in self.rows:
            sent.append(Control.move_to(x, y).segment.text)
            sent += [f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in pieces]
        return "".join(sent)


class WholeLines(Compositor):
    """Textual's own, but no line is drawn in part.

    Textual cuts what changed out of the lines below a dialog, and a wide character at the cut becomes a blank.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        width = self.size.width
        self._dirty_regions = {Region(0, each.y, width, each.height) for each in self._dirty_regions}
        return super().render_partial_update()


class DirectCompositor(WholeLines):
    """Textual's own; what changed is `Drawn` where all of it lies in lines that are seen whole."""

    def render_partial_update(self) -> ChopsUpdate | Drawn | None:  # type: ignore[override]
        rows = self._rows()
        if rows is None:
            return super().render_partial_update()
        self._dirty_regions.clear()
        return Drawn(rows) if rows else None

    def _rows(self) -> list[Row] | None:
        """The lines that changed; None where one of them has to be put together."""
        wanted: dict[Lines, set[int]] = {}
        places: dict[Lines, Place] = {}
        layers = self.layers_visible
        for region in self._dirty_regions:
            left, right = region.column_span
            for y in region.line_range:
                # The screen may have become smaller since.
                front = layers[y] if 0 <= y < len(layers) else ()
                for widget, cropped, whole in front:
                    first, stop = cropped.column_span
                    if stop <= left or right <= first:
                        continue
                    if not isinstance(widget, Lines) or cropped != whole or left < first or right > stop:
                        return None
                    wanted.setdefault(widget, set()).add(y - whole.y)
                    places[widget] = (whole.y, whole.x)
                    break
        rows: list[Row] = []
        for widget, lines in wanted.items():
            y, x = places[widget]
            rows += [(y + line, x, pieces) for line, pieces in widget.pieces_of(sorted(lines))]
        return rows
