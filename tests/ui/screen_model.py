"""A terminal that knows as much as a frame needs, to replay frames in."""

from __future__ import annotations

import re

from rich.cells import cell_len

Cell = tuple[str, tuple[tuple[str, str], ...] | None]
"""A character and what is seen of its style; None for the blank in place of half a wide character."""

STYLES = (
    "",
    "38;2;1;2;3;48;2;9;9;9",
    "1;38;2;1;2;3;48;2;9;9;9",
    "7;38;5;4;48;2;9;9;9",
    "1;7;38;2;1;2;3;48;2;9;9;8",
    "2;3;4;31;107",
    "1;2;9",
)
"""Some styles as their numbers; those that differ by what a blank does not show are among them."""
_TOKEN = re.compile(r"\x1b\[([\d;]*)([HmABCD])|(\x1b\[\?[\d;]+[hl])|(\r?\n)|(.)", re.DOTALL)
_INK = {"4", "7", "9"}
"""The marks that are seen on a blank too."""


class Screen:
    """Where the cursor stands behind the last column, which terminals treat differently, only CUP may follow."""

    def __init__(self, width: int = 10_000) -> None:
        self.width = width
        self.cells: dict[tuple[int, int], Cell] = {}
        self.row = self.column = 0
        self.style: dict[str, str] = {}

    def write(self, data: str) -> None:
        for numbers, kind, mode, line, character in _TOKEN.findall(data):
            if kind == "H":
                row, _, column = numbers.partition(";")
                self.row, self.column = int(row or 1) - 1, int(column or 1) - 1
            elif kind and kind in "ABCD":
                self.move(kind, int(numbers or 1))
            elif kind == "m":
                self.restyle(numbers)
            elif line:
                self.row, self.column = self.row + 1, 0
            elif character == "\b":
                self.move("D", 1)
            elif not mode:
                assert character.isprintable(), repr(character)
                self.put(character)

    def move(self, kind: str, by: int) -> None:
        assert self.column < self.width
        assert by > 0
        self.row += {"A": -by, "B": by}.get(kind, 0)
        self.column += {"C": by, "D": -by}.get(kind, 0)
        assert min(self.row, self.column) >= 0

    def put(self, character: str) -> None:
        width = cell_len(character)
        place = (self.row, self.column)
        # Half a wide character can't be shown: its other half becomes blank.
        if self.cells.get(place, ("x", None))[0] == "":
            self.cells[self.row, self.column - 1] = (" ", None)
        after = (self.row, self.column + width)
        if self.cells.get(after, ("x", None))[0] == "":
            self.cells[after] = (" ", None)
        seen = self.style if character != " " or _INK & self.style.keys() else {"48": self.style.get("48", "")}
        style = tuple(sorted(seen.items()))
        self.cells[place] = (character, style)
        if width == 2:
            self.cells[self.row, self.column + 1] = ("", style)
        self.column += width

    def restyle(self, numbers: str) -> None:
        codes = iter(numbers.split(";"))
        for code in codes:
            if code in ("", "0"):
                self.style = {}
            elif code in ("38", "48"):
                kind = next(codes)
                self.style[code] = ";".join([kind, *(next(codes) for _ in range(3 if kind == "2" else 1))])
            elif code in ("39", "49"):
                self.style.pop("38" if code == "39" else "48", None)
            elif code in ("31", "107"):
                self.style["38" if code == "31" else "48"] = code
            elif code in ("22", "23", "24", "27", "29"):
                for mark in {"22": "12", "23": "3", "24": "4", "27": "7", "29": "9"}[code]:
                    self.style.pop(mark, None)
            else:
                self.style[code] = "on"

    def shows(self, other: Screen) -> bool:
        """Whether this shows the same as another; any blank will do where that has half a wide character."""
        return self.cells.keys() == other.cells.keys() and all(
            here == there or (there == (" ", None) and here[0] == " ")
            for here, there in ((self.cells[place], other.cells[place]) for place in self.cells)
        )
