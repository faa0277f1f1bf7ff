"""How the value under the cursor came about: in full beside the equations, or in a few lines below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...render.numbers import brief
from ...render.show import show
from ..spans import Line, Span, cut, padded, wrapped
from ..steps import is_unknown
from ..view import View
from .panel import Panel, rule

if TYPE_CHECKING:
    from ...engine.explanation import Explanation
    from ...engine.explanation import Line as Explained
    from ...session.session import Session


FEWER = (64, 32, 16, 8, 6, 4, 2)
"""So many products of a sum are written out where more do not fit: the result has to be seen."""


def says_of(session: Session, view: View) -> str:
    """What the architecture's file says of the equation of the chosen variable; of an input what it stands for."""
    said, encoding = says_text(session, view, session.cursor.variable), session.model.encoding
    if session.cursor.variable not in session.model.program.inputs or encoding is None or not encoding.keeps_order:
        return said
    return f"{said} {view.words(f'unknown.{encoding.unknown}')}" if is_unknown(session, session.moment) else said


def says_text(session: Session, view: View, name: str) -> str:
    """What the architecture's file says of the equation of a variable."""
    equation = session.model.program.equations.get(name)
    return show(view.words.of(equation.says)) if equation is not None else view.words("given")


def label_of(session: Session) -> str:
    """What the unit of an output means that is looked at; empty where nothing says it."""
    return label_at(session, session.cursor.variable, session.cursor.unit)


def label_at(session: Session, name: str, unit: int) -> str:
    """What a unit of an output means; empty where nothing says it."""
    labels = session.trace.labels
    equation = session.model.program.equations.get(name)
    if labels is None or equation is None or equation.role != "output":
        return ""
    return show(labels[unit]) if session.trace.units(name) == len(labels) else ""


def in_short(session: Session, view: View, width: int) -> tuple[Line, ...]:
    """One line of arithmetic and what the equation is for."""
    explanation = session.explanation()
    says = tuple((Span(f"    {text}", "dim"),) for text in wrapped(says_of(session, view), width - 5))
    if explanation is None:
        missing = session.cursor.variable not in session.model.program.inputs and session.steps
        return ((Span(f"    {cut(view.words('not.yet'), width - 4)}", "dim"),), *says) if missing else says
    if explanation.forced:
        return ((Span(f"    {cut(forced_text(explanation, view), width - 5)}", "accent"),), *says)
    label = label_of(session)
    place = f"{explanation.place} {label} = " if label else f"{explanation.place} = "
    short = explanation.short(width - 5 - len(place))
    # Where there is no room for arithmetic the place stands in it.
    text = cut(short if short.startswith(explanation.place) else f"{place}{short}", width - 5)
    from ...engine.explanation_text import slots

    named = slots(explanation)
    stands = f"   {view.words('with', slots=named)}" if named else ""
    if cell_len(text) + cell_len(stands) > width - 5:
        stands = ""
    return ((Span(f"    {text}"), Span(stands, "dim")), *says)


def forced_text(explanation: Explanation, view: View) -> str:
    """What a value was forced to, and what its equation gives."""
    value, computed = brief(explanation.value), brief(explanation.computed)
    return view.words("forced", place=explanation.place, value=value, computed=computed)


def indented(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that stand below the equation they belong to."""
    return tuple((Span("    "), *line) for line in lines)


def worked(
    session: Session, view: View, width: int, height: int, figures: int = 4, most: int = 6, titled: bool = True
) -> tuple[Line, ...]:
    """The equation, each sum of products, each other number, the result, and what the equation is for.

    Where there is no room for all of it, numbers that were not computed on the way have no line of their own.
    With `titled` the equation stands above; what its slots stand for is always said.
    """
    explanation = session.explanation()
    says = [(Span(text, "dim"),) for text in wrapped(says_of(session, view), width)]
    if explanation is None:
        missing = session.cursor.variable not in session.model.program.inputs
        text = view.words("not.yet")
        return (*((Span(line),) for line in wrapped(text, width)), *says) if missing and session.steps else tuple(says)
    from ...engine.explanation_text import slots

    equation: list[Line] = [(Span(text, "strong"),) for text in wrapped(explanation.equation, width)]
    named = slots(explanation)
    slots_text = view.words("with", slots=named) if named else ""
    if not titled:
        equation = []
    if titled and cell_len(f"{explanation.equation}   {slots_text}") <= width:
        equation = [(*equation[0], Span(f"   {slots_text}", "dim"))]
    else:
        equation += [(Span(text, "dim"),) for text in wrapped(slots_text, width)]
    forced: list[Line] = []
    if explanation.forced:
        forced = [(Span(text, "accent"),) for text in wrapped(forced_text(explanation, view), width)]
    arithmetic: list[Line] = []
    # What it is for gives way to how it came about, and the equation too: it stands beside.
    short = equation[:1]
    if titled and cell_len(explanation.equation) > width:
        short = [(Span(cut(explanation.equation, width), "strong"),)]
    for above, below in ((equation, [(), *says]), (equation, []), (short, []), ([], [])):
        room = height - len(above) - len(below) - len(forced)
        arithmetic = _arithmetic(explanation, view, width, room, figures, most)
        if len(arithmetic) <= room:
            return (*above, *arithmetic, *forced, *below)
    # The result is seen in any case.
    return tuple([*arithmetic, *forced][-height:])


def _arithmetic(explanation: Explanation, view: View, width: int, room: int, figures: int, most: int) -> list[Line]:
    """As many products as there is room for; more lines than that where not even the fewest fit."""
    arithmetic: list[Line] = []
    for count in dict.fromkeys(min(most, each) for each in (most, *FEWER)):
        lines = explanation.worked(figures, count, view.words("products.more", count="{count}"))
        arithmetic = _lines(lines, width, figures)
        if len(arithmetic) > room:
            arithmetic = _lines(tuple(line for line in lines if line.text or line is lines[-1]), width, figures)
        if len(arithmetic) <= room:
            break
    return arithmetic


def _lines(lines: tuple[Explained, ...], width: int, figures: int) -> list[Line]:
    # A long label stands above its numbers, which would have no room beside it.
    label = max((size for line in lines if (size := cell_len(line.label)) <= width // 2), default=0)
    result = max((len(brief(line.value, figures)) for line in lines), default=0)
    found: list[Line] = []
    for line in lines:
        last = line is lines[-1]
        sign = "=" if line.exact else "≈"
        value = Span(f" {sign} {brief(line.value, figures):>{result}}", "accent" if last else "strong")
        room = width - label - 1 - cell_len(value.text)
        is_long = cell_len(line.label) > label
        if is_long:
            found += [(Span(piece, "dim"),) for piece in wrapped(line.label, width)]
        pieces = wrapped(line.text, max(room, 8)) or ("",)
        for place, piece in enumerate(pieces):
            head = Span(padded(line.label if not place and not is_long else "", label) + " ", "dim")
            end = (value,) if place == len(pieces) - 1 else ()
            found.append((head, Span(padded(piece, max(room, 8))), *end))
    return found


class Work(Panel, can_focus=True):
    """Stands at the right of the equations, behind a line, or alone."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        cursor = session.cursor
        once = session.model.program.once(cursor.variable)
        place = f"{cursor.variable}[{cursor.clock.upper() if once else cursor.step}][{cursor.unit}]"
        place += f" {label}" if (label := label_of(session)) else ""
        alone = self.view.large == "work"
        named = self.view.words("title.work", place=place)
        title = rule(named, width - (not alone), self.has_focus, click="app.large('work')")
        head = () if alone else (Span("┬", "line"),)
        edge = Span("  " if alone else "│ ", "line")
        lines = worked(session, self.view, width - 3, height - 1, 8 if alone else 4, 4 * height if alone else 6)
        padding = ((),) * (height - 1 - len(lines))
        return ((*head, *title), *((edge, *line) for line in (*lines, *padding)))
