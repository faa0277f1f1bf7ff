"""A map of the words in characters: those that are alike stand near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...errors import RnntuiError
from ...render.word_map import MapWord, Placed, word_map
from ..spans import Kind, Line, Span, cropped, wrapped
from .encoding_panel import EncodingPanel, Look, marked, unknown_key, word_of
from .panel import rule

if TYPE_CHECKING:
    from ...session.encoding_likeness import Point
    from ...session.session import Session

WIDEST_WORD = 12
KINDS: dict[str, Kind] = {"here": "accent", "sentence": "strong", "neighbour": "plus", "other": "dim"}


class EncodingMap(EncodingPanel):
    """The map; where it is drawn by a plot below, its title and its legend alone."""

    is_plotted: bool = False
    """Whether a plot stands below."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del session
        look, words = self.look, self.view.words
        if look is None or not height:
            return ()
        near = look.near
        found = None if near is None or isinstance(near, RnntuiError) else near
        kept = None if found is None else found.map.kept
        title = words("encoding.circle") if kept is None else words("encoding.map", kept=f"{kept:.0%}".rstrip("%"))
        right = self._legend(width - cell_len(title) - 8, kept is None)
        lines: list[Line] = [rule(title, width, self.has_focus, right, "app.large")]
        if found is None or self.is_plotted:
            return tuple(lines)
        if kept is None:
            key = "encoding.far" if look.vocabulary.known == "all" else f"encoding.far.{unknown_key(look.vocabulary)}"
            lines += [(Span(f" {line}", "dim"),) for line in wrapped(words(key), width - 2)]
        points = found.map.points
        self.shown = tuple(point.name for point in points)
        rows = height - len(lines)
        if rows > 1:
            lines += drawn(word_map(labels_of(look, points), width, rows), points, rows)
        return tuple(cropped(line, width) for line in lines)

    def give_way(self, is_plotted: bool) -> None:
        """Leave the map to a plot below, or draw it again."""
        if is_plotted != self.is_plotted:
            self.is_plotted = is_plotted
            self.styles.height = 1 if is_plotted else "100%"
            self.draw()

    def _legend(self, room: int, is_circle: bool) -> Line:
        """What the marks mean, as far as there is room."""
        for key in ("encoding.legend.circle",) if is_circle else ("encoding.legend", "encoding.legend.short"):
            if cell_len(text := self.view.words(key)) <= room:
                return (Span(text, "dim"),)
        return ()


def labels_of(look: Look, points: tuple[Point, ...]) -> list[MapWord]:
    """The words as they stand on the map."""
    return [MapWord(marked(word_of(look, each.name), WIDEST_WORD), each.x, each.y, each.part) for each in points]


def drawn(pieces: tuple[Placed, ...], points: tuple[Point, ...], rows: int) -> list[Line]:
    """The pieces of a map as lines; a click on a word looks at it."""
    lines: list[Line] = []
    for row in range(rows):
        line: list[Span] = []
        column = 0
        for piece in pieces:
            if piece.row != row:
                continue
            line.append(Span(" " * (piece.column - column)))
            line.append(Span(piece.text, KINDS[points[piece.label].part], f"look_at({piece.label})"))
            column = piece.column + cell_len(piece.text)
        lines.append(tuple(line))
    return lines
