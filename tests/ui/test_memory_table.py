"""The table of other networks beside a memory: of a narrow screen names are cut, and no number."""

from __future__ import annotations

import re

import pytest
from driving import SAW

from rnntui.session.companions import companions
from rnntui.session.memory import memory, place_of
from rnntui.session.session import go, point, start
from rnntui.ui.spans import cropped
from rnntui.ui.view import View
from rnntui.ui.widgets.memory_curves import curve_lines
from rnntui.ui.widgets.memory_panel import Remembered
from rnntui.ui.words import Words


@pytest.mark.parametrize("lang", ["en", "zh_TW"])
def test_no_number_is_cut(lang: str) -> None:
    session = point(go(start(SAW), 3), variable="c")
    place = place_of(session, whole=True)
    look = Remembered(place, True, memory(session.realised, place), companions(session.realised, place))
    lines = curve_lines(session, View(words=Words(lang)), look, 60)  # type: ignore[arg-type]
    assert len(lines) > 3
    for line in lines:
        shown = "".join(span.text for span in cropped(line, 60))
        assert re.search(r"(ratio|首尾比|\d)$", shown), shown
