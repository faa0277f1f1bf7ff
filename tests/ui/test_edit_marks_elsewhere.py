"""The marks of edited numbers outside the live table: in attention, encoding, compare and the worked arithmetic."""

from __future__ import annotations

from dataclasses import replace

from driving import KINSHIP, SAW_RUN, running
from test_edit_marks import at, texts

from rnntui.session.comparison import between
from rnntui.session.comparison import go as go_beside
from rnntui.session.comparison import point as point_beside
from rnntui.session.edits import parse_edit
from rnntui.session.session import start
from rnntui.session.setup import sample_setup
from rnntui.session.walking import begin
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import View
from rnntui.ui.widgets.apart import apart
from rnntui.ui.widgets.attention_matrix import matrix
from rnntui.ui.widgets.attention_matrix import page_of as page_of_matrix
from rnntui.ui.widgets.attention_panel import Attended
from rnntui.ui.widgets.attention_step import notes, step_lines
from rnntui.ui.widgets.compare_page import page_of
from rnntui.ui.widgets.compare_table import table

VIEW = View(ahead=True)
ATTENTION = replace(sample_setup("attention"), notes=None)


def test_an_edited_weight_of_an_attention_is_marked_and_told_of() -> None:
    session = at(ATTENTION, "attention[1][0]=0.5", step=4, variable="s")
    for token, cell in ((1, "✎.50"), (0, "▸✎.50")):
        look = Attended("attention", token)
        page = page_of_matrix(session, VIEW, look, 80, 8)
        rows = texts(matrix(session, VIEW, look, page))
        assert cell in rows[2]
        assert len({len(row) for row in rows[1:3]}) == 1
    held, other = (texts(notes(session, VIEW, Attended("attention", token), 100, 9))[0] for token in (0, 1))
    assert "✎ attention[1][0] is held by your edit" in held
    assert "A row with ✎ may not add up to 1." in other
    assert "✎0.500" in "".join(texts(tuple(step_lines(session, VIEW, look, 80, 9))))


def test_terms_of_a_value_that_were_edited_are_marked() -> None:
    session = at(SAW_RUN, "c[2][1]=0.5", "V_y[0][1]=2", step=2, variable="h", unit=1)
    rows = texts(apart(session, VIEW, begin(session), 80, 18, True))
    assert any("c[2][1]✎+0.5000" in row for row in rows)
    # What follows from it is another than it was.
    assert any(row.startswith("  ≠ h[2][1] was ") for row in rows)
    session = at(SAW_RUN, "c[2][1]=0.5", "V_y[0][1]=2", step=2, variable="y")
    drawn = "\n".join(texts(apart(session, VIEW, begin(session), 80, 18, True)))
    assert "V_y[0][1]      ✎2" in drawn
    assert "h[2][1]≠+" in drawn


def test_what_is_forced_is_not_stated_as_its_equation() -> None:
    session = at(SAW_RUN, "c[2][1]=0.5", step=2, variable="c", unit=1)
    rows = texts(apart(session, VIEW, begin(session), 80, 18, True))
    assert "c[2][1] is forced to 0.5" in rows[2]
    assert not any("c[2][1] =" in row for row in rows)


def test_side_by_side_a_pencil_stands_before_what_is_held() -> None:
    edited = start(replace(KINSHIP, interventions=(parse_edit("h[1][0]=5"),)))
    both = go_beside(between(start(KINSHIP).realised, edited.realised), 1)
    both = point_beside(both, variable="h", unit=2)
    for unit, shown in ((2, "✎5"), (0, "✎▸5")):
        here = point_beside(both, unit=unit)
        rows = texts(table(here, VIEW, page_of(here, VIEW, 80, 9), 80, 9, True))
        (row,) = [each for each in rows if "✎" in each]
        assert shown in row
        assert row.count("✎") == 1
        assert "≠" in row


async def test_an_edited_number_of_a_vector_is_marked() -> None:
    edited = replace(SAW_RUN, interventions=(parse_edit('embedding["a"][0]=2'),))
    async with running(edited, (80, 24)) as (app, pilot):
        await pilot.press("3")
        await pilot.pause()
        (row,) = [line for line in text_of(app).splitlines() if "✎2" in line]
        assert row.split()[0] == "a"
