"""The ways to hold a gate, and to release what holds it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import SAW_RUN

from rnntui.session.edits import parse_edit
from rnntui.session.session import go, point, start
from rnntui.ui.holding import holding
from rnntui.ui.words import Words


@pytest.mark.parametrize(
    ("edits", "named", "about"),
    [
        (("o[2][0]=1",), "release o[2][0]", "takes back o[2][0]=1"),
        (("o[:][0]=0",), "release o[:][0]", "takes back o[:][0]=0"),
        (("o[:]=0", "o[2][0]=1"), "release o[:] (2 in all)", "takes back o[:]=0, o[2][0]=1"),
    ],
)
def test_what_is_released_is_what_is_named(edits: tuple[str, ...], named: str, about: str) -> None:
    made = tuple(map(parse_edit, edits))
    session = point(go(start(replace(SAW_RUN, interventions=made)), 2), variable="o", unit=0)
    first = holding(session, Words("en")).options[0]
    assert (first.name, first.about) == (named, about)
    assert first.setup is not None
    assert first.setup.interventions == ()
