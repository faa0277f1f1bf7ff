"""The words of taking a value apart, in English and in Traditional Chinese."""

from __future__ import annotations

WALKING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
