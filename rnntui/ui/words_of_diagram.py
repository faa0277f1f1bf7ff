"""The words of the screen diagram, in English and in Traditional Chinese."""

from __future__ import annotations

DIAGRAM_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
