"""The map of the words: in characters, or as a plot where there is room for one and the terminal can show it."""

from __future__ import annotations

import asyncio
import importlib
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical

from ...errors import RnntuiError
from ..ascii import Ascii
from .encoding_map import EncodingMap, labels_of
from .encoding_panel import Look

if TYPE_CHECKING:
    from .encoding_plot import EncodingPlot

PLOTTED = (40, 14)
"""From so many columns and rows on the map is a plot."""


class EncodingAtlas(Vertical):
    """It holds the map, whose title stands above the plot too. The plot is loaded when it is first wanted."""

    DEFAULT_CSS = """
    EncodingAtlas > #plot-of-map { width: 100%; height: 1fr; display: none; }
    """

    room: tuple[int, int] = (0, 0)
    """Columns and rows."""
    is_loading: bool = False
    """Whether what a plot needs is being loaded."""
    _look: Look | None = None

    def compose(self) -> ComposeResult:
        yield EncodingMap(id="map")

    def show(self, look: Look | None) -> None:
        """Show a word among the others; the map in characters is told by the screen, as all panels are."""
        self._look = look
        near = None if look is None else look.near
        if look is None or near is None or isinstance(near, RnntuiError):
            return
        wanted = near.map.kept is not None and self._has_room()
        plot = cast("EncodingPlot | None", next(iter(self.query("#plot-of-map")), None))
        if wanted and plot is None and not self.is_loading:
            self.is_loading = True
            self.run_worker(self._load())
        self.query_one(EncodingMap).give_way(wanted and plot is not None)
        if plot is not None:
            plot.display = wanted
            plot.show_labels(labels_of(look, near.map.points), [point.name for point in near.map.points])

    def _has_room(self) -> bool:
        """Whether a plot can be shown: put into ASCII its frame and its scale would not survive."""
        is_ascii = any(isinstance(each, Ascii) for each in self.app.get_line_filters())
        return self.room[0] >= PLOTTED[0] and self.room[1] >= PLOTTED[1] and not is_ascii

    async def _load(self) -> None:
        """Put a plot below the map's title; the library takes long to load."""
        module = await asyncio.to_thread(importlib.import_module, "rnntui.ui.widgets.encoding_plot")
        await self.mount(module.EncodingPlot(id="plot-of-map"))
        self.is_loading = False
        self.show(self._look)
