"""Depth and direction: one operation that makes a deep or bidirectional architecture of any other.

The cell, what the hidden state needs, is copied for each layer and direction under PyTorch's suffixes
(`h_l0`, `h_l0_reverse`); all else is the head, which is wired once, to the last layer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..dataclass import dataclass
from ..errors import NotationError, RnntuiError
from .architecture import Architecture, Equation
from .expression import Apply, Node, Value, Weight, rewritten, values, weights, written
from .limits import MOST_LAYERS
from .notation import Target

_BOTH = {
    "en": "Both directions, one below the other.",
    "zh_TW": "兩個方向上下接在一起。",
}


def stacked(architecture: Architecture, inputs: tuple[str, ...], layers: int, bidirectional: bool) -> Architecture:
    """The same architecture with `layers` layers, in both directions if asked for.

    With one layer and one direction it is returned as it is. Raises RnntuiError where it can't be stacked.
    """
    if not 1 <= layers <= MOST_LAYERS:
        raise RnntuiError(f"{layers} layers are asked for", f"1 to {MOST_LAYERS} are possible")
    if layers == 1 and not bidirectional:
        return replace(architecture, layers=1, bidirectional=False)
    if len(inputs) != 1:
        message = f"only what has one input can be stacked, and there are: {', '.join(inputs)}"
        hint = "the depth of a decoder is written in its equations"
        raise NotationError(message, hint, file=architecture.file)
    hidden = [e for e in architecture.equations if e.role == "hidden" and e.target.clock == "t"]
    if len(hidden) != 1:
        found = ", ".join(e.name for e in hidden) or "none"
        hint = 'give role = "hidden" to one equation over t'
        message = f"a stack needs one hidden state, and there are: {found}"
        raise NotationError(message, hint, file=architecture.file)
    return _Stack(architecture, inputs[0], hidden[0], layers, bidirectional).architecture()


@dataclass(frozen=True)
class _Stack:
    base: Architecture
    input: str
    hidden: Equation
    layers: int
    bidirectional: bool

    def architecture(self) -> Architecture:
        cell = self.cell()
        readout = self.readout(cell)
        equations: list[Equation] = []
        initial: dict[str, Node] = {}
        sizes = dict(self.base.sizes)
        for layer in range(self.layers):
            for reverse in (False, True)[: 1 + self.bidirectional]:
                suffix = _suffix(layer, reverse)
                rename = self.renaming(cell, layer, reverse)
                for equation in (e for e in self.base.equations if e.name in cell):
                    equations.append(_renamed(equation, equation.name + suffix, rename, suffix[1:]))
                    sizes |= self.declared(equation, suffix)
                for name, tree in self.base.initial.items():
                    if name in cell:
                        initial[name + suffix] = rewritten(tree, rename, placed=False)
            if self.bidirectional and layer + 1 < self.layers:
                equations.append(self.both(self.hidden.name, layer, f"{self.hidden.name}_l{layer}_both"))
        head = [e for e in self.base.equations if e.name not in cell or e.name in readout]
        replaced = cell - readout
        aliases = {e.name: f"{e.name}_l{self.layers - 1}" for e in self.base.equations if e.name in replaced}
        if self.bidirectional:
            read = {v.name for e in head for v in values(e.tree) if v.at != "last"} | {self.hidden.name}
            shown = [e.name for e in self.base.equations if e.name in replaced & read]
            equations += [self.both(name, self.layers - 1, f"{name}_both") for name in shown]
            aliases = {name: f"{name}_both" for name in shown}
        wire = self.wiring(replaced)
        equations += [_renamed(e, e.name, wire, "") for e in head]
        begun = {v.name for e in head for v in values(e.tree) if v.offset}
        for name, tree in self.base.initial.items():
            if name not in cell or name in begun - replaced:
                initial[name] = rewritten(tree, wire, placed=False)
        self.check_names(equations, initial)
        return replace(
            self.base,
            equations=tuple(equations),
            initial=initial,
            sizes={name: size for name, size in sizes.items() if name not in replaced},
            aliases=aliases,
            layers=self.layers,
            bidirectional=self.bidirectional,
        )

    def check_names(self, equations: list[Equation], initial: Mapping[str, Node]) -> None:
        """Raise NotationError where a name that the stack makes is one that the file has already."""
        trees = [*(e.tree for e in self.base.equations), *self.base.initial.values()]
        taken = {e.name for e in self.base.equations} | {w.name for tree in trees for w in weights(tree)} | {self.input}
        made = {e.name for e in equations if e.group or e.says is _BOTH}
        copies = [e.tree for e in equations if e.group] + [initial[name] for name in made & initial.keys()]
        made |= {w.name for tree in copies for w in weights(tree)}
        for name in sorted(taken & made):
            message = f"a stack makes the name '{name}' itself"
            raise NotationError(message, "give it another name in the file", file=self.base.file)

    def cell(self) -> frozenset[str]:
        """The variables that the hidden state needs, over all steps."""
        defined = {e.name: e for e in self.base.equations}
        found: set[str] = set()
        waiting = [self.hidden.name]
        while waiting:
            name = waiting.pop()
            if name in found or name not in defined:
                continue
            found.add(name)
            waiting += [v.name for v in values(defined[name].tree)]
        return frozenset(found)

    def readout(self, cell: frozenset[str]) -> frozenset[str]:
        """The outputs inside the cell, and what they need of it after the hidden state, within a step."""
        now = {
            e.name: {v.name for v in values(e.tree) if not v.offset and v.name in cell}
            for e in self.base.equations
            if e.name in cell
        }
        after: set[str] = set()
        for _ in now:
            after |= {name for name, read in now.items() if read & (after | {self.hidden.name})}
        wanted = {e.name for e in self.base.equations if e.role == "output"} & after
        for _ in now:
            wanted |= {below for name in wanted for below in now[name]} & after
        return frozenset(wanted)

    def declared(self, equation: Equation, suffix: str) -> dict[str, str]:
        """The sizes that the file declares for a copy of an equation: its variable and its weights."""
        names = {equation.name} | {weight.name for weight in weights(equation.tree)}
        return {name + suffix: self.base.sizes[name] for name in names if name in self.base.sizes}

    def renaming(self, cell: frozenset[str], layer: int, reverse: bool) -> Callable[[Node], Node]:
        """What becomes of the leaves of a copy of the cell."""
        suffix = _suffix(layer, reverse)
        both = "_both" if self.bidirectional else ""
        below = self.input if layer == 0 else f"{self.hidden.name}_l{layer - 1}{both}"

        def rename(node: Node) -> Node:
            match node:
                case Weight(name):
                    return replace(node, name=name + suffix, column=0)
                case Value(name):
                    offset = -node.offset if reverse else node.offset
                    if name in cell:
                        return replace(node, name=name + suffix, offset=offset, column=0)
                    return replace(node, name=below if name == self.input else name, offset=offset, column=0)
            return node

        return rename

    def wiring(self, cell: frozenset[str]) -> Callable[[Node], Node]:
        """What becomes of the leaves of the head, which reads the last layer for the `cell` that is gone."""
        last = self.layers - 1

        def wire(node: Node) -> Node:
            if not isinstance(node, Value) or node.name not in cell:
                return node
            forward = replace(node, name=f"{node.name}_l{last}", column=0)
            if not self.bidirectional:
                return forward
            if node.at != "last":
                return replace(node, name=f"{node.name}_both", column=0)
            return Apply("concat", (forward, replace(forward, name=f"{node.name}_l{last}_reverse")))

        return wire

    def both(self, name: str, layer: int, target: str) -> Equation:
        """The equation that joins the two directions of a variable."""
        role = next(e.role for e in self.base.equations if e.name == name)
        tree = Apply("concat", (Value(f"{name}_l{layer}", "t"), Value(f"{name}_l{layer}_reverse", "t")))
        text = f"{target}[t] = {written(tree)}"
        return Equation(Target(target, "t", False), tree, text, role, None, _BOTH)


def _suffix(layer: int, reverse: bool) -> str:
    return f"_l{layer}{'_reverse' if reverse else ''}"


def _renamed(equation: Equation, name: str, leaf: Callable[[Node], Node], group: str) -> Equation:
    tree = rewritten(equation.tree, leaf, placed=False)
    target = replace(equation.target, name=name)
    index = target.clock.upper() if target.once else target.clock
    return replace(equation, target=target, tree=tree, text=f"{name}[{index}] = {written(tree)}", group=group)
