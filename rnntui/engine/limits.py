"""How large things may be: apart from all else, so that options are checked without loading the engine."""

from __future__ import annotations

MOST_LAYERS = 64
"""How many layers a network may have."""
MOST_UNITS = 65_536
"""How many units a size may have."""
LARGEST_SEED = 2**63 - 1
