"""The order of the units, and heat maps in bands."""

from __future__ import annotations

import numpy as np
import pytest

from rnntui.engine.trace import Trace
from rnntui.render.heat import bands
from rnntui.render.ranking import by_change, extremes, greatest_size
from rnntui.session.session import start
from rnntui.session.setup import Setup


@pytest.fixture(scope="module")
def trace() -> Trace:
    return start(Setup(text="I saw a saw", architecture="lstm").with_size("hidden", 40)).trace


def test_what_changed_most_comes_first(trace: Trace) -> None:
    order = by_change(trace, "c", 2)
    change = np.abs(trace["c"][2] - trace["c"][1])
    assert sorted(order) == list(range(40))
    assert list(change[list(order)]) == sorted(change, reverse=True)
    first = np.abs(trace["c"][0])
    assert by_change(trace, "c", 0)[0] == first.argmax()


def test_equal_changes_come_by_index() -> None:
    ones = start(Setup(text="a b", weights="ones").with_size("hidden", 5)).trace
    assert by_change(ones, "h", 1) == (0, 1, 2, 3, 4)


def test_extremes(trace: Trace) -> None:
    vector = trace["h"][3]
    assert extremes(trace, "h", 3) == (vector.min(), vector.mean(), vector.max())
    assert greatest_size(trace, "h", 3) == np.abs(vector).max()


def test_a_band_shows_its_farthest_value(trace: Trace) -> None:
    rows = bands(trace, "c", range(4), 8)
    assert [(row.first, row.last) for row in rows] == [(k, k + 4) for k in range(0, 40, 5)]
    for row in rows:
        part = trace["c"][:, row.first : row.last + 1]
        for step, cell in enumerate(row.cells):
            extreme = part[step][np.abs(part[step]).argmax()]
            assert cell[0] == ("+" if extreme > 0 else "-")
    assert max(cell[1] for row in rows for cell in row.cells if cell[1] == "█") == "█"


def test_one_row_a_unit_where_there_is_room(trace: Trace) -> None:
    rows = bands(trace, "h", range(1, 3), 50)
    assert len(rows) == 40
    assert all(row.first == row.last and len(row.cells) == 2 for row in rows)
    assert bands(trace, "h", range(2), 0) == ()
