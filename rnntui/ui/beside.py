"""Of two runs side by side: which variables have columns, in which order the units stand, which layers there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .columns import columns, group_of, groups
from .view import View

if TYPE_CHECKING:
    from ..session.beside import Comparison, Which
    from ..session.differences import Kind
    from ..session.session import Session
    from ..session.sides import Side


SIDES: tuple[Which, ...] = ("a", "b")


def sides_of(comparison: Comparison) -> tuple[tuple[Session, Side], tuple[Session, Side]]:
    """Both runs."""
    found = comparison.differences
    return (comparison.a, found.a), (comparison.b, found.b)


def groups_of(comparison: Comparison) -> tuple[str, ...]:
    """The layers and directions of both."""
    return tuple(dict.fromkeys((*groups(comparison.a), *groups(comparison.b))))


def group_here(comparison: Comparison, view: View) -> str:
    """The layer and direction that is shown: that of the variable that is looked at, else the one that was chosen."""
    for session, side in sides_of(comparison):
        own = side.name_of(comparison.variable)
        if own is not None and (group := group_of(session, own)):
            return group
    known = groups_of(comparison)
    return view.group if view.group in known else (known[0] if known else "")


def group_after(comparison: Comparison, view: View) -> str:
    """The next layer or direction."""
    known, here = groups_of(comparison), group_here(comparison, view)
    return known[(known.index(here) + 1) % len(known)] if here in known else ""


def in_group(comparison: Comparison, view: View, group: str) -> str:
    """What is looked at, or the hidden state where that has no counterpart, in another layer; empty for nothing."""
    from ..session.beside import shared_names

    stem = comparison.variable.removesuffix(f"_{group_here(comparison, view)}")
    for which in SIDES:
        session, shared = comparison.session(which), shared_names(comparison, which)
        equations = session.model.program.equations
        states = [name for name, each in equations.items() if each.group == group and each.role == "hidden"]
        wanted = f"{stem}_{group}" if f"{stem}_{group}" in session.columns else "".join(states[-1:])
        if wanted in session.columns:
            return shared.get(wanted, wanted)
    return ""


def shown_names(comparison: Comparison, view: View) -> tuple[str, ...]:
    """The variables that have columns at this step: those of A in the order of computation, then those of B alone."""
    key = (comparison.a.realised, comparison.b.realised, comparison.variable, comparison.clock,
           group_here(comparison, view), view.unfolded)  # fmt: skip
    if key not in _kept:
        found = _shown_names(comparison, view)
        _kept.clear()
        _kept[key] = found
    return _kept[key]


_kept: dict[tuple[object, ...], tuple[str, ...]] = {}
"""The names that were found last: they are asked for several times at every step."""


def _shown_names(comparison: Comparison, view: View) -> tuple[str, ...]:
    from ..session.beside import shared_names

    group = group_here(comparison, view)
    found: dict[str, None] = {}
    for which in SIDES:
        session, shared = comparison.session(which), shared_names(comparison, which)
        if session.cursor.clock == comparison.clock:
            names = [each.variable for each in columns(session, group, view.unfolded) if not each.offset]
            found |= dict.fromkeys(shared.get(name, name) for name in names)
    if comparison.variable not in found:
        found[comparison.variable] = None
    return tuple(found)


def order_of(comparison: Comparison, view: View, names: Sequence[str] | None = None) -> Sequence[int]:
    """The units of some variables, or of all that have columns, in the order in which they are shown."""
    kinds: tuple[Kind, ...] = ("a", "b")
    found = comparison.differences
    names = shown_names(comparison, view) if names is None else names
    count = max((found.units(kind, name) for name in names for kind in kinds if kind in found.kinds(name)), default=0)
    if not view.by_change:
        return range(count)
    from ..render.beside import ranked

    return ranked(comparison, comparison.variable, count)
