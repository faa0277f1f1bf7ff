"""The words of the screen memory, in English and in Traditional Chinese."""

from __future__ import annotations

MEMORY_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
