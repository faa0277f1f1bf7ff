"""Names, indices and clocks: whether each equation reads what there is, and in a way that means something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..dataclass import dataclass
from ..errors import NotationError
from .architecture import Architecture, Equation, block_name
from .expression import Clock, Node, Value, Weight, rewritten, values, weights
from .near import nearest


def inputs_of(architecture: Architecture) -> tuple[str, ...]:
    """The variables that are read and that no equation defines, in the order in which they are read."""
    defined = {equation.name for equation in architecture.equations}
    trees = [*(equation.tree for equation in architecture.equations), *architecture.initial.values()]
    read = (value.name for tree in trees for value in values(tree))
    return tuple(dict.fromkeys(name for name in read if name not in defined))


def clocks_of(architecture: Architecture) -> dict[str, Clock]:
    """The clock of every variable: the inputs, then the equations' in their order.

    An input runs over the clock of the first single step that is read of it.
    """
    defined = {equation.name: equation.target.clock for equation in architecture.equations}
    clocks: dict[str, Clock] = {}
    for equation in architecture.equations:
        for value in values(equation.tree):
            if value.name not in defined and value.at == "step":
                clocks.setdefault(value.name, value.clock)
    return {name: clocks.get(name, "t") for name in inputs_of(architecture)} | defined


def checked(architecture: Architecture) -> Architecture:
    """The architecture with the clock of every `v[:]` resolved; raises NotationError for what does not fit."""
    defined: dict[str, Equation] = {}
    for equation in architecture.equations:
        if equation.name in defined:
            message = f"'{equation.name}' is defined twice, first in «{defined[equation.name].text}»"
            hint = "each variable has one equation"
            raise NotationError(message, hint, file=architecture.file, equation=equation.text, column=1)
        defined[equation.name] = equation
    check = _Check(architecture, clocks_of(architecture), defined)
    equations = tuple(replace(each, tree=check.equation(each)) for each in defined.values())
    initial = {name: check.initial(name, tree) for name, tree in architecture.initial.items()}
    check.sizes()
    check.inputs()
    check.until()
    check.imports()
    return replace(architecture, equations=equations, initial=initial)


@dataclass(frozen=True)
class _Check:
    architecture: Architecture
    clocks: Mapping[str, Clock]
    defined: Mapping[str, Equation]

    def error(
        self, message: str, hint: str, equation: str = "", node: Node | None = None, *, column: int | None = None
    ) -> NotationError:
        column = node.column or None if node is not None else column
        return NotationError(message, hint, file=self.architecture.file, equation=equation, column=column)

    def equation(self, equation: Equation) -> Node:
        clock = None if equation.target.once else equation.target.clock
        return rewritten(equation.tree, lambda leaf: self.leaf(leaf, clock, equation.text))

    def initial(self, name: str, tree: Node) -> Node:
        if name not in self.clocks:
            raise self.error(f"[initial] names '{name}', which no equation has", _variables(name, self.clocks))
        if self.once(name):
            raise self.error(f"[initial] names '{name}', which is one value for the sentence", "it has no step before")
        if name not in self.defined and any(True for _ in values(tree)):
            text = self.architecture.initial_texts[name]
            raise self.error(f"[initial] of the input '{name}' needs what is computed", "use weights and numbers", text)
        if name not in {value.name for each in self.defined.values() for value in values(each.tree) if value.offset}:
            clock = self.clocks[name]
            hint = f"read {name}[{clock}-1] or {name}[{clock}+1], or leave the entry out"
            raise self.error(f"[initial] names '{name}', of which no equation reads another step", hint)
        return rewritten(tree, lambda leaf: self.leaf(leaf, None, self.architecture.initial_texts[name]))

    def once(self, name: str) -> bool:
        return name in self.defined and self.defined[name].target.once

    def leaf(self, leaf: Node, own: Clock | None, text: str) -> Node:
        """A leaf of an equation over the clock `own` (None: of one value for the sentence), resolved."""
        match leaf:
            case Weight(name) if name in self.clocks:
                clock = self.clocks[name]
                index = clock.upper() if own != clock or self.once(name) else clock
                raise self.error(f"'{name}' is a variable and has no index here", f"write {name}[{index}]", text, leaf)
            case Value():
                return self.value(leaf, own, text)
        return leaf

    def value(self, value: Value, own: Clock | None, text: str) -> Value:
        name = value.name
        if name not in self.defined and name not in self.architecture.sizes:
            known = [*self.defined, *self.architecture.sizes]
            hint = f'{_variables(name, known)}; an input is declared in [sizes], as in {name} = "input"'
            raise self.error(f"'{name}' is defined nowhere", hint, text, value)
        clock = self.clocks[name]
        last = f"{name}[{clock.upper()}]"
        if self.once(name) and (value.at != "last" or value.clock != clock):
            raise self.error(f"'{name}' is one value for the sentence and has no steps", f"write {last}", text, value)
        if value.at == "all":
            return replace(value, clock=clock)
        if value.clock != clock:
            hint = f"its indices are [{clock}], [{clock}-1], [{clock.upper()}] and [:]"
            raise self.error(f"'{name}' runs over {clock}, not {value.clock}", hint, text, value)
        if value.at == "step" and own != clock:
            reader = "one value for the sentence" if own is None else f"an equation over {own}"
            message = f"{reader} can't read single steps of '{name}', which runs over {clock}"
            raise self.error(message, f"write {name}[:] for all its steps or {last} for the last", text, value)
        return value

    def inputs(self) -> None:
        if not inputs_of(self.architecture):
            hint = 'declare one in [sizes], as in x = "input", and read it with an index, as in x[t]'
            raise self.error("no equation reads an input", hint)

    def until(self) -> None:
        until = self.architecture.until
        over_u = [name for name, clock in self.clocks.items() if clock == "u"]
        if until is not None and until.variable not in over_u:
            hint = f"it names a variable over u: {', '.join(over_u) or 'there is none'}"
            raise self.error(f"[until] names '{until.variable}'", hint)
        if until is None and over_u and not any(name in over_u for name in inputs_of(self.architecture)):
            text = self.defined[over_u[0]].text
            hint = 'write [until], and below it y = "<eos>" and steps = 20'
            raise self.error("nothing says how many output steps there are", hint, text, column=1)

    def sizes(self) -> None:
        used = [*self.clocks, *self.weights()]
        for name in self.architecture.sizes:
            if name not in used:
                raise self.error(f"[sizes] names '{name}', which no equation has", _variables(name, used, "names"))

    def imports(self) -> None:
        known = self.weights()
        for framework, tensors in self.architecture.imports.items():
            for tensor, blocks in tensors.items():
                transposed = [block for block in blocks if block != block_name(block)]
                if transposed and len(transposed) < len(blocks):
                    message = f"[import.{framework}] {tensor}: of its blocks only {', '.join(transposed)} is transposed"
                    raise self.error(message, "write .T after every block of a tensor, or after none")
                for name in map(block_name, blocks):
                    if name not in known:
                        message = f"[import.{framework}] {tensor} names '{name}', which no equation has"
                        raise self.error(message, _variables(name, known, "weights"))

    def weights(self) -> list[str]:
        trees = [each.tree for each in self.defined.values()] + list(self.architecture.initial.values())
        return list(dict.fromkeys(weight.name for tree in trees for weight in weights(tree)))


def _variables(name: str, known: Iterable[str], kind: str = "variables") -> str:
    """What may stand where a name that does not exist was found."""
    names = list(dict.fromkeys(known))
    near = nearest(name, names)
    return f"{f'did you mean {near}? ' if near else ''}the {kind} are {', '.join(names)}"
