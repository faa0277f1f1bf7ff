"""The order of computation: which equations recur with each other, in which direction, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from ..dataclass import dataclass
from ..errors import NotationError
from .architecture import Architecture, Equation
from .expression import Clock, Value, values, written
from .graph import a_cycle, in_order, strong_components


@dataclass(frozen=True)
class Component:
    """Variables that need each other over time, or one variable that needs only others."""

    kind: Literal["once", "map", "forward", "backward"]
    """One value for the sentence; all steps at once; a scan from the first step; a scan from the last."""
    clock: Clock
    names: tuple[str, ...]
    """In the order in which one step computes them."""


@dataclass(frozen=True)
class MicroStep:
    """The variables that advance together within one step."""

    names: tuple[str, ...]
    number: int | None
    """The `step` of their equations in the file, None where it has none."""
    group: str
    """The layer and direction, such as `l0_reverse`; empty in an unstacked program."""


def components_of(architecture: Architecture, clocks: Mapping[str, Clock]) -> tuple[Component, ...]:
    """The components in an order in which each finds what it reads; raises NotationError for a cycle."""
    return _Order(architecture, clocks).components()


class _Order:
    def __init__(self, architecture: Architecture, clocks: Mapping[str, Clock]) -> None:
        self.architecture = architecture
        self.clocks = clocks
        self.defined = {equation.name: equation for equation in architecture.equations}
        self.place = {name: index for index, name in enumerate(self.defined)}
        self.reads = {name: tuple(values(each.tree)) for name, each in self.defined.items()}
        self.starts = {name: tuple(values(tree)) for name, tree in architecture.initial.items()}

    def error(self, message: str, hint: str, equation: str, value: Value) -> NotationError:
        file = self.architecture.file
        return NotationError(message, hint, file=file, equation=equation, column=value.column or None)

    def components(self) -> tuple[Component, ...]:
        needs = {
            name: [v.name for v in (*self.reads[name], *self.starts.get(name, ())) if v.name in self.defined]
            for name in self.defined
        }
        groups = strong_components(needs)
        home = {name: group for group in groups for name in group}
        needed = {group: {home[other] for name in group for other in needs[name]} - {group} for group in groups}
        first = {group: min(self.place[name] for name in group) for group in groups}
        before = self.before_the_end(needed, home)
        for group in before:
            # When the output steps have ended, all that reads them is sure of how many there are.
            first[group] -= len(self.place)
        found = tuple(self.component(group) for group in in_order(needed, first.__getitem__))
        self.check_end([name for name in self.defined if home[name] in before])
        return found

    def before_the_end(
        self, needed: Mapping[frozenset[str], set[frozenset[str]]], home: Mapping[str, frozenset[str]]
    ) -> set[frozenset[str]]:
        """The groups that what ends the output steps needs, itself among them."""
        until = self.architecture.until
        found: set[frozenset[str]] = set()
        waiting = [home[until.variable]] if until is not None and until.variable in home else []
        while waiting:
            group = waiting.pop()
            found.add(group)
            waiting += [other for other in needed[group] if other not in found]
        return found

    def check_end(self, names: list[str]) -> None:
        """Raise NotationError where what ends the output steps, which needs these, reads what lies beyond."""
        for name in names:
            for value in self.reads[name]:
                if value.clock == "u" and value.name in self.defined and (value.at != "step" or value.offset > 0):
                    message = f"'{name}' needs {written(value)}, which there is only after the last output step"
                    hint = "what [until] names can't depend on what comes after it"
                    raise self.error(message, hint, self.defined[name].text, value)

    def component(self, group: frozenset[str]) -> Component:
        names = sorted(group, key=self.place.__getitem__)
        self.check_cycle(names)
        inside = [(name, value) for name in names for value in self.reads[name] if value.name in group]
        needs = {name: {v.name for n, v in inside if n == name and not v.offset} for name in names}
        if path := a_cycle(needs, self.place.__getitem__):
            equation = self.defined[path[0]]
            value = next(v for v in self.reads[path[0]] if v.name == path[1] and not v.offset)
            hint = f"one of them must read a step before, as in {path[1]}[{value.clock}-1]"
            raise self.error(f"a cycle within one step: {' needs '.join(path)}", hint, equation.text, value)
        kind: Literal["once", "map", "forward", "backward"]
        if any(value.offset for _, value in inside):
            kind = "forward" if any(value.offset < 0 for _, value in inside) else "backward"
        else:
            kind = "once" if self.defined[names[0]].target.once else "map"
        return Component(kind, self.clocks[names[0]], tuple(in_order(needs, self.place.__getitem__)))

    def check_cycle(self, names: list[str]) -> None:
        """Raise NotationError where a cycle reads what there is only after it has ended, or in both directions."""
        inside = [(name, value) for name in names for value in self.reads[name] if value.name in names]
        for name, value in inside:
            if value.at != "step":
                message = f"'{name}' needs {written(value)}, which needs '{name}' itself"
                hint = "within a cycle only single steps can stand, such as [t-1]"
                raise self.error(message, hint, self.defined[name].text, value)
        for name in names:
            for value in self.starts.get(name, ()):
                if value.name in names:
                    text = self.architecture.initial_texts.get(name, written(self.architecture.initial[name]))
                    message = f"[initial] {name} needs {written(value)}, which needs '{name}' itself"
                    raise self.error(message, "a start can't need what begins with it", text, value)
        later = [(name, value) for name, value in inside if value.offset > 0]
        if later and any(value.offset < 0 for _, value in inside):
            name, value = later[0]
            message = f"'{written(value)}' stands in a cycle that also reads steps before"
            hint = f"a cycle reads either [{value.clock}-1] or [{value.clock}+1]"
            raise self.error(message, hint, self.defined[name].text, value)


_Key = tuple[str, int | str]
"""A micro-step: its group, and its number or its only variable."""


def microsteps_of(architecture: Architecture, equations: Iterable[Equation], clock: Clock) -> tuple[MicroStep, ...]:
    """The micro-steps of one clock, in order; raises NotationError where the numbers forbid any order.

    `equations` stand in the order of computation.
    """
    members: dict[_Key, list[Equation]] = {}
    home: dict[str, _Key] = {}
    for equation in equations:
        if equation.target.clock == clock:
            home[equation.name] = (equation.group, equation.step or equation.name)
            members.setdefault(home[equation.name], []).append(equation)
    needs = {
        key: {home[v.name] for e in each for v in values(e.tree) if v.name in home and not v.offset} - {key}
        for key, each in members.items()
    }
    place = {key: index for index, key in enumerate(members)}
    numbered = sorted((group, step) for group, step in members if isinstance(step, int))
    after: dict[_Key, set[_Key]] = {key: {lower} for lower, key in pairwise(numbered) if lower[0] == key[0]}
    both = {key: needed | after.get(key, set()) for key, needed in needs.items()}
    if path := a_cycle(both, place.__getitem__):
        links = [
            f"{_named(key)} {'needs' if other in needs[key] else 'follows'} {_named(other)}"
            for key, other in pairwise(path)
        ]
        message = f"the steps can't come in this order: {', '.join(links)}"
        hint = "number the steps in the order of computation"
        text = members[path[0]][0].text
        raise NotationError(message, hint, file=architecture.file, equation=text, column=1)
    return tuple(
        MicroStep(tuple(each.name for each in members[key]), members[key][0].step, key[0])
        for key in in_order(both, place.__getitem__)
    )


def _named(key: _Key) -> str:
    return f"step {key[1]}" if isinstance(key[1], int) else f"'{key[1]}'"
