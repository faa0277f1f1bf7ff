"""The order of computation: which equations recur with each other, in which direction, and what comes first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import NotationError
from .architecture import Architecture, Equation
from .expression import Clock, Value, values, written


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
    defined = {equation.name: equation for equation in architecture.equations}
    place = {name: index for index, name in enumerate(defined)}
    reads = {name: _reads(architecture, equation) for name, equation in defined.items()}
    found = _strong({name: [v.name for v in read if v.name in defined] for name, read in reads.items()})
    home = {name: group for group in found for name in group}
    needs = {
        group: {home[v.name] for name in group for v in reads[name] if v.name in home} - {group} for group in found
    }
    ordered = _sorted(needs, lambda group: min(place[name] for name in group))
    return tuple(_component(architecture, group, defined, clocks, place) for group in ordered)


def _reads(architecture: Architecture, equation: Equation) -> list[Value]:
    read = list(values(equation.tree))
    if equation.name in architecture.initial:
        read += values(architecture.initial[equation.name])
    return read


def _component(
    architecture: Architecture,
    group: frozenset[str],
    defined: Mapping[str, Equation],
    clocks: Mapping[str, Clock],
    place: Mapping[str, int],
) -> Component:
    inside = [(defined[name], v) for name in sorted(group, key=place.__getitem__) for v in values(defined[name].tree) if v.name in group]
    first = defined[min(group, key=place.__getitem__)]
    clock = clocks[first.name]

    def fail(message: str, hint: str, equation: Equation, value: Value) -> NotationError:
        column = value.column or None
        return NotationError(message, hint, file=architecture.file, equation=equation.text, column=column)

    for equation, value in inside:
        if value.at != "step":
            message = f"'{equation.name}' needs {written(value)}, which needs '{equation.name}' itself"
            raise fail(message, "within a cycle only [t-1] or [t+1] can stand", equation, value)
    for name in group & architecture.initial.keys():
        for value in values(architecture.initial[name]):
            if value.name in group:
                message = f"[initial] {name} needs {written(value)}, which needs '{name}' itself"
                raise fail(message, "a start can't need what begins with it", defined[name], value)
    needs = {
        name: {v.name for v in values(defined[name].tree) if v.name in group and v.offset == 0} for name in group
    }
    _no_cycle_within_a_step(needs, defined, fail, place)
    offsets = {(value.offset > 0) - (value.offset < 0) for _, value in inside} - {0}
    if offsets == {-1, 1}:
        equation, value = next((e, v) for e, v in inside if v.offset > 0)
        message = f"'{written(value)}' stands in a cycle that also reads steps before"
        raise fail(message, "a cycle reads either [t-1] or [t+1]", equation, value)
    kind: Literal["once", "map", "forward", "backward"]
    if offsets:
        kind = "forward" if offsets == {-1} else "backward"
    else:
        kind = "once" if first.target.once else "map"
    return Component(kind, clock, tuple(_sorted(needs, place.__getitem__)))


def _no_cycle_within_a_step(needs: Mapping[str, set[str]], defined, fail, place) -> None:  # type: ignore[no-untyped-def]
    left = dict(needs)
    while ready := [name for name, read in left.items() if not read & left.keys()]:
        for name in ready:
            del left[name]
    if not left:
        return
    name = min(left, key=place.__getitem__)
    path = [name]
    while (following := min(left[path[-1]] & left.keys(), key=place.__getitem__)) not in path:
        path.append(following)
    path = [*path[path.index(following) :], following]
    value = next(v for v in values(defined[path[0]].tree) if v.name == path[1] and v.offset == 0)
    message = f"a cycle within one step: {' needs '.join(path)}"
    raise fail(message, f"one of them must read a step before, as in {path[1]}[{value.clock}-1]", defined[path[0]], value)


def _strong(edges: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """The strongly connected components of a graph (Tarjan 1972), without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[frozenset[str]] = []
    closed: set[str] = set()
    for root in edges:
        work = [(root, iter(edges[root]))] if root not in index else []
        while work:
            node, rest = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
            for following in rest:
                if following not in index:
                    work.append((following, iter(edges[following])))
                    break
                if following not in closed:
                    low[node] = min(low[node], low[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = frozenset(stack[stack.index(node) :])
                    del stack[stack.index(node) :]
                    closed |= group
                    found.append(group)
    return found


def _sorted(needs: Mapping, place) -> list:  # type: ignore[no-untyped-def, type-arg]
    """The nodes so that each comes after what it needs, the one with the smallest place first where two could."""
    waiting = {node: set(read) for node, read in needs.items()}
    ready = [(place(node), node) for node, read in waiting.items() if not read]
    heapq.heapify(ready)
    ordered = []
    while ready:
        _, node = heapq.heappop(ready)
        ordered.append(node)
        for other, read in waiting.items():
            if node in read:
                read.remove(node)
                if not read:
                    heapq.heappush(ready, (place(other), other))
    return ordered


def microsteps_of(
    architecture: Architecture, equations: Iterable[Equation], clock: Clock
) -> tuple[MicroStep, ...]:
    """The micro-steps of one clock, in order; raises NotationError where an early one needs a late one."""
    equations = [equation for equation in equations if equation.target.clock == clock]
    key = {e.name: (e.group, e.step) if e.step else (e.group, e.name) for e in equations}
    members: dict[tuple[str, int | str], list[Equation]] = {}
    for equation in equations:
        members.setdefault(key[equation.name], []).append(equation)
    needs = {
        group: {key[v.name] for e in each for v in values(e.tree) if v.name in key and v.offset == 0} - {group}
        for group, each in members.items()
    }
    place = {group: index for index, group in enumerate(members)}
    ordered = _sorted(needs, place.__getitem__)
    for position, group in enumerate(ordered):
        later = [g for g in ordered[position + 1 :] if g[0] == group[0] and isinstance(g[1], int)]
        if isinstance(group[1], int) and any(isinstance(g[1], int) and g[1] < group[1] for g in later):
            ordered = ordered[:position]
            break
    if len(ordered) < len(members):
        left = next(group for group in members if group not in ordered)
        equation = members[left][0]
        message = f"step {equation.step} can't come where it stands: its equations need a later step, or it theirs"
        raise NotationError(
            message, "number the steps in the order of computation", file=architecture.file, equation=equation.text
        )
    return tuple(
        MicroStep(tuple(e.name for e in members[g]), g[1] if isinstance(g[1], int) else None, g[0]) for g in ordered
    )
