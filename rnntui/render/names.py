"""Names that are longer than there is room for: their end says as much as their beginning."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

_INDICES = re.compile(r"(\[[^\[\]]*\])*$")


def shortened(name: str, width: int) -> str:
    """A name in at most `width` cells, with … in its middle: `longlongl…g[3][0]`.

    Indices at its end stay whole, where they fit.
    """
    if cell_len(name) <= width:
        return name
    indices = _INDICES.search(name)
    least = cell_len(indices[0]) + 1 if indices is not None and indices[0] else 0
    tail = min(max((width - 1) // 3, least), max(width - 2, 0))
    head = set_cell_size(name, max(width - 1 - tail, 0)).rstrip()
    return f"{head}…{_end(name, tail)}" if width > 0 else ""


def _end(text: str, width: int) -> str:
    """As much of the end of a text as is at most so many cells wide."""
    first, size = len(text), 0
    for place in range(len(text) - 1, -1, -1):
        cells = cell_len(text[place])
        if size + cells > width:
            break
        size += cells
        # What is put over a character is nothing without it.
        first = place if cells else first
    return text[first:]
