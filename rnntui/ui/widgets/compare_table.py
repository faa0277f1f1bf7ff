"""The table of two runs: one row a unit, for each variable its values in A and in B, or what is between them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from textual import events

from ...render.bars import size_bar
from ...render.beside import LETTERS, apart, greatest, vector
from ...render.cells import cells
from ..beside import group_here, groups_of
from ..edit_marks import FORCED
from ..spans import Kind, Line, Span, cropped, padded
from ..view import View
from .compare_page import NUMBER, Page, Placed, page_of, title_of
from .compare_panel import ComparePanel
from .panel import rule

if TYPE_CHECKING:
    from ...session.beside import Comparison, Which
    from ...session.differences import Kind as Of

AROUND = 2
"""Lines above the units: a rule and the titles."""


def table(comparison: Comparison, view: View, page: Page, width: int, height: int, focused: bool) -> tuple[Line, ...]:
    """The lines: a rule with the place, the titles, the units of the page, and what is missing."""
    rows = [[_unit(comparison, unit, page.head)] for unit in page.rows]
    titles = [Span(padded(f"  {view.words('unit')}", page.head), "dim")]
    for placed in page.variables:
        titles += _titles(comparison, view, placed)
        for row, spans in zip(rows, _cells(comparison, placed, page.rows), strict=True):
            row.extend(spans)
    lines: list[Line] = [
        rule(place_text(comparison, view), width, focused, _units_text(comparison, view), "app.large('table')"),
        cropped(tuple(titles), width),
        *(cropped(tuple(row), width) for row in rows),
    ]
    foot = _foot(view, page)
    if foot and height > len(lines):
        lines.extend(() for _ in range(height - len(lines) - 1))
        lines.append(cropped(foot, width))
    return tuple(lines)


def place_text(comparison: Comparison, view: View) -> str:
    """The step of each run and what is shown: `t=3 (4 of 4) · A beside B (d)`."""
    words = view.words
    old = f"{words('old')} · " if view.pending else ""
    if not comparison.columns:
        return f"{old}t=–"
    places = []
    for session, moment in zip((comparison.a, comparison.b), comparison.here, strict=True):
        places.append("–" if moment is None else str(session.place_of(moment)[1]))
    steps = places[0] if places[0] == places[1] else "|".join(places)
    count, columns = comparison.column + 1, len(comparison.columns)
    place = words("compare.place", clock=comparison.clock, steps=steps, count=count, columns=columns)
    micro = ""
    if comparison.micro < comparison.microsteps - 1:
        micro = f" · {words('place.micro', count=comparison.micro + 1, steps=comparison.microsteps)}"
    shown = words("compare.difference" if view.difference else "compare.beside")
    return f"{old}{place}{micro} · {words('compare.view.now', view=shown)}"


def _units_text(comparison: Comparison, view: View) -> Line:
    found, variable = comparison.differences, comparison.variable
    count = max((found.units(kind, variable) for kind in found.kinds(variable)), default=0)
    name = "units.one" if count == 1 else "compare.units.sorted" if view.by_change else "compare.units"
    named = view.words(name, count=count, variable=variable)
    spans = [Span(f"{named} (o)" if count == 1 else named, "dim", "app.order")]
    if len(groups_of(comparison)) > 1:
        group = group_here(comparison, view)
        spans = [Span(view.words("compare.layer", group=group), "dim", "app.group"), Span(" · ", "dim"), *spans]
    return tuple(spans)


def _unit(comparison: Comparison, unit: int, head: int) -> Span:
    current = unit == comparison.unit
    return Span(f"{'▶' if current else ' '}{unit:>{head - 2}} ", "accent" if current else "dim")


def _titles(comparison: Comparison, view: View, placed: Placed) -> list[Span]:
    here = placed.name == comparison.variable
    found = []
    for k, kind in enumerate(placed.kinds):
        title = title_of(comparison, view, placed.name, kind, first=k == 0)
        found.append(Span(f"  {title:>{placed.number}}", "accent" if here else "strong" if k == 0 else "dim"))
    return [*found, Span(" " * placed.bar)]


def _cells(comparison: Comparison, placed: Placed, rows: Sequence[int]) -> list[list[Span]]:
    """The numbers of a variable: between A and B `≠` where they differ; behind B - A its size as a bar."""
    column, name = comparison.column, placed.name
    there = comparison.differences.kinds(name)
    vectors = {k: vector(comparison, k, name, column) if k in there and comparison.columns else None for k in LETTERS}
    a, b, between = vectors["a"], vectors["b"], vectors["difference"]
    differs: Sequence[bool] = ()
    if a is not None and b is not None and len(a) == len(b) and name in comparison.compared:
        differs = apart(a, b, comparison.differences.rounding)
    texts = {kind: cells(each, rows, NUMBER) if each is not None else None for kind, each in vectors.items()}
    most = 0.0
    if placed.bar and between is not None:
        most = greatest(comparison, ("difference",), name, range(column, column + 1))
    forced = {"a": _forced(comparison, "a", name, rows), "b": _forced(comparison, "b", name, rows)}
    found = []
    for row, unit in enumerate(rows):
        spans: list[Span] = []
        for kind in placed.kinds:
            column_texts = texts[kind]
            # A run that has no step here, as against one that has not computed it yet.
            text = column_texts[row] if column_texts is not None else _none(comparison, kind, name, unit)
            mark = "≠" if kind == "b" and unit < len(differs) and differs[unit] else " "
            is_forced = bool(text) and unit in forced.get(kind, ())
            spans += _number(comparison, placed, unit, text, mark, kind, is_forced)
        bar = " " * placed.bar
        if placed.bar and between is not None and unit < len(between):
            bar = f" {size_bar(float(between[unit]), most, placed.bar - 1)}"
        sign: Kind = "minus" if placed.bar and between is not None and "-" in spans[-1].text else "plus"
        found.append([*spans, Span(bar, sign)])
    return found


def _forced(comparison: Comparison, which: Which, name: str, units: Sequence[int]) -> Container[int]:
    """The units of a variable that are forced in one of the runs in this column."""
    session, moment = (comparison.a, comparison.here[0]) if which == "a" else (comparison.b, comparison.here[1])
    side = comparison.differences.a if which == "a" else comparison.differences.b
    if moment is None or not session.realised.edited.interventions or (own := side.name_of(name)) is None:
        return ()
    from ...session.changes import forced_at

    once = session.model.program.once(own)
    return forced_at(session.realised, own, 0 if once else session.place_of(moment)[1], units)


def _none(comparison: Comparison, kind: Of, name: str, unit: int) -> str:
    """What stands where a variable has no value: `–` where it never has one in this column."""
    if not comparison.columns or kind not in comparison.differences.kinds(name):
        return "–" if not unit else ""
    pair = comparison.here
    missing = None in pair if kind == "difference" else pair[kind == "b"] is None
    return "–" if missing and unit < comparison.differences.units(kind, name) else ""


def _number(
    comparison: Comparison, placed: Placed, unit: int, text: str, mark: str, kind: Of, is_forced: bool
) -> tuple[Span, ...]:
    text = text.lstrip()
    gap = " " * (placed.number - len(text))
    look: Kind = "accent" if mark == "≠" else "dim" if text == "–" else "plain"
    if placed.name == comparison.variable and unit == comparison.unit and text:
        # Right before the cursor, where a number that fills its column leaves no other cell than that of the mark.
        before = f"{mark}{gap}"[:-1] + FORCED if is_forced else f"{mark}{gap}"
        return Span(before, "accent" if is_forced else look), Span(f"▸{text}", "cursor")
    if is_forced:
        return Span(f"{mark}{gap}", look), Span(FORCED, "accent"), Span(text)
    if kind == "difference" and text.strip("0.+- "):
        look = "strong"
    return Span(f"{mark}{gap} ", look), Span(text, look if mark != "≠" else "plain")


def _foot(view: View, page: Page) -> Line:
    """What of the units and variables is shown, where that is not all."""
    words, count = view.words, len(page.order)
    parts: list[Span] = []
    if len(page.rows) < count:
        last = page.first + len(page.rows) - 1
        parts.append(Span(f"  {words('rows', first=page.first, last=last, count=count)}", "dim"))
    if page.left:
        parts.append(Span(f"  ◂ {words('more.columns', count=page.left)}", "dim", "app.column(-1)"))
    if page.right:
        parts.append(Span(f"  {words('more.columns', count=page.right)} ▸", "dim", "app.column(1)"))
    return tuple(parts)


class CompareTable(ComparePanel, can_focus=True):
    """Only the units of one page are made. A click points at a value, the wheel goes from unit to unit."""

    wheel = "app.unit"
    page: Page | None = None
    """What is shown."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        self.page = page_of(comparison, self.view, width, max(height - AROUND, 1))
        return table(comparison, self.view, self.page, width, height, self.has_focus)

    async def on_click(self, event: events.Click) -> None:
        """Point at the value below the mouse; the line of titles points at a variable alone."""
        offset = event.get_content_offset(self)
        if self.page is None or offset is None or not -1 <= (row := offset.y - AROUND) < len(self.page.rows):
            return
        variable, x = "", self.page.head
        for placed in self.page.variables:
            if x <= offset.x < x + placed.width:
                variable = placed.name
            x += placed.width
        unit = self.page.rows[row] if row >= 0 else None
        await self.run_action(f"app.point({variable!r}, {unit!r})")
