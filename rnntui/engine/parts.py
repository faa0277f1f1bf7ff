"""The parts of a list of equations that its roles tell: the cell, its states, the hidden state, the output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..errors import RnntuiError
from .architecture import Architecture, Equation, Role
from .expression import Apply, Clock, Node, Value, Weight, values, weights, written
from .notation import Target
from .tables import Text


def names_of(architecture: Architecture) -> tuple[str, ...]:
    """The variables that are defined, and the weights."""
    trees = [*(each.tree for each in architecture.equations), *architecture.initial.values()]
    found = [*(each.name for each in architecture.equations), *(w.name for tree in trees for w in weights(tree))]
    return tuple(dict.fromkeys(found))


def free_name(architecture: Architecture, name: str) -> str:
    """A name that nothing in an architecture has: the one that is wished for, or that with underscores after it."""
    read = {value.name for each in architecture.equations for value in values(each.tree)}
    taken = {*names_of(architecture), *read, *architecture.constants, *architecture.activations}
    while name in taken:
        name += "_"
    return name


def hidden_of(architecture: Architecture, shape: str) -> Equation:
    """The one hidden state; raises RnntuiError where there is not one."""
    return _only_one(architecture, "hidden", shape)


def output_of(architecture: Architecture, shape: str, *, beyond_cell: bool = False) -> Equation:
    """The output over the steps of the sentence; raises RnntuiError where there is not one.

    With `beyond_cell` it may not be what the network remembers, since it is to be a token that is fed back.
    """
    output = _only_one(architecture, "output", shape)
    if beyond_cell:
        hidden_of(architecture, shape)
        if output.name in cell_of(architecture):
            found = f"{architecture.name} can't be {shape}: its output {output.name} is what it remembers"
            raise RnntuiError(found, "choose an architecture whose output is only read from the hidden state")
        if any(value.name == output.name for each in architecture.equations for value in values(each.tree)):
            found = f"{architecture.name} can't be {shape}: its output {output.name} is read by another equation"
            raise RnntuiError(found, "choose an architecture whose output is only read from the hidden state")
    return output


def _only_one(architecture: Architecture, role: Role, shape: str) -> Equation:
    found = [each for each in architecture.equations if each.role == role and not each.target.once]
    if len(found) != 1:
        names = ", ".join(each.name for each in found) or "none"
        message = f"{shape} needs one equation of the role {role}, and {architecture.name} has: {names}"
        raise RnntuiError(message, f'give role = "{role}" to one equation over t')
    return found[0]


def cell_of(architecture: Architecture) -> frozenset[str]:
    """The variables that the hidden state needs, over all steps."""
    defined = {each.name: each for each in architecture.equations}
    found: set[str] = set()
    waiting = [each.name for each in architecture.equations if each.role == "hidden"]
    while waiting:
        name = waiting.pop()
        if name not in found and name in defined:
            found.add(name)
            waiting += [value.name for value in values(defined[name].tree)]
    return frozenset(found)


def states_of(architecture: Architecture, shape: str) -> tuple[str, ...]:
    """What a cell hands from step to step, the hidden state first.

    Raises RnntuiError for a cell without memory, and for equations that look at more than the step before.
    """
    for each in architecture.equations:
        for value in values(each.tree):
            if value.at != "step" or value.offset > 0:
                found = f"{architecture.name} can't be {shape}: it looks at other steps, in «{each.text}»"
                raise RnntuiError(found, "what is being written has only steps before")
    cell = cell_of(architecture)
    inside = [value for each in architecture.equations if each.name in cell for value in values(each.tree)]
    before = {value.name for value in inside if value.offset and value.name in cell}
    if not before:
        found = f"{architecture.name} can't be {shape}: it has no memory, and what was read is gone at the next step"
        raise RnntuiError(found, "choose a recurrent architecture, such as elman")
    ordered = [each for each in architecture.equations if each.name in before]
    return tuple(each.name for each in sorted(ordered, key=lambda each: each.role != "hidden"))


def at_clock(clock: Clock, names: Mapping[str, str]) -> Callable[[Node], Node]:
    """What becomes of the leaves of an equation that is put on another clock, and some of whose names are others."""

    def leaf(node: Node) -> Node:
        match node:
            case Weight(name):
                return replace(node, name=names.get(name, name), column=0)
            case Value(name):
                return replace(node, name=names.get(name, name), clock=clock, column=0)
        return node

    return leaf


def equation_of(
    name: str, tree: Node, role: Role, says: Text, *, clock: Clock, once: bool = False, step: int | None = None
) -> Equation:
    """An equation that no file has, with its text."""
    text = f"{name}[{clock.upper() if once else clock}] = {written(tree)}"
    return Equation(Target(name, clock, once), tree, text, role, step, says)


def joined(parts: Sequence[Node]) -> Node:
    """One vector below the other; one alone is itself."""
    return parts[0] if len(parts) == 1 else Apply("concat", tuple(parts))
