"""What `y` and `w` give in the mode compare: full precision, A, B and B - A."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import KINSHIP, running
from test_copying import rows

from rnntui.session.all_orders import Shuffling
from rnntui.session.comparison import go, point, start
from rnntui.session.setup import Setup
from rnntui.ui.copying_beside import copied_beside
from rnntui.ui.snapshot import _settled
from rnntui.ui.view import View


def test_the_table_holds_a_b_and_what_differs() -> None:
    found = go(start(Setup(text="I saw a saw"), Setup(text="saw a saw I", architecture="lstm")), 3)
    head, *cells = rows(copied_beside(found, View(), "table", None).text)
    assert head == [
        "unit", "x A", "x B", "x B-A", "h A", "h B", "h B-A", "y A", "y B", "y B-A", "i B", "f B", "o B", "g B", "c B",
    ]  # fmt: skip
    a, b = (found.differences.values(side, "h")[3] for side in ("a", "b"))
    assert [row[4:7] for row in cells] == [[repr(float(v)) for v in (x, y, y - x)] for x, y in zip(a, b, strict=True)]
    assert cells[2][7:10] == ["", "", ""]


def test_over_time_it_goes_as_far_as_was_looked_at() -> None:
    found = point(go(start(Setup(text="a b c"), Setup(text="a c")), 1), variable="h")
    head, *cells = rows(copied_beside(found, View(), "time", None).text)
    assert head[:4] == ["column", "A", "B", "h[0] A"]
    assert len(head) == 3 + 3 * 3
    assert [row[:3] for row in cells] == [["0", "a", "a"], ["1", "b", ""]]
    assert cells[1][6:] == [""] * 6
    assert len(rows(copied_beside(found, View(ahead=True), "time", None).text)) == 4


def test_all_orders_are_one_a_row() -> None:
    found = start(Setup(text="a b"), Setup(text="b a"))
    running_one = Shuffling(found.a.realised)
    running_one.run()
    text = copied_beside(found, View(), "orders", running_one.found).text
    head, *cells = rows(text)
    assert head == ["order", "y[0]", "y[1]", "y[0] bag-of-words", "y[1] bag-of-words"]
    assert [row[0] for row in cells] == ["a b", "b a"]
    assert cells[0][1] == repr(float(found.a.trace["y"][-1, 0]))
    assert cells[0][3:] == cells[1][3:]


async def test_w_writes_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "end", "w", "v", "w", "v", "X")
        await _settled(app, pilot)
        await pilot.press("w")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "rnntui_compared_3.tsv", "rnntui_h_compared.tsv", "rnntui_orders.tsv",
    ]  # fmt: skip
    assert "114.0\t72.0" in (tmp_path / "rnntui_compared_3.tsv").read_text()
