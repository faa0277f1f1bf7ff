"""Ready-made comparisons: every note tells the truth about the runs that it stands beside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rnntui.errors import RnntuiError
from rnntui.session.comparison import go, start, worked_example
from rnntui.session.pairs import FORMAT, pair_from, pair_names, read_pair, sample_pair
from rnntui.session.setup import Setup


@pytest.mark.parametrize("name", pair_names())
def test_every_comparison_runs_and_tells_both_languages(name: str) -> None:
    pair = sample_pair(name)
    assert set(pair.title) == {"en", "zh_TW"}
    for scene in pair.scenes:
        comparison = start(scene.a, scene.b)
        assert scene.notes
        for note in scene.notes:
            assert set(note.texts) == {"en", "zh_TW"}
            assert note.column < len(comparison.columns)
        columns = [note.column for note in scene.notes]
        assert columns == sorted(set(columns))


def test_order_is_nothing_to_bags_of_words_and_lsa_and_counts_in_a_network() -> None:
    bag, lsa, network = (start(scene.a, scene.b) for scene in sample_pair("order").scenes)
    assert [each.encoding for each in (bag.a.setup, lsa.a.setup, network.a.setup)] == [
        "bag-of-words",
        "lsa",
        "embedding",
    ]
    for each in (bag, lsa):
        assert each.parting is None
        assert len(each.columns) == 1
        assert (each.difference("y") == 0).all()
    assert bag.a.trace["x"].tolist() == [[1, 1, 1, 1]]
    assert bag.a.trace["y"].tolist() == [[12, 12]]
    h, y = ([each.trace[name][:, 0].tolist() for each in (network.a, network.b)] for name in ("h", "y"))
    assert h == [[0, 1, 4, 14], [1, 4, 12, 38]]
    assert [each[2] for each in y] == [12, 36]
    assert [each[3] for each in y] == [42, 114]
    assert network.difference("h")[:2, 0].tolist() == [1, 3]
    assert network.difference("y")[3].tolist() == [72, 72]
    a, b = worked_example()
    assert (network.a.setup.text, network.b.setup.text) == (a.text, b.text)


def test_the_numbers_of_both_languages_are_the_same() -> None:
    for scene in sample_pair("order").scenes:
        for note in scene.notes:
            english, chinese = (sorted(re.findall(r"\d+", note.texts[each])) for each in ("en", "zh_TW"))
            assert set(english) == set(chinese)


def test_a_note_with_a_setup_begins_a_scene() -> None:
    table = {
        "format": FORMAT,
        "a": {"text": "a b", "seed": 1},
        "b": {"seed": 2},
        "notes": [
            {"column": 1, "en": "first"},
            {"setup": {"architecture": "gru", "seed": 3}, "en": "second"},
            {"column": 1, "zh_TW": "三"},
        ],
    }
    first, second = pair_from(table, "x").scenes
    assert (first.a, first.b) == (Setup(text="a b", seed=1), Setup(text="a b", seed=2))
    assert (second.a.seed, second.b.seed, second.b.architecture) == (3, 2, "gru")
    assert [note.column for note in second.notes] == [0, 1]
    assert pair_from({"a": {"text": "a"}}, "x").scenes[0].notes == ()
    assert go(start(first.a, first.b), 1).column == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[]", "this is no comparison of rnntui"),
        ("{", "no JSON"),
        ('{"format": "rnntui-pair/1", "c": 1}', "'c' means nothing"),
        ('{"format": "rnntui-pair/1", "a": 1}', "a is '1'"),
        ('{"format": "rnntui-pair/1", "b": {"seed": -1}}', "seed is '-1'"),
        ('{"format": "rnntui-pair/1", "title": 1}', "title is '1'"),
        ('{"format": "rnntui-pair/1", "notes": 1}', "notes is '1'"),
        ('{"format": "rnntui-pair/1", "notes": [1]}', "note 0 is '1'"),
        ('{"format": "rnntui-pair/1", "notes": [{"column": 0}]}', "note 0 has no text"),
        ('{"format": "rnntui-pair/1", "notes": [{"column": -1, "en": "x"}]}', "note 0: column is '-1'"),
        ('{"format": "rnntui-pair/1", "notes": [{"steps": 0, "en": "x"}]}', "note 0: 'steps' means nothing"),
        ('{"format": "rnntui-pair/1", "notes": [{"setup": 2, "en": "x"}]}', "note 0: setup is '2'"),
        ('{"format": "rnntui-pair/1", "notes": [{"en": 2}]}', "note 0 is"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "p.json"
    path.write_text(text)
    with pytest.raises(RnntuiError) as caught:
        read_pair(path)
    assert found in caught.value.message


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(RnntuiError, match="there is no comparison 'none'; the comparisons are order"):
        sample_pair("none")
    with pytest.raises(RnntuiError, match="No such file"):
        read_pair(Path("/nowhere/x.json"))
