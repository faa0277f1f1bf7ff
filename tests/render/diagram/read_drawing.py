"""Reads a drawing as a person does: follows its lines from box to arrow, with nothing but the characters.

Shares no code with what draws: what a character joins is taken from its Unicode name.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from rnntui.render.diagram.canvas import Canvas
from rnntui.render.diagram.scene import Placed, Scene

Point = tuple[int, int]
AROUND = {"up": (0, -1), "right": (1, 0), "down": (0, 1), "left": (-1, 0)}
BACK = {"up": "down", "down": "up", "left": "right", "right": "left"}
ARROWS = {"▲": "up", "▶": "right", "◀": "left", "▼": "down"}


@cache
def arms(character: str) -> frozenset[str]:
    """The directions in which a character joins its neighbours."""
    if character == "●":
        return frozenset(AROUND)
    if character in ARROWS:
        return frozenset({BACK[ARROWS[character]], ARROWS[character]})
    name = unicodedata.name(character, "")
    if not name.startswith("BOX DRAWINGS"):
        return frozenset()
    words = name.split()
    found = {each for each in AROUND if each.upper() in words}
    found |= {"left", "right"} if "HORIZONTAL" in words else set()
    return frozenset(found | ({"up", "down"} if "VERTICAL" in words else set()))


class Reading:
    """The lines of one scene, as characters."""

    def __init__(self, scene: Scene, active: frozenset[int] = frozenset(), heavy: frozenset[int] = frozenset()) -> None:
        self.scene = scene
        rows = Canvas(scene).rows(active, heavy)
        self.characters = {(x, y): each for y, (row, _) in enumerate(rows) for x, each in enumerate(row) if each != " "}
        self.frames = {point: box for box in scene.boxes for point in _frame(box)}
        self.joints = {edge.joint for edge in scene.edges}
        """Arrows that do not end in a box, but where a line becomes part of another."""
        self.insides = {point: box for box in scene.boxes for point in _inside(box)}

    def loose_ends(self) -> list[Point]:
        """Cells out of which a line leads nowhere."""
        found = []
        begins = {edge.points[0] for edge in self.scene.edges if edge.begins}
        for point, character in self.characters.items():
            for direction in arms(character):
                beyond = _next(point, direction)
                if character in ARROWS and direction == ARROWS[character] and point not in self.joints:
                    continue
                joined = BACK[direction] in arms(self.characters.get(beyond, " "))
                if not joined and beyond not in self.insides and point not in begins and not self._is_port(point):
                    found.append(point)
            if character in ARROWS and point not in self.joints and not self._is_port(point):
                beyond = _next(point, ARROWS[character])
                if beyond not in self.insides and beyond not in self.frames:
                    found.append(point)
        return found

    def _is_port(self, point: Point) -> bool:
        """Whether a cell is an arrow or the end of a line in a frame, which joins its box."""
        return point in self.frames

    def reached(self, start: Point, direction: str) -> set[Point]:
        """The arrows to which a line leads that leaves a cell in a direction."""
        found: set[Point] = set()
        waiting, seen = [(start, direction)], {(start, direction)}
        while waiting:
            point, way = waiting.pop()
            there = _next(point, way)
            character = self.characters.get(there, " ")
            if character in ARROWS:
                if there in self.joints and way == "up":
                    waiting.append((there, way))
                elif ARROWS[character] == way:
                    found.add(there)
                continue
            joined = arms(character)
            if BACK[way] not in joined or there in self.frames:
                continue
            # Lines that cross go straight on; where they meet a line goes on in all directions.
            is_crossing = len(joined) == 4 and character != "●"
            for onward in {way} if is_crossing else joined - {BACK[way]}:
                if (there, onward) not in seen:
                    seen.add((there, onward))
                    waiting.append((there, onward))
        return found

    def exits(self, box: Placed) -> list[tuple[Point, str]]:
        """Where lines leave a box: out of its frame, or next to it."""
        found = []
        middle = box.y + box.height // 2
        if box.height == 1:
            for x in range(box.x, box.x + box.width):
                if "down" in arms(self.characters.get((x, box.y - 1), " ")) and self.at_top((x, box.y - 1)):
                    found.append(((x, box.y), "up"))
            sides = (
                ((box.x - 1, box.y), (box.x, box.y), "left"),
                ((box.x + box.width, box.y), (box.x + box.width - 1, box.y), "right"),
            )
            found += [
                (inside, way)
                for beside, inside, way in sides
                if BACK[way] in arms(self.characters.get(beside, " ")) and self.characters[beside] not in ARROWS
            ]
            return found
        for x in range(box.x + 1, box.x + box.width - 1):
            if "up" in arms(self.characters[x, box.y]):
                found.append(((x, box.y), "up"))
        for x, way in ((box.x, "left"), (box.x + box.width - 1, "right")):
            if way in arms(self.characters[x, middle]):
                found.append(((x, middle), way))
        return found

    def at_top(self, point: Point) -> bool:
        """Whether a line without a frame below it comes out of the box, and is no arrow that ends below another."""
        return point not in self.insides

    def target(self, arrow: Point) -> Placed:
        """The box that an arrow enters."""
        if arrow in self.frames:
            return self.frames[arrow]
        beyond = _next(arrow, ARROWS[self.characters[arrow]])
        return self.insides.get(beyond) or self.frames[beyond]


def _next(point: Point, direction: str) -> Point:
    dx, dy = AROUND[direction]
    return point[0] + dx, point[1] + dy


def _frame(box: Placed) -> set[Point]:
    if box.height == 1:
        return set()
    xs, ys = range(box.x, box.x + box.width), range(box.y, box.y + box.height)
    return {(x, y) for x in xs for y in ys if x in (xs[0], xs[-1]) or y in (ys[0], ys[-1])}


def _inside(box: Placed) -> set[Point]:
    return {(x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)} - _frame(box)
