"""The lines of a drawing in characters, light where nothing flows at the moment and heavy where something does."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, TypeAlias

from .raster import DOWN, LEFT, RIGHT, STEPS, UP, Join, Raster, frame, line
from .scene import Edge, Placed, Point, Scene

Ink: TypeAlias = Literal["line", "accent"]
"""`line`, or `accent` where something flows."""
Row: TypeAlias = tuple[Sequence[str], Sequence[Ink]]
MOST_PATTERNS = 64


class Canvas:
    """Draws one scene again and again, with other lines heavy."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.boxes = [tuple(_box(box)) for box in scene.boxes]
        self.edges = [tuple(_edge(edge)) for edge in scene.edges]
        self.raster = Raster()
        for place, joins in enumerate(self.boxes):
            self.raster.draw(joins, ("box", place))
        for edge, joins in zip(scene.edges, self.edges, strict=True):
            before, after = _split(edge, joins)
            self.raster.draw(before, edge.before)
            self.raster.draw(after, edge.signal)
            self.raster.end(edge.points[-1], STEPS[edge.direction])
            if edge.joint is not None:
                self.raster.end(edge.joint, UP)
        self._light = self._drawn()
        self._rows: dict[Hashable, list[Row]] = {}

    def rows(self, active: frozenset[int], heavy: frozenset[int]) -> list[Row]:
        """The characters and inks of each row, where some edges and the frames of some boxes are heavy."""
        key = (active, heavy)
        if key not in self._rows:
            if len(self._rows) >= MOST_PATTERNS:
                self._rows.clear()
            self._rows[key] = self._weighted(active, heavy)
        return self._rows[key]

    def _drawn(self) -> list[Row]:
        scene = self.scene
        rows = [[" "] * scene.width for _ in range(scene.height)]
        for (x, y), cell in self.raster.cells.items():
            rows[y][x] = cell.character()
        inks: list[Ink] = ["line"] * scene.width
        return [(row, inks) for row in rows]

    def _weighted(self, active: frozenset[int], heavy: frozenset[int]) -> list[Row]:
        """The rows with heavy lines in them; all others are those of before."""
        weights: dict[Point, set[int]] = {}
        for joins in (*(self.edges[place] for place in active), *(self.boxes[place] for place in heavy)):
            for point, direction in joins:
                weights.setdefault(point, set()).add(direction)
        for place in active:
            weights.setdefault(self.scene.edges[place].points[-1], set())
        rows = list(self._light)
        drawn: dict[int, tuple[list[str], list[Ink]]] = {}
        for (x, y), directions in weights.items():
            if y not in drawn:
                characters, inks = self._light[y]
                rows[y] = drawn[y] = list(characters), list(inks)
            characters, inks = drawn[y]
            characters[x] = self.raster.cells[x, y].character(directions)
            inks[x] = "accent"
        return rows


def _split(edge: Edge, joins: Sequence[Join]) -> tuple[Sequence[Join], Sequence[Join]]:
    """A line up to where it becomes part of another, and what is left of it."""
    if edge.joint is None:
        return (), joins
    place = next(place for place, (point, _) in enumerate(joins) if point == edge.joint)
    return joins[:place], joins[place:]


def _box(box: Placed) -> Iterator[Join]:
    return frame(box.x, box.y, box.width, box.height) if box.height > 1 else iter(())


def _edge(edge: Edge) -> Iterator[Join]:
    if edge.joins:
        # Without frames a line begins next to its box, and joins it.
        yield edge.points[0], DOWN if edge.side == "top" else LEFT if edge.side == "right" else RIGHT
    yield from line(edge.points)
