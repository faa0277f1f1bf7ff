"""A peer for `app.py`: the values of rnntui's screen in Textual's own DataTables, changed by `update_cell`.

Run as `python app_datatables.py SETUP.json`; `n` reads the next token, PgUp and PgDn turn pages of units.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Static

from rnntui.render.cells import fitted
from rnntui.render.heat import bands
from rnntui.session.session import Session, go, point, start
from rnntui.session.setup import read_setup
from rnntui.ui.grid import cell_texts, grid, unit_width
from rnntui.ui.steps import answer_at, token_at
from rnntui.ui.view import View
from rnntui.ui.widgets.timeline import window

HEAT_ROWS = 6
Values = list[list[str]]
"""The texts of a table's cells, row by row."""


class Peer(App[None]):
    """Four tables: the timeline, the units, the equations' values and one variable over time."""

    CSS = """
    DataTable { width: 100%; scrollbar-size: 0 0; }
    #timeline { height: 4; } #units { height: 1fr; } #equations { height: 8; } #time { height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("n", "step(1)", "Next"),
        ("p", "step(-1)", "Back"),
        ("home", "go(0)", "First"),
        ("end", "go(100000000)", "Last"),
        ("pagedown", "page(1)", "Down"),
        ("pageup", "page(-1)", "Up"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.session: Session | None = None
        self.shown: dict[str, Values] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="place")
        for name in ("timeline", "units", "equations", "time"):
            table: DataTable[Text] = DataTable(id=name, show_header=name == "units", cursor_type="none")
            table.can_focus = False
            yield table

    def on_ready(self) -> None:
        self.session = start(read_setup(self.path))
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.draw()

    def action_step(self, by: int) -> None:
        if self.session is not None:
            self.action_go(self.session.cursor.step + by)

    def action_go(self, step: int) -> None:
        if self.session is not None:
            self.session = go(self.session, step)
            self.draw()

    def action_page(self, by: int) -> None:
        if self.session is not None:
            rows = len(self.shown.get("units", ()))
            self.session = point(self.session, unit=self.session.cursor.unit + by * rows)
            self.draw()

    def draw(self) -> None:
        """Bring every table to what the session says."""
        session, width = self.session, self.size.width
        if session is None or not width:
            return
        self.query_one("#place", Static).update(Text(f"t={session.cursor.step} ({session.steps})"))
        rows = max(self.query_one("#units").size.height - 1, 1)
        made = {
            "timeline": list(timeline(session, width)),
            "units": units(session, width, rows),
            "equations": list(equations(session))[:8],
            "time": list(over_time(session, width)),
        }
        for name, values in made.items():
            self.bring(name, values)

    def bring(self, name: str, values: Values) -> None:
        """Change the cells of a table that differ; build it where its shape is another one."""
        table = self.query_one(f"#{name}", DataTable)
        before = self.shown.get(name)
        if before is None or list(map(len, before)) != list(map(len, values)):
            table.clear(columns=True)
            for place in range(max(map(len, values), default=0)):
                table.add_column(str(place), key=str(place))
            for place, row in enumerate(values):
                table.add_row(*map(Text, row), key=str(place))
        else:
            for y, (old, new) in enumerate(zip(before, values, strict=True)):
                for x, (was, now) in enumerate(zip(old, new, strict=True)):
                    if was != now:
                        table.update_cell(str(y), str(x), Text(now))
        self.shown[name] = values


def timeline(session: Session, width: int) -> Iterator[list[str]]:
    """The tokens around the current one, and the answers below them."""
    steps = window(session.steps, session.cursor.step, max(width // 16, 1))
    yield [("▶" if step == session.cursor.step else "") + token_at(session, step) for step in steps]
    yield [answer_at(session, step, False) for step in steps]


def units(session: Session, width: int, rows: int) -> Values:
    """A page of units, a column each for number and bar."""
    page = grid(session, View(), width - unit_width(range(rows)), rows)
    found = [[f"{'▶' if unit == session.cursor.unit else ' '}{unit}"] for unit in page.rows]
    for placed in page.columns:
        for row, texts in zip(found, cell_texts(session, placed, page.rows), strict=True):
            row += texts
    return found


def equations(session: Session) -> Iterator[list[str]]:
    """Each equation with its value for the current unit."""
    for name, equation in session.model.program.equations.items():
        vector = session.trace.at(name, session.cursor.step)
        unit = min(session.cursor.unit, len(vector) - 1)
        yield [equation.text, fitted(float(vector[unit]), 7)]


def over_time(session: Session, width: int) -> Iterator[list[str]]:
    """One variable in bands of units by steps."""
    steps = window(session.steps, session.cursor.step, max(width // 10, 1))
    for band in bands(session.trace, session.cursor.variable, steps, HEAT_ROWS):
        yield [str(band.first), *(cell[0] + cell[1] * 6 for cell in band.cells)]


if __name__ == "__main__":
    Peer(Path(sys.argv[1])).run()
