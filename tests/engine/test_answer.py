"""What a decoder wrote: its tokens by their labels, and whether it ended by itself or at the limit."""

from __future__ import annotations

import numpy as np
import pytest
from networks import WRITING, bound, built_in, own, sentence, traced, weights_of

from rnntui.engine.arrays import Weights
from rnntui.engine.trace import Trace
from rnntui.errors import RnntuiError

LABELS = ("<bos>", "<eos>")


def saying(name: str, unit: int) -> Weights:
    """Weights under which one output is always the most probable."""
    weights = dict(weights_of(built_in(name).program))
    weights["b_y"] = np.where(np.arange(2) == unit, 100.0, 0)
    return weights


@pytest.mark.parametrize("name", WRITING)
def test_an_answer_ends_with_its_token_or_at_the_limit(name: str) -> None:
    (ended,) = traced(built_in(name), saying(name, 1), sentence(3)).answers
    assert (ended.tokens, ended.said, ended.ended) == (("<eos>",), (), True)
    (cut,) = traced(built_in(name), saying(name, 0), sentence(3)).answers
    assert (cut.tokens, cut.said, cut.ended) == (("<bos>",) * 20, ("<bos>",) * 20, False)
    assert (cut.end, cut.limit) == ("<eos>", 20)


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("steps", [0, 1, 10_000])
def test_sentences_of_any_length_have_an_answer(name: str, steps: int) -> None:
    trace = traced(built_in(name), weights_of(built_in(name).program), sentence(steps))
    (answer,) = trace.answers
    assert 1 <= len(answer.tokens) == trace.clocks["u"] <= 20
    if "attention" in trace:
        assert trace["attention"].shape == (trace.clocks["u"], steps)
        np.testing.assert_allclose(trace["attention"].sum(axis=1), 1 if steps else 0, rtol=1e-9)


def test_each_sentence_of_a_batch_has_its_own_answer() -> None:
    plan = built_in("seq2seq")
    weights = weights_of(plan.program, scale=3)
    batch = np.stack([sentence(4, seed=b) for b in range(6)], axis=1)
    together = traced(plan, weights, batch, (4, 0, 1, 2, 3, 4)).answers
    alone = [traced(plan, weights, batch[:length, b]).answers for b, length in enumerate((4, 0, 1, 2, 3, 4))]
    assert [(each,) for each in together] == alone


def test_a_network_without_a_decoder_writes_no_answer() -> None:
    assert traced(built_in("lstm"), weights_of(built_in("lstm").program), sentence(3)).answers == ()


def test_without_labels_the_tokens_are_numbers() -> None:
    plan = built_in("seq2seq")
    stores = bound(plan, saying("seq2seq", 1)).run({"x": sentence(2)})
    assert Trace(stores).answers[0].tokens == ("1",)
    assert Trace(stores, labels=("ja", "<eos>")).answers[0].ended


def test_of_a_vector_of_zeros_nothing_is_said() -> None:
    plan = own(
        "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])",
        "s[u] = 0 * s[u-1]",
        "y[u] = greedy(s[u])",
        sizes={"s": "token", "y": "token"},
        tables='[until]\ny = "<eos>"\nsteps = 3\n',
    )
    trace = traced(plan, weights_of(plan.program), sentence(2), labels=("<bos>", "a", "b", "c", "<eos>"))
    assert trace.answers[0].tokens == ("", "", "")


def test_a_program_names_the_tokens_that_it_needs() -> None:
    assert set(built_in("attention_dot").program.tokens.values()) == {"<bos>", "<eos>"}
    assert built_in("elman").program.tokens == {}
    with pytest.raises(RnntuiError, match="'y' begins or ends with the token '<bos>', which no label names"):
        built_in("seq2seq").bind(weights_of(built_in("seq2seq").program), {"input": 4, "hidden": 3, "output": 2}, ["a"])
