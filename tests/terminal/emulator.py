"""What a terminal shows of an output, by an emulator that is not ours."""

from __future__ import annotations

import pytest

pyte = pytest.importorskip("pyte")


class Emulator:
    """A terminal of some size."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def resize(self, columns: int, rows: int) -> None:
        """What is cut off is lost."""
        self._screen.resize(rows, columns)

    def feed(self, output: bytes) -> list[str]:
        """The lines of the screen after some more output, without blanks at their ends."""
        self._stream.feed(output)
        screen = self._screen
        # Not its `display`, which raises over half a wide character. The right half of a whole one is empty text.
        rows = ([screen.buffer[y][x].data for x in range(screen.columns)] for y in range(screen.lines))
        return ["".join(row).rstrip() for row in rows]


def shown(output: bytes, columns: int, rows: int) -> list[str]:
    """The lines of a screen after an output."""
    return Emulator(columns, rows).feed(output)
