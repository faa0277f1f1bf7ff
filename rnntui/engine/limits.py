"""How large things may be: apart from all else, so that options are checked without loading the engine."""

from __future__ import annotations

from typing import Literal, get_args

MOST_LAYERS = 64
"""How many layers a network may have."""
MOST_UNITS = 65_536
"""How many units a size may have."""
LARGEST_SEED = 2**63 - 1
LARGEST_FILE = 1_000_000
"""How many bytes an architecture's file may have."""

Shape = Literal["many-to-many", "many-to-one", "one-to-many", "encoder-decoder"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""How many vectors go in, and how many come out."""
