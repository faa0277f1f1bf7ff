"""Two runs whose steps move together, changed by pure functions alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnntui.errors import RnntuiError
from rnntui.session import session as one
from rnntui.session.beside import names_of
from rnntui.session.comparison import (
    Comparison,
    advance,
    beginning,
    choose,
    choose_both,
    go,
    move,
    opening,
    part,
    point,
    redo,
    retype,
    start,
    swap,
    turn,
    undo,
    worked_example,
)
from rnntui.session.setup import Setup


@pytest.fixture(scope="module")
def kinship() -> Comparison:
    return start(*worked_example())


@pytest.fixture(scope="module")
def uneven() -> Comparison:
    """A one step shorter than B, and of another architecture."""
    return start(Setup(text="I saw"), Setup(text="I really saw", architecture="lstm"))


def test_it_opens_on_the_worked_example(kinship: Comparison) -> None:
    assert [each.text for each in kinship.setups] == ["你祖我孫", "我祖你孫"]
    assert kinship.column == 0
    assert kinship.parting is not None
    assert kinship.parting.column == 0
    assert kinship.outputs_part == replace(kinship.parting, variables=("y",))
    assert kinship.difference("y")[-1].tolist() == [72, 72]
    assert [each.trace["y"][-1].tolist() for each in (kinship.a, kinship.b)] == [[42, 42], [114, 114]]


def test_steps_move_together_and_stay_within_the_sentences(kinship: Comparison) -> None:
    there = move(kinship, 3)
    assert (there.here, there.a.cursor.step, there.b.cursor.step) == ((3, 3), 3, 3)
    assert move(there, 99).column == 3
    assert go(there, -1).column == 0
    assert kinship.column == 0
    assert part(there).column == 0


def test_where_one_has_no_step_it_stands_still(uneven: Comparison) -> None:
    there = go(uneven, 1)
    assert there.here == (None, 1)
    assert (there.a.cursor.step, there.b.cursor.step) == (0, 1)
    after = move(there, 1)
    assert (after.here, after.a.cursor.step, after.b.cursor.step) == ((1, 2), 1, 2)
    assert after.a.reached == 1
    before = go(start(Setup(text="b"), Setup(text="a b")), 0)
    assert before.here == (None, 0)
    assert (before.a.cursor.step, move(before, 1).here) == (0, (0, 1))


def test_micro_steps_go_through_the_longer_list_of_equations(uneven: Comparison) -> None:
    assert uneven.microsteps == 5
    places = []
    here = go(uneven, 0)
    for _ in range(7):
        here = advance(here, 1)
        places.append((here.column, here.micro, here.a.cursor.micro, here.b.cursor.micro))
    assert places[:5] == [(1, 0, 1, 0), (1, 1, 1, 1), (1, 2, 1, 2), (1, 3, 1, 3), (1, 4, 1, 4)]
    assert places[5:] == [(2, 0, 0, 0), (2, 1, 1, 1)]
    assert advance(uneven, -99).micro == 0
    assert advance(uneven, 99).column == 2


def test_what_is_not_computed_in_a_column_is_not_known(uneven: Comparison) -> None:
    here = advance(go(uneven, 1), 1)
    assert (here.column, here.micro) == (2, 0)
    assert here.is_known("h", 1)
    assert not here.is_known("h", 2)
    assert here.is_known("x", 2)
    assert go(uneven, 2).is_known("h", 2)


def test_one_points_at_the_same_in_both(uneven: Comparison) -> None:
    there = point(uneven, variable="y", unit=1)
    assert (there.a.cursor.variable, there.b.cursor.variable) == ("y", "y")
    assert (there.a.cursor.unit, there.b.cursor.unit) == (1, 1)
    only_b = point(there, variable="c")
    assert (only_b.a.cursor.variable, only_b.b.cursor.variable) == ("h", "c")
    deep = point(start(Setup(text="a"), Setup(text="a", layers=2)), variable="h")
    assert deep.b.cursor.variable == "h_l1"


def test_typing_in_one_leaves_the_other_as_it_is() -> None:
    before = start(Setup(text="a b", architecture="gru"), Setup(text="a b", architecture="gru"))
    after = retype(move(before, 1), "b", "a new b")
    assert (after.column, after.a.reached) == (0, 0)
    assert after.a.setup.vocabulary == after.b.setup.vocabulary == ("a", "b", "new")
    np.testing.assert_array_equal(after.a.trace["h"], before.a.trace["h"])
    assert after.columns == ((0, 0), (None, 1), (1, 2))
    assert after.parting is not None
    assert after.parting.column == 1
    assert retype(after, "b", "a new b") is after


def test_another_network_for_one_keeps_the_place(kinship: Comparison) -> None:
    there = move(kinship, 2)
    changed = choose(there, "b", replace(there.b.setup, architecture="lstm", activations=()))
    assert (changed.column, changed.a.cursor.step, changed.b.cursor.step) == (2, 2, 2)
    assert changed.micro == changed.microsteps - 1
    assert changed.a.realised is there.a.realised
    assert changed.compared == ("x", "h", "y")
    assert choose(changed, "a", changed.a.setup) is changed


def test_both_are_changed_as_one(kinship: Comparison) -> None:
    bags = [replace(each, encoding="bag-of-words", embedding=None) for each in kinship.setups]
    equal = choose_both(move(kinship, 3), *bags)
    assert equal.parting is None
    assert part(equal) is equal
    assert equal.column == 0
    assert len(equal.past) == 1
    assert [each.text for each in undo(equal).setups] == ["你祖我孫", "我祖你孫"]
    assert undo(equal).difference("y")[-1].tolist() == [72, 72]


def test_swapping_changes_the_sign_and_keeps_the_place(uneven: Comparison) -> None:
    there = go(uneven, 1)
    swapped = swap(there)
    assert (swapped.column, swapped.here) == (1, (1, None))
    np.testing.assert_array_equal(swapped.difference("h"), -there.difference("h"))
    assert swapped.setups == there.setups[::-1]
    assert swap(swapped).setups == there.setups


def test_changes_are_taken_back_and_made_again(kinship: Comparison) -> None:
    changed = retype(swap(kinship), "a", "祖")
    back = undo(undo(changed))
    assert back.setups == kinship.setups
    assert undo(back) is back
    assert redo(redo(back)).setups == changed.setups
    assert redo(changed) is changed
    assert choose(back, "a", replace(back.a.setup, seed=3)).future == ()


def test_a_setup_that_does_not_fit_changes_nothing(kinship: Comparison) -> None:
    with pytest.raises(RnntuiError):
        choose(kinship, "b", replace(kinship.b.setup, architecture="lstmm"))
    with pytest.raises(RnntuiError, match="1,000,000 are the limit"):
        retype(kinship, "a", "x" * 1_000_001)


def test_no_words_are_no_columns() -> None:
    nothing = start(Setup(), Setup())
    assert (nothing.columns, nothing.here, nothing.parting) == ((), (None, None), None)
    assert move(nothing, 1).column == 0
    typed = retype(nothing, "a", "a b")
    assert typed.here == (0, None)


DEEDS: dict[str, Callable[[Comparison], Comparison]] = {
    "move": lambda c: move(c, 2),
    "back": lambda c: move(c, -1),
    "on": lambda c: advance(c, 3),
    "off": lambda c: advance(c, -1),
    "y": lambda c: point(c, variable="y", unit=c.a.cursor.unit + 1),
    "c": lambda c: point(c, variable="c"),
    "type a": lambda c: retype(c, "a", "b c"),
    "type b": lambda c: retype(c, "b", c.b.setup.text + " d"),
    "lstm": lambda c: choose(c, "b", replace(c.b.setup, architecture="lstm")),
    "bag": lambda c: choose(c, "a", replace(c.a.setup, encoding="bag-of-words")),
    "swap": swap,
    "undo": undo,
    "redo": redo,
}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=10))
def test_both_are_always_somewhere(names: list[str]) -> None:
    here = start(Setup(text="a b c"), Setup(text="b c"))
    for name in names:
        here = DEEDS[name](here)
        assert 0 <= here.column < len(here.columns)
        assert 0 <= here.micro < here.microsteps
        assert here.a.setup.vocabulary == here.b.setup.vocabulary
        for place, session in enumerate((here.a, here.b)):
            step = here.here[place]
            if step is not None:
                assert session.cursor.step == step
            assert session.reached >= session.cursor.step
            assert session.cursor.variable in session.columns
        again = start(*here.setups)
        assert again.parting == here.parting
        assert again.columns == here.columns


WRITERS = tuple(Setup(text=text, architecture=name, labels=("<bos>", "<eos>", "p", "q"))
                for text, name in (("a b c", "seq2seq"), ("c b a", "attention_dot")))  # fmt: skip


def test_a_decoder_has_columns_of_its_own_after_those_of_the_sentence() -> None:
    both = start(*WRITERS)
    counts = [each.trace.clocks["u"] for each in (both.a, both.b)]
    assert both.inputs == 3
    assert len(both.columns) == 3 + max(counts)
    assert both.columns[3] == (3, 3)
    assert both.columns[-1] == ((None, 2 + counts[1]) if counts[1] > counts[0] else (2 + counts[0], None))
    there = go(both, 3)
    assert (there.clock, there.a.cursor.clock, there.b.cursor.clock) == ("u", "u", "u")
    assert (there.variable, there.micro) == ("s", there.micro_count("u") - 1)
    back = advance(there, -there.microsteps)
    assert (back.column, back.micro) == (2, back.micro_count("t") - 1)
    assert advance(back, 1).column == 3
    assert go(there, 0).variable == "h"


def test_a_run_that_writes_nothing_stands_still_meanwhile() -> None:
    there = go(start(Setup(text="a b c"), WRITERS[0]), 3)
    assert there.here == (None, 3)
    assert (there.a.cursor.clock, there.a.cursor.step, there.b.cursor.clock) == ("t", 2, "u")
    assert names_of(there) == names_of(there, "b")
    assert names_of(there, "a") == ()


def test_every_micro_step_is_passed_once_forwards_and_backwards() -> None:
    here = go(start(*WRITERS), 0)
    here = advance(here, -99)
    places = []
    while (here.column, here.micro) not in places:
        places.append((here.column, here.micro))
        here = advance(here, 1)
    counts = [here.micro_count(here.clock_of(column)) for column in range(len(here.columns))]
    assert places == [(column, micro) for column, count in enumerate(counts) for micro in range(count)]
    for place in reversed(places):
        assert (here.column, here.micro) == place
        here = advance(here, -1)


def test_parting_among_the_output_steps_is_found_there() -> None:
    both = start(*WRITERS)
    assert both.outputs_part is not None
    assert both.outputs_part.index == "u"
    assert both.column_of(both.outputs_part) == 3 + both.outputs_part.column


def test_what_lies_beyond_stays_hidden_until_it_is_reached(kinship: Comparison) -> None:
    there = move(kinship, 2)
    assert (kinship.farthest, there.farthest, move(there, -2).farthest) == (0, 2, 2)
    assert retype(there, "a", "祖").farthest == 0
    assert choose(there, "b", replace(there.b.setup, seed=1, weights="random")).farthest == 2


def test_the_variable_is_what_both_call_it_and_the_unit_that_of_either() -> None:
    both = start(Setup(text="a b"), replace(Setup(text="a b", layers=2), sizes=(("hidden", 5),)))
    there = point(both, variable="h", unit=4)
    assert (there.variable, there.unit) == ("h", 4)
    assert (there.a.cursor.unit, there.b.cursor.unit, there.b.cursor.variable) == (2, 4, "h_l1")
    lower = point(there, variable="h_l0")
    assert (lower.variable, lower.a.cursor.variable, lower.b.cursor.variable) == ("h_l0", "h", "h_l0")
    assert names_of(both) == ("x", "h", "y", "h_l0")
    assert move(lower, 1).variable == "h_l0"


def test_one_of_the_runs_is_chosen(kinship: Comparison) -> None:
    assert kinship.shown is kinship.a
    turned = turn(kinship, "b")
    assert turned.shown is kinship.b
    assert undo(retype(move(turned, 1), "b", "祖")).chosen == "b"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("你祖我孫", "我祖你孫"),
        ("我祖你孫", "你祖我孫"),
        ("你我", "我你"),
        ("I saw a saw", "saw a saw I"),
        # Turned round it would be the same.
        ("saw a saw", "a saw saw"),
        ("a", "a"),
        ("a a", "a a"),
        ("", ""),
    ],
)
def test_what_stands_beside_a_sentence_where_nobody_says(text: str, other: str) -> None:
    a, b = opening(Setup(text=text, architecture="gru", notes="kinship"))
    assert (a.text, b.text) == (text, other)
    assert a.notes is b.notes is None
    assert replace(b, text=text) == a


def test_a_comparison_begins_no_further_than_one_is() -> None:
    session = one.start(Setup(text="a b c"))
    assert beginning(session).micro == len(session.microsteps) - 1
    within = one.advance(session, -1)
    assert (within.cursor.micro, within.farthest) == (0, 0)
    assert (beginning(within).column, beginning(within).micro) == (0, 0)
    # What was seen is shown.
    returned = beginning(one.advance(one.move(session, 1), -3))
    assert (returned.column, returned.micro, returned.farthest) == (0, 0, 1)


@pytest.mark.parametrize("moment", range(6))
def test_a_comparison_begins_where_one_is(moment: int) -> None:
    session = one.go(one.start(Setup(text="a b c", architecture="seq2seq")), moment)
    found = beginning(session)
    assert (found.a.moment, found.a.cursor.micro) == (session.moment, session.cursor.micro)
    assert found.columns[found.column][0] == session.moment
    assert found.farthest == found.column


def test_vectors_stand_beside_themselves() -> None:
    a, b = opening(Setup(inputs="x.npy"))
    assert a == b
