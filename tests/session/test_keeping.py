"""What is kept of a session leads back to the same place in the same run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.session import comparison as two
from rnntui.session.keeping import kept_of, restored, restored_beside
from rnntui.session.pair_telling import begun
from rnntui.session.pairs import pair_names, sample_pair
from rnntui.session.session import Session, advance, choose, go, move, point, start, undo
from rnntui.session.session_file import Kept, session_from, session_text
from rnntui.session.setup import Setup, sample_names, sample_setup
from rnntui.session.state import Cursor

HERE = Path("/nowhere")


def through(kept: Kept) -> Kept:
    return session_from(json.loads(session_text(kept, HERE)), "x", HERE)


def same_run(a: Session, b: Session) -> bool:
    one, other = a.trace, b.trace
    return one.names == other.names and all(np.array_equal(one[name], other[name]) for name in one.names)


@pytest.mark.parametrize("name", architecture_names())
def test_every_architecture_comes_back_where_one_was(name: str) -> None:
    session = start(Setup(text="I saw a saw", architecture=name, seed=5))
    for place in (move(session, 1), advance(move(session, 2), -1), go(session, session.moments - 1)):
        there = point(place, unit=1)
        there = replace(there, breakpoints=("h[t][0] < 0",), watches=("h[t]",), marks=(0, there.moment))
        again = restored(through(kept_of(there)))
        assert again.cursor == there.cursor
        assert (again.farthest, again.setup) == (there.farthest, there.setup)
        assert (again.breakpoints, again.watches, again.marks) == (("h[t][0] < 0",), ("h[t]",), there.marks[:2])
        assert same_run(again, there)


@pytest.mark.parametrize("name", sample_names())
def test_samples_come_back_with_what_they_tell(name: str) -> None:
    session = move(start(sample_setup(name)), 1)
    again = restored(through(kept_of(session)))
    assert again.tour == session.tour
    assert again.cursor == session.cursor


def test_edits_and_the_way_back_are_kept() -> None:
    session = start(Setup(text="I saw a saw", architecture="lstm"))
    session = choose(session, replace(session.setup, interventions=(Intervention("f", 0.0, 2, 0),)))
    session = undo(choose(session, session.setup.with_size("hidden", 5)))
    again = restored(through(kept_of(session)))
    assert again.setup.interventions == (Intervention("f", 0.0, 2, 0),)
    assert again.past == session.past
    assert again.future == session.future
    assert same_run(undo(again), start(Setup(text="I saw a saw", architecture="lstm")))


def test_what_is_not_there_any_more_gives_way() -> None:
    kept = Kept(
        Setup(text="a b"),
        Cursor(step=900, micro=40, variable="nothing", unit=99, clock="u"),
        farthest=700,
        marks=(0, 1, 2, 50),
    )
    session = restored(kept)
    assert (session.cursor.clock, session.cursor.step, session.cursor.variable) == ("t", 1, "h")
    assert session.farthest == 1
    assert session.marks == (0, 1)
    assert restored(replace(kept, setup=Setup())).cursor.step == 0


def test_what_can_not_be_run_is_named() -> None:
    with pytest.raises(RnntuiError, match="there is no architecture 'lstmm'"):
        restored(Kept(Setup(text="a", architecture="lstmm")))


def test_two_runs_come_back() -> None:
    found = two.start(Setup(text="I saw a saw"), Setup(text="I saw", architecture="lstm"))
    found = two.choose(found, "b", replace(found.b.setup, seed=3))
    found = two.turn(two.point(two.advance(two.go(found, 2), -1), variable="y", unit=1), "b")
    found = two.choose(two.undo(found), "a", replace(found.a.setup, seed=9))
    kept = kept_of(found.a, found)
    assert through(kept) == kept
    assert kept.comparison is not None
    again = restored_beside(kept.comparison)
    for name in ("column", "micro", "farthest", "variable", "unit", "chosen", "past", "future", "setups", "tale"):
        assert getattr(again, name) == getattr(found, name), name
    assert kept_of(again.a, again) == kept


@pytest.mark.parametrize("name", pair_names())
def test_a_tale_comes_back_by_its_name(name: str) -> None:
    found = begun(sample_pair(name))
    kept = kept_of(found.a, found).comparison
    assert kept is not None
    assert kept.tale == name
    assert restored_beside(kept).tale == found.tale
