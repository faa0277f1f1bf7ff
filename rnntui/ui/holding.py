"""The gates, and the ways to hold one of them, as lists to choose from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..engine.interventions import Intervention, Start
from ..render.show import show
from ..session.edits import target_of, with_edit, with_value
from .choices import Offer, Option
from .columns import group_of
from .describe import edit_text

if TYPE_CHECKING:
    from ..session.edits import Edit
    from ..session.session import Session
    from ..session.setup import Setup
    from .words import Words


def gates(session: Session) -> tuple[str, ...]:
    """The gates of the network, those of the layer and direction that is looked at first."""
    equations = session.model.program.equations
    group = group_of(session, session.cursor.variable)
    named = [name for name, each in equations.items() if each.role == "gate"]
    return tuple(sorted(named, key=lambda name: equations[name].group != group))


def at_target(session: Session, target: str | None) -> Session:
    """The session as if its cursor were on a value as `--set` calls it, where that is a gate's."""
    edit = None if target is None else with_value(target, "0")
    if not isinstance(edit, Intervention) or edit.step is None or edit.unit is None:
        return session
    if isinstance(edit, Start) or edit.variable not in gates(session):
        return session
    return replace(session, cursor=replace(session.cursor, variable=edit.variable, step=edit.step, unit=edit.unit))


def choosing(session: Session, words: Words) -> Offer:
    """Which gate to hold, where the cursor is on none; `step` of an option is its place in `gates`."""
    equations, name = session.model.program.equations, session.cursor.variable
    options = tuple(
        Option(gate, None, show(words.of(equations[gate].says)), step=place)
        for place, gate in enumerate(gates(session))
    )
    return Offer(words("hold.choose", name=name), options, -1)


def holding(session: Session, words: Words) -> Offer:
    """Open or closed, at this step or at each, this unit or all; and to release what is held here."""
    cursor, setup = session.cursor, session.setup
    name, step, unit = cursor.variable, cursor.step, cursor.unit
    if session.model.program.once(name):
        step = 0
    options: list[Option] = []
    if held := held_at(session):
        kept = tuple(each for each in setup.interventions if each not in held)
        about = words("hold.release.about", edits=", ".join(map(edit_text, held)))
        first = show(target_of(held[0]))
        named = first if len(held) == 1 else words("edits", first=first, count=len(held))
        options.append(Option(words("hold.release", name=named), _with(setup, kept), about))
    for what, value in (("open", 1.0), ("closed", 0.0)):
        for place, at, of in (
            ("step.unit", step, unit),
            ("all.unit", None, unit),
            ("step.all", step, None),
            ("all.all", None, None),
        ):
            edit = Intervention(name, value, at, of)
            made = _with(setup, with_edit(setup.interventions, edit))
            options.append(Option(words(f"hold.{place}", what=words(f"hold.{what}")), made, edit_text(edit)))
    return Offer(words("hold.title", name=name), tuple(options), -1)


def held_at(session: Session) -> tuple[Intervention, ...]:
    """What holds the value under the cursor."""
    cursor, program = session.cursor, session.model.program
    step = 0 if program.once(cursor.variable) else cursor.step
    return tuple(
        each
        for each in session.realised.edited.interventions
        if not isinstance(each, Start)
        and program.variable(each.variable) == cursor.variable
        and each.step in (None, step)
        and each.unit in (None, cursor.unit)
    )


def _with(setup: Setup, edits: tuple[Edit, ...]) -> Setup:
    return replace(setup, interventions=edits)
