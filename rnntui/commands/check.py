"""`rnntui check`: whether a file of equations holds, and what was inferred from it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .options import Parser, whole
from .output import deliver


def parser() -> Parser:
    """What the command takes."""
    made = Parser(
        prog="rnntui check",
        description="Check an architecture of your own, and print the shapes and steps inferred from it.",
        epilog="examples:\n  rnntui check mine.toml\n  rnntui check mine.toml --layers 2 --bidirectional\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("file", metavar="FILE.toml|NAME", help="the equations")
    made.add_argument("--layers", type=whole(1, 64), metavar="N")
    made.add_argument("--bidirectional", action="store_true", default=None)
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status. Raises NotationError for a mistake in the file."""
    options = parser().parse_args(arguments)
    deliver(checked(options.file, options.layers, options.bidirectional), None)
    return 0


def checked(file: str, layers: int | None = None, bidirectional: bool | None = None) -> str:
    """What was inferred from a file of equations, as text."""
    from ..engine.architecture import read_architecture
    from ..engine.catalogue import architecture_names, find_architecture
    from ..engine.plan import compile_plan
    from ..engine.program import program_of
    from ..engine.shapes import size_text
    from ..render.show import show

    is_name = file in architecture_names() or file.endswith(".toml")
    architecture = find_architecture(file) if is_name else read_architecture(Path(file))
    program = program_of(architecture, layers, bidirectional)
    compile_plan(program)
    lines = [
        show(f"{architecture.title.get('en', architecture.name)}: ok"),
        "",
        "equations, by the step that computes them",
    ]
    for clock, steps in program.microsteps.items():
        for number, step in enumerate(steps, 1):
            for name in step.names:
                lines.append(f"  {clock} {number:>2}  {program.equations[name].text}")
    lines += ["", "variables"]
    width = max(len(name) for name in (*program.names, *program.weights))
    for name in program.names:
        kind = "input" if name in program.inputs else program.equations[name].role
        lines.append(f"  {name:<{width}}  ({size_text(program.shapes.variables[name])})  {kind}")
    lines += ["", "weights"]
    for name, sizes in program.weights.items():
        lines.append(f"  {name:<{width}}  ({', '.join(size_text(size) for size in sizes)})")
    return "\n".join(lines) + "\n"
