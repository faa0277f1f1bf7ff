"""What a drawing is told of a run: what is computed now, what is known, and of which step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.session.diagram import attended, computed, known, step_of, value
from rnntui.session.session import advance, go, point, start
from rnntui.session.setup import Setup, sample_setup

SAW = Setup(text="I saw a saw", architecture="lstm")


def test_computed_at_each_micro_step() -> None:
    session = go(start(SAW), 1)
    assert computed(session) == {"h", "y"}
    session = advance(session, 1)
    assert computed(session) == {f"{kind}{gate}" for kind in ("", "z_") for gate in "ifog"}
    assert computed(advance(session, 1)) == {"written"}
    assert computed(start(replace(SAW, text=""))) == frozenset()


def test_one_value_for_the_sentence_is_computed_at_its_end() -> None:
    session = start(replace(SAW, architecture="seq2seq"))
    assert computed(go(session, 0)) == {"h"}
    assert computed(go(session, 3)) == {"h", "context"}


def test_known_up_to_the_farthest_place() -> None:
    session = advance(go(start(SAW), 0), 2)
    assert session.cursor.step == 1
    assert [known(session, "i", "t", step) for step in range(3)] == [True, True, False]
    assert [known(session, "c", "t", step) for step in range(3)] == [True, False, False]
    assert known(session, "x", "t", 3)
    assert known(session, "c", "t", 3, ahead=True)
    back = go(go(session, 3), 0)
    assert [known(back, "c", "t", step) for step in range(4)] == [True] * 4


def test_what_an_answer_begins_with_is_known_when_it_begins() -> None:
    session = start(replace(SAW, architecture="seq2seq"))
    assert not known(go(session, 0), "s", "u", -1)
    assert not known(go(session, 0), "context", "t", 3)
    session = go(session, 4)
    assert known(session, "s", "u", -1)
    assert known(session, "context", "t", 3)
    assert not known(start(SAW), "c", "u", 0)


@pytest.mark.parametrize("step", [0, 2])
def test_values_of_the_chosen_unit(step: int) -> None:
    session = point(go(start(SAW), step), variable="h", unit=2)
    assert value(session, "h", step) == float(session.trace["h"][step][2])
    assert value(session, "y", step) is None
    assert value(session, "y", step, 1) == float(session.trace["y"][step][1])
    assert value(session, "c", -1) == 0.0


def test_a_cell_is_drawn_for_the_current_step_or_the_last_one_read() -> None:
    session = start(replace(SAW, architecture="seq2seq"))
    assert step_of(go(session, 2), "t") == 2
    assert step_of(go(session, 2), "u") == 0
    assert step_of(go(session, 6), "t") == 3
    assert step_of(go(session, 6), "u") == 2


def test_attention_where_it_is_known() -> None:
    session = start(sample_setup("attention"))
    assert attended(go(session, 0)) is None
    session = go(session, session.offset("u") + 1)
    name, weights = attended(session) or ("", None)
    assert name == "attention"
    assert weights == pytest.approx(session.trace.at("attention", 1))
    first = advance(replace(session, farthest=session.moment - 1), -5)
    assert attended(first) == ("attention", None)
    assert attended(start(SAW)) is None
