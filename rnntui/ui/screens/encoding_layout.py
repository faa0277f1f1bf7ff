"""How many columns and rows each panel of the screen encoding gets, from 60x14 up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...render.show import show

if TYPE_CHECKING:
    from ...session.encoding_words import Vocabulary

Size = tuple[int, int]
"""Columns and rows, 0 for none."""
PANELS = {"vectors": "vectors", "near": "near", "matrix": "matrix", "map": "around-map"}
"""What holds each panel."""
LOW = 16
"""Below so many rows what there is to be seen is told in one line."""
MOST_WORDS = 40
"""So many words are looked at for how broad they are."""


def shared_out(width: int, height: int, vocabulary: Vocabulary | None, large: str | None) -> dict[str, Size]:
    """The size of each panel, and of what holds two of them: `above` and `below`."""
    see = 1 if height < LOW else 2
    free = max(height - see, 0)
    found: dict[str, Size] = {"see": (width, see)}
    if large is not None:
        is_above = large in ("vectors", "near")
        found |= {"above": (width, free if is_above else 0), "below": (width, 0 if is_above else free)}
        # What stands at the right has a blank before it.
        whole = (width - (large in ("near", "map")), free)
        rest = {around: whole if name == large else (0, 0) for name, around in PANELS.items()}
        return found | rest
    words = 0 if vocabulary is None else len(vocabulary.words)
    more = 2 if vocabulary is None or vocabulary.keeps_order else 3
    above = min(max(words + more, free * 2 // 5, 8), (free + 1) // 2)
    below = free - above
    left = width * 3 // 5
    matrix = min(max(_wanted(vocabulary, width), width * 2 // 5), width - 24)
    return found | {
        "above": (width, above),
        "below": (width, below),
        "vectors": (left - 1, above),
        "near": (width - left, above),
        "matrix": (matrix - 1, below),
        "around-map": (width - matrix, below),
    }


def _wanted(vocabulary: Vocabulary | None, width: int) -> int:
    """Columns for two matrices beside each other, as roomy as leaves a third for the map; else for one."""
    if vocabulary is None or not vocabulary.words:
        return 0
    words = vocabulary.words[:MOST_WORDS]
    head = min(max(cell_len(show(word.name)) for word in words), 9) + 2
    most = width - max(width // 3, 24)
    for both in (1,) if vocabulary.entries else (2, 1):
        for size in (9, 7, 5, 4):
            wanted = both * (head + len(words) * size) + (both - 1) * 3 + 1
            if wanted <= most:
                return wanted
    return most
