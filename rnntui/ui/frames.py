"""What a terminal shows already is not sent again: over a slow line a step costs what it changes, and no more.

Textual redraws whole stretches, each with its full style: 20 KB for a step of a table of 128 units, of which
the terminal lacks 2. A frame is compared, cell by cell, with those before it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len

Cell: TypeAlias = tuple[str, str] | None
"""A character and its style, as the numbers of its escape sequence; the right half of a wide character has
no character. None where it is not known what the terminal shows."""

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<style>[\d;]*)m|(?P<mode>\x1b\[\?(?:2026|25)[hl])"
    r"|(?P<line>\r?\n)|(?P<text>[^\x00-\x1f\x7f-\x9f]+)|(?P<other>.)",
    re.DOTALL,
)
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_GAP = 4
"""So many unchanged cells are sent again rather than jumped over, which takes as many bytes."""


class Frames:
    """What the terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._style: str | None = None
        self._place: tuple[int, int] | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """Take nothing for known any more: the terminal was resized, cleared, or used by others."""
        self._rows.clear()
        self._style = self._place = None

    def thinned(self, data: str) -> str:
        """The same frame without what the terminal has; what is no frame passes as it is."""
        tokens = list(_TOKEN.finditer(data))
        if any(token.lastgroup == "other" for token in tokens):
            self.forget()
            return data if data.startswith("\x1b[0m") else f"\x1b[0m{data}"
        self._out = []
        row = column = 0
        style, placed = "", False
        for token in tokens:
            match token.lastgroup:
                case "column":
                    row, column, placed = int(token["row"]) - 1, int(token["column"]) - 1, True
                case "style":
                    style = "" if token["style"] in ("", "0") else f"{style};{token['style']}".lstrip(";")
                case "line":
                    row, column = row + 1, 0
                case "mode":
                    self._out.append(token[0])
                case _:
                    column += self._draw(row, column, token[0], style)
        if placed:
            self._go(row, column)
        return "".join(self._out)

    def _draw(self, row: int, column: int, text: str, style: str) -> int:
        """Send what differs of a piece of text; returns its width."""
        new = _cells(text, style)
        cells = self._rows.setdefault(row, [])
        width = cell_len(text) if new is None else len(new)
        cells.extend([None] * (column + width + 1 - len(cells)))
        if new is None:
            # A terminal's idea of the width of such text may be another one.
            self._send(row, column, text, style)
            self._halve(cells, column, column + width)
            cells[column : column + width] = [None] * width
            self._place = None
            return width
        old = cells[column : column + width]
        if old == new:
            return width
        for start, stop in _runs(old, new):
            self._send(row, column + start, "".join(cell[0] for cell in new[start:stop]), style)
            self._place = (row, column + stop)
            self._halve(cells, column + start, column + stop)
        cells[column : column + width] = new
        return width

    @staticmethod
    def _halve(cells: list[Cell], start: int, stop: int) -> None:
        """Forget the other halves of wide characters of which one half is written over."""
        first, after = cells[start], cells[stop]
        if start and first is not None and not first[0]:
            cells[start - 1] = None
        if after is not None and not after[0]:
            cells[stop] = None

    def _send(self, row: int, column: int, text: str, style: str) -> None:
        self._go(row, column)
        if style != self._style:
            self._out.append(transition(self._style, style))
            self._style = style
        self._out.append(text)

    def _go(self, row: int, column: int) -> None:
        """Move the cursor, forwards within a line by how far it is."""
        if self._place == (row, column):
            return
        if self._place is not None and self._place[0] == row and self._place[1] < column:
            self._out.append(f"\x1b[{column - self._place[1]}C")
        else:
            self._out.append(f"\x1b[{row + 1};{column + 1}H")
        self._place = (row, column)


def _cells(text: str, style: str) -> list[tuple[str, str]] | None:
    """One entry a cell; None for text in which characters join or have no width."""
    if text.isascii():
        return [(character, style) for character in text]
    cells: list[tuple[str, str]] = []
    for character in text:
        width = cell_len(character)
        if not width:
            return None
        cells.append((character, style))
        if width == 2:
            cells.append(("", style))
    return cells if len(cells) == cell_len(text) else None


def _runs(old: list[Cell], new: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """The stretches that differ, whole characters each, those that lie close together in one."""
    runs: list[tuple[int, int]] = []
    for place, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        start, stop = place - (not after[0]), place + 1
        while stop < len(new) and not new[stop][0]:
            stop += 1
        if runs and start - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], max(stop, runs[-1][1]))
        else:
            runs.append((start, stop))
    return runs


@lru_cache(maxsize=4096)
def transition(old: str | None, new: str) -> str:
    """The shortest sequence from one style to another; from None, which may be anything, by way of a reset."""
    whole = f"\x1b[0;{new}m" if new else "\x1b[0m"
    if old is None:
        return whole
    (old_marks, old_front, old_back), (marks, front, back) = _parsed(old), _parsed(new)
    gone = old_marks - marks
    if not gone <= _OFF.keys():
        return whole
    codes = list(dict.fromkeys(_OFF[mark] for mark in sorted(gone)))
    # 22 ends bold and dim alike.
    stay = marks & {"1", "2"} if "22" in codes else frozenset()
    codes += sorted((marks - old_marks) | stay)
    if front != old_front:
        codes.append(front or "39")
    if back != old_back:
        codes.append(back or "49")
    return min(f"\x1b[{';'.join(codes)}m", whole, key=len) if codes else ""


def _parsed(style: str) -> tuple[frozenset[str], str, str]:
    """The marks of a style, such as bold, its foreground and its background."""
    marks: set[str] = set()
    front = back = ""
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "") for _ in range(3 if kind == "2" else 1)]
            colour = ";".join((code, kind, *rest))
        else:
            colour = code
        number = int(code or 0)
        if number == 38 or 30 <= number <= 37 or 90 <= number <= 97:
            front = colour
        elif number == 48 or 40 <= number <= 47 or 100 <= number <= 107:
            back = colour
        else:
            marks.add(code)
    return frozenset(marks), front, back
