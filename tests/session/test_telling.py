"""`n` goes from note to note, and from scene to scene."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_notes import TABLE

from rnntui.session.session import Session, choose, retype, start, undo
from rnntui.session.setup import Setup, read_setup, sample_setup
from rnntui.session.telling import has_onward, is_told_on, note_of, number_of, onward, scene_of


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "lesson.json"
    path.write_text(json.dumps(TABLE))
    return start(read_setup(path))


def told(session: Session) -> str | None:
    note = note_of(session)
    return None if note is None else note.texts["en"]


def places(session: Session, by: int) -> list[tuple[str, int, str, int, str | None]]:
    found = []
    while True:
        cursor = session.cursor
        micro = session.microsteps[cursor.micro].names[-1]
        found.append((session.setup.text, cursor.step, micro, cursor.unit, told(session)))
        if not has_onward(session, by):
            assert onward(session, by).cursor == cursor
            return found
        session = onward(session, by)


def test_every_note_and_every_step_is_stopped_at(session: Session) -> None:
    there = places(session, 1)
    assert there == [
        ("a b", 0, "y", 0, "one"),
        ("a b", 1, "c", 2, "two"),
        ("b a", 0, "y", 2, "three"),
        ("b a", 1, "y", 2, None),
    ]
    last = session
    for _ in there[1:]:
        last = onward(last, 1)
    assert [each[:3] for each in places(last, -1)] == [each[:3] for each in reversed(there)]


def test_a_note_points_at_what_it_tells_of(session: Session) -> None:
    there = onward(session, 1)
    assert (there.cursor.variable, there.cursor.unit) == ("c", 2)
    assert number_of(there, note_of(there)) == 2  # type: ignore[arg-type]


def test_another_sentence_has_no_notes_until_one_comes_back(session: Session) -> None:
    other = retype(session, "b b")
    assert scene_of(other) is None
    assert told(other) is None
    assert (onward(other, 1).cursor.step, has_onward(onward(other, 1), 1)) == (1, False)
    assert told(undo(other)) == "one"


def test_without_notes_it_goes_step_by_step() -> None:
    session = start(Setup(text="a b"))
    assert not has_onward(session, -1)
    assert onward(session, 1).cursor.step == 1
    assert note_of(session) is None


def test_a_note_beyond_the_sentence_is_no_stop(session: Session) -> None:
    assert session.tour is not None
    shorter = choose(session, replace(session.setup, text=""))
    assert note_of(shorter) is None
    assert not has_onward(shorter, 1)


def test_a_new_scene_hides_what_lies_ahead_again() -> None:
    session = start(sample_setup("saw"))
    while scene_of(session) == scene_of(onward(session, 1)):
        session = onward(session, 1)
    entered = onward(session, 1)
    assert entered.trace.tokens == session.trace.tokens
    assert (session.reached, entered.reached) == (3, 0)
    assert onward(entered, -1).reached == 3


def test_on_a_screen_where_nothing_is_told_it_goes_from_token_to_token() -> None:
    session = start(sample_setup("gated-memory"))
    assert onward(session, 1).moment == session.moment
    beside = onward(session, 1, "memory")
    assert (beside.moment, beside.cursor.micro) == (1, len(beside.microsteps) - 1)
    while has_onward(beside, 1, "memory"):
        beside = onward(beside, 1, "memory")
    assert (beside.moment, beside.setup) == (beside.moments - 1, session.setup)


def test_a_screen_to_which_notes_lead_goes_on_with_them() -> None:
    session = start(sample_setup("attention"))
    while not is_told_on(session, "attention"):
        session = onward(session, 1)
    assert not is_told_on(session, "memory")
    assert onward(session, 1, "attention").cursor == onward(session, 1).cursor
