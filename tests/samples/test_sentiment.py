"""The shipped network sentiment: right about sentences that it was never shown, for the reason that its notes give."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import rnntui
from rnntui.session.realise import realise
from rnntui.session.setup import sample_setup
from rnntui.text.samples import sample_models, samples_folder

GRAMMAR: dict[str, Any] = runpy.run_path(str(samples_folder() / "models" / "sentiment_grammar.py"))
sentences: Callable[..., Iterator[tuple[str, ...]]] = GRAMMAR["sentences"]
meanings: Callable[..., tuple[str | None, ...]] = GRAMMAR["meanings"]


@pytest.fixture(scope="module")
def model() -> rnntui.Model:
    return rnntui.load(sample_models()["sentiment"])


def answers(model: rnntui.Model, text: str | tuple[str, ...]) -> list[str]:
    assert model.labels is not None
    return [model.labels[unit] for unit in model.trace(text)["y"].argmax(axis=-1)]


def test_the_file_is_small_and_brings_its_words_and_labels(model: rnntui.Model) -> None:
    assert sample_models()["sentiment"].stat().st_size < 50_000
    assert model.labels == GRAMMAR["LABELS"]
    assert model.encoding is not None
    assert tuple(model.encoding.vocabulary) == GRAMMAR["vocabulary"]()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the film was good", "positive"),
        ("the film was not good", "negative"),
        ("the film was not bad at all", "positive"),
        ("not bad at all", "positive"),
        ("it is not true that the film was bad", "positive"),
        ("the film was not good , but the music was great", "positive"),
        ("the music was not", "neutral"),
        ("The food was not good", "negative"),
        ("nobody liked it", "neutral"),
        ("這部電影好看", "positive"),
        ("這部電影不好看", "negative"),
        ("這部電影並不是不好看", "positive"),
        ("不是不好看", "positive"),
        ("我不喜歡這部電影，但是音樂很好聽", "positive"),
    ],
)
def test_a_sentence_ends_in_its_label(model: rnntui.Model, text: str, label: str) -> None:
    """Words that it never met, such as food, do no harm; liked is not among the words that it knows."""
    assert answers(model, text)[-1] == label


@pytest.mark.parametrize("held_out", [False, True])
def test_new_sentences_are_right_at_every_step(model: rnntui.Model, held_out: bool) -> None:
    """With `held_out` each has a denial before a word that it never followed in training."""
    whole, steps = [], []
    for tokens in sentences(20, 1000, held_out=held_out):
        found = zip(answers(model, tokens), meanings(tokens), strict=True)
        right = [answer == label for answer, label in found if label is not None]
        whole.append(right[-1])
        steps += right
    assert np.mean(whole) >= 0.99
    assert np.mean(steps) >= 0.99


def test_the_grammar_counts_denials() -> None:
    assert meanings(("it", "was", "not", "bad", "but", "never", "good")) == (
        "neutral", "neutral", "neutral", "positive", "positive", "positive", "negative",
    )  # fmt: skip
    assert meanings("不是不難看") == ("neutral", "neutral", "neutral", None, "negative")


def test_unit_2_is_high_after_one_denial_and_low_after_two(model: rnntui.Model) -> None:
    praise_and_blame = GRAMMAR["PRAISE"] | GRAMMAR["BLAME"]
    after: dict[int, list[float]] = {1: [], 2: []}
    for tokens in sentences(21, 500, held_out=True):
        count = 0
        for step, (token, state) in enumerate(zip(tokens, model.trace(tokens)["h"], strict=True)):
            if (token,) in praise_and_blame or tokens[max(step - 1, 0) : step + 1] in praise_and_blame:
                count = 0
            elif token in GRAMMAR["FLIPS"]:
                count += 1
                after[count].append(float(state[2]))
    assert len(after[2]) > 100
    assert min(after[1]) > 0.25 > 0.1 > max(after[2])


def test_unit_3_changes_sides_at_the_first_praise_or_blame(model: rnntui.Model) -> None:
    for tokens in sentences(22, 500, held_out=True):
        for label, state in zip(meanings(tokens), model.trace(tokens)["h"], strict=True):
            # In the middle of a word neither holds yet.
            assert label is None or (state[3] > 0.2 if label == "neutral" else state[3] < -0.4)


def test_without_unit_2_the_denial_is_lost() -> None:
    """The scene of the sample that forces it, beside the same sentence with unit 2 left alone."""
    tour = realise(sample_setup("sentiment")).tour
    assert tour is not None
    (forced,) = (scene.setup for scene in tour.scenes if scene.setup.interventions)
    assert realise(replace(forced, interventions=())).trace["y"][-1].argmax() == 0
    assert realise(forced).trace["y"][-1].argmax() == 2
