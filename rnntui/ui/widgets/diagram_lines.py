"""The lines around the drawing of a network: its title, the equation of what is chosen, and what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...render.show import show
from ..keys import BY_NAME
from ..spans import Kind, Line, Span, cropped, joined, width_of
from ..view import View
from .panel import rule

if TYPE_CHECKING:
    from ...render.diagram.fit import Plan
    from ...session.session import Session


def title_line(session: Session, view: View, width: int, focused: bool, more: Line) -> Line:
    """What is drawn, how to see more of it, and what else can be drawn, in fewer words where there is little room."""
    words, unrolled = view.words, view.unrolled
    drawn = words("diagram.unrolled" if unrolled else "diagram.folded")
    title = f"{drawn} · {words('diagram.unit', unit=session.cursor.unit)}"
    room = width - cell_len(title) - 8
    names = (("unroll", "fold" if unrolled else "unroll"), ("fold", "less" if view.unfolded else "more"))
    for short, count in (("", 2), (".short", 2), (".short", 1), ("", 0)):
        keys = list(more)
        for name, text in names[:count]:
            action = f"app.{BY_NAME[name].action}"
            said = words(f"diagram.{text}{short if name == 'fold' else ''}")
            keys += [Span(BY_NAME[name].shown, "accent", action), Span(f" {said}  ", "dim", action)]
        if keys and not count:
            keys[-1] = keys[-1]._replace(text=keys[-1].text.rstrip())
        if width_of(tuple(keys)) <= room:
            break
    return rule(title, width, focused, tuple(keys))


def more_of(hidden: tuple[bool, bool, bool, bool]) -> Line:
    """Where there is more of a drawing, and which key leads there."""
    left, right, above, below = hidden
    line: list[Span] = []
    for is_more, text, action in (
        (left, "‹ ←  ", "app.column(-1)"),
        (right, "→ ›  ", "app.column(1)"),
        (above, "↑ PgUp  ", "app.page(-1)"),
        (below, "↓ PgDn  ", "app.page(1)"),
    ):
        line += [Span(text, "accent", action)] if is_more else []
    return tuple(line)


def equation_line(session: Session, view: View, plan: Plan, width: int) -> Line:
    """The equation of what is chosen, with its value, and where it is seen if it has no box."""
    from ...render.cells import FORCED
    from ...render.diagram.state import mark_of, number_of

    cursor = session.cursor
    equation = session.model.program.equations.get(cursor.variable)
    place = f" {cursor.micro + 1}/{len(session.microsteps)} " if session.steps else " "
    given = view.words("diagram.given", name=show(cursor.variable))
    text = given if equation is None else show(equation.text)
    homes = plan.network.homes.get(cursor.variable, ())
    inside = ""
    if homes and cursor.variable not in plan.network.names:
        names = ", ".join(plan.labels[name] for name in homes)
        inside = f"  ({view.words('diagram.within', name=show(cursor.variable), homes=names)})"
    value = number_of(session, cursor.variable)
    mark = mark_of(session, cursor.variable, cursor.step) if value else ""
    # What is held is not what the equation gives.
    kind: Kind = "dim" if mark == FORCED else "strong"
    line: Line = (Span(f"▶{place}", "accent"), Span(text, kind), Span(inside, "dim"))
    said = view.words("diagram.held", value=value) if mark == FORCED else value
    right = (Span(mark, "accent"), Span(f"{' ' * (mark == FORCED)}{said} ", "strong"))
    return joined(line, right, width) if value else cropped(line, width)


def legend(session: Session, view: View, width: int) -> Line:
    """What the marks mean, as many as there is room for."""
    roles = {equation.role for equation in session.model.program.equations.values()}
    parts = ["diagram.flow"]
    parts += ["diagram.valve"] * ("gate" in roles)
    parts += ["diagram.attends"] * ("attention" in roles and view.unrolled)
    parts += ["diagram.edited"] * session.realised.edited.is_changed
    parts.append("diagram.ahead")
    text = ""
    for part in parts:
        more = f"{text}   {view.words(part)}" if text else f" {view.words(part)}"
        text = more if cell_len(more) <= width else text
    return (Span(text, "dim"),)
