"""A drawing with what is known at the moment: texts of boxes, valves and loops put over the lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from ...dataclass import dataclass
from ..bars import SHADES, gate_bar
from .canvas import Canvas, Row
from .fit import Form
from .scene import Placed

Kind = Literal["plain", "dim", "strong", "accent", "cursor", "bar", "line"]


class Piece(NamedTuple):
    """A piece of a line."""

    text: str
    kind: Kind
    pick: str = ""
    """What a click on it picks."""


@dataclass(frozen=True)
class Content:
    """What a box shows."""

    label: str
    text: str = ""
    """The value as text; `?` where it is not known yet."""
    kind: Kind = "plain"
    chosen: bool = False
    opening: float | None = None
    """How far a gate is open, 0 to 1; None for what is no gate."""
    pick: str = ""
    mark: str = ""
    """What stands before a value that was edited."""


class Text(NamedTuple):
    """Text at a place of a drawing, over what is there."""

    x: int
    y: int
    text: str
    kind: Kind
    pick: str = ""


@dataclass(frozen=True)
class Look:
    """All that changes from step to step."""

    contents: Sequence[Content]
    """Of each box of the scene."""
    computed: frozenset[int]
    """The boxes that this micro-step computes,"""
    active: frozenset[int]
    """and the edges along which something flows for it."""
    valves: Mapping[int, float | None] = field(default_factory=dict)
    """How far the gates on an edge are open, by its place; None where that is not known yet."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """What stands in place of the bracket of a valve whose gate was edited, by the place of its edge."""
    texts: Sequence[Text] = ()
    """What stands beside the boxes."""


def picture(canvas: Canvas, form: Form, look: Look, columns: range, rows: range) -> list[list[Piece]]:
    """A part of a drawing as lines of pieces, each as many cells wide as there are columns."""
    over: dict[int, list[Text]] = {}
    for text in (*_boxes(canvas.scene.boxes, form, look), *_marks(canvas, look), *look.texts):
        if text.y in rows and text.x < columns.stop and text.x + cell_len(text.text) > columns.start:
            over.setdefault(text.y, []).append(text)
    drawn = canvas.rows(look.active, look.computed)
    return [_line(drawn[y], over.get(y, ()), columns) for y in rows if y < len(drawn)]


def _line(row: Row, texts: Iterable[Text], columns: range) -> list[Piece]:
    characters, inks = row
    cells = list(characters[columns.start : columns.stop])
    looks: list[tuple[Kind, str]] = [(ink, "") for ink in inks[columns.start : columns.stop]]
    for x, _, text, kind, pick in texts:
        place = x - columns.start
        for character in text:
            size = cell_len(character)
            # What is cut at the edge leaves blanks.
            if place >= 0 and place + size <= len(cells):
                cells[place] = character
                cells[place + 1 : place + size] = [""] * (size - 1)
            for each in range(max(place, 0), min(place + max(size, 1), len(cells))):
                looks[each] = (kind, pick)
            place += size
    pieces: list[Piece] = []
    begin = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or looks[place] != looks[begin]:
            pieces.append(Piece("".join(cells[begin:place]), *looks[begin]))
            begin = place
    return pieces


def _boxes(boxes: Sequence[Placed], form: Form, look: Look) -> Iterator[Text]:
    for place, (box, content) in enumerate(zip(boxes, look.contents, strict=True)):
        kind: Kind = "cursor" if content.chosen else content.kind
        y = box.y + (box.height > 1)
        for line, text in enumerate(_inside(content, form, box.width - 2)):
            x = box.x + 1
            if form.height == 1:
                left, right = ("▐", "▌") if content.chosen else ("┃", "┃") if place in look.computed else ("[", "]")
                text, x = f"{left}{text}{right}", box.x
            yield Text(x, y + line, text, kind, content.pick)


def _inside(content: Content, form: Form, width: int) -> tuple[str, ...]:
    """The lines inside a box."""
    name = f"{'▸' if content.chosen else ' '}{content.label}"
    if not form.values:
        return (_spread(name, content.mark, width),)
    value = f"{content.mark}{content.text}"
    if content.opening is not None and form.height != 4:
        value = f"{content.mark}{SHADES[round(_share(content.opening) * 4)]}{content.text}"
    if form.height != 4:
        return (_spread(name, f"{value}{' ' * (form.height > 1)}", width),)
    if content.opening is not None:
        return _spread(name, f"{value} ", width), f" [{gate_bar(content.opening, width - 4)}] "
    return _spread(name, "", width), _spread("", f"{value} ", width)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0) if value == value else 0.0


def _spread(left: str, right: str, width: int) -> str:
    """Two texts at both ends of some cells; the first gives way."""
    gap = width - cell_len(left) - cell_len(right)
    if gap >= 0:
        return f"{left}{' ' * gap}{right}"
    return set_cell_size(f"{set_cell_size(left, max(width - cell_len(right), 0))}{right}", width)


def _marks(canvas: Canvas, look: Look) -> Iterator[Text]:
    """Valves, and what else stands where lines enter."""
    scene = canvas.scene
    for place, edge in enumerate(scene.edges):
        mark = scene.blocks[edge.target].spec.marks(edge.read)
        if mark is None:
            continue
        x, y = edge.points[-1]
        kind: Kind = "accent" if place in look.active else "dim"
        if edge.direction == (0, -1):
            y += scene.boxes[0].height > 1
        else:
            x += 3 if edge.direction[0] < 0 else -mark.right - 2
        if not mark.valve:
            yield Text(x + 1, y, mark.text, kind)
            continue
        opening = look.valves.get(place)
        shade = "?" if opening is None else SHADES[round(_share(opening) * 4)]
        mark_here = look.marks.get(place, "")
        yield Text(x - 1, y, mark_here or "[", "accent" if mark_here else kind)
        yield Text(x, y, shade, kind if place in look.active or opening is None else "bar")
        yield Text(x + 1, y, f"]{mark.text}", kind)
