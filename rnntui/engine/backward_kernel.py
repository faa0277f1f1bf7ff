"""The loop of one reversed scan as a Python function, written from its joined edges and compiled.

One step multiplies the adjoint of each kept place by all factors that leave it in one call, into a block of one
buffer; what a matrix needs lies side by side there, so that one product takes all gates back to a state.
The source is made of names of our own (`r0`, `m0`, `s0` …) alone; no text of an equation gets into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..dataclass import dataclass
from .backward_collapse import Collapsed
from .backward_edges import Edge, Place
from .expression import Node

Loop = Callable[..., None]
"""`loop(step, direction, rows, matrices, scratches, calls)`, each of `rows` already in the order of the loop."""


@dataclass(frozen=True)
class Row:
    """An array of which the loop sees one row a step."""

    kind: str
    """`adjoint` of a place; `factors` of a block; `block`, all of it; `parts`, neighbouring parts of the buffer."""
    place: Place
    offset: int = 0
    last: Place = ""
    """For `parts`: the last of them."""


@dataclass(frozen=True)
class Matrix:
    """Transposed weights side by side, from neighbouring parts of the buffer back to one place."""

    weights: tuple[str, ...]
    target: Place


@dataclass(frozen=True, eq=False)
class BackwardKernel:
    """A compiled loop, and what must be handed to it."""

    loop: Loop
    source: str
    rows: tuple[Row, ...]
    matrices: tuple[Matrix, ...]
    calls: tuple[Node, ...]
    """The expressions that are gone back through as a whole."""
    blocks: Mapping[Place, tuple[Edge, ...]]
    """For each kept place: the edges whose factors lie side by side."""


def compile_backward(collapsed: Collapsed) -> BackwardKernel:
    """Write and compile the loop."""
    return _Writer(collapsed).kernel()


class _Writer:
    def __init__(self, collapsed: Collapsed) -> None:
        self.collapsed = collapsed
        self.rows: dict[Row, str] = {}
        self.matrices: list[Matrix] = []
        self.calls: list[Node] = []
        self.blocks = self.laid_out()
        parts = [edge for edges in self.blocks.values() for edge in edges]
        self.order = {id(edge): number for number, edge in enumerate(parts)}
        self.parts = parts
        self.home = {edge.target: edge for edge in parts if edge.target in collapsed.made}

    def laid_out(self) -> dict[Place, tuple[Edge, ...]]:
        """The blocks, in the first what matrices need at its end, in the others at the front."""
        blocks: dict[Place, tuple[Edge, ...]] = {}
        made = self.collapsed.made
        for place in self.collapsed.kept:
            edges = [edge for edge in self.collapsed.joined[place] if not self.is_plain(edge)]
            if edges:
                last = not blocks
                blocks[place] = tuple(sorted(edges, key=lambda edge, last=last: (edge.target in made) == last))  # type: ignore[misc]
        return blocks

    def is_plain(self, edge: Edge) -> bool:
        """Whether an edge has no factor but a sign, and so is an addition at once."""
        signs = all(isinstance(factor, float) and abs(factor) == 1 for factor in edge.factors)
        return signs and edge.target not in self.collapsed.made

    def kernel(self) -> BackwardKernel:
        body: list[str] = []
        waiting = self.groups()
        done: set[Place] = set()
        for place in self.collapsed.kept:
            body += self.multiplied(place)
            done.add(place)
            done.update(edge.target for edge in self.blocks.get(place, ()) if edge.target in self.collapsed.made)
            for edges in [each for each in waiting if all(edge.source in done for edge in each)]:
                waiting.remove(edges)
                body += self.called(edges[0]) if edges[0].node is not None else self.product(edges)
        assert not waiting
        lines = ["def loop(step, direction, rows, matrices, scratches, calls):"]
        for name, prefix, count in (
            ("matrices", "m", len(self.matrices)),
            ("scratches", "s", len(self.matrices)),
            ("calls", "c", len(self.calls)),
        ):
            if count:
                lines.append(f"    {', '.join(f'{prefix}{number}' for number in range(count))}, = {name}")
        seen = ", ".join(self.rows.values()) or "_"  # Behind `greedy` nothing may be left that recurs.
        lines.append(f"    for {seen}, in zip(*rows):")
        lines += [f"        {line}" for line in body or ["pass"]]
        if self.calls:
            lines.append("        step += direction")
        text = "\n".join(lines) + "\n"
        names: dict[str, Any] = {"zip": zip, "dot": np.dot, "add": np.add}
        names |= {"subtract": np.subtract, "multiply": np.multiply}
        exec(compile(text, "<rnntui backward kernel>", "exec"), {"__builtins__": {}, **names}, names)
        rows, matrices, calls = tuple(self.rows), tuple(self.matrices), tuple(self.calls)
        return BackwardKernel(names["loop"], text, rows, matrices, calls, self.blocks)

    def row(self, row: Row) -> str:
        return self.rows.setdefault(row, f"r{len(self.rows)}")

    def groups(self) -> list[list[Edge]]:
        """The edges that are taken in one call: by matrices to one place, or through one expression."""
        found: dict[tuple[object, ...], list[Edge]] = {}
        for edge in self.collapsed.through:
            key = (edge.target, edge.offset) if edge.node is None else (edge.source, id(edge.node))
            found.setdefault(key, []).append(edge)
        return list(found.values())

    def multiplied(self, place: Place) -> list[str]:
        """The adjoint of a place times all that leaves it, and what of it goes to other places at once."""
        lines = []
        adjoint = self.row(Row("adjoint", place))
        block = self.blocks.get(place, ())
        if block:
            factors, out = self.row(Row("factors", place)), self.row(Row("block", place))
            lines.append(f"multiply({adjoint}, {factors}, {out})")
        for edge in block:
            if edge.target not in self.collapsed.made:
                number = self.order[id(edge)]
                source = self.row(Row("parts", number, last=number)) if len(block) > 1 else out
                lines.append(self.added(edge, source))
        lines += [self.added(edge, adjoint) for edge in self.collapsed.joined[place] if self.is_plain(edge)]
        return lines

    def added(self, edge: Edge, source: str) -> str:
        target = self.row(Row("adjoint", edge.target, edge.offset))
        negative = self.is_plain(edge) and _sign(edge) < 0
        return f"{'subtract' if negative else 'add'}({target}, {source}, {target})"

    def called(self, edge: Edge) -> list[str]:
        assert edge.node is not None
        self.calls.append(edge.node)
        return [f"c{len(self.calls) - 1}(step, {self.source(edge.source)})"]

    def source(self, place: Place) -> str:
        if place in self.home:
            number = self.order[id(self.home[place])]
            return self.row(Row("parts", number, last=number))
        return self.row(Row("adjoint", place))

    def product(self, edges: list[Edge]) -> list[str]:
        """Back through matrices to one place: a call for each run of neighbouring parts."""
        lines = []
        target = self.row(Row("adjoint", edges[0].target, edges[0].offset))
        for run in self.runs(edges):
            source = self.source(run[0].source)
            if run[0].source in self.home:
                first, last = (self.order[id(self.home[edge.source])] for edge in (run[0], run[-1]))
                source = self.row(Row("parts", first, last=last))
            number = len(self.matrices)
            self.matrices.append(Matrix(tuple(edge.weight for edge in run), run[0].target))
            lines += [f"dot(m{number}, {source}, s{number})", f"add({target}, s{number}, {target})"]
        return lines

    def runs(self, edges: list[Edge]) -> list[list[Edge]]:
        runs: list[list[Edge]] = []
        previous = -2
        places = {edge: self.order[id(self.home[edge.source])] for edge in edges if edge.source in self.home}
        for edge in sorted(edges, key=lambda each: places.get(each, -1)):
            place = places.get(edge, -2)
            if runs and place == previous + 1 and previous >= 0:
                runs[-1].append(edge)
            else:
                runs.append([edge])
            previous = place
        return runs


def _sign(edge: Edge) -> float:
    sign = 1.0
    for factor in edge.factors:
        sign *= factor if isinstance(factor, float) else 1.0
    return sign
