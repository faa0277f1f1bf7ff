"""Where conditions hold in a run: block by block, and the same as all at once."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine import plan as plan_module
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.windows import WINDOW, Windows
from rnntui.errors import NotationError
from rnntui.session import hits as hits_module
from rnntui.session.hits import Hits, found_in, next_of
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup

LONG = realise(Setup(text=" ".join("abcde"[k * k % 5] for k in range(700)), architecture="gru"))


def hits_of(realised: Realised, text: str) -> Hits:
    found = found_in(realised, text)
    assert isinstance(found, Hits), found
    return found


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits_module, "LARGEST", 64)


@pytest.mark.parametrize("name", architecture_names())
def test_hits_are_those_of_numpy(name: str) -> None:
    realised = realise(Setup(text="I saw a saw and she saw me", architecture=name))
    trace = realised.trace
    for variable in trace.names:
        clock = trace.program.clocks[variable]
        if trace.program.once(variable):
            continue
        middle = float(np.median(trace[variable][:, 0]))
        found = hits_of(realised, f"{variable}[{clock}][0] > {middle!r}")
        offset = trace.clocks["t"] if clock == "u" else 0
        expected = [offset + int(k) for k in np.flatnonzero(trace[variable][:, 0] > middle)]
        assert list(found.all(trace)) == expected
        assert (found.count, found.is_complete) == (len(expected), True)


@pytest.mark.usefixtures("small_blocks")
@given(st.integers(0, 699), st.floats(0, 0.6))
def test_the_next_and_the_one_before(moment: int, level: float) -> None:
    trace = LONG.trace
    jumps = np.abs(np.diff(trace["h"], axis=0, prepend=0)).max(axis=1)
    held = np.flatnonzero(jumps > level)
    found = Hits(hits_of(LONG, f"max(abs(h[t] - h[t-1])) > {level!r}").condition, trace)
    after, before = held[held > moment], held[held < moment]
    assert found.after(trace, moment) == (after[0] if len(after) else None)
    assert found.after(trace, moment, -1) == (before[-1] if len(before) else None)


@pytest.mark.usefixtures("small_blocks")
def test_no_more_is_looked_at_than_has_to_be() -> None:
    trace = LONG.trace
    found = Hits(hits_of(LONG, 'token == "b"').condition, trace)
    assert found.size == 64
    first = found.after(trace, -1)
    assert first is not None
    assert first < 64
    assert found.looked_at == 64
    assert found.look(trace, 0.0) is False
    assert found.look(trace, 60.0) is True
    assert found.count == trace.tokens.count("b")


def test_any_of_several() -> None:
    trace = LONG.trace
    several = [hits_of(LONG, text) for text in ('token == "e"', "h[t][0] > 99", "token == 'b'")]
    wanted = [k for k, token in enumerate(trace.tokens) if token in "eb"]
    met, moment = [], -1
    while (following := next_of(several, trace, moment)) is not None:
        met.append(following)
        moment = following
    assert met == wanted
    assert next_of([], trace, 0) is None


def test_over_both_clocks_moments_go_on() -> None:
    realised = realise(Setup(text="I saw a saw", architecture="attention_dot"))
    trace = realised.trace
    spoken = [*trace.tokens, *trace.answers[0].tokens]
    last = spoken[-1]
    found = hits_of(realised, f"token == {last!r}")
    assert list(found.all(trace)) == [k for k, token in enumerate(spoken) if token == last]
    assert found.moments == len(spoken)
    assert list(hits_of(realised, "token[u] != ''").all(trace)) == list(range(4, len(spoken)))
    assert list(hits_of(realised, "token[t] != ''").all(trace)) == [0, 1, 2, 3]
    assert list(hits_of(realised, "1").all(trace)) == list(range(len(spoken)))


def test_a_run_without_steps_has_no_hits() -> None:
    realised = realise(Setup(text=""))
    found = hits_of(realised, "1 > 0")
    assert found.after(realised.trace, -1) is None
    assert (found.count, found.moments, found.is_complete) == (0, 0, True)


@pytest.mark.parametrize("name", ["lstm", "brnn", "drnn"])
def test_long_runs_are_never_whole_in_memory(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = Setup(text="a b c " * 100, architecture=name)
    whole = realise(setup)
    state = next(n for n, e in whole.trace.program.equations.items() if e.role == "hidden")
    text = f"{state}[t][0] > {float(np.median(whole.trace[state][:, 0]))!r}"
    expected = hits_of(whole, text).all(whole.trace)
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    windowed = realise(setup)
    assert isinstance(windowed.trace.stores, Windows)
    asked: list[int] = []
    between = Windows.between

    def noted(self: Windows, name: str, first: int, stop: int) -> np.ndarray:
        asked.append(stop - first)
        return between(self, name, first, stop)

    monkeypatch.setattr(Windows, "between", noted)
    assert hits_of(windowed, text).all(windowed.trace.apart()) == expected
    assert max(asked) <= WINDOW


def test_what_means_nothing_says_so_and_is_kept() -> None:
    error = found_in(LONG, "c[t][0] > 0")
    assert isinstance(error, NotationError)
    assert found_in(LONG, "c[t][0] > 0") is error
    assert hits_of(LONG, "h[t][0] > 0") is hits_of(LONG, "h[t][0] > 0")
    assert isinstance(found_in(LONG, "h[t]"), NotationError)
    assert isinstance(found_in(LONG, "h[t]", stops=False), Hits)


def test_nothing_is_kept_of_a_run_that_is_gone() -> None:
    realised = realise(Setup(text="a b"))
    hits_of(realised, "h[t][0] > 0").all(realised.trace)
    gone = weakref.ref(realised)
    del realised
    gc.collect()
    assert gone() is None
