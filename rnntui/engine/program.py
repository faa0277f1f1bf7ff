"""The list of equations, checked: clocks, shapes, order of computation and micro-steps."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property

from ..dataclass import dataclass
from ..errors import RnntuiError
from .architecture import Architecture, Equation, Until
from .checks import checked, clocks_of, inputs_of
from .expression import Clock, Token, values
from .limits import Shape
from .order import Component, MicroStep, components_of, microsteps_of
from .shaped import shape_of, shaped
from .shapes import Shapes, Size, infer_shapes


@dataclass(frozen=True, eq=False)
class Program:
    """A network: its equations, parsed, checked, shaped and ordered."""

    architecture: Architecture
    """Checked and stacked: its equations are those that run."""
    origin: Architecture
    """The architecture as its file has it."""
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

    @property
    def shape(self) -> Shape:
        """How many vectors go in, and how many come out."""
        return self.architecture.shape or shape_of(self.architecture)

    @property
    def ending(self) -> Until | None:
        """What ends the output steps; None where an input says how many there are."""
        return None if any(self.clocks[name] == "u" for name in self.inputs) else self.architecture.until

    @property
    def tokens(self) -> Mapping[str, str]:
        """The tokens that variables begin or end with: where each stands -> its text."""
        tokens = {n: tree.text for n, tree in self.architecture.initial.items() if isinstance(tree, Token)}
        until = self.architecture.until
        return tokens | ({f"{until.variable} at the end": until.token} if until is not None else {})

    @cached_property
    def offsets(self) -> Mapping[str, frozenset[int]]:
        """How many steps from now equations read each variable that they read at another step than now."""
        found: dict[str, set[int]] = {}
        for equation in self.equations.values():
            for value in values(equation.tree):
                if value.at == "step" and value.offset:
                    found.setdefault(value.name, set()).add(value.offset)
        return {name: frozenset(each) for name, each in found.items()}

    @property
    def starting(self) -> frozenset[str]:
        """The variables whose value before their first step is read: each has a start."""
        return frozenset(self.offsets)

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


def program_of(
    architecture: Architecture,
    layers: int | None = None,
    bidirectional: bool | None = None,
    shape: str | None = None,
) -> Program:
    """Check an architecture and make a program of it, stacked and shaped as asked for (None: as it says itself).

    Raises NotationError for a mistake in the equations, RnntuiError where they can't be stacked or shaped so.
    """
    layers = architecture.layers if layers is None else layers
    bidirectional = architecture.bidirectional if bidirectional is None else bidirectional
    origin = architecture
    inputs = inputs_of(origin)
    architecture = shaped(checked(origin), inputs, shape or origin.shape, layers, bidirectional)
    clocks = clocks_of(architecture)
    shapes = infer_shapes(architecture, clocks)
    components = components_of(architecture, clocks)
    equations = {equation.name: equation for equation in architecture.equations}
    order = [equations[name] for component in components for name in component.names]
    used: tuple[Clock, ...] = ("t", "u") if "u" in clocks.values() else ("t",)
    microsteps = {clock: microsteps_of(architecture, order, clock) for clock in used}
    return Program(architecture, origin, equations, inputs, clocks, shapes, components, microsteps)
