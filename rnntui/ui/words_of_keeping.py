"""The words of sessions, exports and files, in English and in Traditional Chinese."""

from __future__ import annotations

KEEPING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
