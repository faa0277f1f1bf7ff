"""`rnntui check`: whether a file of equations holds, and what was inferred from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..engine.limits import MOST_LAYERS
from .output import deliver
from .parsing import Parser, python_lang, whole

if TYPE_CHECKING:
    from ..engine.program import Program

_EXAMPLES = """examples:
  rnntui check mine.toml
  rnntui check mine.toml --layers 2 --bidirectional
  rnntui check lstm
"""


def parser() -> Parser:
    """What the command takes."""
    about = "Check an architecture of your own, and print the shapes and steps inferred from it."
    made = Parser("rnntui check", about, _EXAMPLES)
    made.add_argument("file", metavar="FILE.toml|NAME", help="the equations")
    made.add_argument("--layers", type=whole(1, MOST_LAYERS), metavar="N", help="how many layers")
    made.add_argument("--bidirectional", action="store_true", default=None, help="in both directions")
    made.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of texts")
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status. Raises NotationError for a mistake in the file."""
    options = parser().parse_args(arguments)
    deliver(checked(options.file, options.layers, options.bidirectional, python_lang(options.lang)))
    return 0


def checked(file: str, layers: int | None = None, bidirectional: bool | None = None, lang: str = "en") -> str:
    """What was inferred from a file of equations, as text."""
    from ..engine.architecture import read_architecture
    from ..engine.catalogue import architecture_names, find_architecture
    from ..engine.plan import compile_plan
    from ..engine.program import program_of
    from ..render.show import show

    is_name = file in architecture_names() or file.endswith(".toml")
    architecture = find_architecture(file) if is_name else read_architecture(Path(file))
    program = program_of(architecture, layers, bidirectional)
    compile_plan(program)
    title = architecture.title.get(lang) or architecture.title.get("en") or architecture.name
    return "\n".join(map(show, [f"{title}: ok", *_inferred(program)])) + "\n"


def _inferred(program: Program) -> Iterator[str]:
    from ..engine.shapes import size_text

    yield from ("", "equations, by the step that computes them")
    for clock, steps in program.microsteps.items():
        for number, step in enumerate(steps, 1):
            for name in step.names:
                yield f"  {clock} {number:>2}  {program.equations[name].text}"
    width = max(len(name) for name in (*program.names, *program.weights))
    yield from ("", "variables")
    for name in program.names:
        kind = "input" if name in program.inputs else program.equations[name].role
        yield f"  {name:<{width}}  ({size_text(program.shapes.variables[name])})  {kind}"
    yield from ("", "weights")
    for name, sizes in program.weights.items():
        yield f"  {name:<{width}}  ({', '.join(size_text(size) for size in sizes)})"
