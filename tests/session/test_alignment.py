"""Two sentences side by side."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.session import alignment
from rnntui.session.alignment import by_step, by_token

SENTENCES = st.lists(st.sampled_from("abcd"), max_size=9).map("".join)


@cache
def most_equal(a: str, b: str) -> int:
    """The length of the longest common subsequence, by its definition."""
    if not a or not b:
        return 0
    if a[0] == b[0]:
        return 1 + most_equal(a[1:], b[1:])
    return max(most_equal(a[1:], b), most_equal(a, b[1:]))


@cache
def fewest_columns(a: str, b: str, equal: int) -> float:
    """How many columns an alignment with so many equal pairs has at least."""
    if equal < 0 or equal > min(len(a), len(b)):
        return float("inf")
    if not a or not b:
        return len(a) + len(b)
    paired = fewest_columns(a[1:], b[1:], equal - (a[0] == b[0]))
    return 1 + min(paired, fewest_columns(a[1:], b, equal), fewest_columns(a, b[1:], equal))


@given(SENTENCES, SENTENCES)
def test_as_many_tokens_as_can_be_stand_beside_their_equals(a: str, b: str) -> None:
    columns = by_token(a, b).columns
    assert [i for i, _ in columns if i is not None] == list(range(len(a)))
    assert [j for _, j in columns if j is not None] == list(range(len(b)))
    assert (None, None) not in columns
    equal = sum(i is not None and j is not None and a[i] == b[j] for i, j in columns)
    assert equal == most_equal(a, b)
    assert len(columns) == fewest_columns(a, b, equal)


@given(SENTENCES)
def test_the_same_tokens_stand_step_beside_step(a: str) -> None:
    assert by_token(a, a).columns == tuple((k, k) for k in range(len(a)))


def test_what_stands_between_equal_tokens_is_laid_side_by_side() -> None:
    assert by_token("你祖我孫", "我祖你孫").columns == ((0, 0), (1, 1), (2, 2), (3, 3))
    assert by_token(["I", "saw", "a", "saw"], ["I", "really", "saw", "the", "saw"]).columns == (
        (0, 0), (None, 1), (1, 2), (2, 3), (3, 4),
    )  # fmt: skip
    assert by_token("abc", "cab").columns == ((None, 0), (0, 1), (1, 2), (2, None))
    assert by_token("", "ab").columns == ((None, 0), (None, 1))


def test_of_long_sentences_the_part_that_differs_is_aligned_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = "xx" + "abcab" + "yy", "xx" + "bcabcc" + "yy"
    assert by_token(a, b).by_token
    monkeypatch.setattr(alignment, "MOST_CELLS", 29)
    found = by_token(a, b)
    assert not found.by_token
    assert found.columns[2:8] == ((2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (None, 7))
    assert found.columns[8:] == ((7, 8), (8, 9))
    assert by_token("xx" + "abcd" * 1000, "xx" + "abcd" * 1000).by_token


def test_by_step_the_longer_one_goes_on_alone() -> None:
    assert by_step(1, 3).columns == ((0, 0), (None, 1), (None, 2))
    assert by_step(0, 0).columns == ()


def test_a_step_is_found_in_its_column() -> None:
    found = by_token("abc", "cab")
    assert (found.column_of(0, 0), found.column_of(1, 0), found.column_of(1, 2)) == (1, 0, 2)
