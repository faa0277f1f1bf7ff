"""The title of the live table: what one looks at is called by the field's word, as far as there is room."""

from __future__ import annotations

from driving import KINSHIP

from rnntui.session.session import point, start
from rnntui.ui.view import View
from rnntui.ui.widgets.table import title_text
from rnntui.ui.words import Words


def titles(lang: str, room: int, variable: str = "h") -> str:
    session = point(start(KINSHIP), variable=variable)
    return "".join(span.text for span in title_text(session, View(words=Words(lang)), room))  # type: ignore[arg-type]


def test_what_is_looked_at_is_called_by_its_role() -> None:
    assert titles("en", 60) == "h: hidden state · 3 units by index (o)"
    assert titles("en", 60, "y") == "y: output · 2 units by index (o)"
    assert titles("zh_TW", 60) == "h：隱藏狀態 hidden state · 3 個單元，依編號 (o)"


def test_the_units_are_those_of_what_is_looked_at() -> None:
    assert titles("en", 60, "x").endswith("2 units by index (o)")


def test_what_has_no_room_gives_way_and_nothing_is_cut() -> None:
    assert titles("zh_TW", 40) == "h：隱藏狀態 · 3 個單元，依編號 (o)"
    assert titles("en", 30) == "3 units by index (o)"
    assert titles("en", 18) == "3 units (o)"
