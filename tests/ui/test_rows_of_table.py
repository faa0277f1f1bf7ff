"""The rows of the live table: as many as the columns on the screen need."""

from __future__ import annotations

from rnntui.session.session import Session, point, start
from rnntui.session.setup import Setup
from rnntui.ui.grid import grid
from rnntui.ui.needs import needs
from rnntui.ui.view import View

EIGHT = Setup(text="the big dog saw a small red cat", architecture="lstm", sizes=(("hidden", 4),))


def seen(session: Session, width: int) -> tuple[list[str], int, int]:
    page = grid(session, View(), width, 20)
    names = [placed.column.variable for placed in page.columns]
    return names, len(page.rows), needs(session, View(), width).units


def test_a_column_that_is_scrolled_off_needs_no_rows() -> None:
    names, rows, wanted = seen(start(EIGHT), 80)
    assert "x" not in names
    assert rows == wanted == 4


def test_a_column_that_is_there_has_all_its_rows() -> None:
    names, rows, wanted = seen(start(EIGHT), 200)
    assert "x" in names
    assert rows == wanted == 8
    names, rows, wanted = seen(point(start(EIGHT), variable="x"), 80)
    assert names[0] == "x"
    assert rows == wanted == 8
