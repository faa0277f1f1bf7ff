"""The words of the screen encoding, in English and in Traditional Chinese."""

from __future__ import annotations

ENCODING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
