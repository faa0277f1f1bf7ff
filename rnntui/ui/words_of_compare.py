"""The words of the screen compare, in English and in Traditional Chinese."""

from __future__ import annotations

COMPARE_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
