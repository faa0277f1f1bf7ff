"""What a terminal shows already is not sent again: over a slow line a step costs what it changes, and no more.

Textual redraws whole stretches, each with its full style: 17 KB for a step of a table of 1,024 units, of which
the terminal lacks 1. A frame is compared, cell by cell, with those before it; what differs is sent style by style,
each piece reached by the shortest way from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len

from .escapes import Place, blank_style, move, transition
from .pieces import Cell, Piece, dye_blanks, is_half, ordered, pieces_of

if TYPE_CHECKING:
    from .direct import Row

_TEXT = r"[^\x00-\x1f\x7f-\x9f]+"
_TOKEN = re.compile(
    # A style, a text and a reset, which is how Textual writes nearly all.
    rf"\x1b\[(?P<look>[\d;]+)m(?P<span>{_TEXT})\x1b\[0m"
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<style>[\d;]*)m|(?P<mode>\x1b\[\?(?:2026|25)[hl])"
    rf"|(?P<line>\r?\n)|(?P<text>{_TEXT})|(?P<other>.)",
    re.DOTALL,
)
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""The marks between which a terminal draws at once."""


class Frames:
    """What the terminal shows, as far as it is known. Its width, where it is known, spares bytes."""

    def __init__(self, width: int = 0) -> None:
        self.width = width
        self._rows: dict[int, list[Cell]] = {}
        self._before: dict[int, list[Cell]] = {}
        """The rows that the present frame changes, as they were."""
        self._changed: dict[int, list[tuple[int, int]]] = {}
        """Where they change: the first column and that after the last, in the order of the changes."""
        self._style: str | None = None
        self._place: Place | None = None
        self._begun = False
        """Whether a frame began of which nothing was sent yet."""
        self._out: list[str] = []

    def forget(self) -> None:
        """Take nothing for known any more: the terminal was resized, cleared, or used by others."""
        self._rows.clear()
        self._before.clear()
        self._changed.clear()
        self._style = self._place = None

    def thinned(self, data: str) -> str:
        """The same frame without what the terminal has; what is no frame passes as it is."""
        tokens = list(_TOKEN.finditer(data))
        self._out = []
        if any(token.lastgroup == "other" for token in tokens):
            self.forget()
            self._send(data if data.startswith("\x1b[0m") else f"\x1b[0m{data}")
            return "".join(self._out)
        row = column = 0
        style, placed = "", False
        for token in tokens:
            match token.lastgroup:
                case "span":
                    look, text = token.group("look", "span")
                    column += self._put(row, column, text, f"{style};{look}" if style else look)
                    style = ""
                case "column":
                    row, column, placed = int(token["row"]) - 1, int(token["column"]) - 1, True
                case "style":
                    style = "" if token["style"] in ("", "0") else f"{style};{token['style']}".lstrip(";")
                case "line":
                    row, column = row + 1, 0
                case "mode":
                    self._flush((row, column) if placed else None)
                    self._mark(token[0])
                case _:
                    column += self._put(row, column, token[0], style)
        self._flush((row, column) if placed else None)
        return "".join(self._out)

    def drawn(self, rows: Iterable[Row], cursor: Place, synced: bool) -> str:
        """Rows of pieces of text and their styles, as far as the terminal lacks them; the cursor ends at its place.

        `synced` puts the marks around it between which a terminal draws at once.
        """
        self._out = []
        self._begun = synced
        for row, start, pieces in rows:
            column = start
            for text, style in pieces:
                column += self._put(row, column, text, style)
        self._flush(cursor)
        if synced:
            self._mark(_END)
        return "".join(self._out)

    def _mark(self, mode: str) -> None:
        """Pass a mark on; those of a frame in which nothing is sent are left out."""
        if mode == _BEGIN:
            self._begun = True
        elif mode == _END and self._begun:
            self._begun = False
        else:
            self._send(mode)

    def _send(self, text: str) -> None:
        if self._begun:
            self._out.append(_BEGIN)
            self._begun = False
        self._out.append(text)

    def _put(self, row: int, column: int, text: str, style: str) -> int:
        """Take a piece of text into the picture; returns its width."""
        new = _cells(text, style)
        cells = self._rows.setdefault(row, [])
        width = cell_len(text) if new is None else len(new)
        if len(cells) <= column + width:
            cells.extend([None] * (column + width + 1 - len(cells)))
        if new is None:
            clusters = _clusters(text)
            if len(clusters) == 1:
                self._put_doubtful(row, column, text, style)
                return width
            # Each has its own place, so that what follows is where it belongs however wide a terminal draws it.
            return sum(self._put(row, column + before, each, style) for before, each in clusters)
        if tuple(cells[column : column + width]) == new:
            return width
        if row not in self._before:
            self._before[row], self._changed[row] = cells.copy(), []
        self._changed[row].append((column - 1 if column else 0, column + width + 1))
        # Half a wide character can't be shown, and terminals differ in the blank that they put there.
        if column and is_half(cells[column]):
            cells[column - 1] = _blank_of(cells[column])
        if is_half(cells[column + width]):
            cells[column + width] = _blank_of(cells[column + width])
        cells[column : column + width] = new
        return width

    def _put_doubtful(self, row: int, column: int, text: str, style: str) -> None:
        """Send text whose width the terminal may take for another: from there on the row is not known."""
        self._flush((row, column))
        self._restyle(style)
        self._send(text)
        self._place = None
        cells = self._rows[row]
        start = column - 1 if column and is_half(cells[column]) else column
        cells[start:] = [None] * (len(cells) - start)

    def _flush(self, place: Place | None) -> None:
        """Send what differs, and leave the cursor at a place."""
        pieces: dict[str, list[Piece]] = {}
        for row, before in self._before.items():
            for piece in pieces_of(row, before, self._rows[row], self._changed[row]):
                pieces.setdefault(piece.style, []).append(piece)
        self._before.clear()
        self._changed.clear()
        dye_blanks(pieces, self._style)
        while pieces:
            style = min(pieces, key=lambda each: len(transition(self._style, each)))
            self._restyle(style)
            for piece in ordered(self._place, pieces.pop(style)):
                self._go((piece.row, piece.start))
                self._send(piece.text)
                self._place = (piece.row, piece.stop)
        if place is not None:
            self._go(place)

    def _restyle(self, style: str) -> None:
        if style != self._style:
            self._send(transition(self._style, style))
            self._style = style

    def _go(self, place: Place) -> None:
        if self._place == place:
            return
        here = self._place
        # Behind the last column there is no place to go on from: terminals differ there.
        self._send(move(here if here is not None and here[1] < self.width else None, place))
        self._place = place


def _clusters(text: str) -> list[tuple[int, str]]:
    """A text in pieces, each with the width of those before it: what is sure in one, and what is not one by one.

    All of it is one piece where the pieces take not as much room as the whole.
    """
    import regex

    pieces: list[str] = []
    is_sure = False
    for cluster in regex.findall(r"\X", text):
        joins, is_sure = is_sure, _cells(cluster, "") is not None
        if joins and is_sure:
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    ends = list(accumulate(map(cell_len, pieces), initial=0))
    return list(zip(ends, pieces, strict=False)) if ends[-1] == cell_len(text) else [(0, text)]


def _blank_of(cell: Cell) -> Cell:
    return None if cell is None else (" ", blank_style(cell[1]))


@lru_cache(maxsize=8192)
def _cells(text: str, style: str) -> tuple[tuple[str, str], ...] | None:
    """One entry a cell; None for text in which characters join or have no width."""
    if text.isascii():
        return tuple([_cell(character, style) for character in text])
    cells: list[tuple[str, str]] = []
    for character in text:
        width = cell_len(character)
        if not width:
            return None
        cells.append(_cell(character, style))
        if width == 2:
            cells.append(_cell("", style))
    return tuple(cells) if len(cells) == cell_len(text) else None


@lru_cache(maxsize=4096)
def _cell(character: str, style: str) -> tuple[str, str]:
    """One object for all equal cells, as long as may be: that makes rows quick to compare."""
    return character, blank_style(style) if character == " " else style
