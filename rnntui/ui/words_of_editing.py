"""The words of the editor of equations, in English and in Traditional Chinese."""

from __future__ import annotations

EDITING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
