"""The cursor goes along with a walk, and returns; nothing stays uncovered then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.explanation import Source
from rnntui.session import comparison as two
from rnntui.session.beside import Which
from rnntui.session.likeness_work import Likeness
from rnntui.session.session import advance, go, point, start
from rnntui.session.session import choose as choose_setup
from rnntui.session.setup import Setup
from rnntui.session.walk import Frame, choose, deeper, kind_of
from rnntui.session.walking import (
    begin,
    begin_beside,
    followed,
    followed_beside,
    is_there,
    returned,
    returned_beside,
)


@pytest.mark.parametrize("name", architecture_names())
def test_the_cursor_is_where_the_walk_is(name: str) -> None:
    session = start(Setup(text="I saw a saw", architecture=name))
    session = go(session, session.moments - 1)
    walk = begin(session)
    home = session
    while True:
        place = walk.here.place
        assert isinstance(place, Source)
        session = followed(session, walk)
        assert is_there(session, walk)
        if kind_of(session.realised, place) in ("computed", "input"):
            assert (session.cursor.variable, session.cursor.unit) == (place.name, place.indices[1])
            if not session.model.program.once(place.name):
                assert session.cursor.step == place.indices[0]
            assert session.is_known(place.name, session.cursor.step)
        if (further := deeper(session.realised, walk)) is walk:
            break
        walk = further
    back_home = returned(session, walk)
    assert (back_home.cursor, back_home.farthest) == (home.cursor, home.farthest)


def test_what_lies_ahead_is_covered_again() -> None:
    session = point(start(Setup(text="a b c", bidirectional=True)), variable="h_l0_reverse")
    assert session.farthest == 0
    walk = begin(session)
    there = followed(session, replace(walk, frames=(*walk.frames, Frame(Source("h_l0_reverse", (1, 0), "variable")))))
    assert there.farthest == 1
    assert returned(there, walk).farthest == 0


def test_within_a_step_only_as_much_is_computed_as_there_was() -> None:
    session = advance(go(start(Setup(text="a b", architecture="lstm")), 1), -1)
    assert session.cursor.variable == "c"
    walk = begin(session)
    assert followed(session, walk) == session or followed(session, walk).cursor == session.cursor
    elsewhere = replace(walk, frames=(*walk.frames, Frame(Source("h", (0, 1), "variable"))))
    assert followed(session, elsewhere).cursor.micro == len(session.microsteps) - 1
    assert returned(followed(session, elsewhere), walk).cursor == session.cursor


def test_another_run_has_other_places() -> None:
    session = go(start(Setup(text="a b c")), 2)
    walk = deeper(session.realised, choose(begin(session), 7, 1))
    session = followed(session, walk)
    assert session.cursor.unit == 2
    assert is_there(session, walk)
    seeded = choose_setup(session, replace(session.setup, seed=1))
    assert is_there(seeded, walk)
    smaller = choose_setup(session, session.setup.with_size("hidden", 2))
    assert not is_there(smaller, walk)
    assert not is_there(go(session, 0), walk)


def test_how_alike_words_are_has_no_place_in_time() -> None:
    session = go(start(Setup(text="a b c")), 1)
    walk = begin(session, Likeness("a", "b"))
    assert followed(session, walk) is session
    assert is_there(session, walk)
    assert not is_there(go(session, 2), walk)


@pytest.mark.parametrize("which", ["a", "b"])
def test_both_runs_go_along_with_a_walk_in_one(which: Which) -> None:
    found = two.turn(two.go(two.start(*two.worked_example()), 3), which)
    found = two.advance(two.point(found, unit=1), -1)
    home = found
    walk = begin_beside(found)
    for _ in range(3):
        walk = deeper(found.shown.realised, walk)
        found = followed_beside(found, walk)
        assert is_there(found.shown, walk)
    assert found.column < 3
    assert found.a.moment == found.b.moment == found.column
    again = returned_beside(found, walk)
    assert (again.column, again.micro, again.variable, again.unit, again.farthest) == (
        home.column, home.micro, home.variable, home.unit, home.farthest,
    )  # fmt: skip
    assert (again.a.cursor, again.b.cursor) == (home.a.cursor, home.b.cursor)
    assert (again.a.farthest, again.b.farthest) == (home.a.farthest, home.b.farthest)
