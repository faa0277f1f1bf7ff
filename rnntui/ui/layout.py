"""How many rows each panel gets, from 60x20 up."""

from __future__ import annotations

from dataclasses import replace

from ..dataclass import dataclass
from .view import Panel

SMALLEST = (60, 20)
"""Below this many columns and rows there is no use."""
WIDE = 100
"""From this many columns on, the worked arithmetic stands beside the equations."""
MOST_WORK = 14
"""So many rows the equations and the worked arithmetic fill."""
TALL = 30
"""From this many rows on, there is room for selectors, blank lines and the heat map."""


@dataclass(frozen=True)
class Needs:
    """What the panels would take if there were room."""

    timeline: int
    units: int
    equations: int
    note: int = 0
    """Lines of what is told beside the numbers."""
    watches: int = 0
    """Lines of the watches, below the timeline."""
    input_there: bool = False
    """Whether what is read stands in the timeline alone, which has a line more for it then."""


FIRST = Needs(2, 3, 4)
"""Of the first picture: there is no run yet."""


@dataclass(frozen=True)
class Layout:
    """Rows of each panel, 0 for none."""

    choices: int
    timeline: int
    table: int
    equations: int
    """Of the equations and the worked arithmetic beside them."""
    time: int
    note: int
    wide: bool
    """Whether the worked arithmetic stands beside the equations; else it is one line below the current one."""


def is_too_small(width: int, height: int) -> bool:
    """Whether nothing useful fits."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def most_watches(tall: bool) -> int:
    """How many lines the watches take at most."""
    return 3 if tall else 1


def laid_out(width: int, height: int, needs: Needs, large: Panel | None = None) -> Layout:
    """Share the rows out. The header, the sentence, the line of advice and the hints take one each."""
    tall, wide = height >= TALL, width >= WIDE
    choices = 2 if tall else 0
    # A blank line keeps a note apart from the timeline, where there is room for one.
    note = needs.note + (tall and needs.note > 0)
    watches = min(needs.watches, most_watches(tall))
    roomy = tall or height - 6 - note - watches > needs.units + needs.equations + 5
    timeline = min(needs.timeline, 3 if roomy or needs.input_there else 2) + watches + tall
    free = max(height - 4 - note - choices - timeline, 0)
    whole = Layout(choices, timeline, 0, 0, 0, note, wide)
    match large:
        case "table":
            return replace(whole, table=free)
        case "equations" | "work":
            return replace(whole, equations=free)
        case "time":
            return replace(whole, time=free)
    # A rule, a line of titles and one of statistics stand around the units.
    table = needs.units + 3
    least = 3 if free < 10 else 6 if wide else 4
    wanted = max(needs.equations + 1, 9 if wide else least)
    equations = min(wanted, max(least, free // 3))
    time = 0
    if tall and free - equations - min(table, 8) >= 5:
        time = min(needs.units + 2, max(free // 5, 5))
    table = min(table, free - equations - time)
    # What is left goes to the heat map and the worked arithmetic, as far as these can fill it.
    time += max(min(free - table - equations - time, needs.units + 2 - time), 0) if time else 0
    more = min(free - table - equations - time, max(MOST_WORK, wanted) - equations)
    return replace(whole, table=table, equations=equations + more, time=time)
