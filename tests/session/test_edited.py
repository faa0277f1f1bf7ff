"""Edits put into a network: the same as a network that was made so, and what happens to edits that do not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rnntui
from rnntui.engine.arrays import OneHot
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.interventions import Intervention
from rnntui.errors import RnntuiError
from rnntui.model import Model
from rnntui.session.comparison import choose as choose_beside
from rnntui.session.comparison import retype as retype_beside
from rnntui.session.comparison import start as start_beside
from rnntui.session.comparison import undo as undo_beside
from rnntui.session.edited_encoding import edited_encoding
from rnntui.session.edits import EntryEdit, edit_text, parse_edit, quoted
from rnntui.session.encoding_likeness import neighbours
from rnntui.session.encoding_words import vocabulary_of
from rnntui.session.realise import Realised, realise
from rnntui.session.session import Session, choose, edit, go, redo, retype, start, take_back, undo
from rnntui.session.setup import Setup, sample_setup, setup_from
from rnntui.text.encodings import make_encoding

TEXT = "a b c a"
ALL = [
    *((name, None, None) for name in architecture_names()),
    *((name, 2, True) for name in ("elman", "lstm", "gru", "jordan", "lstm_peephole")),
]


def run(*texts: str, **chosen: object) -> Realised:
    setup = Setup(text=TEXT, interventions=tuple(map(parse_edit, texts)))
    return realise(replace(setup, **chosen))  # type: ignore[arg-type]


def assert_same(found: Realised, model: Model, *forced: Intervention, fed: object = None) -> None:
    wanted = model.trace(found.tokens if fed is None else fed, interventions=forced)  # type: ignore[arg-type]
    for name in wanted.names:
        np.testing.assert_allclose(found.trace[name], wanted[name], rtol=1e-12, atol=1e-14, err_msg=name)


def rebuilt(model: Model, **weights: np.ndarray) -> Model:
    """A model of the same parts with other weights, made anew."""
    arrays = {name: array.copy() for name, array in model.weights.items()} | weights
    return Model(model.program, arrays, model.units, model.encoding, model.labels, model.tokens_by)


@pytest.mark.parametrize(("name", "layers", "both"), ALL)
def test_every_weight_of_every_architecture(name: str, layers: int | None, both: bool | None) -> None:
    plain = run(architecture=name, layers=layers, bidirectional=both)
    assert not plain.edited.is_changed
    is_other = []
    for number, (weight, array) in enumerate(plain.model.weights.items()):
        other = array.copy()
        if array.ndim == 2:
            row, column = number % array.shape[0], number % array.shape[1]
            texts = [f"{weight}[{row}][{column}]=0.75", f"{weight}[:][0]=-0.5", f"{weight}[0]=0.25"]
            other[row, column] = 0.75
            other[:, 0] = -0.5
            other[0] = 0.25
        else:
            texts = [f"{weight}[{number % len(array)}]=0.75"]
            other[number % len(array)] = 0.75
        found = run(*texts, architecture=name, layers=layers, bidirectional=both)
        np.testing.assert_array_equal(found.model.weights[weight], other)
        assert_same(found, rebuilt(plain.model, **{weight: other}))
        # The run without them is there too, and nothing was written into its weights.
        np.testing.assert_array_equal(found.base.weights[weight], array)
        for variable in plain.trace.names:
            np.testing.assert_array_equal(found.unedited[variable], plain.trace[variable])
        is_other.append(any(not np.array_equal(found.trace[each], plain.trace[each]) for each in plain.trace.names))
    # What all scores have in common is lost in their softmax.
    assert sum(is_other) >= len(is_other) - 1


@pytest.mark.parametrize(("name", "layers", "both"), ALL)
def test_a_token_s_vector_and_the_input_of_every_architecture(name: str, layers: int | None, both: bool | None) -> None:
    chosen = {"architecture": name, "layers": layers, "bidirectional": both}
    plain = run(**chosen)
    fed = plain.trace["x"].copy()
    is_a = [step for step, token in enumerate(plain.trace.tokens) if token == "a"]
    fed[is_a, 1] = 2
    fed[1] = -1
    fed[2, 0] = 0.5
    found = run('embedding["a"][1]=2', 'embedding["b"]=-1', "x[2][0]=0.5", **chosen)
    np.testing.assert_array_equal(found.trace["x"], fed)
    assert_same(found, plain.model, fed=fed)


@pytest.mark.parametrize(("name", "layers", "both"), ALL)
def test_every_start_of_every_architecture(name: str, layers: int | None, both: bool | None) -> None:
    chosen = {"architecture": name, "layers": layers, "bidirectional": both}
    plain = run(**chosen)
    for variable in plain.trace.program.starting:
        begun = plain.trace.at(variable, -1).copy()
        begun[1] = 0.3
        found = run(f"initial.{variable}[1]=0.3", **chosen)
        wanted = plain.model.trace(found.tokens, initial={variable: begun})
        for each in wanted.names:
            np.testing.assert_array_equal(found.trace[each], wanted[each])


@pytest.mark.parametrize(
    ("encoding", "embedding"),
    [("one-hot", None), ("embedding", None), ("embedding", "kinship"), ("bag-of-words", None)],
)
def test_every_encoding(encoding: str, embedding: str | None) -> None:
    text = "你祖我祖"
    plain = run(encoding=encoding, embedding=embedding, text=text)
    assert plain.model.encoding is not None
    fed = plain.trace["x"].copy()
    difference = 5 - plain.model.encoding.vector("祖")[1]
    places = [k for k, token in enumerate(plain.tokens) if token == "祖"]
    if plain.model.encoding.keeps_order:
        fed[places, 1] = 5
    else:
        fed[0, 1] += len(places) * difference
    found = run('embedding["祖"][1]=5', encoding=encoding, embedding=embedding, text=text)
    np.testing.assert_allclose(found.trace["x"], fed, rtol=1e-14)
    assert_same(found, plain.model, fed=fed)
    assert plain.model.encoding.vector("祖")[1] != 5
    assert found.model.encoding is not None
    assert found.model.encoding.vector("祖")[1] == 5


def test_lsa_and_an_order_that_does_not_matter(tmp_path: Path) -> None:
    corpus = tmp_path / "c.txt"
    corpus.write_text("a b c\na b\nb c d\nc d\na d\n", "utf-8")
    chosen = {"encoding": "lsa", "corpus": str(corpus)}
    plain = run(text="a b a c", **chosen)
    assert plain.model.encoding is not None
    found = run('embedding["a"][0]=3', 'embedding["c"][1]=-2', text="a b a c", **chosen)
    other = run('embedding["c"][1]=-2', 'embedding["a"][0]=3', text="c a b a", **chosen)
    np.testing.assert_array_equal(found.trace["x"], other.trace["x"])
    wanted = plain.trace["x"].copy()
    wanted[0, 0] += 2 * (3 - plain.model.encoding.vector("a")[0])
    wanted[0, 1] += -2 - plain.model.encoding.vector("c")[1]
    np.testing.assert_allclose(found.trace["x"], wanted, rtol=1e-13)
    with pytest.raises(RnntuiError, match="no token is called 'z'; those of the sentence are a, b"):
        run('embedding["z"][0]=1', text="a z b", **chosen)


@pytest.mark.parametrize("token", ['"', "\\", "'", "]", "=", "\x1b", "\u202e", "👨‍👩‍👧", "\ud800"])
def test_hostile_tokens(token: str) -> None:
    table = {"tokens_by": "words", "text": f"a {token} b"}
    plain = run(**table)
    assert token in plain.tokens
    found = run(f"embedding[{quoted(token)}][0]=3", **table)
    place = plain.tokens.index(token)
    assert found.trace["x"][place, 0] == 3
    np.testing.assert_array_equal(np.delete(found.trace["x"], place, 0), np.delete(plain.trace["x"], place, 0))


@pytest.mark.parametrize("token", ["]=1", "[/]", "\x1b[2J", "[@click=app.quit]x", ""])
def test_hostile_tokens_of_more_characters(token: str) -> None:
    edit = parse_edit(f"embedding[{quoted(token)}][0]=3")
    assert isinstance(edit, EntryEdit)
    found = edited_encoding(make_encoding("one-hot", vocabulary=("a", token)), [edit])
    assert found.encode((token, "a")).input.tolist() == [[3, 1], [1, 0]]  # type: ignore[union-attr]


def test_a_token_that_the_encoding_does_not_know_gets_a_vector_of_its_own(tmp_path: Path) -> None:
    model = rnntui.build("elman", encoding="one-hot", text="a b", hidden=2)
    model.save(tmp_path / "m.safetensors")
    chosen = {"model": str(tmp_path / "m.safetensors"), "text": "a z b"}
    assert run(**chosen).trace.unknown == (1,)
    found = run('embedding["z"][0]=2', **chosen)
    assert found.trace.unknown == ()
    assert found.trace["x"].tolist() == [[1, 0], [2, 0], [0, 1]]


def test_a_network_out_of_a_file_is_edited_and_its_arrays_are_not(tmp_path: Path) -> None:
    made = rnntui.build("gru", encoding="one-hot", text="a b c", hidden=3, seed=3)
    weights = {name: array.astype(np.float32) for name, array in made.weights.items()}
    replace(made, weights=weights, bound=None).save(tmp_path / "m.safetensors")  # type: ignore[arg-type]
    plain = run(model=str(tmp_path / "m.safetensors"))
    found = run("U_z[1][2]=0.1", "h[2][0]=0.3", 'embedding["b"][0]=0.7', model=str(tmp_path / "m.safetensors"))
    assert found.trace.dtype == np.float32
    assert found.model.weights["U_z"].dtype == np.float32
    assert found.loaded is not None
    np.testing.assert_array_equal(found.loaded.weights["U_z"], weights["U_z"])
    other = weights["U_z"].copy()
    other[1, 2] = 0.1
    fed = plain.trace["x"].copy()
    fed[1, 0] = 0.7
    wanted = rebuilt(plain.model, U_z=other).trace(fed, interventions=[Intervention("h", 0.3, 2, 0)])
    np.testing.assert_allclose(found.trace["y"], wanted["y"], rtol=1e-5)
    with pytest.raises(RnntuiError, match="1e\\+39 is too large for the float32 of this network"):
        run("U_z[1][2]=1e39", model=str(tmp_path / "m.safetensors"))


def test_the_edited_network_can_be_saved_and_reads_the_same(tmp_path: Path) -> None:
    found = run('embedding["a"][1]=2', "W_h[0][1]=3")
    found.model.save(tmp_path / "m.safetensors")
    again = rnntui.load(tmp_path / "m.safetensors").trace(TEXT)
    np.testing.assert_array_equal(again["y"], found.trace["y"])
    bag = run('embedding["a"][1]=2', encoding="bag-of-words")
    with pytest.raises(RnntuiError, match="can't be saved so; take the edits back"):
        bag.model.save(tmp_path / "b.safetensors")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("f[4][0]=1", r"'f' has no step 4; its steps are 0 to 3"),
        ("f[0][3]=1", r"'f' has no unit 3; its units are 0 to 2"),
        ("x[0][3]=1", r"'x' has no unit 3; its units are 0 to 2"),
        ("W_f[3][0]=1", r"'W_f' has no row 3; its rows are 0 to 2"),
        ("W_f[0][3]=1", r"'W_f' has no column 3; its columns are 0 to 2"),
        ("b_f[3]=1", r"'b_f' has no unit 3; its units are 0 to 2"),
        ("b_f[1][0]=1", r"the weight 'b_f' is a vector; write b_f\[1\]=1"),
        (
            "W_q[0][0]=1",
            r"no variable or weight 'W_q'; did you mean W_\w\? the variables are x, .* the weights are W_i",
        ),
        ("initial.f[0]=1", r"nothing reads 'f' before its first step; what has a start is c, h"),
        ("initial.W_f[0]=1", r"there is no variable or weight|there is no variable 'W_f'|nothing reads"),
        ("initial.h[3]=1", r"'h' has no unit 3"),
        ("embedding[:][0]=1", r"name the token, as in embedding\[\"a\"\]\[0\]=1"),
        ('embedding["z"][0]=1', r"no token is called 'z'; those of the sentence are a, b, c"),
        ('embedding["a"][3]=1', r"the vector of 'a' has no unit 3; its units are 0 to 2"),
    ],
)
def test_what_has_no_place_is_named_with_what_has(text: str, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        run(text, architecture="lstm")
    with pytest.raises(RnntuiError, match=found):
        edit(start(Setup(text=TEXT, architecture="lstm")), parse_edit(text))


def test_of_very_many_names_the_first_are_told() -> None:
    with pytest.raises(RnntuiError, match=r"no variable or weight 'q'.*, …; the weights are W_i_l0, .*, …$") as caught:
        run("q[0]=1", architecture="lstm", layers=4, bidirectional=True)
    assert len(str(caught.value)) < 650


def test_vectors_that_are_fed_have_no_tokens(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.eye(3))
    found = run("x[1][0]=5", "h[2]=0", inputs=str(tmp_path / "x.npy"), text="")
    assert found.trace["x"][1].tolist() == [5, 1, 0]
    assert found.trace["h"][2].tolist() == [0, 0, 0]
    with pytest.raises(RnntuiError, match="vectors are fed"):
        run('embedding["a"][0]=1', inputs=str(tmp_path / "x.npy"), text="")
    with pytest.raises(RnntuiError, match="'x' has no step 3; its steps are 0 to 2"):
        run("x[3][0]=5", inputs=str(tmp_path / "x.npy"), text="")


def test_one_hot_vectors_of_a_long_text_and_a_large_vocabulary_are_not_written_out() -> None:
    words = [f"w{number}" for number in range(9_000)]
    with pytest.raises(RnntuiError, match=r"would take 0\.6 GB"):
        run('embedding["w1"][0]=1', text=" ".join(words), sizes=(("hidden", 1),))


# Edits that fit no more


def began(*texts: str, **chosen: object) -> Session:
    return edit(start(replace(Setup(text=TEXT, architecture="lstm"), **chosen)), *map(parse_edit, texts))  # type: ignore[arg-type]


def made(session: Session) -> list[str]:
    return list(map(edit_text, session.realised.edited.made))


def asleep(session: Session) -> list[str]:
    return [edit_text(each.edit) for each in session.realised.edited.asleep]


def test_an_edit_without_a_place_sleeps_until_it_has_one_again() -> None:
    session = began("f[3][0]=0", 'embedding["c"][0]=2', "W_f[0][1]=1")
    shorter = retype(session, "a b")
    assert made(shorter) == ['embedding["c"][0]=2.0', "W_f[0][1]=1.0"]
    assert asleep(shorter) == ["f[3][0]=0.0"]
    # It may be typed further, and back.
    assert made(retype(shorter, "a b c a")) == made(session)
    other = choose(session, replace(session.setup, architecture="gru"))
    assert asleep(other) == ["f[3][0]=0.0", "W_f[0][1]=1.0"]
    assert made(edit(other, parse_edit("z[0][0]=1"))) == ['embedding["c"][0]=2.0', "z[0][0]=1.0"]
    narrow = choose(session, session.setup.with_size("hidden", 1))
    assert made(narrow) == made(session)
    bare = choose(session, replace(session.setup, text=""))
    assert "f[3][0]=0.0" in asleep(bare)


def test_what_sleeps_can_be_taken_back_and_that_be_undone() -> None:
    session = retype(began("f[3][0]=0", "f[0][0]=1"), "a b")
    without = take_back(session, parse_edit("f[3][0]=0"))
    assert (made(without), asleep(without)) == (["f[0][0]=1.0"], [])
    assert asleep(undo(without)) == ["f[3][0]=0.0"]
    assert asleep(redo(undo(without))) == []


def test_a_new_edit_has_to_fit_though_others_sleep() -> None:
    session = retype(began("f[3][0]=0"), "a b")
    with pytest.raises(RnntuiError, match="no step 2"):
        edit(session, parse_edit("f[2][0]=0"))


def test_a_run_with_sleeping_edits_can_be_begun_again_only_leniently() -> None:
    session = retype(began("f[3][0]=0"), "a b")
    with pytest.raises(RnntuiError, match="no step 3"):
        realise(session.setup)
    assert len(realise(session.setup, lenient=True).edited.asleep) == 1


def test_undo_and_redo_go_through_all_edits() -> None:
    texts = ["f[3][0]=0", "W_i[0][1]=2", 'embedding["a"][0]=3', "initial.c[0]=1", "b_f[0]=9"]
    session = start(Setup(text=TEXT, architecture="lstm"))
    outputs = [session.trace["y"].tolist()]
    for text in texts:
        session = edit(session, parse_edit(text))
        outputs.append(session.trace["y"].tolist())
    assert len({str(each) for each in outputs}) == len(texts) + 1
    for wanted in outputs[-2::-1]:
        session = undo(session)
        assert session.trace["y"].tolist() == wanted
    for wanted in outputs[1:]:
        session = redo(session)
        assert session.trace["y"].tolist() == wanted
    for text in ("W_i[0][1]=2", "f[3][0]=0"):
        session = take_back(session, parse_edit(text))
    wanted = edit(start(Setup(text=TEXT, architecture="lstm")), *map(parse_edit, texts[2:])).trace["y"]
    np.testing.assert_array_equal(session.trace["y"], wanted)
    assert take_back(session, *session.setup.interventions).trace["y"].tolist() == outputs[0]


def test_the_place_that_is_looked_at_stays() -> None:
    session = go(start(Setup(text=TEXT, architecture="lstm")), 2)
    changed = edit(session, parse_edit("W_i[0][1]=2"))
    assert changed.cursor == session.cursor
    assert changed.farthest == session.farthest


def test_nothing_is_made_twice() -> None:
    plain = start(Setup(text=TEXT, architecture="lstm")).realised
    first = realise(replace(plain.setup, interventions=(parse_edit("W_i[0][1]=2"),)), plain)
    assert first.unedited is plain.trace
    assert first.model.bound.plan is plain.model.bound.plan
    second = realise(replace(first.setup, interventions=(*first.setup.interventions, parse_edit("f[0]=1"))), first)
    assert second.model is first.model
    assert second.unedited is plain.trace
    back = realise(plain.setup, second)
    assert back.model is plain.model
    assert back.trace is plain.trace


def test_both_runs_of_a_comparison() -> None:
    beside = start_beside(Setup(text="a b c"), Setup(text="c b a"))
    edited = choose_beside(beside, "a", replace(beside.a.setup, interventions=(parse_edit("h[2][0]=0"),)))
    assert edited.a.trace["h"][2, 0] == 0
    shorter = retype_beside(edited, "a", "a b")
    assert asleep(shorter.a) == ["h[2][0]=0.0"]
    without = choose_beside(shorter, "a", replace(shorter.a.setup, interventions=()))
    assert asleep(undo_beside(without).a) == ["h[2][0]=0.0"]


def test_a_setup_s_file_holds_every_kind() -> None:
    texts = ["f[3][0]=0", "W_i[0][1]=2", 'embedding["祖"][0]=3', "initial.c[0]=1"]
    setup = setup_from({"interventions": texts}, "x.json")
    assert setup.interventions == tuple(map(parse_edit, texts))


def test_the_worked_example_with_one_weight_changed_by_hand() -> None:
    # 你 祖 我 孫 are (0,0) (1,0) (0,1) (1,1), and the first hidden unit does not see the second number any more.
    session = edit(start(replace(sample_setup("kinship"), notes=None)), parse_edit("W_h[0][1]=0"))
    h = np.zeros(3)
    for x in ((0, 0), (1, 0), (0, 1), (1, 1)):
        h = np.array([x[0], sum(x), sum(x)]) + h.sum()
    np.testing.assert_array_equal(session.trace["y"][-1], [h.sum()] * 2)


def test_tokens_stay_tokens_where_their_vectors_are_not_edited() -> None:
    found = run("W_h[0][0]=1", "h[0][0]=1")
    assert found.model.encoding is not None
    assert isinstance(found.model.encoding.encode(found.tokens).input, OneHot)
    assert len(found.edited.made) == 2


def test_a_vector_that_was_edited_is_no_axis_any_more() -> None:
    plain = vocabulary_of(run())
    assert plain.entries == ("a", "b", "c")
    found = vocabulary_of(run('embedding["a"][1]=1'))
    assert found.entries == ()
    (nearest, *_) = neighbours(found, "a", 2)
    assert nearest.token == "b"
    assert nearest.cosine == pytest.approx(1 / np.sqrt(2))


def test_pytorch_computes_the_same_with_the_same_numbers() -> None:
    torch = pytest.importorskip("torch")
    found = run(
        "U_f[1][2]=1.5", "W_g[:][0]=-0.75", "b_o[2]=2", 'embedding["b"][1]=3', "initial.c[0]=0.5", "initial.h[1]=-0.5",
        architecture="lstm",
    )  # fmt: skip
    weights, gates = found.model.weights, "ifgo"
    lstm = torch.nn.LSTM(3, 3).double()
    with torch.no_grad():
        lstm.weight_ih_l0[:] = torch.tensor(np.concatenate([weights[f"W_{gate}"] for gate in gates]))
        lstm.weight_hh_l0[:] = torch.tensor(np.concatenate([weights[f"U_{gate}"] for gate in gates]))
        lstm.bias_ih_l0[:] = torch.tensor(np.concatenate([weights[f"b_{gate}"] for gate in gates]))
        lstm.bias_hh_l0[:] = 0
        fed = torch.tensor([[1.0, 0, 0], [0, 3, 0], [0, 0, 1], [1, 0, 0]]).double()
        start = torch.tensor([[0, -0.5, 0]]).double(), torch.tensor([[0.5, 0, 0]]).double()
        hidden, _ = lstm(fed, start)
    np.testing.assert_allclose(found.trace["h"], hidden.numpy(), rtol=1e-12, atol=1e-14)
    assert weights["U_f"][1, 2] == 1.5
    assert (weights["W_g"][:, 0] == -0.75).all()
