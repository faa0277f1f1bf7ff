"""From a setup to a run, taking over from the run before what did not change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import rnntui
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.session.realise import Realised, realise
from rnntui.session.setup import Numbers, Setup, sample_setup
from rnntui.text.samples import shipped

SAW = Setup(text="I saw a saw", architecture="lstm")


def same(a: Realised, b: Realised) -> None:
    assert a.setup == b.setup
    assert a.trace.names == b.trace.names
    assert a.trace.tokens == b.trace.tokens
    assert a.model.notes == b.model.notes
    for name in a.trace.names:
        np.testing.assert_array_equal(a.trace[name], b.trace[name])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A model with an encoding and one without, vectors, and a corpus."""
    corpus = tmp_path / "corpus.txt"
    own, foreign, vectors = tmp_path / "own.safetensors", tmp_path / "foreign.safetensors", tmp_path / "x.npy"
    built = rnntui.build("gru", encoding="embedding", text="a b c", labels=["no", "yes"], tokens="characters", seed=3)
    built.save(own)
    draw = np.random.default_rng(0)
    save_file({"rnn.weight_ih_l0": draw.normal(size=(5, 3)), "rnn.weight_hh_l0": draw.normal(size=(5, 5))}, foreign)
    np.save(vectors, draw.normal(size=(4, 3)))
    corpus.write_text("a b a\nb c dd\nd a d\nc\n")
    return {"corpus": str(corpus), "own": str(own), "foreign": str(foreign), "vectors": str(vectors)}


def test_the_worked_example() -> None:
    done = realise(sample_setup("kinship"))
    assert done.trace["y"].tolist() == [[0, 0], [3, 3], [12, 12], [42, 42]]
    again = realise(replace(done.setup, text="我祖你孫"), done)
    assert again.trace["y"].tolist() == [[3, 3], [12, 12], [36, 36], [114, 114]]


@pytest.mark.parametrize("name", architecture_names())
def test_no_words_are_no_steps(name: str) -> None:
    for done in (realise(Setup(text=" \n", architecture=name)), realise(Setup(text="", embedding="kinship"))):
        assert done.trace.clocks["t"] == 0
        assert all(done.trace[each].shape[0] == 0 for each in ("x", "h"))


def test_typing_changes_no_other_number() -> None:
    before = realise(SAW)
    after = realise(replace(before.setup, text="I saw a saws"), before)
    assert after.setup.vocabulary == ("I", "a", "saw", "saws")
    np.testing.assert_array_equal(before.trace["h"][:3], after.trace["h"][:3])
    back = realise(replace(after.setup, text=SAW.text), after)
    np.testing.assert_array_equal(back.trace["h"], before.trace["h"])


def test_what_did_not_change_is_taken_over() -> None:
    before = realise(SAW)
    same_words = realise(replace(before.setup, text="saw I"), before)
    assert same_words.model is before.model
    other_seed = realise(replace(before.setup, seed=1), before)
    assert other_seed.model is not before.model
    assert other_seed.model.bound.plan is before.model.bound.plan
    other_cell = realise(replace(before.setup, architecture="gru"), before)
    assert other_cell.model.encoding is before.model.encoding


def test_a_way_through_many_setups_ends_where_a_straight_one_does(files: dict[str, str]) -> None:
    vocabulary = ("a", "b", "c", "d")
    base = Setup(text="a b", vocabulary=vocabulary)
    setups = [
        base,
        replace(base, encoding="embedding", sizes=(("input", 5),)),
        replace(base, model=files["foreign"]),
        replace(base, model=files["foreign"], text="d c"),
        replace(base, encoding="embedding"),
        replace(base, weights=files["foreign"]),
        replace(base, weights="ones"),
        replace(base, model=files["own"]),
        replace(base, model=files["own"], labels=("l", "r")),
        replace(base, model=files["own"], encoding="embedding"),
        replace(base, inputs=files["vectors"], text=""),
        replace(base, model=files["foreign"], inputs=files["vectors"]),
        replace(base, model=files["foreign"]),
        replace(base, layers=2, bidirectional=True),
        replace(base, encoding="bag-of-words"),
        replace(base, encoding="lsa", corpus=files["corpus"]),
        replace(base, encoding="lsa", corpus=files["corpus"], tokens_by="characters", sizes=(("input", 3),)),
        replace(base, encoding="lsa", corpus=files["corpus"], model=files["foreign"]),
        replace(base, encoding="skip-gram", corpus=files["corpus"]),
        replace(base, encoding="skip-gram", corpus=files["corpus"], seed=2, sizes=(("input", 3),)),
        replace(base, encoding="skip-gram", corpus=files["corpus"], model=files["foreign"]),
        replace(base, interventions=(Intervention("h", 0.5, 1, 0),)),
        base,
    ]
    before = None
    for setup in setups:
        before = realise(setup, before)
        same(before, realise(setup))


@pytest.mark.parametrize("name", ["bag-of-words", "lsa"])
def test_the_worked_example_has_no_order_to_an_order_blind_encoding(name: str) -> None:
    before = realise(replace(sample_setup("kinship"), encoding=name, embedding=None))
    after = realise(replace(before.setup, text="我祖你孫"), before)
    assert (before.trace.tokens, after.trace.tokens) == (("你 祖 我 孫",), ("我 祖 你 孫",))
    assert before.trace["y"].any()
    for variable in before.trace.names:
        np.testing.assert_array_equal(before.trace[variable], after.trace[variable])


@pytest.mark.parametrize("name", ["bag-of-words", "lsa"])
def test_no_words_are_no_steps_to_an_order_blind_encoding_either(name: str) -> None:
    assert realise(Setup(text=" ", encoding=name)).trace.clocks["t"] == 0


def test_a_file_brings_its_encoding_labels_and_way_of_splitting(files: dict[str, str]) -> None:
    done = realise(Setup(text="abx", model=files["own"]))
    assert done.trace.tokens == ("a", "b", "x")
    assert done.trace.labels == ("no", "yes")
    assert done.trace.unknown == (2,)
    words = realise(replace(done.setup, tokens_by="words"), done)
    assert words.trace.tokens == ("abx",)


def test_a_file_without_an_encoding_reads_seeded_vectors_and_says_so(files: dict[str, str]) -> None:
    done = realise(Setup(text="a b", model=files["foreign"]))
    assert any("seeded random vector" in note for note in done.model.notes)
    assert done.trace["x"].shape == (2, 3)
    typed = realise(replace(done.setup, text="a b c"), done)
    assert typed.trace.unknown == ()
    assert typed.model.notes == done.model.notes
    assert typed.loaded is done.loaded


def test_what_a_file_says_otherwise_is_said(files: dict[str, str]) -> None:
    setup = Setup(text="a", model=files["foreign"], layers=2, sizes=(("hidden", 4), ("input", 3)))
    notes = realise(setup).model.notes
    assert "layers is 1 in the file, and stays so: 2 was chosen" in notes
    assert "hidden is 5 in the file, and stays so: 4 was chosen" in notes
    assert not any(note.startswith("input") for note in notes)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"architecture": "lsmt"}, "did you mean lstm"),
        ({"encoding": "bow"}, "one-hot"),
        ({"encoding": ""}, "no encoding ''"),
        ({"weights": "zeros"}, "ones, random, or the path"),
        ({"weights": "x" * 5000}, "ones, random, or the path"),
        ({"sizes": (("width", 3),)}, "no size 'width'"),
        ({"sizes": (("hidden", 0),)}, "hidden is 0"),
        ({"sizes": (("output", 3),), "labels": ("a", "b")}, "2 labels for 3 outputs"),
        ({"activations": (("gate", "tan"),)}, "no function 'tan'"),
        ({"interventions": (Intervention("W_f", 1.0, step=9),)}, "no row 9"),
        ({"interventions": (Intervention("f", 1.0, step=9),)}, "no step 9"),
        ({"architecture": "lstm", "layers": 64, "sizes": (("hidden", 65_536),)}, "GB"),
    ],
)
def test_what_does_not_fit_is_named(changes: dict[str, object], found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        realise(replace(SAW, **changes))  # type: ignore[arg-type]


def test_an_encoding_of_another_size_than_the_file_reads_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(RnntuiError, match="reads vectors of 3, the encoding one-hot makes 2"):
        realise(Setup(text="a b", model=files["foreign"], encoding="one-hot"))
    assert realise(Setup(text="a b c", model=files["foreign"], encoding="one-hot")).trace.unknown == ()


def test_weights_that_are_written_out() -> None:
    rows: dict[str, Numbers] = {"W_h": ((1.0, 2.0),), "U_h": ((0.5,),), "b_h": (3.0,), "V_y": ((1.0,),), "b_y": (0.0,)}
    setup = Setup(text="a b", sizes=(("hidden", 1), ("output", 1)), parameters=tuple(rows.items()))
    realised = realise(replace(setup, activations=(("phi", "identity"),)))
    assert realised.trace["h"].tolist() == [[4.0], [7.0]]
    # A token that comes later has a column of zeros: its own doing is none.
    grown = realise(replace(realised.setup, text="a b c"), realised)
    assert grown.trace["h"].tolist() == [[4.0], [7.0], [6.5]]


def test_written_weights_that_do_not_fit_are_named() -> None:
    with pytest.raises(RnntuiError, match="there is no weight 'W_q'; the weights are W_h"):
        realise(Setup(text="a", parameters=(("W_q", (1.0,)),)))
    with pytest.raises(RnntuiError, match="the weights U_h, b_h, V_y, b_y are missing"):
        realise(Setup(text="a", parameters=(("W_h", ((1.0,),)),)))


def test_a_file_of_the_samples_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shipped("samples/setups/kinship.json").is_file()
    assert shipped("samples/none.json") == Path("samples/none.json")
    assert shipped("samples/../pyproject.toml") == Path("samples/../pyproject.toml")


def test_a_sentence_of_two_scripts_is_read_as_far_as_it_is_known() -> None:
    mixed = realise(replace(sample_setup("sentiment"), text="這部 movie 不好看"))
    assert mixed.trace.tokens == mixed.tokens == ("這", "部", "movie", "不", "好", "看")
    assert mixed.trace.unknown == (2,)
    # What is met stays, so the same setup is the same run.
    again = realise(mixed.setup, mixed)
    assert again.edited.base is mixed.edited.base
    assert again.tokens == mixed.tokens


def test_a_table_of_ones_own_is_read_for_the_characters_of_a_run_too(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("我,1,0\n祖,0,1\n", encoding="utf-8")
    setup = Setup(text="我愛 movie night", encoding="embedding", embedding=str(table))
    assert realise(setup).tokens == ("我", "愛", "movie", "night")
