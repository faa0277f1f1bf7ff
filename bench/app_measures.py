"""What `app.py` measures, each beside its peer in one run. Times are in milliseconds, sizes in bytes."""

from __future__ import annotations

import json
import random
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app_terminal import Answer, Terminal, words_of

SIZES = ((80, 24), (160, 45))
EMPTY = ("-c", "from textual.app import App; App().run()")
"""The least that Textual can do: an app of one empty screen."""
WORDS = ("alfa", "bravo", "charlie", "delta")
_NUMBER = re.compile(rb"[+-]\d\.\d{3}")
SCREENS = {
    name: str(place).encode()
    for place, name in enumerate(("explore", "compare", "encoding", "memory", "attention", "diagram", "edit"), 1)
}
"""The key of each screen."""
NEXT, DOWN, UP, HOME, END = b"n", b"\x1b[6~", b"\x1b[5~", b"\x1b[H", b"\x1b[F"


def setup_file(folder: Path, steps: int, units: int, architecture: str = "lstm") -> Path:
    """The setup of a network that reads a sentence of so many letters."""
    letters = random.Random(7).choices("abcdefgh", k=steps)
    setup = {
        "format": "rnntui-setup/1",
        "text": " ".join(letters),
        "architecture": architecture,
        "sizes": {"hidden": units, "output": 2},
    }
    path = folder / f"{architecture}-{units}-{steps}.json"
    path.write_text(json.dumps(setup), encoding="utf-8")
    return path


def own(setup: Path) -> tuple[str, ...]:
    """The arguments for rnntui."""
    return ("-m", "rnntui", str(setup))


def peer(setup: Path) -> tuple[str, ...]:
    """The arguments for the DataTables."""
    return (str(Path(__file__).parent / "app_datatables.py"), str(setup))


def has_numbers(output: bytes) -> bool:
    """Whether any number stands on the screen."""
    return bool(_NUMBER.search(words_of(output)))


@dataclass
class FirstPaint:
    """Times of many starts, in seconds; an empty app and rnntui in turn."""

    empty: list[float]
    own: list[float]
    numbers: list[float]
    """From the first paint of rnntui on."""


def first_paint(count: int, columns: int = 120, rows: int = 40) -> FirstPaint:
    """Start an empty app and rnntui in turn: until a row of blanks is drawn, and until all tokens can be read."""
    found = FirstPaint([], [], [])
    for _ in range(count + 1):
        with Terminal(EMPTY, columns, rows) as app:
            found.empty.append(app.wait_until(lambda output: b" " * columns in output))
        with Terminal(("-m", "rnntui", " ".join(WORDS), "--arch", "lstm"), columns, rows) as app:
            painted = app.wait_until(lambda output: all(word.encode() in words_of(output) for word in WORDS))
            found.own.append(painted)
            found.numbers.append(app.wait_until(has_numbers) - painted)
    # The first start of each fills the file cache.
    return FirstPaint(found.empty[1:], found.own[1:], found.numbers[1:])


def steps_of(setup: Path, columns: int, rows: int, count: int) -> tuple[list[Answer], list[Answer]]:
    """Press `n` in rnntui and in the DataTables in turn, so often."""
    with Terminal(own(setup), columns, rows) as mine, Terminal(peer(setup), columns, rows) as other:
        for app in (mine, other):
            app.wait_until(has_numbers)
            app.settle()
            app.press(NEXT)
        pairs = [(mine.press(NEXT), other.press(NEXT)) for _ in range(count)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def screens_of(setup: Path, columns: int, rows: int, count: int) -> dict[str, tuple[list[Answer], list[Answer]]]:
    """By screen: going to it, and the keys pressed there so often: `n`, or a letter that is typed into the editor.

    The peer is in the same run: `n` in the DataTables, under the name that they have there.
    """
    found: dict[str, tuple[list[Answer], list[Answer]]] = {}
    with Terminal(own(setup), columns, rows) as mine, Terminal(peer(setup), columns, rows) as other:
        for app in (mine, other):
            app.wait_until(has_numbers)
            app.settle()
            app.press(NEXT)
        for name, key in SCREENS.items():
            # It opens on the first of them.
            opened = [mine.press(key)] if found else []
            mine.settle()
            mine.press(NEXT)
            found[name] = opened, [mine.press(NEXT) for _ in range(count)]
            if name == "edit":
                mine.press(b"\x1b")
            mine.press(HOME)
        found["DataTables"] = [], [other.press(NEXT) for _ in range(count)]
    return found


def held(setup: Path, columns: int, rows: int) -> tuple[tuple[int, int, float], ...]:
    """Hold `n` for two seconds at 60 Hz in rnntui, then in the DataTables."""
    found = []
    for arguments in (own(setup), peer(setup)):
        with Terminal(arguments, columns, rows) as app:
            app.wait_until(has_numbers)
            app.settle()
            app.press(NEXT)
            found.append(app.hold(NEXT, 60, 2))
    return tuple(found)


@dataclass
class Long:
    """A long run, open."""

    seconds: float
    """From the start until numbers stand there."""
    memory: float
    """The peak, after all keys, in megabytes."""
    paging: list[Answer]
    steps: list[Answer]
    jumps: list[Answer]
    """To the end and back, where the window of states has to be made again."""


def long_run(arguments: Sequence[str], columns: int, rows: int, count: int) -> Long:
    """Open a run and go about in it."""
    with Terminal(arguments, columns, rows) as app:
        seconds = app.wait_until(has_numbers)
        app.settle()
        app.press(DOWN)
        paging = [app.press(key) for _ in range(count // 2) for key in (DOWN, UP)]
        steps = [app.press(NEXT) for _ in range(count)]
        jumps = [app.press(key) for _ in range(4) for key in (END, HOME)]
        return Long(seconds, app.peak_memory(), paging, steps, jumps)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(round(share * (len(ordered) - 1)), len(ordered) - 1)]


def ratio(peers: Sequence[float], mine: Sequence[float]) -> float:
    """The median of the ratios of neighbouring runs."""
    return statistics.median(theirs / each for theirs, each in zip(peers, mine, strict=True))
