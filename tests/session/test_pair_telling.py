"""A narrated comparison is gone through note by note, forwards and back, and can be left and come back to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.session.beside import Comparison
from rnntui.session.comparison import go, retype, undo
from rnntui.session.pair_telling import begun, has_onward, note_of, number_of, onward, scene_of
from rnntui.session.pairs import pair_names, sample_pair


def places(name: str) -> list[Comparison]:
    """Every place of a tale, from the first to the last."""
    found = [begun(sample_pair(name))]
    while has_onward(found[-1], 1):
        found.append(onward(found[-1], 1))
    return found


def told(comparison: Comparison) -> tuple[int, int] | None:
    note = note_of(comparison)
    return None if note is None else number_of(comparison, note)


@pytest.mark.parametrize("name", pair_names())
def test_every_note_is_told_in_turn_and_back(name: str) -> None:
    there = places(name)
    tale = sample_pair(name)
    assert [told(each) for each in there if told(each) is not None] == [
        (place, tale.count) for place in range(1, tale.count + 1)
    ]
    assert len({id(scene_of(each)) for each in there}) == len(tale.scenes)
    assert None not in map(scene_of, there)
    back = [there[-1]]
    while has_onward(back[-1], -1):
        back.append(onward(back[-1], -1))
    assert [told(each) for each in reversed(back)] == [told(each) for each in there]
    assert [each.column for each in reversed(back)] == [each.column for each in there]


def test_what_a_scene_answers_is_hidden_when_one_comes_to_it() -> None:
    starts = [each for each in places("order") if each.column == 0]
    assert [each.farthest for each in starts] == [0] * len(starts)


def test_the_worked_example_is_told_to_its_end() -> None:
    *_, last = places("order")
    assert [each.trace["y"][-1].tolist() for each in (last.a, last.b)] == [[42, 42], [114, 114]]
    assert told(last) == (6, 6)


def test_a_note_stands_at_the_whole_column_alone() -> None:
    network = places("order")[-1]
    assert note_of(replace(network, micro=0)) is None


def test_another_sentence_leaves_the_tale_and_undo_comes_back() -> None:
    first = begun(sample_pair("order"))
    away = retype(first, "b", "我祖孫你")
    assert scene_of(away) is None
    assert not has_onward(go(away, len(away.columns) - 1), 1)
    assert told(undo(away)) == (1, 6)
