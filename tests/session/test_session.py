"""A session changes by pure functions alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.errors import RnntuiError
from rnntui.session.session import Session, advance, choose, go, move, point, redo, retype, start, undo
from rnntui.session.setup import Setup, sample_setup

SAW = Setup(text="I saw a saw", architecture="lstm")


@pytest.fixture(scope="module")
def saw() -> Session:
    return start(SAW)


@pytest.fixture(scope="module")
def kinship() -> Session:
    return start(sample_setup("kinship"))


def test_the_start_is_the_first_step_in_full(saw: Session) -> None:
    assert (saw.cursor.step, saw.cursor.micro, saw.cursor.unit, saw.cursor.variable) == (0, 4, 0, "h")
    assert saw.farthest == 0
    assert (saw.past, saw.future) == ((), ())


def test_moving_stays_within_the_sentence(saw: Session) -> None:
    assert move(saw, 1).cursor.step == 1
    assert move(saw, -1).cursor.step == 0
    assert move(saw, 99).cursor.step == 3
    assert go(saw, -5).cursor.step == 0
    assert saw.cursor.step == 0


def test_what_was_reached_stays_reached(saw: Session) -> None:
    assert move(move(saw, 3), -3).farthest == 3


def test_micro_steps_go_through_every_equation(saw: Session) -> None:
    places = []
    session = go(saw, 0)
    for _ in range(6):
        session = advance(session, 1)
        places.append((session.cursor.step, session.cursor.micro, session.cursor.variable))
    assert places == [(1, 0, "g"), (1, 1, "written"), (1, 2, "kept"), (1, 3, "c"), (1, 4, "y"), (2, 0, "g")]
    back = advance(session, -1)
    assert (back.cursor.step, back.cursor.micro) == (1, 4)
    assert advance(start(SAW), -99).cursor.micro == 0


def test_what_is_not_computed_is_not_known(saw: Session) -> None:
    session = advance(advance(saw, 1), 1)
    assert session.is_known("i", 1)
    assert session.is_known("written", 1)
    assert not session.is_known("c", 1)
    assert session.is_known("c", 0)
    assert session.is_known("x", 3)
    assert not session.is_known("h", 2)
    assert point(session, variable="c").explanation() is None
    explained = point(session, variable="written").explanation()
    assert explained is not None
    assert explained.value == session.trace["written"][1, 0]


def test_pointing_stays_within_the_variable(saw: Session) -> None:
    assert point(saw, unit=99).cursor.unit == 2
    assert point(point(saw, unit=2), variable="y").cursor.unit == 1
    assert point(saw, variable="nothing").cursor.variable == "h"
    assert point(saw, variable="x").explanation() is None


def test_another_sentence_begins_at_its_start(kinship: Session) -> None:
    changed = retype(move(kinship, 3), "我祖你孫")
    assert (changed.cursor.step, changed.farthest) == (0, 0)
    assert changed.trace["y"][3].tolist() == [114, 114]
    assert retype(changed, "我祖你孫") is changed
    back = undo(changed)
    assert back.setup == kinship.setup
    assert (back.cursor.step, back.farthest) == (0, 0)
    assert redo(back).setup == changed.setup


def test_another_network_is_looked_at_from_the_same_place(kinship: Session) -> None:
    before = point(move(kinship, 2), unit=1)
    changed = choose(before, replace(before.setup, architecture="lstm", activations=()))
    assert (changed.cursor.step, changed.cursor.unit, changed.cursor.variable) == (2, 1, "h")
    assert changed.cursor.micro == len(changed.microsteps) - 1
    assert changed.farthest == 2
    assert undo(changed).cursor == before.cursor


def test_other_weights_keep_the_micro_step(saw: Session) -> None:
    before = advance(saw, 2)
    assert choose(before, replace(before.setup, seed=1)).cursor == before.cursor


def test_a_setup_that_does_not_fit_changes_nothing(kinship: Session) -> None:
    with pytest.raises(RnntuiError):
        choose(kinship, replace(kinship.setup, architecture="lstmm"))
    assert choose(kinship, kinship.setup) is kinship


def test_a_change_after_undo_forgets_what_was_undone(kinship: Session) -> None:
    changed = choose(undo(retype(kinship, "你")), replace(kinship.setup, weights="random"))
    assert changed.future == ()
    assert redo(changed) is changed
    assert undo(kinship) is kinship


DEEDS = ("move", "back", "on", "off", "up", "x", "y", "c", "seed", "undo", "redo")


@given(st.lists(st.sampled_from(DEEDS), max_size=12))
def test_the_cursor_is_always_somewhere(names: list[str]) -> None:
    session = start(SAW)
    steps = {
        "move": lambda s: move(s, 2),
        "back": lambda s: move(s, -1),
        "on": lambda s: advance(s, 3),
        "off": lambda s: advance(s, -1),
        "up": lambda s: point(s, unit=s.cursor.unit + 2),
        "x": lambda s: point(s, variable="x"),
        "y": lambda s: point(s, variable="y"),
        "c": lambda s: point(s, variable="c"),
        "seed": lambda s: choose(s, replace(s.setup, seed=s.setup.seed + 1)),
        "undo": undo,
        "redo": redo,
    }
    for name in names:
        session = steps[name](session)
        cursor = session.cursor
        assert 0 <= cursor.step <= session.reached < session.steps
        assert 0 <= cursor.micro < len(session.microsteps)
        assert cursor.variable in session.columns
        assert 0 <= cursor.unit < session.trace.units(cursor.variable)


def test_a_decoder_is_gone_through_after_the_sentence() -> None:
    session = start(Setup(text="I saw", architecture="seq2seq"))
    count = session.trace.clocks["u"]
    assert session.moments == 2 + count
    at_the_end = move(session, 2)
    assert (at_the_end.cursor.clock, at_the_end.cursor.step, at_the_end.moment) == ("u", 0, 2)
    assert set(at_the_end.columns).isdisjoint(session.columns)
    assert at_the_end.is_known("h", 0)
    assert not session.is_known(at_the_end.cursor.variable, 0)
    back = advance(advance(at_the_end, -99), 99 * 99)
    assert back.moment == session.moments - 1
    assert move(back, -back.moment).cursor.clock == "t"


def test_another_network_without_a_decoder_is_looked_at_where_the_sentence_ends() -> None:
    session = start(Setup(text="I saw", architecture="seq2seq"))
    changed = choose(go(session, 3), replace(session.setup, architecture="elman"))
    assert (changed.cursor.clock, changed.cursor.step) == ("t", 1)
    assert undo(changed).cursor.clock == "t"


def test_micro_steps_pass_from_the_sentence_into_the_answer() -> None:
    session = start(Setup(text="I saw", architecture="attention_dot"))
    last = advance(go(session, 2), -len(go(session, 2).microsteps))
    assert last.cursor.clock == "t"
    assert last.moment == 1
    assert advance(last, 1).cursor.clock == "u"
