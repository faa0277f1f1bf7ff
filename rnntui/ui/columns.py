"""Which columns the table has: the variables of one layer and direction, with what they read of other steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..dataclass import dataclass

if TYPE_CHECKING:
    from ..engine.architecture import Equation, Role
    from ..session.realise import Realised
    from ..session.session import Session

FOLDED: tuple[Role, ...] = ("signal", "part")
"""The roles that have no column until asked for."""


MOST_INPUTS = 8
"""So many entries of an input are always shown."""


@dataclass(frozen=True)
class Column:
    """One column of the table."""

    variable: str
    offset: int
    """0 for this step, -1 for the step before, 1 for the one after."""
    role: Role | None
    """None for an input."""
    title: str
    """`c[t-1]`, without the suffix of the group, which the table's title names."""


def groups(session: Session) -> tuple[str, ...]:
    """The layers and directions, such as `l0` and `l0_reverse`; none in a plain network."""
    equations = session.model.program.equations.values()
    return tuple(dict.fromkeys(equation.group for equation in equations if equation.group))


def group_of(session: Session, variable: str) -> str:
    """The layer and direction of a variable; empty for inputs and the head."""
    equation = session.model.program.equations.get(variable)
    return equation.group if equation is not None else ""


def short_name(variable: str, group: str) -> str:
    """A variable's name without the suffix of its group."""
    return variable.removesuffix(f"_{group}") if group else variable


def columns(session: Session, group: str, unfolded: bool) -> tuple[Column, ...]:
    """The columns in the order of computation: inputs, what is read of other steps, then the equations'."""
    key = (session.realised, session.cursor.variable, group, unfolded)
    if key not in _kept:
        found = _columns(session, group, unfolded)
        _kept.clear()
        _kept[key] = found
    return _kept[key]


_kept: dict[tuple[Realised, str, str, bool], tuple[Column, ...]] = {}
"""The columns that were made last: they are asked for several times at every step."""


def _columns(session: Session, group: str, unfolded: bool) -> tuple[Column, ...]:
    program = session.model.program
    shown = [name for name in session.columns if _is_shown(session, name, group, unfolded)]
    inputs = [name for name in shown if name in program.inputs]
    computed = [name for name in shown if name not in program.inputs]
    # Folded equations read other steps too: the forget gate's share of c[t-1] is a part.
    beside = dict.fromkeys(
        read
        for equation in program.equations.values()
        if equation.group in ("", group)
        for read in _reads(equation)
        if read[0] in computed
    )
    return (
        *(Column(name, 0, None, _title(session, name, group, 0)) for name in inputs),
        *(
            Column(name, offset, program.equations[name].role, _title(session, name, group, offset))
            for name, offset in beside
        ),
        *(Column(name, 0, program.equations[name].role, _title(session, name, group, 0)) for name in computed),
    )


def _is_shown(session: Session, name: str, group: str, unfolded: bool) -> bool:
    equation = session.model.program.equations.get(name)
    if equation is None:
        return unfolded or name == session.cursor.variable or not _is_long(session, name)
    # The variable that is looked at has a column whatever its role is: micro-steps pass through parts too.
    if equation.role in FOLDED and not unfolded and name != session.cursor.variable:
        return False
    return equation.group in ("", group)


def _is_long(session: Session, name: str) -> bool:
    """Whether an input has many more entries than there are units: a one-hot vector of a large vocabulary."""
    units = max((session.trace.units(each) for each in session.model.program.equations), default=0)
    return session.trace.units(name) > max(MOST_INPUTS, units)


def _reads(equation: Equation) -> Iterator[tuple[str, int]]:
    """What an equation reads of other steps."""
    # Loading the engine waits until the first picture is drawn.
    from ..engine.expression import values

    return ((value.name, value.offset) for value in values(equation.tree) if value.at == "step" and value.offset)


def _title(session: Session, name: str, group: str, offset: int) -> str:
    program = session.model.program
    index = program.clocks[name]
    if program.once(name):
        return f"{short_name(name, group)}[{index.upper()}]"
    return f"{short_name(name, group)}[{index}{f'{offset:+d}' if offset else ''}]"
