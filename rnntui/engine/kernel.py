"""The loop of one scan as a Python function, written from its packed calls and compiled.

The source is made of names of our own (`w0`, `m0`, `r0` …) alone; no text of an equation gets into it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..dataclass import dataclass
from .expression import Node
from .functions import POINTWISE
from .instructions import Arena, Instruction, Lowered
from .packing import Packed

Loop = Callable[..., int]
"""`loop(step, direction, out, traced, rows, views, matrices, numbers, evaluations, hooks)` -> steps done."""


@dataclass(frozen=True)
class View:
    """Neighbouring segments of an arena, as one vector or as equal rows."""

    arena: Arena
    first: int
    last: int
    rows: int = 1


@dataclass(frozen=True)
class Matrix:
    """Weights that multiply the same vector, below each other: (factor, weight) each."""

    blocks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Kernel:
    """A compiled loop, and what must be handed to it."""

    loop: Loop
    source: str
    views: tuple[View, ...]
    """Of the arenas `work` and `fixed`."""
    rows: tuple[View, ...]
    """Of the arena `row`, one row a step."""
    matrices: tuple[Matrix, ...]
    numbers: tuple[float, ...]
    evaluations: tuple[Node, ...]
    hooks: tuple[str, ...]
    """The variables after which a hook is called with the step."""


def compile_kernel(lowered: Lowered, packed: Packed, hooked: frozenset[str], stops: bool, ragged: bool) -> Kernel:
    """Write and compile the loop.

    `hooked` names the variables that are forced somewhere. With `stops` the loop ends where the last hook
    returns true; with `ragged` the hook before that is called at the end of each step.
    """
    return _Writer(lowered, packed, hooked, stops, ragged).kernel()


class _Writer:
    def __init__(self, lowered: Lowered, packed: Packed, hooked: frozenset[str], stops: bool, ragged: bool) -> None:
        self.lowered = lowered
        self.packed = packed
        self.hooked = tuple(sorted(hooked & set(lowered.component.names)))
        self.stops = stops
        self.ragged = ragged
        self.views: dict[View, str] = {}
        self.rows: dict[View, str] = {}
        self.matrices: dict[Matrix, str] = {}
        self.numbers: dict[float, str] = {}
        self.evaluations: list[Node] = []

    def kernel(self) -> Kernel:
        body, ageing = self.body(), self.ageing()
        rows = list(self.rows.values())
        counts = bool(self.hooked or self.evaluations or self.stops or self.ragged)
        lines = ["def loop(step, direction, out, traced, rows, views, matrices, numbers, evaluations, hooks):"]
        for name, parts in (
            ("views", list(self.views.values())),
            ("matrices", list(self.matrices.values())),
            ("numbers", list(self.numbers.values())),
            ("evaluations", [f"e{n}" for n in range(len(self.evaluations))]),
            ("hooks", [f"h{n}" for n in range(len(self.hooked) + self.ragged + self.stops)]),
        ):
            if parts:
                lines.append(f"    {', '.join(parts)}, = {name}")
        lines.append("    done = 0" if self.stops else "    done = len(out)")
        each = f"o, {', '.join(rows)}" if rows else "o"
        source = "zip(out, *rows)" if rows else "out"
        lines.append(f"    for {each} in {source}:")
        lines += [f"        {line}" for line in body]
        lines.append("        copyto(o, traced)")
        number = len(self.hooked)
        if self.ragged:
            lines.append(f"        h{number}(step)")
            number += 1
        if self.stops:
            lines += ["        done += 1", f"        if h{number}(step):", "            break"]
        lines += [f"        {line}" for line in ageing]
        if counts:
            lines.append("        step += direction")
        lines.append("    return done")
        text = "\n".join(lines) + "\n"
        names: dict[str, Any] = {"zip": zip, "len": len, "copyto": np.copyto, "dot": np.dot, **POINTWISE}
        names |= {name: getattr(np, name) for name in ("add", "subtract", "multiply", "divide", "negative")}
        exec(compile(text, "<rnntui kernel>", "exec"), {"__builtins__": {}, **names}, names)
        return Kernel(
            names["loop"], text, tuple(self.views), tuple(self.rows), tuple(self.matrices),
            tuple(self.numbers), tuple(self.evaluations), self.hooked,
        )  # fmt: skip

    def body(self) -> list[str]:
        lines = []
        last_writer = {i.out: i for i in self.lowered.instructions}
        for call in self.packed.calls:
            lines.append(self.call(call))
            for instruction in call:
                segment = self.lowered.segments[instruction.out]
                if segment.name in self.hooked and not segment.lag and last_writer[instruction.out] is instruction:
                    lines.append(f"h{self.hooked.index(segment.name)}(step)")
        return lines

    def call(self, call: Sequence[Instruction]) -> str:
        first = call[0]
        columns = [[each.arguments[n] for each in call] for n in range(len(first.arguments))]
        outs = [each.out for each in call]
        if first.operation == "evaluate":
            assert first.node is not None
            self.evaluations.append(first.node)
            return f"copyto({self.view(outs, 1)}, e{len(self.evaluations) - 1}(step))"
        if first.operation == "dot":
            matrix = Matrix(tuple((each.factor, each.weight) for each in call))
            name = self.matrices.setdefault(matrix, f"m{len(self.matrices)}")
            return f"dot({name}, {self.view(columns[0][:1], 1)}, {self.view(outs, 1)})"
        shared = any(len(call) > 1 and isinstance(c[0], int) and len(set(c)) == 1 for c in columns)
        rows = len(call) if shared else 1
        arguments = [self.argument(column, rows) for column in columns]
        return f"{first.operation}({', '.join([*arguments, self.view(outs, rows)])})"

    def argument(self, column: Sequence[int | float], rows: int) -> str:
        if isinstance(column[0], float):
            return self.numbers.setdefault(column[0], f"k{len(self.numbers)}")
        if len(set(column)) == 1:
            return self.view(column[:1], 1)
        return self.view(column, rows)

    def view(self, places: Sequence[int | float], rows: int) -> str:
        first, last = (self.packed.same.get(int(each), int(each)) for each in (places[0], places[-1]))
        view = View(self.lowered.segments[first].arena, first, last, rows)
        if view.arena == "row":
            return self.rows.setdefault(view, f"r{len(self.rows)}")
        return self.views.setdefault(view, f"w{len(self.views)}")

    def ageing(self) -> list[str]:
        """What was the value of a step becomes the value of the step before, where they share no place."""
        lines = []
        segments = self.lowered.segments
        aged = [(s.lag, place) for place, s in enumerate(segments) if s.lag and place not in self.packed.same]
        for lag, place in sorted(aged, reverse=True):
            younger = next(
                p
                for p, s in enumerate(segments)
                if s.arena == "work" and s.name == segments[place].name and s.lag == lag - 1
            )
            lines.append(f"copyto({self.view([place], 1)}, {self.view([younger], 1)})")
        return lines
