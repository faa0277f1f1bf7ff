"""The shipped samples answer what they say they answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from rnntui.engine.trace import Trace
from rnntui.session.notes import tour_of
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup
from rnntui.text.samples import sample_tables
from rnntui.text.tokens import split


def scenes(name: str) -> list[Setup]:
    tour = tour_of(sample_setup(name))
    assert tour is not None
    return [scene.setup for scene in tour.scenes]


def answers(trace: Trace) -> list[str]:
    assert trace.labels is not None
    return [trace.labels[unit] for unit in trace["y"].argmax(axis=-1)]


def test_kinship_ends_in_42_in_114_and_without_memory_in_6() -> None:
    outputs = [realise(setup).trace["y"].tolist() for setup in scenes("kinship")]
    assert outputs == [
        [[0, 0], [3, 3], [12, 12], [42, 42]],
        [[3, 3], [12, 12], [36, 36], [114, 114]],
        [[3, 3], [3, 3], [0, 0], [6, 6]],
    ]


def test_the_highest_answer_of_kinship_is_198() -> None:
    setup = sample_setup("kinship")
    orders = map("".join, permutations("你祖我孫"))
    assert max(realise(replace(setup, text=order)).trace["y"][-1][0] for order in orders) == 198


def test_gated_memory_is_the_lstm_by_hand_of_hung_yi_lee() -> None:
    """One unit that writes, keeps, speaks and forgets: memory 3, 7, 7, 7, 0 and outputs 0, 0, 0, 7, 0."""
    trace = realise(sample_setup("gated-memory")).trace
    assert trace["x"].tolist() == [[3, 1, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0]]
    np.testing.assert_allclose(trace["c"][:, 0], [3, 7, 7, 7, 0], atol=1e-3)
    np.testing.assert_allclose(trace["y"][:, 0], [0, 0, 0, 7, 0], atol=1e-3)
    assert trace["y"][3][0] == pytest.approx(6.999500634, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("add5 add7 say", [12]), ("add5 say add7 say", [5, 12]), ("add5 say forget add9 add3 7 say2", [5, 12])],
)
def test_gated_memory_says_12(text: str, spoken: list[int]) -> None:
    trace = realise(replace(sample_setup("gated-memory"), text=text)).trace
    said = [trace["y"][step][0] for step, token in enumerate(trace.tokens) if token.startswith("say")]
    np.testing.assert_allclose(said, spoken, atol=2e-3)


def test_every_word_of_gated_memory_is_one_token() -> None:
    rows = sample_tables()["gated-memory"].read_text(encoding="utf-8").splitlines()[1:]
    words = [row.split(",")[0] for row in rows]
    assert len(words) == 42
    assert split(" ".join(words)) == tuple(words)


def test_saw_is_told_apart_by_what_stands_before_and_after_it() -> None:
    found = [(setup.architecture, answers(realise(setup).trace)) for setup in scenes("saw")]
    assert found == [
        ("feedforward", ["other", "noun", "other", "noun"]),
        ("elman", ["other", "verb", "other", "noun"]),
        ("elman", ["noun", "other", "noun"]),
        ("brnn", ["verb", "other", "noun"]),
        ("brnn", ["other", "verb", "other", "noun"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw", ["other", "verb"]),
        ("a saw", ["other", "noun"]),
        ("You saw", ["other", "noun"]),
        ("You saw a saw", ["other", "verb", "other", "noun"]),
    ],
)
def test_saw_in_sentences_of_ones_own(text: str, expected: list[str]) -> None:
    """The last note says that You saw comes out wrong: no unit knows You."""
    assert answers(realise(replace(scenes("saw")[-1], text=text)).trace) == expected
