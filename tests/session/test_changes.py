"""What the edits changed: against two runs laid side by side by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnntui.engine import plan as plan_module
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.windows import Windows
from rnntui.session.changes import changed_at, changed_bands, changed_between, forced_at, was
from rnntui.session.edits import parse_edit
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup

TEXT = "a b c a"


def run(*texts: str, **chosen: object) -> Realised:
    setup = Setup(text=TEXT, architecture="lstm", interventions=tuple(map(parse_edit, texts)))
    return realise(replace(setup, **chosen))  # type: ignore[arg-type]


def test_without_edits_nothing_is_marked() -> None:
    plain = run()
    assert changed_at(plain, "h", 2) is None
    assert changed_between(plain, "h", range(4)) is None
    assert forced_at(plain, "h", 2) == frozenset()
    assert was(plain, "h", 2, 0) is None


@pytest.mark.parametrize("name", architecture_names())
def test_marks_are_where_the_runs_differ(name: str) -> None:
    plain = realise(Setup(text=TEXT, architecture=name))
    weight = next(iter(plain.model.weights))
    found = realise(replace(plain.setup, interventions=(parse_edit(f"{weight}[0][0]=0.9"),)))
    count = 0
    for variable in found.trace.names:
        now, then = found.trace[variable], plain.trace[variable]
        for step in range(len(now)):
            marked = changed_at(found, variable, step)
            if step >= len(then) or now.shape[1] != then.shape[1]:
                assert marked is not None
                assert marked.all()
                continue
            differs = ~np.isclose(now[step], then[step], rtol=1e-12, atol=1e-12)
            assert (marked is not None) == differs.any()
            if marked is not None:
                np.testing.assert_array_equal(marked, differs)
                unit = int(differs.nonzero()[0][0])
                assert was(found, variable, step, unit) == then[step, unit]
                count += 1
        both = changed_between(found, variable, range(len(now)))
        each = [changed_at(found, variable, step) is not None for step in range(len(now))]
        assert (np.zeros(len(now), bool) if both is None else both.any(axis=1)).tolist() == each
    assert count


def test_before_a_step_nothing_changes_and_the_start_is_marked_too() -> None:
    found = run("f[2][1]=0", "initial.c[0]=3")
    assert changed_at(found, "x", 2) is None
    start = changed_at(found, "c", -1)
    assert start is not None
    assert start.tolist() == [True, False, False]
    assert was(found, "c", -1, 0) == 0
    assert forced_at(found, "c", -1) == {0}
    assert forced_at(found, "c", 0) == frozenset()
    assert forced_at(found, "f", 2) == {1}
    late = run("f[2][1]=0")
    assert [changed_at(late, "h", step) is not None for step in range(4)] == [False, False, True, True]
    assert changed_at(late, "h", -1) is None


def test_what_is_forced_at_all_steps_and_units() -> None:
    found = run("f[:][1]=0", "o[2]=1")
    assert [forced_at(found, "f", step) for step in range(4)] == [{1}] * 4
    assert [len(forced_at(found, "o", step)) for step in range(4)] == [0, 0, 3, 0]


def test_backwards_the_start_lies_at_the_end() -> None:
    found = run("initial.h_l0_reverse[1]=2", bidirectional=True)
    marked = changed_at(found, "h_l0_reverse", 4)
    assert marked is not None
    assert marked.tolist() == [False, True, False]
    assert forced_at(found, "h_l0_reverse", 4) == {1}
    assert changed_at(found, "h_l0", 3) is None


def test_bands_of_units() -> None:
    found = run("h[1][4]=9", sizes=(("hidden", 6),))
    marked = changed_between(found, "h", range(1, 3))
    assert marked is not None
    assert marked[0].tolist() == [False] * 4 + [True, False]
    assert changed_bands(found, "h", range(2), [(0, 2), (3, 5)]) == {(1, 1)}
    assert changed_bands(found, "h", range(1), [(0, 2), (3, 5)]) == frozenset()


def test_an_answer_of_another_length_is_marked_where_there_was_none() -> None:
    plain = realise(Setup(text=TEXT, architecture="seq2seq", seed=3))
    assert plain.trace.clocks["u"] > 1
    ended = plain.trace.labels.index("<eos>") if plain.trace.labels else -1
    shorter = realise(replace(plain.setup, interventions=(parse_edit(f"p[0][{ended}]=9"),)))
    assert shorter.trace.clocks["u"] == 1
    assert changed_at(shorter, "y", 0) is not None
    marked = changed_between(shorter, "p", range(1))
    assert marked is not None
    longer = realise(replace(plain.setup, interventions=(parse_edit(f"p[:][{ended}]=-9"),)))
    assert longer.trace.clocks["u"] >= plain.trace.clocks["u"]
    for step in range(plain.trace.clocks["u"], longer.trace.clocks["u"]):
        assert changed_at(longer, "s", step) is not None
        assert was(longer, "s", step, 0) is None


def test_of_a_long_run_only_what_is_looked_at_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    found = run("f[150][1]=0", text="a b " * 200)
    assert isinstance(found.trace.stores, Windows)
    assert isinstance(found.unedited.stores, Windows)
    found.unedited.stores.recent.clear()
    assert changed_at(found, "c", 149) is None
    assert changed_at(found, "c", 150) is not None
    assert sorted(found.unedited.stores.recent) == [2]


def test_rounding_is_no_change() -> None:
    # A loop that stops to force a value may add in another order: what is forced to what it is changes nothing.
    plain = run(sizes=(("hidden", 37),))
    value = float(plain.trace["g"][1, 3])
    found = run(f"g[1][3]={value!r}", sizes=(("hidden", 37),))
    for variable in found.trace.names:
        assert changed_between(found, variable, range(4)) is None
    assert forced_at(found, "g", 1) == {3}
