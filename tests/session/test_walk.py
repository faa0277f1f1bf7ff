"""Walks from a value to where it came from: every place is a number of the run, and every way ends somewhere."""

from __future__ import annotations

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.explanation import Source
from rnntui.engine.interventions import Intervention
from rnntui.session.likeness_work import Likeness
from rnntui.session.realise import Realised
from rnntui.session.session import Session, go, point, start
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.walk import (
    Frame,
    Home,
    Walk,
    across,
    along,
    back,
    begun,
    choose,
    chosen,
    deeper,
    exists,
    explanation_of,
    is_end,
    kind_of,
    rows_at,
    target_of,
    term_of,
)
from rnntui.session.walking import begin
from rnntui.text.samples import samples_folder

SAMPLES = sorted(str(path) for path in (samples_folder() / "architectures").glob("*.toml") if path.stem != "g2p_en")
"""Those of `samples/` that have no hundreds of units of their own."""
DEEP = [(name, *deep) for name in architecture_names() for deep in ((1, False), (2, True))]
DEEP += [(path, 1, False) for path in SAMPLES]
HOME = Home(0, 0, "h", 0, 0)
LONGEST = 500


def at_the_end(setup: Setup) -> Session:
    """The last output of a run."""
    session = start(setup)
    session = go(session, session.moments - 1)
    outputs = [
        name for name in session.columns if (e := session.model.program.equations.get(name)) and e.role == "output"
    ]
    return point(session, variable=outputs[-1])


def number_at(run: Realised, place: Source) -> float:
    """A number of the run itself."""
    if place.kind == "weight":
        return float(run.model.weights[place.name][place.indices])
    step, unit = place.indices
    if run.trace.program.once(place.name):
        return float(run.trace[place.name][0, unit])
    if not 0 <= step < run.trace.steps(place.name):
        return float(run.trace.stores.start(place.name)[unit])
    return float(run.trace[place.name][step, unit])


def is_variable(run: Realised, frame: Frame, row: int, column: int) -> bool:
    return kind_of(run, rows_at(run, frame)[row].terms[column].source) != "weight"


def places(run: Realised, frame: Frame) -> list[tuple[int, int]]:
    return [(r, c) for r, row in enumerate(rows_at(run, frame)) for c in range(len(row.terms))]


@pytest.mark.parametrize(("name", "layers", "both"), DEEP)
@pytest.mark.parametrize("which", ["first", "last", "promising"])
def test_one_walks_from_an_output_to_the_beginning(name: str, layers: int, both: bool, which: str) -> None:
    session = at_the_end(Setup(text="I saw a saw", architecture=name, layers=layers, bidirectional=both))
    run, walk = session.realised, begin(session)
    for _ in range(LONGEST):
        found = explanation_of(run, walk.here)
        place = walk.here.place
        assert isinstance(place, Source)
        if not walk.here.within:
            assert found.value == number_at(run, place), found.place
        assert found.computed == pytest.approx(found.value, rel=1e-9, abs=1e-12)
        if is_end(run, walk.here):
            break
        for row in rows_at(run, walk.here):
            for term in row.terms:
                if term.source is not None:
                    assert term.value == number_at(run, term.source)
        if which != "promising":
            variables = [each for each in places(run, walk.here) if is_variable(run, walk.here, *each)]
            walk = choose(walk, *variables[0 if which == "first" else -1])
        here = walk
        walk = deeper(run, walk)
        assert len(walk.frames) == len(here.frames) + 1
    assert isinstance(walk.here.place, Source)
    assert kind_of(run, walk.here.place) in ("input", "start")
    assert deeper(run, walk) is walk


@pytest.mark.parametrize("name", architecture_names())
def test_the_promising_way_leads_to_a_token_or_the_beginning_before_it(name: str) -> None:
    session = at_the_end(Setup(text="I saw a saw", architecture=name))
    run, walk = session.realised, begin(session)
    before = None
    while deeper(run, walk) is not walk:
        before, walk = walk, deeper(run, walk)
    assert before is not None
    place = walk.here.place
    assert isinstance(place, Source)
    if name == "feedforward":
        assert place.indices[0] == session.steps - 1
    else:
        # All others carry something from step to step: the way leads through all of them.
        assert place.indices[0] <= 0


def test_every_term_of_a_sum_can_be_chosen_the_largest_first() -> None:
    session = point(start(Setup(text="a b").with_size("hidden", 300)), variable="h")
    session = go(session, 1)
    run, walk = session.realised, begin(session)
    rows = rows_at(run, walk.here)
    texts = [(row, [term.text for term in row.terms]) for row in rows]
    of_state = [row for row, names in texts if len(names) == 2 and names[1].startswith("h[")]
    assert len(of_state) == 300
    sizes = [abs(row.value) for row in of_state]
    assert sizes == sorted(sizes, reverse=True)
    weights, state = run.model.weights["U_h"][0], run.trace["h"][0]
    assert sum(row.value for row in of_state) == pytest.approx(float(weights @ state))
    seen = set()
    walk = along(run, walk, -1_000)
    for _ in rows:
        term = term_of(run, walk.here)
        assert term is not None
        seen.add(term.text)
        walk = along(run, walk, 1)
    assert {f"h[0][{unit}]" for unit in range(300)} <= seen or {f"U_h[0][{unit}]" for unit in range(300)} <= seen


def test_what_is_zero_in_a_long_sum_stands_at_the_end() -> None:
    session = go(start(sample_setup("sentiment")), 2)
    rows = rows_at(session.realised, Frame(Source("z_n", (2, 0), "variable")))
    texts = [row.text for row in rows if row.text]
    assert texts == ["W_n[0] · x[2]", "W_n[0] · x[2]"]
    values = [row.value for row in rows]
    count = len(session.trace["x"][0])
    assert rows[0].count == count
    assert rows[0].zeros == count - 1
    assert rows[1].value == rows[0].value
    assert values[-count + 1 :] == [0.0] * (count - 1)
    assert len([row for row in rows if row.level]) == count


def test_up_and_down_left_and_right() -> None:
    session = go(start(Setup(text="a b c")), 2)
    run, walk = session.realised, begin(session)
    assert [row.text or [each.text for each in row.terms] for row in rows_at(run, walk.here)][:5] == [
        "W_h[0] · x[2]",
        ["W_h[0][0]", "x[2][0]"],
        ["W_h[0][1]", "x[2][1]"],
        ["W_h[0][2]", "x[2][2]"],
        "U_h[0] · h[1]",
    ]
    first = along(run, walk, -9)
    assert chosen(run, first.here) == (1, 1)
    left = across(run, first, -1)
    assert chosen(run, left.here) == (1, 0)
    assert across(run, left, -1) == left
    # The lines above the products are passed over, and the factor that was chosen stays chosen.
    below = along(run, left, 3)
    term = term_of(run, below.here)
    assert term is not None
    assert term.text == "U_h[0][0]"
    last = along(run, across(run, first, 1), 99)
    term = term_of(run, last.here)
    assert term is not None
    assert term.text == "b_h[0]"
    place = chosen(run, along(run, last, -1).here)
    assert place is not None
    assert place[1] == 1


def test_one_returns_to_the_term_that_was_chosen() -> None:
    session = go(start(Setup(text="a b c")), 2)
    run, walk = session.realised, choose(begin(session), 6, 1)
    went = deeper(run, walk)
    assert went.here == Frame(Source("h", (1, 1), "variable"))
    assert chosen(run, back(went).here) == (6, 1)
    far = deeper(run, went)
    assert len(far.frames) == 3
    assert back(far, 0).frames == far.frames[:1]
    assert back(back(back(far))).frames == far.frames[:1]


def test_a_forced_value_is_walked_through() -> None:
    session = start(Setup(text="a b c", interventions=(Intervention("h", 0.5, 1, 0),)))
    found = explanation_of(session.realised, Frame(Source("h", (1, 0), "variable")))
    assert found.forced
    assert found.value == 0.5
    assert rows_at(session.realised, Frame(Source("h", (1, 0), "variable")))


def test_before_the_first_step_a_decoder_begins_with_what_was_read() -> None:
    run = start(Setup(text="I saw", architecture="attention_additive")).realised
    found = explanation_of(run, Frame(Source("s", (-1, 1), "variable")))
    weights, h = run.model.weights, run.trace["h"]
    assert found.value == pytest.approx(float(np.tanh(weights["W_0"] @ h[-1] + weights["b_0"])[1]))
    assert found.computed == pytest.approx(found.value)
    assert found.equation == "s[-1] = tanh(W_0 @ h[T] + b_0)"
    # What has no expression of its own begins with zero, or with a token.
    for name in ("h", "y"):
        assert is_end(run, Frame(Source(name, (-1, 0), "variable")))


def test_names_are_those_of_set() -> None:
    run = start(Setup(text="a b", architecture="lstm")).realised
    assert target_of(run, Source("W_i", (0, 1), "weight")) == "W_i[0][1]"
    assert target_of(run, Source("b_i", (2,), "weight")) == "b_i[2]"
    assert target_of(run, Source("h", (1, 2), "variable")) == "h[1][2]"
    assert target_of(run, Source("x", (0, 1), "variable")) == "x[0][1]"
    assert target_of(run, Source("h", (-1, 2), "variable")) == "initial.h[2]"
    assert target_of(run, Source("cat", (1,), "entry")) == 'embedding["cat"][1]'
    assert target_of(run, Likeness("a", "b")) is None
    assert target_of(run, None) is None


def test_what_another_run_has_not_is_known() -> None:
    run = start(Setup(text="a b")).realised
    assert exists(run, Source("h", (1, 2), "variable"))
    assert exists(run, Source("h", (-1, 2), "variable"))
    assert not exists(run, Source("h", (1, 3), "variable"))
    assert not exists(run, Source("h", (3, 0), "variable"))
    assert not exists(run, Source("c", (0, 0), "variable"))
    assert exists(run, Source("W_h", (2, 1), "weight"))
    assert not exists(run, Source("W_h", (2, 2), "weight"))
    assert not exists(run, Source("W_i", (0, 0), "weight"))


def test_how_alike_two_words_are_is_worked_out() -> None:
    run = start(sample_setup("kinship")).realised
    walk = Walk((Frame(Likeness("祖", "孫")),), HOME)
    found = explanation_of(run, walk.here)
    assert found.value == pytest.approx(1 / np.sqrt(2))
    assert found.computed == found.value
    went = deeper(run, choose(walk, 1, 1))
    assert went.here.place == Source("孫", (0,), "entry")
    assert explanation_of(run, went.here).value == 1.0
    assert is_end(run, went.here)
    assert explanation_of(run, Frame(Likeness("祖", "你"))).value == 0.0


def test_a_walk_begins_with_one_place() -> None:
    assert begun(Source("h", (0, 0), "variable"), HOME).frames == (Frame(Source("h", (0, 0), "variable")),)
