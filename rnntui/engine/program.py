"""The list of equations, checked: clocks, shapes, order of computation and micro-steps."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from ..errors import NotationError, RnntuiError
from .architecture import Architecture, Equation
from .expression import Clock, Node, Value, rewritten, values, walk, written
from .order import Component, MicroStep, components_of, microsteps_of
from .shapes import Shapes, Size, infer_shapes
from .stacked import stacked


@dataclass(frozen=True, eq=False)
class Program:
    """A network: its equations, parsed, checked, shaped and ordered."""

    architecture: Architecture
    equations: Mapping[str, Equation]
    """By the variable that each defines, in the order of the file."""
    inputs: tuple[str, ...]
    """The variables that no equation defines: they are fed."""
    clocks: Mapping[str, Clock]
    shapes: Shapes
    components: tuple[Component, ...]
    """In the order of computation."""
    microsteps: Mapping[Clock, tuple[MicroStep, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """All variables: the inputs, then the equations' in their order."""
        return (*self.inputs, *self.equations)

    @property
    def weights(self) -> Mapping[str, tuple[Size, ...]]:
        """The weights and their sizes: (rows, columns) or (size,)."""
        return self.shapes.weights

    @property
    def size_names(self) -> tuple[str, ...]:
        """The named sizes that a program has, such as `input`, `hidden`, `output`, without clocks."""
        sizes = [*self.shapes.variables.values(), *(s for w in self.weights.values() for s in w)]
        return tuple(dict.fromkeys(part for size in sizes for part in size if part not in ("T", "U")))

    def variable(self, name: str) -> str:
        """The variable of a name, where a stack's bare name means the last layer's; raises RnntuiError."""
        if name in self.clocks:
            return name
        if name in self.architecture.aliases:
            return self.architecture.aliases[name]
        near = difflib.get_close_matches(name, self.names, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise RnntuiError(f"there is no variable '{name}'", f"{hint}the variables are {', '.join(self.names)}")

    def once(self, name: str) -> bool:
        """Whether a variable is one value for the sentence."""
        return name in self.equations and self.equations[name].target.once


def program_of(architecture: Architecture, layers: int | None = None, bidirectional: bool | None = None) -> Program:
    """Check an architecture and make a program of it, stacked as asked for (None: as the architecture says).

    Raises NotationError for a mistake in the equations, RnntuiError where they can't be stacked.
    """
    layers = architecture.layers if layers is None else layers
    bidirectional = architecture.bidirectional if bidirectional is None else bidirectional
    architecture = _checked(architecture)
    inputs = _inputs(architecture)
    architecture = stacked(architecture, inputs, layers, bidirectional)
    clocks = _clocks(architecture)
    shapes = infer_shapes(architecture, clocks)
    components = components_of(architecture, clocks)
    equations = {equation.name: equation for equation in architecture.equations}
    order = [equations[name] for component in components for name in component.names]
    used: list[Clock] = ["t", *(["u"] if "u" in clocks.values() else [])]  # type: ignore[list-item]
    microsteps = {clock: microsteps_of(architecture, order, clock) for clock in used}
    return Program(architecture, equations, inputs, clocks, shapes, components, microsteps)


def _fail(architecture: Architecture, message: str, hint: str, equation: str, node: Node | None = None) -> NoReturn:
    column = node.column or None if node is not None else None
    raise NotationError(message, hint, file=architecture.file, equation=equation, column=column)


def _inputs(architecture: Architecture) -> tuple[str, ...]:
    defined = {equation.name for equation in architecture.equations}
    read = (value.name for equation in architecture.equations for value in values(equation.tree))
    return tuple(dict.fromkeys(name for name in read if name not in defined))


def _clocks(architecture: Architecture) -> dict[str, Clock]:
    clocks: dict[str, Clock] = {}
    defined = {equation.name: equation.target.clock for equation in architecture.equations}
    for equation in architecture.equations:
        for value in values(equation.tree):
            if value.name not in defined and value.at == "step":
                clocks.setdefault(value.name, value.clock)
    return {name: clocks.get(name, "t") for name in _inputs(architecture)} | defined


def _checked(architecture: Architecture) -> Architecture:
    """The architecture with every index resolved; raises NotationError for names and indices that do not fit."""
    defined: dict[str, Equation] = {}
    for equation in architecture.equations:
        if equation.name in defined:
            message = f"'{equation.name}' is defined twice, first in «{defined[equation.name].text}»"
            _fail(architecture, message, "each variable has one equation", equation.text)
        defined[equation.name] = equation
    clocks = _clocks(architecture)
    for name, role in ((e.name, e.role) for e in architecture.equations):
        assert name in clocks, role
    equations = tuple(replace(e, tree=_resolved(architecture, e.tree, e, clocks, defined)) for e in defined.values())
    initial = {
        name: _resolved(architecture, tree, None, clocks, defined, f"[initial] {name} = {written(tree)}")
        for name, tree in architecture.initial.items()
    }
    for name in architecture.initial:
        if name not in clocks:
            _fail(architecture, f"[initial] names '{name}', which no equation has", f"the variables are {', '.join(clocks)}", "")
    until = architecture.until
    if until is not None and clocks.get(until.variable) != "u":
        over_u = [name for name, clock in clocks.items() if clock == "u"]
        hint = f"it names a variable over u: {', '.join(over_u) or 'there is none'}"
        _fail(architecture, f"[until] names '{until.variable}'", hint, "")
    if "u" in clocks.values() and until is None and not any(clocks[n] == "u" for n in _inputs(architecture)):
        message = "nothing says how many output steps there are"
        _fail(architecture, message, 'write [until] y = "<eos>" and steps = 20', next(e.text for e in defined.values() if e.target.clock == "u"))
    return replace(architecture, equations=equations, initial=initial)


def _resolved(
    architecture: Architecture,
    tree: Node,
    equation: Equation | None,
    clocks: Mapping[str, Clock],
    defined: Mapping[str, Equation],
    text: str = "",
) -> Node:
    text = equation.text if equation is not None else text
    bare = {node.name for node in walk(tree) if hasattr(node, "name") and not isinstance(node, Value)}
    if equation is not None and equation.name in bare:
        _fail(architecture, f"'{equation.name}' is a variable and has no index here", f"write {equation.name}[t-1]", text, tree)

    def resolve(node: Node) -> Node:
        if not isinstance(node, Value):
            return node
        name = node.name
        if name not in defined and name not in architecture.sizes:
            near = difflib.get_close_matches(name, [*defined, *architecture.sizes], 1)
            known = f"did you mean '{near[0]}'? " if near else ""
            hint = f"{known}the variables are {', '.join(defined)}; an input is declared in [sizes], as in x = \"input\""
            _fail(architecture, f"'{name}' is defined nowhere", hint, text, node)
        clock = clocks[name]
        if node.at == "all":
            if name in defined and defined[name].target.once:
                _fail(architecture, f"'{name}' is one value for the sentence and has no steps", f"write {name}[{clock.upper()}]", text, node)
            return replace(node, clock=clock)
        if node.at == "last":
            if node.clock != clock:
                _fail(architecture, f"'{name}' runs over {clock}", f"its last value is {name}[{clock.upper()}]", text, node)
            return node
        own = equation.target.clock if equation is not None and not equation.target.once else None
        if name in defined and defined[name].target.once:
            _fail(architecture, f"'{name}' is one value for the sentence and has no steps", f"write {name}[{clock.upper()}]", text, node)
        if node.clock != clock or own != clock:
            hint = f"write {name}[:] for all its steps or {name}[{clock.upper()}] for the last"
            if own is None:
                _fail(architecture, "one value for the sentence can't read single steps", hint, text, node)
            _fail(architecture, f"an equation over {own} can't read single steps of '{name}', which runs over {clock}", hint, text, node)
        return node

    return rewritten(tree, resolve)
