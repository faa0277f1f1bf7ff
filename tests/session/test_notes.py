"""Notes in a setup's file: read whole, with a clear word on what does not fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rnntui.errors import RnntuiError
from rnntui.session.notes import Note, title_of, tour_from, tour_of
from rnntui.session.setup import read_setup, sample_names, sample_setup

TABLE: dict[str, Any] = {
    "format": "rnntui-setup/1",
    "title": {"en": "Two sentences"},
    "text": "a b",
    "architecture": "lstm",
    "notes": [
        {"step": 0, "en": "one", "zh_TW": "一"},
        {"step": 1, "equation": "c", "unit": 2, "en": "two", "zh_TW": "二"},
        {"setup": {"text": "b a"}, "step": 0, "en": "three", "zh_TW": "三"},
    ],
}


def test_a_note_with_a_setup_begins_a_scene(tmp_path: Path) -> None:
    path = tmp_path / "lesson.json"
    path.write_text(json.dumps(TABLE))
    setup = read_setup(path)
    tour = tour_of(setup)
    assert tour is not None
    first, second = tour.scenes
    assert first.setup == setup
    assert (second.setup.text, second.setup.architecture) == ("b a", "lstm")
    assert first.notes[1] == Note(1, {"en": "two", "zh_TW": "二"}, "c", None, 2)
    assert tour.count == 3
    assert tour.scene_of(second.setup) == 1


def test_without_notes_there_is_no_tour(tmp_path: Path) -> None:
    path = tmp_path / "plain.json"
    path.write_text(json.dumps({"format": "rnntui-setup/1", "text": "a"}))
    assert tour_of(read_setup(path)) is None


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_has_notes_and_a_title_in_both_languages(name: str) -> None:
    tour = tour_of(sample_setup(name))
    assert tour is not None
    assert set(title_of(name)) == {"en", "zh_TW"}
    assert all(set(note.texts) == {"en", "zh_TW"} for scene in tour.scenes for note in scene.notes)


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("x", "notes is 'x'; it must be a list"),
        (["x"], "note 0 is 'x'"),
        ([{"step": 0}], "note 0 has no step or no text"),
        ([{"en": "x"}], "note 0 has no step or no text"),
        ([{"step": -1, "en": "x"}], "step is '-1'; it must be a whole number from 0 up"),
        ([{"step": 0, "unit": True, "en": "x"}], "unit is 'True'"),
        ([{"step": 0, "equation": 3, "en": "x"}], "equation is '3'; it must be the name of a variable"),
        ([{"step": 0, "de": "x"}], "'de' means nothing; there may stand step"),
        ([{"step": 0, "en": 1}], "must be texts by language"),
        ([{"step": 0, "en": "x"}, {"step": 0, "en": "x", "setup": 1}], "note 1: setup is '1'"),
        ([{"step": 0, "en": "x", "setup": {"seed": "x"}}], "note 0: seed is 'x'"),
    ],
)
def test_a_broken_note_is_named(notes: object, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        tour_from({**TABLE, "notes": notes}, "lesson.json", "lesson.json")
