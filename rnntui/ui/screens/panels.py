"""The panels that the first picture does without: loaded when there is a run for them."""

from __future__ import annotations

from ..widgets.bars import Choices
from ..widgets.coach import Coach
from ..widgets.equations import Equations
from ..widgets.note import Note
from ..widgets.over_time import OverTime
from ..widgets.panel import Panel
from ..widgets.table import Table
from ..widgets.work import Work


def panels() -> tuple[Panel, ...]:
    """Selectors, note, table, equations, worked arithmetic, heat map and advice, as the Explorer has them."""
    return (
        Choices(id="choices"),
        Note(id="note"),
        Table(id="table"),
        Equations(id="equations"),
        Work(id="work"),
        OverTime(id="time"),
        Coach(id="coach"),
    )
