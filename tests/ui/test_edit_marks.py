"""The marks of edited numbers, drawn without an app: none is lost under the cursor, and each says one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import KINSHIP, SAW_RUN

from rnntui.session.edits import parse_edit
from rnntui.session.session import Session, go, point, start
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.grid import grid
from rnntui.ui.spans import Line
from rnntui.ui.view import View
from rnntui.ui.widgets.equations import equations
from rnntui.ui.widgets.over_time import map_of, over_time
from rnntui.ui.widgets.table import table
from rnntui.ui.widgets.timeline import timeline

VIEW = View(ahead=True)


def at(setup: Setup, *edits: str, step: int, variable: str, unit: int = 0) -> Session:
    session = start(replace(setup, interventions=tuple(map(parse_edit, edits))))
    return point(go(session, step), variable=variable, unit=unit)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


@pytest.mark.parametrize(
    ("edit", "variable", "shown"),
    [
        ("i[1][0]=1", "i", "✎▸+1.00"),
        ("i[1][0]=-1", "i", "✎▸-1.00"),
        ("i[1][0]=-100", "i", " ✎▸-100"),
        ("i[1][1]=-1", "h", "▸"),
    ],
)
def test_the_pencil_stays_under_the_cursor_where_a_number_fills_its_column(
    edit: str, variable: str, shown: str
) -> None:
    session = at(SAW_RUN, edit, step=1, variable=variable)
    lines = texts(table(session, VIEW, grid(session, VIEW, 80, 12), 80, 12, True))
    assert shown in lines[2]
    # Whatever stands under the cursor, the columns stay where they are.
    there, elsewhere = lines[2], texts(table(point(session, unit=2), VIEW, grid(session, VIEW, 80, 12), 80, 12, True))
    assert len(there) == len(elsewhere[2])


def test_a_mark_stands_right_before_its_number() -> None:
    session = at(KINSHIP, "h[1][0]=5", step=1, variable="y")
    (row,) = [each for each in texts(table(session, VIEW, grid(session, VIEW, 80, 12), 80, 12, True)) if "✎" in each]
    assert " ✎5 " in row
    assert "≠▸" in row


def test_the_heat_map_has_a_pencil_for_what_is_held_and_another_sign_for_what_follows() -> None:
    session = at(KINSHIP, "h[1][0]=100", step=3, variable="h")
    lines = texts(over_time(session, VIEW, map_of(session, 80, 3)))
    assert [(line.count("✎"), line.count("≠")) for line in lines[1:]] == [(1, 2), (0, 2), (0, 2)]
    # Of a band the pencil is shown where any of its units is held.
    (row,) = texts(over_time(session, VIEW, map_of(session, 80, 1)))[1:]
    assert (row.count("✎"), row.count("≠")) == (1, 2)


def test_an_equation_does_not_equal_what_is_held_without_saying_so() -> None:
    session = at(SAW_RUN, "f[1][0]=1", step=1, variable="f")
    lines, _ = equations(session, VIEW, 80)
    rows = {text[4:].split("[")[0]: text.rstrip() for text in texts(lines)}
    assert rows["f"].endswith("✎+1.000")
    assert [name for name, text in rows.items() if "✎" in text] == ["f"]
    assert "≠" not in "".join(rows.values())
    other, _ = equations(point(session, unit=1), VIEW, 80)
    assert "✎" not in "".join(texts(other))


def test_an_output_that_is_held_has_a_pencil_in_the_timeline_and_no_other_sign() -> None:
    session = at(KINSHIP, "y[1][0]=100", step=3, variable="h")
    row = texts(timeline(session, VIEW, 80, 3, {}))[-1]
    assert ("✎(100, 3)" in row, row.count("≠")) == (True, 0)


def test_a_small_number_that_changed_is_no_power_of_ten_under_the_cursor() -> None:
    setup = sample_setup("gated-memory")
    session = point(start(replace(setup, notes=None, interventions=(parse_edit("g[0][0]=6"),))), variable="h")
    lines = texts(table(session, VIEW, grid(session, VIEW, 80, 12), 80, 12, True))
    assert "≠▸0.0003" in lines[2]
