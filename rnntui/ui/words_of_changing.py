"""The words of edits, interventions and ablation, in English and in Traditional Chinese."""

from __future__ import annotations

CHANGING_WORDS: dict[str, tuple[str, str]] = {}
"""key -> (English, Traditional Chinese)."""
