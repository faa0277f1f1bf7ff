"""A value taken apart, large: the way to it, its equation with numbers, and its terms, one of which is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events

from ...render.names import shortened
from ...render.numbers import brief
from ...render.show import show
from ..edit_marks import before_of, mark_of
from ..spans import Line, Span, cropped, cut, width_of, wrapped
from ..view import View
from ..walk_names import FIGURES, WIDEST, beside_text, frame_name, is_known, label_text, place_name
from .apart_terms import terms_text
from .panel import Panel, rule
from .table import AROUND_TITLE, place_in

if TYPE_CHECKING:
    from ...engine.explanation import Explanation, Quantity
    from ...session.session import Session
    from ...session.walk import Walk

FEWER = (8, 6, 4, 3)
"""So many the numbers have that it is made of, where there is no room for more."""
LEAST_TERMS = 5
"""Rows of the list below which what is said of the equation gives way."""
ARROW = " ← "


class Apart(Panel, can_focus=True):
    """A click on a term chooses it, one on the chosen term goes to where it came from; the wheel goes along."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        walk = self.view.walk
        return () if walk is None else apart(session, self.view, walk, width, height, self.has_focus)

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.unit(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.unit(1)")


def apart(session: Session, view: View, walk: Walk, width: int, height: int, focused: bool) -> tuple[Line, ...]:
    """The lines: title, way, equation, numbers and result, terms, and what the equation is for."""
    from ...session.likeness_work import Likeness
    from ...session.walk import chosen, explanation_of, is_end, rows_at
    from .work import says_text

    run, here = session.realised, walk.here
    if not is_known(session, walk):
        title = rule(view.words("title.work", place=place_name(session, walk)), width, focused, (), "app.leave")
        missing = view.words("once" if session.model.program.once(session.cursor.variable) else "not.yet")
        return (title, *((Span(f"  {text}", "accent"),) for text in wrapped(missing, width - 4)))
    found = explanation_of(run, here)
    place = shortened(place_name(session, walk), width // 2) + label_text(session, found)
    named = view.words("title.work", place=place)
    if isinstance(here.place, Likeness):
        named = view.words(
            "walk.likeness", one=cut(show(here.place.one), WIDEST), other=cut(show(here.place.other), WIDEST)
        )
    step = place_in(session, view, width - cell_len(named) - AROUND_TITLE)
    lines = [rule(named, width, focused, (Span(step, "dim"),) if step else (), "app.leave")]
    if len(walk.frames) > 1:
        lines.append(crumbs(session, walk, width - 4))
    if is_end(run, here):
        return (*lines, *_given(session, view, walk, found, width))
    lines += _equation(found, view, width - 4, max(height // 4, 1))
    lines += _numbers(found, view, width - 4, max((height - len(lines)) // 3, 1))
    before = None if here.within else before_of(run, here.place)
    if before is not None:
        text = view.words("walk.was", place=found.place, value=brief(before, FIGURES))
        lines += [(Span(f"  {line}", "accent"),) for line in wrapped(text, width - 4)]
    is_cosine = isinstance(here.place, Likeness)
    said = view.words("walk.likeness.says") if is_cosine else says_text(session, view, found.variable)
    lines += [(Span(f"  {text}", "accent"),) for text in wrapped(beside_text(view, found), width - 4)]
    says = [(Span(f"  {text}", "dim"),) for text in wrapped(said, width - 4)]
    if height - len(lines) - len(says) - 2 < LEAST_TERMS:
        says = []
    is_roomy = height - len(lines) - len(says) - 2 >= LEAST_TERMS
    room = height - len(lines) - len(says) - (is_roomy + bool(says))
    labels = _labels(session, found)
    marks: Callable[[Quantity], str] = lambda term: mark_of(run, term.source)  # noqa: E731
    terms = terms_text(rows_at(run, here), chosen(run, here), view, width, room, labels, marks)
    return (*lines, *[()] * is_roomy, *terms, *([(), *says] if says else ()))


def advice_on(session: Session, view: View, walk: Walk) -> str:
    """What to press."""
    from ...session.walk import term_of

    words, run = view.words, session.realised
    if not is_known(session, walk):
        return words("coach.walk.unknown")
    if (term := term_of(run, walk.here)) is not None:
        return words("coach.walk", term=shortened(show(term.text), WIDEST))
    before = walk.frames[-2] if len(walk.frames) > 1 else walk.here
    return words("coach.walk.end", before=shortened(frame_name(session, before), WIDEST))


def _labels(session: Session, found: Explanation) -> tuple[str, ...]:
    """What the entries of a choice mean."""
    from ...engine.explanation import Choice

    labels = session.trace.labels
    is_choice = isinstance(found.root, Choice) and labels is not None and len(found.root.entries) == len(labels)
    return labels if is_choice and labels is not None else ()


def crumbs(session: Session, walk: Walk, width: int) -> Line:
    """The way from where one began, the last places of it where there is no room for all; a click returns there."""
    last = len(walk.frames) - 1
    names = [frame_name(session, frame) for frame in walk.frames[-MOST_CRUMBS:]]
    first = last + 1 - len(names)
    line: list[Span] = []
    for place in range(last, first - 1, -1):
        name = shortened(names[place - first], LONGEST_CRUMB)
        part = Span(name, "strong" if place == last else "accent", "" if place == last else f"app.apart_to({place})")
        arrow = [Span(ARROW, "dim")] if line else []
        more = cell_len("…" + ARROW) if place else 0
        if line and width_of((*line, *arrow, part)) + more > width:
            line = [Span("…", "dim"), Span(ARROW, "dim"), *line]
            break
        line = [part, *arrow, *line]
    return (Span("  "), *cropped(tuple(line), width))


LONGEST_CRUMB = 32
"""Cells of a name on the way."""
MOST_CRUMBS = 40
"""So many places of the way are looked at: no line has room for more."""


def _equation(found: Explanation, view: View, width: int, rows: int) -> list[Line]:
    """The equation, in at most so many rows, and what its slots stand for."""
    from ...engine.explanation_text import slots

    named = slots(found)
    text = view.words("with", slots=named) if named else ""
    if cell_len(f"{found.equation}   {text}") <= width:
        return [(Span(f"  {found.equation}", "plain"), Span(f"   {text}", "dim"))]
    pieces = wrapped(found.equation, width)
    pieces = pieces if len(pieces) <= rows else (*pieces[: rows - 1], cut(f"{pieces[rows - 1]} …", width))
    return [
        *((Span(f"  {line}"),) for line in pieces),
        *((Span(f"  {line}", "dim"),) for line in wrapped(text, width)),
    ]


_RESULT = re.compile(r" ([=≈]) (\S+)$")


def _numbers(found: Explanation, view: View, width: int, rows: int) -> list[Line]:
    """The equation with numbers, in at most so many rows, and the result, which is always there.

    What is forced is not what its equation gives: that is said first, and what it gives has no place before it.
    """
    from ...engine.explanation_text import final

    value = brief(found.root.value if found.forced else found.value, FIGURES)
    place = shortened(show(found.place), width // 2)
    lines: list[Line] = []
    for figures in FEWER:
        text = final(found, figures)
        match = _RESULT.search(text)
        how, sign = (text[: match.start()], match[1]) if match is not None else ("", "=")
        head = f"{place} = {how}" if how and not found.forced else how or place
        pieces = wrapped(head, width)
        result = Span(f" {sign} {value}", "accent")
        fits = cell_len(pieces[-1]) + cell_len(result.text) <= width
        lines = [(Span(f"  {piece}"),) for piece in pieces]
        lines = [*lines[:-1], (*lines[-1], result)] if fits else [*lines, (Span(" "), result)]
        if len(lines) <= rows:
            break
    else:
        lines = [(Span(f"  {place}"), Span(f" = {value}", "accent"))]
    if found.forced:
        from .work import forced_text

        told: list[Line] = [(Span(f"  {text}", "accent"),) for text in wrapped(forced_text(found, view), width)]
        return [*told, *lines]
    return lines


def _given(session: Session, view: View, walk: Walk, found: Explanation, width: int) -> tuple[Line, ...]:
    """What a number is that is given: the value, and where it came from."""
    from ...session.origin import origin

    value = (Span(f"  {place_name(session, walk)}"), Span(f" = {brief(found.value, FIGURES)}", "accent"))
    lines: list[Line] = [value, ()]
    for told in origin(session.realised, walk.here.place):
        values = {name: show(each) if isinstance(each, str) else each for name, each in told.values.items()}
        lines += [(Span(f"  {text}"),) for text in wrapped(view.words(f"origin.{told.key}", **values), width - 4)]
    if found.forced:
        from .work import forced_text

        lines += [(Span(f"  {text}", "accent"),) for text in wrapped(forced_text(found, view), width - 4)]
    lines += [(), *((Span(f"  {text}", "dim"),) for text in wrapped(view.words("walk.given"), width - 4))]
    return tuple(lines)
