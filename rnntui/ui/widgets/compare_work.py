"""How the value that is looked at came about in A, and how in B."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ..beside import sides_of
from ..layout import WIDE
from ..spans import Line, Span, cropped, joined, width_of
from .compare_panel import ComparePanel
from .panel import rule
from .work import worked

if TYPE_CHECKING:
    from ...session.beside import Comparison


class CompareWork(ComparePanel, can_focus=True):
    """Both beside each other, or one below the other where there is less room."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        is_wide = width >= WIDE
        size = (width - 1) // 2 if is_wide else width
        rows = height if is_wide else height // 2
        a, b = (self._half(comparison, which, size, rows) for which in (0, 1))
        if not is_wide:
            return (*a, *((),) * (rows - len(a)), *b)
        return tuple(
            (*left, Span(" " * (size - width_of(left))), Span("│", "line"), *right)
            for left, right in zip_longest(a, b, fillvalue=())
        )

    def _half(self, comparison: Comparison, which: int, width: int, rows: int) -> tuple[Line, ...]:
        session, side = sides_of(comparison)[which]
        cursor, words = session.cursor, self.view.words
        place = f"{cursor.variable}[{cursor.step}][{cursor.unit}]"
        title = f"{'AB'[which]}: {words('title.work', place=place)}"
        lines: list[Line] = [rule(title, width, self.has_focus and not which, click="app.large('work')")]
        if comparison.columns and comparison.here[which] is None:
            lines.append((Span(f" {words('compare.no.step')}", "accent"),))
        elif side.name_of(comparison.variable) is None:
            lines.append((Span(f" {words('compare.no.variable', name=comparison.variable)}", "accent"),))
        alone = self.view.large == "work"
        found = worked(session, self.view, width - 3, rows - len(lines), 8 if alone else 4, rows if alone else 4)
        return tuple(
            cropped(line, width) for line in (*lines, *(joined((Span("  "), *each), (), width) for each in found))
        )[:rows]
