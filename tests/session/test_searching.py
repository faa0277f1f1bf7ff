"""Searching tokens, and marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.session.marks import marks_here, to_next, toggled
from rnntui.session.searching import matches, nearest, spoken, told_moments
from rnntui.session.session import advance, go, retype, start
from rnntui.session.setup import Setup

SAW = start(Setup(text="I saw a Saw: Sawing it saw"))


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("saw", (1, 3, 5, 7)),
        ("Saw", (3, 5)),
        ("SAW", ()),
        ("aw", (1, 3, 5, 7)),
        ("i", (0, 5, 6)),
        ("I", (0,)),
        (":", (4,)),
        ("", ()),
        ("w:", ()),
        ("[/]", ()),
    ],
)
def test_what_is_found(sought: str, found: tuple[int, ...]) -> None:
    assert matches(SAW, sought) == found


def test_what_is_written_is_found_when_it_is_reached() -> None:
    session = start(Setup(text="I saw a saw", architecture="seq2seq"))
    written = session.trace.answers[0].tokens
    for place, token in enumerate(written):
        assert all(moment < 4 for moment in matches(session, token))
        assert 4 + place in matches(session, token, ahead=True)
        reached = go(session, 4 + place)
        assert 4 + place in matches(reached, token)
        assert 5 + place not in matches(reached, written[min(place + 1, len(written) - 1)])
        assert 4 + place in matches(go(reached, 0), token)
    assert len(spoken(session.realised)) == session.moments
    begun = advance(go(session, 4), 1)
    assert begun.moment == 5
    assert told_moments(begun) == 5
    assert told_moments(advance(begun, len(begun.microsteps) - 1)) == 6


def test_other_forms_of_the_same_letter() -> None:
    session = start(Setup(text="cafe\u0301 Straße"))
    assert matches(session, "caf\u00e9") == matches(session, "cafe\u0301") == (0,)
    assert matches(session, "straße") == (1,)


def test_of_a_sentence_that_is_one_vector_there_is_one_moment() -> None:
    session = start(Setup(text="I saw a saw", encoding="bag-of-words"))
    assert session.moments == 1
    assert matches(session, "saw") == (0,)
    assert matches(session, "she") == ()


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(-1, 51))
def test_the_nearest_goes_around(found: list[int], moment: int) -> None:
    after = [each for each in found if each > moment] or found
    before = [each for each in found if each < moment] or found
    assert nearest(found, moment, 1) == (after[0] if found else None)
    assert nearest(found, moment, -1) == (before[-1] if found else None)


def test_marks_come_and_go() -> None:
    session = toggled(go(toggled(go(SAW, 5)), 2))
    assert session.marks == (2, 5)
    assert [to_next(go(session, k)).moment for k in (0, 2, 4, 5, 7)] == [2, 5, 5, 2, 2]
    assert toggled(go(session, 5)).marks == (2,)
    assert to_next(SAW) is SAW
    assert toggled(start(Setup(text=""))).marks == ()


def test_marks_beyond_a_shorter_sentence_wait() -> None:
    session = replace(SAW, marks=(1, 6))
    shorter = retype(session, "I saw a")
    assert marks_here(shorter) == (1,)
    assert to_next(go(shorter, 2)).moment == 1
    assert marks_here(retype(shorter, SAW.setup.text)) == (1, 6)
