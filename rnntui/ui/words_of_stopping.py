"""The words of breakpoints, watches, search and marks, in English and in Traditional Chinese."""

from __future__ import annotations

STOPPING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
