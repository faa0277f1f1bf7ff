"""All orders of a sentence through a network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.errors import RnntuiError
from rnntui.session import shuffle as module
from rnntui.session.all_orders import with_bag
from rnntui.session.edits import parse_edit
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.shuffle import as_bag, batch_size, shuffle, whole_shuffle


def test_the_worked_example_answers_42_to_198() -> None:
    kinship = sample_setup("kinship")
    found = whole_shuffle(realise(kinship))
    answers = {"".join(found.orders.sentence(k)): answer.tolist() for k, answer in enumerate(found.answers)}
    assert len(answers) == 24
    assert (answers["你祖我孫"], answers["我祖你孫"], answers["孫祖我你"]) == ([42, 42], [114, 114], [198, 198])
    spread = found.spread()
    assert (spread.least.tolist(), spread.greatest.tolist()) == ([42, 42], [198, 198])
    assert spread.distance == pytest.approx(np.hypot(156, 156))
    bag = whole_shuffle(realise(as_bag(realise(kinship))))
    assert bag.spread().distance == 0
    assert bag.spread().different.tolist() == [1, 1]
    assert bag.answers[0].tolist() == [12, 12]


@pytest.mark.parametrize("name", architecture_names())
def test_every_order_is_answered_as_it_is_alone(name: str) -> None:
    done = realise(Setup(text="a b a c", architecture=name, sizes=(("hidden", 4),)))
    found = whole_shuffle(done)
    assert found.total == 12
    variable = found.variable
    for order, answer in enumerate(found.answers):
        alone = done.model.trace(list(found.orders.sentence(order)))
        if found.said:
            wanted = np.pad(alone[variable].ravel(), (0, len(answer) - alone[variable].size))
        else:
            wanted = alone.at(variable, alone.steps(variable) - 1)
        np.testing.assert_allclose(answer, wanted, atol=1e-14)


@pytest.mark.parametrize("encoding", ["bag-of-words", "lsa"])
@pytest.mark.parametrize("text", ["你祖我孫", "the king and the queen and the dog"])
def test_an_encoding_without_order_gives_one_answer(encoding: str, text: str) -> None:
    found = whole_shuffle(realise(Setup(text=text, encoding=encoding, architecture="lstm")))
    assert found.spread().distance == 0
    assert np.unique(found.answers, axis=0).shape[0] == 1
    assert found.is_done


def test_a_network_without_memory_hears_the_last_word_alone() -> None:
    found = whole_shuffle(realise(Setup(text="a b c d", architecture="feedforward")))
    assert found.spread().different.tolist() == [4, 4]


def test_batches_tell_how_far_they_have_come(monkeypatch: pytest.MonkeyPatch) -> None:
    done = realise(Setup(text="a b c d", architecture="gru"))
    whole = whole_shuffle(done)
    monkeypatch.setattr(module, "MOST_AT_ONCE", 7)
    parts = list(shuffle(done))
    assert [len(each.answers) for each in parts] == [7, 14, 21, 24]
    assert [each.is_done for each in parts] == [False, False, False, True]
    np.testing.assert_allclose(parts[-1].answers, whole.answers, atol=1e-14)
    np.testing.assert_array_equal(parts[0].answers, parts[-1].answers[:7])
    assert parts[0].spread().distance <= whole.spread().distance


def test_a_batch_is_no_larger_than_memory_allows() -> None:
    short = realise(Setup(text="a b", architecture="lstm"))
    long = realise(Setup(text=" ".join(f"w{k}" for k in range(3000)), architecture="lstm", sizes=(("hidden", 32),)))
    assert batch_size(short) == module.MOST_AT_ONCE
    assert batch_size(long) < 10
    first = next(shuffle(long))
    assert (first.total, len(first.answers), first.orders.possible) == (300, batch_size(long), None)


def test_another_variable_can_be_the_answer() -> None:
    done = realise(Setup(text="a b c", architecture="lstm", layers=2))
    assert whole_shuffle(done, of="c").variable == "c_l1"
    assert whole_shuffle(done, of="c").answers.shape == (6, 3)
    with pytest.raises(RnntuiError, match="no variable 'q'"):
        whole_shuffle(done, of="q")


def test_what_is_forced_is_forced_in_every_order() -> None:
    forced = Setup(text="a b c", architecture="elman", interventions=(parse_edit("h[2]=0.5"),))
    assert whole_shuffle(realise(forced)).spread().distance == 0
    assert whole_shuffle(realise(replace(forced, interventions=()))).spread().distance > 0


ONE_VALUE = """
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W @ x[t] + R @ h[t-1])"
role = "hidden"
[[equations]]
is = "y[T] = V @ h[T]"
role = "output"
"""


def test_an_answer_for_the_whole_sentence_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(ONE_VALUE)
    done = realise(Setup(text="a b c", architecture=str(path)))
    found = whole_shuffle(done)
    np.testing.assert_allclose(found.answers[0], done.trace["y"][0], atol=1e-15)
    assert found.spread().different.tolist() == [6, 6]


SAYS = """
[sizes]
x = "input"
h = "hidden"
s = "hidden"
p = "output"
y = "output"
[initial]
s = "h[T]"
y = "<bos>"
[until]
y = "<eos>"
steps = 7
[[equations]]
is = "h[t] = tanh(W @ x[t] + R @ h[t-1])"
role = "hidden"
[[equations]]
is = "s[u] = tanh(R_s @ s[u-1] + W_s @ y[u-1])"
role = "hidden"
[[equations]]
is = "p[u] = V @ s[u] + b"
role = "output"
[[equations]]
is = "y[u] = greedy(p[u])"
role = "output"
"""


def test_a_decoder_ends_where_it_ends_in_each_order(tmp_path: Path) -> None:
    path = tmp_path / "says.toml"
    path.write_text(SAYS)
    labels = ("<bos>", "<eos>", "a", "b")
    setup = Setup(text="a b c d", architecture=str(path), labels=labels, seed=23, sizes=(("hidden", 6),))
    done = realise(setup)
    found = whole_shuffle(done, of="p")
    lengths = set()
    for order, answer in enumerate(found.answers):
        alone = done.model.trace(list(found.orders.sentence(order)))
        lengths.add(alone.clocks["u"])
        np.testing.assert_allclose(answer[: alone["p"].size], alone["p"].ravel(), atol=1e-14)
        assert not answer[alone["p"].size :].any()
    assert lengths == {2, 4, 6, 7}


def test_there_must_be_words(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.eye(3))
    with pytest.raises(RnntuiError, match="vectors are fed"):
        whole_shuffle(realise(Setup(inputs=str(tmp_path / "x.npy"))))
    with pytest.raises(RnntuiError, match="the sentence has no words"):
        whole_shuffle(realise(Setup(text=" ")))
    one = whole_shuffle(realise(Setup(text="a")))
    assert (one.total, one.spread().distance) == (1, 0)


@pytest.mark.parametrize("name", ["seq2seq", "attention"])
def test_what_a_decoder_writes_counts_and_not_the_token_that_ends_it(name: str) -> None:
    done = realise(sample_setup(name))
    found = whole_shuffle(done)
    assert len(set(found.said)) > 2
    assert found.spread().distance > 0
    for order in (0, len(found.orders.numbers) - 1):
        alone = done.model.trace(found.orders.sentence(order))
        assert found.said[order] == alone.answers[0].said
        kept = found.answers[order].reshape(-1, found.units)[: alone.steps(found.variable)]
        assert np.allclose(kept, alone[found.variable])
    assert found.name_of(found.units + 1) == f"{found.variable}[1][1]"


@pytest.mark.parametrize("name", ["sentiment", "seq2seq"])
def test_a_network_out_of_a_file_has_a_bag_of_its_own_words(name: str) -> None:
    done = realise(sample_setup(name))
    _, bag = with_bag(done)
    vector = done.model.trace(done.trace.tokens)["x"].sum(0)
    assert (bag.trace["x"][0] == vector).all()
    assert not whole_shuffle(bag).spread().distance
