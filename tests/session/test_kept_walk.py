"""A walk comes back in the same run, and gives way where a run has not its places."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.explanation import Source
from rnntui.errors import RnntuiError
from rnntui.session.apart import Place
from rnntui.session.kept_walk import kept_walk, walk_data, walk_read, walked
from rnntui.session.likeness_work import Likeness
from rnntui.session.session import Session, go, start
from rnntui.session.setup import Setup
from rnntui.session.walk import Walk, across, along, back, choose, deeper
from rnntui.session.walking import begin

SAW = start(Setup(text="I saw a saw", architecture="lstm"))
DATA: dict[str, Any] = walk_data(kept_walk(begin(SAW)))


def again(session: Session, walk: Walk) -> Walk | None:
    return walked(session.realised, walk_read(json.loads(json.dumps(walk_data(kept_walk(walk)))), "x"))


@pytest.mark.parametrize("name", architecture_names())
def test_every_way_leads_to_the_same_place_again(name: str) -> None:
    session = start(Setup(text="I saw a saw", architecture=name))
    session = go(session, session.moments - 1)
    run, walk = session.realised, begin(session)
    for _ in range(9):
        assert again(session, walk) == walk
        other = across(run, along(run, walk, 1), 1)
        assert again(session, other) == other
        walk = deeper(run, walk)
    assert again(session, back(walk)) == back(walk)


@pytest.mark.parametrize(
    "place",
    [
        Likeness("I", "saw"),
        Source("saw", (1,), "entry"),
        Source("W_i", (0, 2), "weight"),
        Source("b_i", (0,), "weight"),
        Source("h", (-1, 2), "variable"),
        Source("x", (0, 1), "variable"),
    ],
)
def test_it_may_begin_at_whatever_can_be_taken_apart(place: Place) -> None:
    walk = begin(SAW, place)
    assert again(SAW, walk) == walk


@pytest.mark.parametrize(
    "place",
    [
        Source("saw", (9,), "entry"),
        Source("saw", (), "entry"),
        Source("saw", (-1,), "entry"),
        Source("W_i", (0,), "weight"),
        Source("W_i", (0, -1), "weight"),
        Source("b_i", (0, 0), "weight"),
        Source("nope", (0,), "weight"),
        Source("nope", (0, 0), "variable"),
        Source("h", (0,), "variable"),
        Source("h", (0, 3), "variable"),
        Source("h", (0, -1), "variable"),
        Source("h", (5, 0), "variable"),
        Source("y", (-1, 0), "variable"),
    ],
)
def test_a_place_that_a_run_has_not_gives_way(place: Place) -> None:
    assert again(SAW, begin(SAW, place)) is None


def test_a_way_goes_as_far_as_there_are_terms() -> None:
    walk = begin(SAW)
    kept = replace(kept_walk(walk), way=((9_999, 9_999), (0, 0), *((0, 0),) * 90), chosen=(9_999, 9_999))
    found = walked(SAW.realised, kept)
    assert found is not None
    assert found.frames[0] == choose(walk, 9_999, 9_999).here or len(found.frames) > 1
    assert len(found.frames) < 90


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ([], "x is '\\[\\]'; it must be a table"),
        ({}, "there is no 'place'"),
        (DATA | {"more": 1}, "'more' means nothing"),
        (DATA | {"way": [[1]]}, "a list of rows and columns"),
        (DATA | {"way": [[0, -1]]}, "a list of rows and columns"),
        (DATA | {"chosen": 3}, "chosen is '3'; it must be two whole numbers"),
        (DATA | {"home": {}}, "home: there is no 'moment'"),
        (DATA | {"home": DATA["home"] | {"unit": -1}}, "it must be a whole number from 0 up"),
        (DATA | {"place": {"name": "h"}}, "place: there is no 'indices'; there must stand name, indices, kind"),
        (DATA | {"place": {"one": "a"}}, "there is no 'other'; there must stand one, other"),
        (DATA | {"place": DATA["place"] | {"kind": "other"}}, "it must be variable, weight or entry"),
        (DATA | {"place": DATA["place"] | {"indices": [0.5, 0]}}, "it must be a list of whole numbers"),
    ],
)
def test_what_is_no_walk_is_named(table: object, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        walk_read(json.loads(json.dumps(table)), "x")
