"""`rnntui check`: whether a file of equations holds, and what was inferred from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..engine.limits import MOST_LAYERS
from ..errors import NotationError, RnntuiError
from .output import deliver
from .parsing import Parser, python_lang, whole

if TYPE_CHECKING:
    from ..engine.architecture import Architecture
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
    from ..engine.plan import compile_plan
    from ..engine.program import program_of
    from ..render.show import show

    try:
        architecture = _architecture(file)
        program = program_of(architecture, layers, bidirectional)
        compile_plan(program)
    except NotationError as error:
        raise _in_its_line(error, file) from None
    title = architecture.title.get(lang) or architecture.title.get("en") or architecture.name
    return "\n".join(map(show, [f"{title}: ok", *_inferred(program)])) + "\n"


def _architecture(file: str) -> Architecture:
    """The architecture of a name, or of a file whatever its ending."""
    from ..engine.architecture_file import read_architecture
    from ..engine.catalogue import architecture_names, equation_files, on_its_base
    from ..folders import architecture_folders, known_architecture

    is_file = not file.endswith(".toml") and file not in architecture_names()
    if is_file and file not in equation_files(architecture_folders()):
        return on_its_base(read_architecture(Path(file)), None)
    return known_architecture(file)


def _in_its_line(error: NotationError, file: str) -> NotationError:
    """The error with the number of the line after the name of the file, as other tools have it."""
    from ..engine.architecture_file import read_equations
    from ..engine.places import place_of

    try:
        place = place_of(read_equations(Path(file)), error)
    except RnntuiError:
        place = None
    where = error.file if place is None else f"{error.file}:{place.line + 1}"
    return NotationError(error.reason, error.hint, file=where, equation=error.equation, column=error.column)


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
