"""How much each token weighs in a value: the norms of the exact derivatives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.errors import RnntuiError
from rnntui.session import memory as module
from rnntui.session.memory import Memory, Place, bands, memory, memory_of, place_of
from rnntui.session.realise import Realised, realise
from rnntui.session.session import go, point, start
from rnntui.session.setup import Setup, sample_setup

TEXT = "I saw a saw there"


def run(architecture: str, **more: object) -> Realised:
    return realise(Setup(text=TEXT, architecture=architecture, seed=3, **more).with_size("hidden", 11))  # type: ignore[arg-type]


def expected(done: Realised, name: str, step: int, units: range) -> np.ndarray:
    """The norms by one gradient for each unit."""
    derivatives = [done.model.gradient(TEXT.split(), name, step, unit) for unit in units]
    return np.asarray(np.linalg.norm(np.concatenate(derivatives, axis=1), axis=1))


@pytest.mark.parametrize("more", [{}, {"layers": 2}, {"bidirectional": True}], ids=["plain", "deep", "both ways"])
@pytest.mark.parametrize("architecture", architecture_names())
def test_the_norms_are_those_of_the_gradient(architecture: str, more: dict[str, object]) -> None:
    try:
        done = run(architecture, **more)
    except RnntuiError as error:
        pytest.skip(str(error))
    steps = done.trace.clocks
    for name, equation in done.model.program.equations.items():
        if equation.role not in ("hidden", "memory", "output", "attention"):
            continue
        step = 0 if done.model.program.once(name) else steps[done.model.program.clocks[name]] // 2
        units = range(done.trace.units(name))
        whole = memory(done, Place(name, step))
        np.testing.assert_allclose(whole.norms, expected(done, name, step, units), rtol=1e-9, atol=1e-12)
        one = memory(done, Place(name, step, units[-1]))
        np.testing.assert_allclose(one.norms, expected(done, name, step, units[-1:]), rtol=1e-9, atol=1e-12)
        assert whole.norms.shape == (5,)
        assert not whole.norms.flags.writeable


def test_the_worked_example_grows() -> None:
    done = realise(sample_setup("kinship"))
    found = memory(done, Place("y", -1))
    assert found.norms.tolist() == [162, 54, 18, 6]
    assert str(found.place) == "y[3]"
    assert (found.largest, found.smallest, found.read) == (0, 3, 4)
    # One unit of the answer has half of its squares.
    np.testing.assert_allclose(memory(done, Place("y", 3, 1)).norms, np.array([162, 54, 18, 6]) / np.sqrt(2))
    np.testing.assert_allclose(memory(done, Place("h", 3)).norms, np.sqrt(6) * np.array([27, 9, 3, 1]))


def test_tokens_after_the_step_were_not_read() -> None:
    forwards = memory(run("elman"), Place("h", 2))
    assert forwards.read == 3
    assert forwards.norms[3:].tolist() == [0, 0]
    assert memory(run("elman", bidirectional=True), Place("h_both", 2)).read == 5
    assert memory(run("seq2seq"), Place("context", 0)).read == 5
    assert memory(run("attention_dot"), Place("attention", 1)).read == 5


def test_one_hot_tokens_and_vectors_alike() -> None:
    done = run("gru")
    dense = done.model.trace(done.trace["x"])
    np.testing.assert_allclose(memory_of(done.model, dense, Place("h", -1)).norms, memory(done, Place("h", 4)).norms)


def test_a_forced_value_lets_nothing_through() -> None:
    from rnntui.session.edits import parse_edit

    setup = replace(Setup(text=TEXT, seed=3), interventions=(parse_edit("h[2]=0"),))
    found = memory(realise(setup), Place("h", 4)).norms
    assert (found[:3] == 0).all()
    assert (found[3:] > 0).all()


def test_it_is_worked_out_once() -> None:
    done = run("elman")
    assert memory(done, Place("h", 1)) is memory(done, Place("h", 1))
    assert memory(run("elman"), Place("h", 1)) is not memory(done, Place("h", 1))


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place("q", 0), "there is no variable 'q'"),
        (Place("h", 5), "'h' has no step 5; its steps are 0 to 4"),
        (Place("h", 0, 11), "'h' has no unit 11; its units are 0 to 10"),
        (Place("h", 0, -1), "'h' has no unit -1"),
    ],
)
def test_what_is_not_there_is_named(place: Place, message: str) -> None:
    with pytest.raises(RnntuiError, match=message.replace("[", r"\[")):
        memory(run("elman"), place)


def test_long_sentences() -> None:
    done = realise(Setup(text="the cat saw a dog " * 2000).with_size("hidden", 8))
    found = memory(done, Place("h", 9_999))
    assert found.norms.shape == (10_000,)
    assert (found.largest, found.norms[0]) == (9_999, 0)
    short = realise(Setup(text="the cat saw a dog " * 10).with_size("hidden", 8))
    np.testing.assert_allclose(found.norms[-5:], memory(short, Place("h", 49)).norms[-5:], rtol=1e-6)


def test_a_run_that_is_kept_as_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    from rnntui.engine.plan import Bound
    from rnntui.engine.windows import Windows

    done = realise(Setup(text="the cat saw a dog " * 60, architecture="lstm"))
    monkeypatch.setattr("rnntui.engine.plan.MUCH_MEMORY", 1000)
    assert isinstance(done.model.bound, Bound)
    windowed = done.model.trace(done.trace.tokens)
    assert isinstance(windowed.stores, Windows)
    found = memory_of(done.model, windowed, Place("c", -1))
    np.testing.assert_allclose(found.norms, memory(done, Place("c", 299)).norms, rtol=1e-9, atol=1e-300)


def test_what_would_take_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("elman")
    monkeypatch.setattr(module, "MOST_PRODUCTS", 1)
    with pytest.raises(RnntuiError, match="all 11 units after 5 tokens would take too long; choose one unit"):
        memory_of(done.model, done.trace, Place("h", -1))
    assert memory_of(done.model, done.trace, Place("h", -1, 0)).norms[-1] > 0


def test_an_empty_sentence_has_nothing_to_weigh() -> None:
    with pytest.raises(RnntuiError, match="has no step"):
        memory(realise(Setup()), Place("h", -1))


def made(*norms: float, read: int | None = None) -> Memory:
    return Memory(Place("h", 0), np.array(norms), len(norms) if read is None else read)


def test_the_largest_and_the_smallest() -> None:
    assert (made(1, 3, 3, 2).largest, made(1, 3, 1, 2).smallest) == (2, 0)
    assert (made(1, 3, 0, 0, read=2).largest, made(1, 3, 0, 0, read=2).smallest) == (1, 0)
    assert (made().largest, made().smallest) == (-1, -1)
    assert made(np.nan, 1, 2).smallest == 1


def test_bands_show_the_largest() -> None:
    found = bands(made(1, 5, 2, 4, 3, 9, 0, read=6), 3)
    assert [(each.first, each.last, each.largest) for each in found] == [(0, 2, 5), (3, 5, 9), (6, 6, found[2].largest)]
    assert np.isnan(found[2].largest)
    assert [each.largest for each in bands(made(1, 2), 10)] == [1, 2]
    assert bands(made(), 10) == bands(made(1), 0) == ()


def test_the_place_is_the_cursor_s() -> None:
    session = point(go(start(Setup(text=TEXT)), 3), unit=2)
    assert place_of(session, whole=True) == Place("h", 3)
    assert place_of(session, whole=False) == Place("h", 3, 2)
    context = point(start(Setup(text=TEXT, architecture="seq2seq")), variable="context")
    assert place_of(context, whole=True) == Place("context", 0)
