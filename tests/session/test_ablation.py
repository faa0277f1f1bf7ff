"""Ablation: the same as each unit forced to 0 by itself, one run after the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.session import silencing as module
from rnntui.session.ablation import Ablation, ablation, answer_variable, silenced
from rnntui.session.edits import parse_edit
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Setup, sample_setup

TEXT = "a b c a"


def run(name: str, **chosen: object) -> Realised:
    return realise(replace(Setup(text=TEXT, architecture=name), **chosen))  # type: ignore[arg-type]


def assert_right(done: Realised, variable: str) -> None:
    found = ablation(done, variable)
    output = answer_variable(done)
    whole = done.trace[output]
    assert found.done == 1
    together = found.together
    assert together is not None
    assert found.values == tuple(whole[-1])
    assert sorted(effect.unit for effect in found.effects) == list(range(done.trace.units(variable)))
    changes = [effect.change for effect in found.effects]
    assert changes == sorted(changes, reverse=True)
    for effect in (*found.effects, together):
        unit = None if effect is together else effect.unit
        forced = (*done.edited.interventions, Intervention(found.variable, 0.0, unit=unit))
        fed = done.tokens if done.vectors is None else done.vectors
        alone = done.model.trace(fed, interventions=forced)
        rows = alone[output]
        steps = max(len(rows), len(whole))
        difference = np.zeros((steps, whole.shape[1]))
        difference[: len(rows)] += rows
        difference[: len(whole)] -= whole
        assert effect.change == pytest.approx(np.linalg.norm(difference), rel=1e-9, abs=1e-12)
        norms = np.linalg.norm(difference, axis=1)
        assert norms[effect.step] == pytest.approx(norms.max(), rel=1e-9, abs=1e-12)
        np.testing.assert_allclose(effect.output, rows[-1], rtol=1e-9, atol=1e-12)
        if alone.answers:
            assert effect.answer == " ".join(alone.answers[0].said)


@pytest.mark.parametrize("name", architecture_names())
def test_every_architecture(name: str) -> None:
    done = run(name)
    for variable in silenced(done) or (answer_variable(done),):
        assert_right(done, variable)


@pytest.mark.parametrize("room", [1, 3_000])
def test_batches_of_any_size(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("lstm", sizes=(("hidden", 5),))
    wanted = ablation(done, "h")
    monkeypatch.setattr(module, "ROOM", room)
    found = ablation(done, "h")
    for a, b in zip(found.effects, wanted.effects, strict=True):
        assert (a.unit, a.step, a.answer) == (b.unit, b.step, b.answer)
        assert a.change == pytest.approx(b.change, rel=1e-9)


def test_edits_stay_as_they_are() -> None:
    edits = ("W_i[0][1]=2", 'embedding["a"][0]=2', "f[1][0]=0", "initial.c[1]=1")
    assert_right(run("lstm", interventions=tuple(map(parse_edit, edits))), "h")
    assert_right(run("gru", layers=2, bidirectional=True), "h_l1_reverse")


def test_the_worked_example_by_hand() -> None:
    # Without one of its three equal units the network answers (0,0) (2,2) (6,6) (16,16) in place of 0, 3, 12, 42.
    found = ablation(realise(sample_setup("kinship")), "h")
    assert found.values == (42, 42)
    assert found.answer == ""
    for effect in found.effects:
        assert effect.output == (16, 16)
        assert effect.change == pytest.approx(np.sqrt(2 * (1 + 36 + 26**2)))
        assert effect.step == 3


def test_a_trained_network_answers_otherwise_without_the_units_that_matter() -> None:
    done = realise(sample_setup("sentiment"))
    found = ablation(done, "h")
    assert found.answer == "negative"
    assert found.turned == sum(effect.answer != "negative" for effect in found.effects) > 0
    labels = done.trace.labels
    assert labels is not None
    for effect in found.effects:
        assert effect.answer == labels[int(np.argmax(effect.output))]


def test_a_token_that_is_picked_is_measured_by_its_probability() -> None:
    assert answer_variable(run("seq2seq")) == "p"
    assert answer_variable(run("elman")) == "y"


def test_hidden_states_come_first_among_what_can_be_silenced() -> None:
    assert silenced(run("lstm")) == ("h", "i", "f", "o", "g", "c")
    assert silenced(run("gru", layers=2))[:2] == ("h_l0", "h_l1")


def test_how_far_it_is_and_what_is_known_by_then_is_told_and_whoever_hears_it_can_stop_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ROOM", 1)
    done = run("elman")
    heard: list[Ablation] = []
    found = ablation(done, "h", heard.append)
    assert [each.done for each in heard] == pytest.approx([0, 1 / 4, 2 / 4, 3 / 4, 1])
    assert [len(each.effects) for each in heard] == [0, 0, 0, 1, 2]
    # All units at once come first, then those of the largest values.
    assert [each.together for each in heard] == [None, None, *[found.together] * 3]
    largest = int(np.abs(done.trace["h"]).sum(axis=0).argmax())
    assert [effect.unit for effect in heard[3].effects] == [largest]

    def stop(found: Ablation) -> None:
        del found
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ablation(done, "h", stop)


def test_of_a_long_run_the_first_units_are_told_early(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("elman", text=" ".join("abc"[k % 3] for k in range(150)), sizes=(("hidden", 20),))
    monkeypatch.setattr(module, "SOON", 20_000)
    monkeypatch.setattr(module, "_fitting", lambda *_: ("parts", 100))
    heard: list[Ablation] = []
    wanted = ablation(done, "h", heard.append)
    assert sorted({len(each.effects) for each in heard}) == [0, 7, 15]
    assert len(wanted.effects) == 20


def test_some_units_alone() -> None:
    done = run("lstm")
    wanted = ablation(done, "h")
    found = ablation(done, "h", units=(2, 0))
    assert found.effects == tuple(effect for effect in wanted.effects if effect.unit != 1)
    with pytest.raises(RnntuiError, match="'h' has no unit 3; its units are 0 to 2"):
        ablation(done, "h", units=(1, 3))


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("room", [1, 150_000])
def test_long_runs_are_made_in_parts(room: int, bidirectional: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    edits = ("c_l0_reverse[70][0]=1", "initial.c_l0[0]=2") if bidirectional else ("h[70][0]=1", "initial.c[0]=2")
    done = run(
        "lstm",
        text=" ".join("abc"[k % 3] for k in range(150)),
        sizes=(("hidden", 4),),
        bidirectional=bidirectional,
        interventions=tuple(map(parse_edit, edits)),
    )
    variable = silenced(done)[0]
    wanted = ablation(done, variable)
    monkeypatch.setattr(module, "ROOM", room)
    monkeypatch.setattr("rnntui.engine.plan.MUCH_MEMORY", 1)
    found = ablation(done, variable)
    for a, b in zip(found.effects, wanted.effects, strict=True):
        assert a.unit == b.unit
        assert a.change == pytest.approx(b.change, rel=1e-9)


def test_what_can_not_be_silenced() -> None:
    with pytest.raises(RnntuiError, match="there is no variable 'q'"):
        ablation(run("elman"), "q")
    with pytest.raises(RnntuiError, match="the sentence has no words; type one first"):
        ablation(run("elman", text=""), "h")
