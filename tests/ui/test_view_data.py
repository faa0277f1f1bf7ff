"""How one looks is kept, field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from rnntui.errors import RnntuiError
from rnntui.ui.view import View
from rnntui.ui.view_data import PASSING, view_data, view_from
from rnntui.ui.words import Words

OTHERS: dict[str, Any] = {"mode": "memory", "group": "l1_reverse", "large": "time"}
"""Values of the fields that are no mere yes or no."""
KEPT = [each for each in fields(View) if each.name not in PASSING]


@pytest.mark.parametrize("name", [each.name for each in KEPT])
def test_a_field_is_read_again(name: str) -> None:
    before = getattr(View(), name)
    # A field of another kind needs an example above, or is of the moment and belongs to PASSING.
    value: Any = OTHERS[name] if name in OTHERS else {bool: not before, int: 3, str: "x"}[type(before)]
    chosen: dict[str, Any] = {name: value}
    view = replace(View(), **chosen)
    assert view_data(view) == {name: value}
    assert view_from(View(), view_data(view)) == view


def test_what_is_of_the_moment_stays_as_it_is() -> None:
    now = View(words=Words("zh_TW"), pending=True, by_change=True)
    found = view_from(now, {"unfolded": True})
    assert (found.words, found.pending, found.unfolded, found.by_change) == (now.words, True, True, False)


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ({"nope": 1}, "'nope' means nothing"),
        ({"words": "zh"}, "'words' means nothing"),
        ({"mode": "other"}, "mode is 'other'; it must be explore, compare"),
        ({"mode": ["explore"]}, "mode is"),
        ({"by_change": 1}, "by_change is '1'; it must be true or false"),
        ({"group": None}, "group is 'None'; it must be a text"),
        ({"large": "all"}, "it must be table, equations, work, time"),
    ],
)
def test_what_does_not_fit_is_named(table: dict[str, Any], found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        view_from(View(), table)
