"""The title of a value that is taken apart: the step beside it has room, or gives way as a whole."""

from __future__ import annotations

from driving import SAW

from rnntui.session.session import go, point, start
from rnntui.session.walking import begin
from rnntui.ui.view import View
from rnntui.ui.widgets.apart import apart


def title(width: int) -> str:
    session = point(go(start(SAW), 2), variable="written", unit=1)
    line = apart(session, View(), begin(session), width, 12, True)[0]
    return "".join(span.text for span in line).strip("━─ ")


def test_the_step_is_not_cut() -> None:
    named = "▌How written[2][1] came about▐"
    assert title(100).startswith(named)
    assert title(100).endswith(" t=2 (3 of 4) · equation step 5 of 5")
    assert title(60).endswith(" t=2 (3 of 4)")
    assert title(44) == named
