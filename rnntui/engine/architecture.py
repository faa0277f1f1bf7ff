"""An architecture as its file has it: the equations and what is said of them, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn, cast, get_args

from ..errors import NotationError, RnntuiError
from .expression import FUNCTIONS, Node
from .notation import Target, Vocabulary, parse_equation, parse_initial

Role = Literal["signal", "gate", "candidate", "part", "memory", "hidden", "output", "score", "attention"]
ROLES: tuple[Role, ...] = get_args(Role)

Text = Mapping[str, str]
"""What is said, by language: `en`, `zh_TW`."""

Blocks = Mapping[str, tuple[str, ...]]
"""A tensor of a foreign file -> the weights that are stacked in it, in order."""

LARGEST_FILE = 1_000_000
"""How many bytes an architecture's file may have."""


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
    until: Until | None
    imports: Mapping[str, Blocks]
    """How other frameworks name and pack the weights: `pytorch` -> tensor -> weights."""
    layers: int = 1
    bidirectional: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    """In a stacked architecture: a variable's bare name -> its name in the last layer."""
    base: str = ""
    """The built-in architecture that this one is, in another depth or direction."""


def read_architecture(path: Path, activations: Mapping[str, str] | None = None) -> Architecture:
    """Read an equation file; `activations` puts other functions into its slots.

    Raises RnntuiError for a file that can't be read, NotationError for what stands in it.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RnntuiError(f"{path}: {path.stat().st_size:,} bytes are too many for an architecture")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RnntuiError(f"{path}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except OSError as error:
        hint = "rnntui list shows the built-in architectures"
        raise RnntuiError(f"{path}: {error.strerror or 'the file can not be read'}", hint) from None
    return parse_architecture(text, name=path.stem, file=path.name, activations=activations)


def parse_architecture(
    text: str, *, name: str = "", file: str = "", activations: Mapping[str, str] | None = None
) -> Architecture:
    """Read the text of an equation file; raises NotationError that names what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise NotationError(f"this is no TOML: {reason}", "see rnntui list for examples", file=file) from None
    return _File(table, name, file).architecture(activations or {})


@dataclass(frozen=True)
class _File:
    """The tables of one file on their way to an Architecture."""

    table: Mapping[str, Any]
    name: str
    file: str

    def fail(self, message: str, hint: str, equation: str = "") -> NoReturn:
        raise NotationError(message, hint, file=self.file, equation=equation)

    def architecture(self, activations: Mapping[str, str]) -> Architecture:
        allowed = (
            "title", "source", "summary", "sizes", "activations", "constants", "equations", "initial", "until", "import",
            "base", "layers", "bidirectional",
        )  # fmt: skip
        self.known(self.table, allowed, "the file")
        slots = self.slots(activations)
        constants = {key: self.number(key, value) for key, value in self.section("constants").items()}
        names = Vocabulary(slots, constants)
        initial = {
            key: parse_initial(self.string(value, f"[initial] {key}"), names, file=self.file)
            for key, value in self.section("initial").items()
        }
        sizes = {key: self.string(value, f"[sizes] {key}") for key, value in self.section("sizes").items()}
        for key, value in sizes.items():
            if not value.isidentifier() or value in ("T", "U"):
                self.fail(f"'{value}' in [sizes] {key} is no name", 'write a name, such as "input" or "hidden"')
        return Architecture(
            name=self.name,
            file=self.file,
            title=self.text("title", self.table.get("title", self.name), "the file"),
            summary=self.text("summary", self.table.get("summary", ""), "the file"),
            source=self.string(self.table.get("source", ""), "source"),
            equations=() if "base" in self.table else self.equations(names),
            sizes=sizes,
            activations=slots,
            constants=constants,
            initial=initial,
            until=self.until(),
            imports=self.imports(),
            layers=self.layers(),
            bidirectional=self.table.get("bidirectional", False) is True,
            base=self.string(self.table.get("base", ""), "base"),
        )

    def section(self, name: str) -> Mapping[str, Any]:
        section = self.table.get(name, {})
        if not isinstance(section, dict):
            self.fail(f"'{name}' is no table", f"write [{name}] on a line of its own")
        return section

    def known(self, table: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in allowed:
                self.fail(f"'{key}' means nothing in {where}", f"there may stand {', '.join(allowed)}")

    def string(self, value: object, where: str) -> str:
        if not isinstance(value, str):
            self.fail(f"{where} is {value!r}", "it is a text in quotation marks")
        return value

    def number(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e308 or value != value:
            self.fail(f"[constants] {key} is {value!r}", "it is a finite number")
        if not key.isidentifier():
            self.fail(f"[constants] '{key}' is no name", "a name has letters, digits and _")
        return float(value)

    def text(self, key: str, value: object, where: str) -> Text:
        if isinstance(value, str):
            return {"en": value} if value else {}
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return cast("Text", value)
        self.fail(f"{key} of {where} is {value!r}", f'write a text, or {key}.en = "…" and {key}.zh_TW = "…"')

    def slots(self, chosen: Mapping[str, str]) -> dict[str, str]:
        slots = {key: self.string(value, f"[activations] {key}") for key, value in self.section("activations").items()}
        usable = [function for function, arguments in FUNCTIONS.items() if arguments == 1]
        for key in chosen:
            if key not in slots:
                self.fail(f"there is no activation slot '{key}'", f"the slots are {', '.join(slots) or 'none'}")
        for key, function in (slots | dict(chosen)).items():
            if not key.isidentifier() or key in FUNCTIONS:
                self.fail(f"[activations] '{key}' can't be a slot", "choose a name that no function has")
            if function not in usable:
                self.fail(
                    f"there is no function '{function}' for the slot '{key}'", f"the functions are {' '.join(usable)}"
                )
        return slots | dict(chosen)

    def equations(self, names: Vocabulary) -> tuple[Equation, ...]:
        entries = self.table.get("equations")
        if not isinstance(entries, list) or not entries or not all(isinstance(each, dict) for each in entries):
            self.fail("the file has no equations", 'write [[equations]] and below it is = "h[t] = …"')
        return tuple(self.equation(entry, names) for entry in entries)

    def equation(self, entry: Mapping[str, Any], names: Vocabulary) -> Equation:
        self.known(entry, ("is", "role", "step", "says"), "[[equations]]")
        if "is" not in entry:
            self.fail("an entry of [[equations]] has no equation", 'write is = "h[t] = …"')
        text = self.string(entry["is"], "is")
        target, tree = parse_equation(text, names, file=self.file)
        role = entry.get("role", "part")
        if role not in ROLES:
            self.fail(f"there is no role {role!r}", f"the roles are {', '.join(ROLES)}", text)
        step = entry.get("step")
        if step is not None and (isinstance(step, bool) or not isinstance(step, int) or step < 1):
            self.fail(f"step is {step!r}", "a step is a whole number from 1", text)
        says = self.text("says", entry.get("says", ""), f"«{text}»")
        return Equation(target, tree, text, cast("Role", role), step, says)

    def layers(self) -> int:
        layers = self.table.get("layers", 1)
        if isinstance(layers, bool) or not isinstance(layers, int) or layers < 1:
            self.fail(f"layers is {layers!r}", "it is a whole number from 1")
        return layers

    def until(self) -> Until | None:
        section = dict(self.section("until"))
        if not section:
            return None
        steps = section.pop("steps", 100)
        if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= 100_000:
            self.fail(f"[until] steps is {steps!r}", "it is a whole number from 1 to 100,000")
        if len(section) != 1:
            self.fail("[until] names no one variable", 'write y = "<eos>" and steps = 20')
        ((variable, token),) = section.items()
        return Until(variable, self.string(token, f"[until] {variable}"), steps)

    def imports(self) -> dict[str, Blocks]:
        imports = {}
        for framework, tensors in self.section("import").items():
            if not isinstance(tensors, dict):
                self.fail(f"[import.{framework}] is no table", 'write "weight_ih" = ["W_i", "W_f"]')
            for tensor, blocks in tensors.items():
                if not isinstance(blocks, list) or not all(isinstance(each, str) for each in blocks) or not blocks:
                    self.fail(
                        f"[import.{framework}] {tensor} is {blocks!r}", 'it is a list of weights, such as ["W_i", "W_f"]'
                    )
            imports[framework] = {tensor: tuple(blocks) for tensor, blocks in tensors.items()}
        return imports

