"""The shipped networks seq2seq and attention: one loses long sentences, the other keeps them, as their notes say."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import rnntui
from rnntui.session.notes import tour_of
from rnntui.session.realise import realise
from rnntui.session.setup import sample_setup
from rnntui.text.samples import sample_models, samples_folder

GRAMMAR: dict[str, Any] = runpy.run_path(str(samples_folder() / "models" / "translation_grammar.py"))
pair: Callable[..., tuple[tuple[str, ...], tuple[str, ...]]] = GRAMMAR["pair"]
MODELS = {"seq2seq": "translation", "attention": "translation-attention"}


@pytest.fixture(scope="module", params=MODELS)
def named(request: pytest.FixtureRequest) -> tuple[str, rnntui.Model]:
    return request.param, rnntui.load(sample_models()[MODELS[request.param]])


def right(model: rnntui.Model, clauses: int, count: int = 200) -> float:
    """How many new sentences are translated without a mistake."""
    random = np.random.default_rng(200 + clauses)
    found = 0
    for _ in range(count):
        english, chinese = pair(random, random.random(clauses) < 0.5)
        found += model.trace(english).answers[0].tokens == chinese
    return found / count


def test_short_sentences_go_through_one_vector_and_long_ones_do_not(named: tuple[str, rnntui.Model]) -> None:
    name, model = named
    shares = [right(model, clauses) for clauses in (1, 2, 3)]
    assert shares[0] == 1
    if name == "attention":
        assert shares == [1, 1, 1]
    else:
        assert 0.5 < shares[1] < 0.8
        assert shares[2] < 0.03


def test_the_files_are_small_and_bring_their_words_and_labels(named: tuple[str, rnntui.Model]) -> None:
    name, model = named
    assert sample_models()[MODELS[name]].stat().st_size < 60_000
    assert model.labels == GRAMMAR["TARGET"]
    assert model.encoding is not None
    assert tuple(model.encoding.vocabulary) == GRAMMAR["SOURCE"]
    assert model.units["hidden"] == 24
    assert model.program.shape == "encoder-decoder"


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        (
            "seq2seq",
            ["她 愛 貓", "我 今天 看見 狗", "我 愛 狗 而且 你 愛 狗 而且 我們 現在 認識 鳥"],
        ),
        (
            "attention",
            [
                "她 愛 貓",
                "我 今天 看見 狗",
                "我 今天 看見 狗 而且 她 愛 貓 而且 我們 現在 認識 鳥",
                "我 今天 看見 狗 而且 她 愛 貓 而且 我們 現在 幫助 鳥",
            ],
        ),
        ("one-to-many", ["four three two one", "three two one"]),
    ],
)
def test_every_scene_ends_in_its_answer(name: str, answers: list[str]) -> None:
    tour = tour_of(sample_setup(name))
    assert tour is not None
    found = [realise(scene.setup).trace.answers[0] for scene in tour.scenes]
    assert [" ".join(answer.said) for answer in found] == answers
    assert all(answer.ended for answer in found)


@pytest.mark.parametrize(("name", "least"), [("seq2seq", 25), ("attention", 40)])
def test_every_number_beside_a_word_is_that_of_the_word(name: str, least: int) -> None:
    """`愛 0.277` is a probability at that step of the answer, `cats 0.994` an attention weight."""
    tour = tour_of(sample_setup(name))
    assert tour is not None
    count = 0
    for scene in tour.scenes:
        trace = realise(scene.setup).trace
        assert trace.labels is not None
        for note in scene.notes:
            for word, number in re.findall(r"([\w<>]+) (0\.\d+)", "\n".join(note.texts.values())):
                if note.clock != "u":
                    continue
                # A word that stands in the sentence is looked at; its first place is meant where it is there twice.
                reads = word in trace.tokens
                values = trace["attention"] if reads else trace["p"]
                places = [k for k, token in enumerate(trace.tokens if reads else trace.labels) if token == word]
                found = values[note.step][places]
                assert min(abs(found - float(number))) < 0.00051, (word, number, note)
                count += 1
    assert count >= least
