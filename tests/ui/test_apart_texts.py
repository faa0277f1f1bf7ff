"""A value taken apart whose names are longer than the screen is wide."""

from __future__ import annotations

import re

import pytest

from rnntui.render.numbers import brief
from rnntui.session.session import go, start
from rnntui.session.setup import Setup
from rnntui.session.walk import deeper, explanation_of
from rnntui.session.walking import begin
from rnntui.ui.spans import width_of
from rnntui.ui.view import View
from rnntui.ui.widgets.apart import apart

LONG = "long" * 40
OWN = f"""
title = "Own"
source = "-"
summary = "-"
[sizes]
x = "input"
h = "hidden"
y = "output"
{LONG} = "hidden"
[[equations]]
is = "{LONG}[t] = W_{LONG} @ x[t] + 0.5 * {LONG}[t-1]"
role = "memory"
[[equations]]
is = "h[t] = tanh(U_h @ {LONG}[t])"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t]"
role = "output"
"""


@pytest.mark.parametrize(("width", "height"), [(60, 12), (80, 16), (120, 30)])
def test_long_names_leave_room_for_numbers(width: int, height: int) -> None:
    session = go(start(Setup(text="a b", equations=OWN, architecture="own.toml").with_size("hidden", 3)), 1)
    walk = begin(session)
    seen = set()
    while deeper(session.realised, walk) is not walk:
        walk = deeper(session.realised, walk)
        lines = apart(session, View(), walk, width, height, True)
        said = ["".join(span.text for span in line) for line in lines]
        found = explanation_of(session.realised, walk.here)
        assert all(width_of(line) <= width for line in lines), said
        assert any(re.search(f"[=≈] {re.escape(brief(found.value, 8))}$", line) for line in said), said
        if found.variable == LONG:
            # The indices are what sets one from the other.
            assert f"[{found.step}][{found.unit}] came about▐" in said[0] or not found.equation
            assert sum("▶" in line for line in said) == bool(found.equation)
        seen.add(found.variable)
    assert LONG in seen
