"""Breakpoints, searched tokens and marks in two runs side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.session.comparison import Comparison, advance, go, retype, start
from rnntui.session.setup import Setup
from rnntui.session.stops import added
from rnntui.session.stops_beside import (
    holding_beside,
    marks_there,
    matching_columns,
    next_stop_beside,
    stops_in,
    to_next_mark_beside,
    toggled_beside,
    with_stops,
)

WORD = 'token == "saw"'


@pytest.fixture(scope="module")
def uneven() -> Comparison:
    """The columns are I, –/really, saw, –/a."""
    found = start(Setup(text="I saw", architecture="lstm"), Setup(text="I really saw a", architecture="lstm"))
    assert [pair[0] for pair in found.columns] == [0, None, 1, None]
    return found


def stopped(comparison: Comparison, *texts: str) -> Comparison:
    session = comparison.b
    for text in texts:
        session = added(session, "break", text)
    return with_stops(comparison, session)


def test_the_breakpoints_of_a_session_hold_in_both(uneven: Comparison) -> None:
    found = stopped(uneven, WORD)
    assert found.a.breakpoints == found.b.breakpoints == (WORD,)
    assert with_stops(found, found.a) is found
    assert with_stops(found, replace(found.a, disabled=(WORD,))).b.disabled == (WORD,)
    assert with_stops(uneven, uneven.a) is uneven


def test_the_next_is_that_of_either_run(uneven: Comparison) -> None:
    for text, columns in ((WORD, [2]), ('token == "really" or token == "a"', [1, 3]), ("h[t][0] > 9", [])):
        found = stopped(uneven, text)
        assert [next_stop_beside(go(found, k), 1) for k in range(4)] == [
            next((each for each in columns if each > k), None) for k in range(4)
        ]
        assert [next_stop_beside(go(found, k), -1) for k in range(4)] == [
            next((each for each in reversed(columns) if each < k), None) for k in range(4)
        ]
    assert next_stop_beside(uneven, 1) is None


def test_a_column_that_is_not_computed_yet_is_still_ahead(uneven: Comparison) -> None:
    begun = advance(go(stopped(uneven, WORD), 1), 1)
    assert (begun.column, begun.micro) == (2, 0)
    assert next_stop_beside(begun, 1) == 2
    assert next_stop_beside(go(begun, 2), 1) is None


def test_where_each_run_stops_and_what_holds(uneven: Comparison) -> None:
    found = stopped(uneven, WORD, "h[t][0] == h[t][0]")
    assert stops_in(found, "a", range(4)) == {0, 2}
    assert stops_in(found, "b", range(4)) == {0, 1, 2, 3}
    assert stops_in(stopped(uneven, WORD), "a", range(3, 4)) == frozenset()
    assert holding_beside(go(found, 2)) == {WORD: ("a", "b"), "h[t][0] == h[t][0]": ("a", "b")}
    # A stands still where it has no step.
    assert holding_beside(go(found, 3)) == {"h[t][0] == h[t][0]": ("b",)}


def test_a_breakpoint_that_means_nothing_in_one_run_stops_in_the_other() -> None:
    mixed = stopped(start(Setup(text="a b c"), Setup(text="a b c", architecture="lstm")), "f[t][0] > 0")
    assert next_stop_beside(mixed, 1) == 1
    assert holding_beside(mixed) == {"f[t][0] > 0": ("b",)}


def test_tokens_of_either_run_are_found(uneven: Comparison) -> None:
    assert matching_columns(uneven, "saw") == (2,)
    assert matching_columns(uneven, "really") == (1,)
    assert matching_columns(uneven, "a") == (1, 2, 3)
    assert matching_columns(uneven, "she") == ()


def test_an_answer_is_found_when_it_is_reached() -> None:
    found = start(Setup(text="I saw", architecture="seq2seq"), Setup(text="saw I", architecture="seq2seq"))
    last = len(found.columns) - 1
    token = found.a.trace.answers[0].tokens[-1]
    assert last not in matching_columns(found, token)
    assert last in matching_columns(found, token, ahead=True)
    assert last in matching_columns(go(found, last), token)


def test_marks_come_and_go(uneven: Comparison) -> None:
    found = toggled_beside(go(toggled_beside(go(uneven, 3)), 1))
    assert found.marks == (1, 3)
    assert [to_next_mark_beside(go(found, k)).column for k in range(4)] == [1, 3, 3, 1]
    assert toggled_beside(found).marks == (3,)
    assert to_next_mark_beside(uneven) is uneven
    # Those beyond a shorter pair wait.
    shorter = retype(found, "b", "I saw")
    assert (marks_there(shorter), shorter.marks) == ((1,), (1, 3))
    empty = start(Setup(text=""), Setup(text=""))
    assert toggled_beside(empty) is empty
    assert next_stop_beside(stopped(empty, WORD), 1) is None
