"""What an output step looks at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from two_attentions import BOTH

from rnntui.session.attention import (
    attention_names,
    attention_shown,
    is_reached,
    ranked,
    score_of,
    total,
    weights_at,
)
from rnntui.session.session import Session, advance, go, point, start
from rnntui.session.setup import Setup


@pytest.fixture
def both(tmp_path: Path) -> Session:
    path = tmp_path / "both.toml"
    path.write_text(BOTH)
    return start(Setup(text="I saw a saw", architecture=str(path)))


@pytest.mark.parametrize("architecture", ["attention_dot", "attention_additive"])
def test_weights_and_scores_of_a_step(architecture: str) -> None:
    session = start(Setup(text="I saw a saw", architecture=architecture))
    assert attention_names(session) == ("attention",)
    assert score_of(session, "attention") == "score"
    for step in range(session.trace.clocks["u"]):
        weights = weights_at(session, "attention", step)
        np.testing.assert_array_equal(weights, session.trace["attention"][step])
        assert total(weights) == pytest.approx(1)
        order = ranked(session, "attention", step)
        assert [each.weight for each in order] == sorted(weights.tolist(), reverse=True)
        for each in order:
            assert each.weight == weights[each.token]
            assert each.score == session.trace["score"][step, each.token]


def test_several_variables(both: Session) -> None:
    assert attention_names(both) == ("first", "second")
    assert attention_shown(both) == "first"
    there = point(go(both, both.offset("u")), variable="second")
    assert attention_shown(there) == "second"
    assert score_of(both, "first") is None
    assert score_of(both, "second") == "fits"
    assert all(each.score is None for each in ranked(both, "first", 0))


def test_a_network_without() -> None:
    session = start(Setup(text="I saw a saw"))
    assert attention_names(session) == ()
    assert attention_shown(session) is None


def test_what_is_reached(both: Session) -> None:
    offset = both.offset("u")
    assert not is_reached(both, "first", 0)
    there = go(both, offset + 2)
    assert [is_reached(there, "first", step) for step in range(4)] == [True, True, True, False]
    back = go(there, 0)
    assert is_reached(back, "first", 2)
    # In the middle of a step only what was computed.
    middle = advance(go(both, offset + 1), 1)
    known = [is_reached(middle, name, 2) for name in ("first", "second")]
    assert known == [False, False]
    while not middle.is_known("first", 2):
        middle = advance(middle, 1)
    assert is_reached(middle, "first", 2)
    assert not is_reached(middle, "second", 2)
