"""Breakpoints and watches of a session, through every change of what is run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.errors import NotationError, RnntuiError
from rnntui.session.hits import Hits
from rnntui.session.session import Session, advance, choose, go, move, redo, retype, start, undo
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.stop_examples import examples
from rnntui.session.stops import (
    MOST,
    added,
    entries,
    has_value,
    holding,
    is_known,
    marked_moments,
    next_stop,
    removed,
    run_on,
    switched,
    to_next_hit,
    watched,
)

SAW = start(Setup(text="I saw a saw", architecture="lstm"))
WORD = 'token == "saw"'


def with_stops(session: Session, *texts: str) -> Session:
    for text in texts:
        session = added(session, "break", text)
    return session


def test_they_are_added_removed_and_switched() -> None:
    session = with_stops(SAW, WORD, " h[t][0] > 0 ")
    assert session.breakpoints == (WORD, "h[t][0] > 0")
    assert with_stops(session, WORD).breakpoints == session.breakpoints
    off = switched(session, WORD)
    assert marked_moments(off, range(4)) == {k for k in range(4) if SAW.trace["h"][k, 0] > 0}
    assert [each.enabled for each in entries(off)] == [False, True]
    assert switched(off, WORD).disabled == ()
    assert with_stops(off, WORD).disabled == ()
    assert switched(session, "no such one") is session
    gone = removed(off, "break", WORD)
    assert (gone.breakpoints, gone.disabled) == (("h[t][0] > 0",), ())
    watching = added(gone, "watch", "h[t]")
    assert removed(watching, "watch", "h[t]").watches == ()
    assert watching.breakpoints == gone.breakpoints


def test_what_means_nothing_is_not_added() -> None:
    with pytest.raises(NotationError):
        added(SAW, "break", "h[t]")
    with pytest.raises(NotationError):
        added(SAW, "watch", "q[t]")
    full = replace(SAW, watches=tuple(f"h[t][0] > {k}" for k in range(MOST)))
    with pytest.raises(RnntuiError, match="there are 64 already; take one away first"):
        added(full, "watch", "h[t]")


def test_running_on_stops_at_each_and_stays_at_the_last() -> None:
    session = with_stops(SAW, WORD)
    places = [session.moment]
    for _ in range(3):
        session = run_on(session, 1)
        places.append(session.moment)
    assert places == [0, 1, 3, 3]
    assert next_stop(session, 1) is None
    assert run_on(session, 1) is session
    back = [session.moment]
    for _ in range(3):
        session = run_on(session, -1)
        back.append(session.moment)
    assert back == [3, 1, 1, 1]
    assert run_on(go(SAW, 2), 1).moment == run_on(go(SAW, 2), -1).moment == 2


def test_a_step_that_is_not_computed_yet_is_still_ahead() -> None:
    session = advance(with_stops(SAW, WORD), 1)
    assert (session.moment, session.cursor.micro) == (1, 0)
    assert holding(session) == (WORD,)
    there = run_on(session, 1)
    assert (there.moment, there.cursor.micro) == (1, len(there.microsteps) - 1)
    assert run_on(there, 1).moment == 3


def test_what_is_not_computed_does_not_hold_yet() -> None:
    jump = "abs(h[t][0]) >= 0"
    session = with_stops(SAW, jump)
    assert holding(session) == (jump,)
    begun = advance(session, 1)
    assert holding(begun) == ()
    assert holding(advance(begun, len(begun.microsteps) - 1)) == (jump,)


def test_they_outlive_every_change() -> None:
    session = added(with_stops(SAW, WORD, "c[t][0] < 0"), "watch", "f[t]")
    typed = retype(session, "a saw")
    assert marked_moments(typed, range(2)) == {k for k in range(2) if k == 1 or typed.trace["c"][k, 0] < 0}
    # A GRU has neither a memory nor a forget gate.
    other = choose(session, replace(session.setup, architecture="gru"))
    assert other.breakpoints == session.breakpoints
    found = {each.text: each.found for each in entries(other)}
    assert isinstance(found[WORD], Hits)
    for text in ("c[t][0] < 0", "f[t]"):
        assert isinstance(found[text], NotationError)
    assert isinstance(watched(other, "f[t]"), NotationError)
    assert marked_moments(other, range(4)) == {1, 3}
    back = undo(other)
    assert (back.breakpoints, back.watches) == (session.breakpoints, session.watches)
    assert not any(isinstance(each.found, RnntuiError) for each in entries(back))
    assert redo(back).breakpoints == session.breakpoints


def test_one_that_means_nothing_never_stops() -> None:
    session = replace(SAW, breakpoints=("q[t][0] > 0", "h[t]", "", "(", "\x1b]52;c;a\x07"))
    assert next_stop(session, 1) is None
    assert marked_moments(session, range(4)) == frozenset()
    assert holding(session) == ()
    assert all(isinstance(each.found, RnntuiError) for each in entries(session))
    assert all(to_next_hit(session, each) is None for each in entries(session))


def test_the_next_hit_of_one_goes_around() -> None:
    session = with_stops(SAW, WORD, "h[t][0] > 9")
    word, never = entries(session)
    assert [to_next_hit(go(session, k), word) for k in range(4)] == [1, 3, 3, 1]
    assert to_next_hit(session, never) is None


def test_what_is_watched() -> None:
    session = move(SAW, 2)
    h = SAW.trace["h"]
    for text, expected in (
        ("h[t]", h[2]), ("h[t-1][1]", h[1, 1]), ("token", "a"), ("h[0]", h[0]), ("h[t][0] > 0", h[2, 0] > 0),
        ("W_i", SAW.trace.weights["W_i"]), ("max(abs(h[t] - h[t-1]))", np.abs(h[2] - h[1]).max()),
    ):  # fmt: skip
        found = watched(session, text)
        assert isinstance(found, np.ndarray), text
        np.testing.assert_array_equal(found, np.asarray(expected, found.dtype))


def test_nothing_is_told_before_it_is_computed() -> None:
    session = move(SAW, 2)
    ahead = ("h[3][0]", "h[T]", "h[t+1]", "max(h[:])", "f[t][0] + h[t+1][0]")
    assert [watched(session, text) for text in ahead] == [None] * 5
    last = move(session, 1)
    beyond = [text for text in ahead if "t+1" in text]
    assert [text for text in ahead if watched(last, text) is None] == beyond
    # What is not computed yet is one thing, what has no value another.
    assert all(has_value(session, text) for text in ahead)
    assert [text for text in ahead if not has_value(last, text)] == beyond
    begun = advance(session, 1)
    assert watched(begun, "h[t]") is None
    assert watched(begun, "h[t-1]") is not None
    # The sentence is known from the beginning.
    assert watched(SAW, "x[t+1]") is not None


def test_an_answer_is_told_when_it_is_written() -> None:
    session = start(Setup(text="I saw", architecture="attention_dot"))
    written = session.trace.answers[0].tokens
    assert watched(session, "s[u]") is None
    assert watched(session, "token[u]") is None
    reading = go(session, 2)
    assert reading.cursor.clock == "u"
    found = watched(reading, "token")
    assert isinstance(found, np.ndarray)
    assert found[()] == written[0]
    assert watched(reading, "h[t]") is None
    assert watched(reading, "h[T]") is not None
    assert watched(advance(go(session, 1), 1), "token[u]") is None


def test_before_there_is_a_sentence() -> None:
    session = with_stops(start(Setup(text="", architecture="lstm")), WORD, "f[t][0] < 0.2")
    session = added(session, "watch", "max(abs(h[t] - h[t-1]))")
    assert next_stop(session, 1) is None
    assert holding(session) == ()
    assert watched(session, "token") is None
    assert marked_moments(retype(session, "I saw"), range(2)) >= {1}
    assert examples(session)


def test_a_constant_is_worked_out_once() -> None:
    session = go(added(SAW, "watch", "max(h[:])"), 3)
    found = watched(session, "max(h[:])")
    assert isinstance(found, np.ndarray)
    assert watched(session, "max(h[:])") is found
    assert float(found) == SAW.trace["h"].max()


@pytest.mark.parametrize("name", architecture_names())
def test_examples_mean_something(name: str) -> None:
    session = start(Setup(text="I saw a saw", architecture=name))
    for moment in (0, session.moments - 1):
        there = go(session, moment)
        found = examples(there)
        assert len(found) >= 3
        for text in found:
            session = added(session, "watch", text)
            assert is_known(there, _found(session, text).condition)
        conditions = [text for text, told in found.items() if told != "value"]
        assert with_stops(session, *conditions).breakpoints == tuple(conditions)


def _found(session: Session, text: str) -> Hits:
    (found,) = (each.found for each in entries(session) if each.text == text)
    assert isinstance(found, Hits)
    return found


def test_examples_of_hostile_tokens_and_of_vectors() -> None:
    session = start(Setup(text='\x1b]52;c;a\x07 "quoted\\" ]'))
    for moment in range(session.moments):
        there = go(session, moment)
        text = next(iter(examples(there)))
        assert text.isprintable()
        assert moment in marked_moments(with_stops(there, text), range(session.moments))
    kinship = start(sample_setup("kinship"))
    assert 'token == "你"' in examples(kinship)
