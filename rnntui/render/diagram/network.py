"""What reads what: the dependencies of a program as edges, with what is folded away drawn together into them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Literal

from ...dataclass import dataclass
from ...engine.expression import Binary, Constant, Node, Number, Value, children, values
from ...engine.program import Program

CARRIED, CHANGED, GATING = range(3)
"""As it is, weighed and added at most; through functions that are folded away; by opening or closing a gate alone."""


_WAYS = {"part": CARRIED, "gate": GATING}
"""What becomes of a value that goes through a variable of a role; CHANGED in all others."""


@dataclass(frozen=True)
class Valve:
    """A gate that a value is multiplied by on its way."""

    gate: str
    where: str
    """The variable in whose equation it stands."""
    rest: bool = False
    """Whether what it does not let through goes here: `1 - z`."""

    def name(self, program: Program) -> str:
        """As it stands in the equation, without the layer and direction."""
        group = program.equations[self.gate].group
        name = self.gate.removesuffix(f"_{group}") if group else self.gate
        return f"1-{name}" if self.rest else name


@dataclass(frozen=True)
class Read:
    """One variable read by another."""

    source: str
    target: str
    at: Literal["step", "last", "all"] = "step"
    offset: int = 0
    """Steps from now; -1 is the step before."""
    start: bool = False
    """Whether it is read before the first step, for what the target begins with."""
    through: frozenset[str] = frozenset()
    """The variables that are folded away between the two,"""
    heads: frozenset[str] = frozenset()
    """and those of them that read the source themselves; the target where nothing is folded away."""
    valves: tuple[Valve, ...] = ()
    """The gates on the way, the one next to the target first."""
    way: int = CARRIED
    """How it gets there at best, one of CARRIED, CHANGED, GATING."""

    @property
    def key(self) -> tuple[str, str, str, int, bool]:
        """What sets it apart from all others."""
        return self.source, self.target, self.at, self.offset, self.start

    @property
    def signal(self) -> tuple[str, str, int, bool]:
        """What is read, whoever reads it."""
        return self.source, self.at, self.offset, self.start


@dataclass(frozen=True)
class Network:
    """Variables and what they read of each other."""

    names: tuple[str, ...]
    """In the order of the program."""
    reads: tuple[Read, ...]

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, ...]]:
        """Where each variable is seen: itself, or those that it was drawn together into."""
        found: dict[str, dict[str, None]] = {name: {name: None} for name in self.names}
        for read in self.reads:
            for name in read.through:
                found.setdefault(name, {})[read.target] = None
        return {name: tuple(homes) for name, homes in found.items()}


def network_of(program: Program) -> Network:
    """Every dependency of a program, each once."""
    reads = []
    for name, equation in program.equations.items():
        for value, valves in _leaves(equation.tree, (), name, program):
            reads.append(Read(value.name, name, value.at, value.offset, heads=frozenset((name,)), valves=valves))
    for name, tree in program.architecture.initial.items():
        heads = frozenset((name,))
        reads += [Read(each.name, name, each.at, each.offset, start=True, heads=heads) for each in values(tree)]
    return Network(program.names, _merged(reads))


def folded(network: Network, wanted: Collection[str], program: Program) -> Network:
    """The network with every variable that is not wanted drawn together into those that read it.

    What reads itself by way of unwanted variables alone, and what nothing reads, stays.
    """
    ways = {name: _WAYS.get(equation.role, CHANGED) for name, equation in program.equations.items()}
    reads = {read.key: read for read in network.reads}
    kept = list(network.names)
    for name in network.names:
        if name in wanted:
            continue
        into = [read for read in reads.values() if read.target == name]
        out = [read for read in reads.values() if read.source == name]
        if not out or any(read.source == name for read in into) or any(read.start for read in into):
            continue
        kept.remove(name)
        for read in (*into, *out):
            del reads[read.key]
        drawn = [_drawn_together(first, second, ways[name]) for first in into for second in out]
        for key, read in ((read.key, read) for read in _merged([*reads.values(), *drawn])):
            reads[key] = read
    return Network(tuple(kept), tuple(reads.values()))


def _drawn_together(first: Read, second: Read, way: int) -> Read:
    at, offset = first.at, 0
    if first.at == "step":
        at = second.at
        offset = first.offset + second.offset if second.at == "step" else 0
    way = max(first.way, second.way, way)
    return Read(
        first.source,
        second.target,
        at,
        offset,
        first.start or second.start,
        first.through | second.through | {first.target},
        first.heads,
        () if way == GATING else second.valves + first.valves,
        way,
    )


def _merged(reads: Collection[Read]) -> tuple[Read, ...]:
    """One read for each key, with the valves of its best way, if there is one best way."""
    found: dict[object, Read] = {}
    for read in reads:
        before = found.get(read.key)
        if before is None:
            found[read.key] = read
            continue
        way = min(before.way, read.way)
        valves = dict.fromkeys(each.valves for each in (before, read) if each.way == way)
        found[read.key] = replace(
            before,
            through=before.through | read.through,
            heads=before.heads | read.heads,
            valves=next(iter(valves)) if len(valves) == 1 else (),
            way=way,
        )
    return tuple(found.values())


def _leaves(
    node: Node, valves: tuple[Valve, ...], where: str, program: Program
) -> Iterator[tuple[Value, tuple[Valve, ...]]]:
    """The variables of an expression, each with the gates that it is multiplied by."""
    if isinstance(node, Value):
        yield node, valves
        return
    for child in children(node):
        passed = valves
        if isinstance(node, Binary) and node.operator == "*":
            other = node.right if child is node.left else node.left
            valve = _valve(other, where, program)
            # Two gates multiplied with each other let nothing through.
            passed = valves if valve is None or _valve(child, where, program) is not None else (*valves, valve)
        yield from _leaves(child, passed, where, program)


def _valve(node: Node, where: str, program: Program) -> Valve | None:
    """The gate that a factor is, or what a gate leaves."""
    match node:
        case Value(name, _, "step", 0) if name in program.equations and program.equations[name].role == "gate":
            return Valve(name, where)
        case Binary("-", Number(value) | Constant(_, value), right) if value == 1:
            found = _valve(right, where, program)
            return None if found is None or found.rest else Valve(found.gate, where, True)
    return None
