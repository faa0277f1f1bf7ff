"""An architecture as its file has it: the equations and what is said of them, read from TOML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from typing import Literal, get_args

from ..dataclass import dataclass
from .expression import FUNCTIONS, Node, Value, Weight, values, walk
from .file_words import NO_WORDS, Words, read_words
from .limits import MOST_LAYERS, SHAPES, Shape
from .near import nearest
from .notation import Target, Vocabulary, parse_equation, parse_initial
from .tables import Tables
from .tables import Text as Text

Role = Literal["signal", "gate", "candidate", "part", "memory", "hidden", "output", "score", "attention"]
ROLES: tuple[Role, ...] = get_args(Role)

Blocks = Mapping[str, tuple[str, ...]]
"""A tensor of a foreign file -> the weights that are stacked in it, in order; `W_e.T` stands there transposed."""

MOST_MICROSTEPS = 1_000
MOST_STEPS = 100_000
"""How many output steps `[until]` may allow."""

_ABOUT = ("title", "source", "summary", "base", "layers", "bidirectional", "shape")
_KEYS = (*_ABOUT, "sizes", "activations", "constants", "equations", "initial", "until", "vocabulary", "import")


@dataclass(frozen=True)
class Equation:
    """One line of an architecture."""

    target: Target
    tree: Node
    text: str
    """The equation as it was written."""
    role: Role = "part"
    step: int | None = None
    """The micro-step in which it is computed, together with all that have the same."""
    says: Text = field(default_factory=dict)
    group: str = ""
    """The layer and direction that it belongs to, such as `l0_reverse`; empty in an unstacked program."""

    @property
    def name(self) -> str:
        """The variable that is defined here."""
        return self.target.name


@dataclass(frozen=True)
class Until:
    """What ends the output steps."""

    variable: str
    token: str
    steps: int
    """The most steps that clock `u` may take."""


@dataclass(frozen=True)
class Architecture:
    """A list of equations, with all that its file says of them."""

    name: str
    file: str
    title: Text
    summary: Text
    source: str
    equations: tuple[Equation, ...]
    sizes: Mapping[str, str]
    """The named size of a variable or a weight vector: `h` -> `hidden`."""
    activations: Mapping[str, str]
    constants: Mapping[str, float]
    initial: Mapping[str, Node]
    """What a variable is before its first step, where it is not zero."""
    initial_texts: Mapping[str, str]
    """The entries of `[initial]` as they were written."""
    until: Until | None
    words: Words
    """The tokens that it reads and writes, where its file names them."""
    imports: Mapping[str, Blocks]
    """How other frameworks name and pack the weights: `pytorch` -> tensor -> weights."""
    layers: int = 1
    bidirectional: bool = False
    shape: Shape | None = None
    """None for what the equations are as they stand."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """In a stacked architecture: a variable's bare name -> its name in the last layer."""
    base: str = ""
    """The built-in architecture that this one is, in another depth or direction; its equations are that one's."""
    text: str = ""
    """The text of the file that has the equations."""
    left_out: tuple[str, ...] = ()
    """The variables of the file whose equations were left out."""


def parse_architecture(
    text: str, *, name: str = "", file: str = "", activations: Mapping[str, str] | None = None
) -> Architecture:
    """Read the text of an equation file; `activations` puts other functions into its slots.

    A text with a `base` has no equations yet: the catalogue takes them from there. Raises NotationError that names
    what is wrong.
    """
    tables = Tables.parsed(text, file)
    root = tables.root
    base = tables.string(root.get("base", ""), "base")
    tables.known(root, _ABOUT if base else _KEYS, f"a file with base = {base!r}" if base else "the file")
    slots = {} if base else _slots(tables, activations or {})
    constants = _constants(tables, slots)
    names = Vocabulary(slots, constants)
    initial_texts = tables.strings("initial")
    return Architecture(
        name=name,
        file=file,
        title=tables.text(root.get("title", name), "title"),
        summary=tables.text(root.get("summary", ""), "summary"),
        source=tables.string(root.get("source", ""), "source"),
        equations=() if base else _equations(tables, names),
        sizes=_sizes(tables),
        activations=slots,
        constants=constants,
        initial={key: parse_initial(entry, names, file=file) for key, entry in initial_texts.items()},
        initial_texts=initial_texts,
        until=_until(tables),
        words=NO_WORDS if base else read_words(tables),
        imports=_imports(tables),
        layers=tables.whole(root.get("layers", 1), "layers", MOST_LAYERS),
        bidirectional=tables.boolean(root.get("bidirectional", False), "bidirectional"),
        shape=_shape(tables),
        base=base,
        text=text,
    )


def without(architecture: Architecture, names: Collection[str]) -> Architecture:
    """The architecture without the equations of some variables, which no other equation may read."""
    equations = tuple(each for each in architecture.equations if each.name not in names)
    begun = {value.name for each in equations for value in values(each.tree) if value.offset}
    initial = {name: tree for name, tree in architecture.initial.items() if name in begun and name not in names}
    trees = [*(each.tree for each in equations), *initial.values()]
    read = {node.name for tree in trees for node in walk(tree) if isinstance(node, Value | Weight)}
    kept = read | {each.name for each in equations}
    return replace(
        architecture,
        equations=equations,
        initial=initial,
        sizes={name: size for name, size in architecture.sizes.items() if name in kept},
        imports={
            framework: {tensor: blocks for tensor, blocks in table.items() if set(map(block_name, blocks)) <= kept}
            for framework, table in architecture.imports.items()
        },
        left_out=(*architecture.left_out, *names),
    )


def block_name(block: str) -> str:
    """The weight that an entry of an import table means."""
    return block.removesuffix(".T")


def _sizes(tables: Tables) -> dict[str, str]:
    sizes = tables.strings("sizes")
    for key, size in sizes.items():
        tables.name(size, f"[sizes] {key} =")
    return sizes


def _slots(tables: Tables, chosen: Mapping[str, str]) -> dict[str, str]:
    slots = tables.strings("activations")
    usable = [function for function, arguments in FUNCTIONS.items() if arguments == 1]
    for slot in chosen:
        if slot not in slots:
            raise tables.error(f"there is no activation slot '{slot}'", f"the slots are {', '.join(slots) or 'none'}")
    slots |= chosen
    for slot, function in slots.items():
        tables.name(slot, "[activations]")
        if function not in usable:
            message = f"there is no function '{function}' for the slot '{slot}'"
            near = nearest(function, usable)
            hint = f"{f'did you mean {near}? ' if near else ''}the functions are {' '.join(usable)}"
            raise tables.error(message, hint)
    return slots


def _constants(tables: Tables, slots: Collection[str]) -> dict[str, float]:
    constants = {}
    for key, value in tables.section("constants").items():
        constants[tables.name(key, "[constants]")] = tables.number(value, f"[constants] {key}")
        if key in slots:
            raise tables.error(f"[constants] '{key}' is an activation slot too", "give it another name")
    return constants


def _equations(tables: Tables, names: Vocabulary) -> tuple[Equation, ...]:
    entries = tables.root.get("equations")
    if not isinstance(entries, list) or not entries:
        raise tables.error("the file has no equations", 'write [[equations]] and below it is = "h[t] = …"')
    return tuple(_equation(tables, tables.table(entry, "[equations]"), names) for entry in entries)


def _equation(tables: Tables, entry: Mapping[str, object], names: Vocabulary) -> Equation:
    if "is" not in entry:
        raise tables.error("an entry of [[equations]] has no equation", 'write is = "h[t] = …"')
    text = tables.string(entry["is"], "the equation")
    tables.known(entry, ("is", "role", "step", "says"), "[[equations]]", text)
    target, tree = parse_equation(text, names, file=tables.file)
    role = entry.get("role", "part")
    if role not in ROLES:
        near = nearest(str(role), ROLES)
        hint = f"{f'did you mean {near}? ' if near else ''}the roles are {', '.join(ROLES)}"
        raise tables.error(f"there is no role {role!r}", hint, text)
    step = tables.whole(entry["step"], "step", MOST_MICROSTEPS, text) if "step" in entry else None
    return Equation(target, tree, text, role, step, tables.text(entry.get("says", ""), "says", text))


def _shape(tables: Tables) -> Shape | None:
    found = tables.root.get("shape")
    shape = next((each for each in SHAPES if each == found), None)
    if shape is None and found is not None:
        raise tables.error(f"shape is {found!r}", f"it is {' or '.join(SHAPES)}")
    return shape


def _until(tables: Tables) -> Until | None:
    if "until" not in tables.root:
        return None
    section = dict(tables.section("until"))
    steps = tables.whole(section.pop("steps", 100), "[until] steps", MOST_STEPS)
    if len(section) != 1:
        raise tables.error("[until] names no one variable", 'write y = "<eos>" and steps = 20')
    ((variable, token),) = section.items()
    return Until(variable, tables.string(token, f"[until] {variable}"), steps)


def _imports(tables: Tables) -> dict[str, Blocks]:
    return {
        framework: {
            tensor: tables.names(blocks, f"[import.{framework}] {tensor}")
            for tensor, blocks in tables.table(tensors, f"import.{framework}").items()
        }
        for framework, tensors in tables.section("import").items()
    }
