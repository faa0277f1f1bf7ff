"""The session file holds all that is on the screen, and is clear about whatever is none."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rnntui.engine.explanation import Source
from rnntui.errors import RnntuiError
from rnntui.session.kept_walk import KeptWalk
from rnntui.session.session_file import (
    MOST_HISTORY,
    Kept,
    KeptComparison,
    KeptDraft,
    read_session,
    session_from,
    session_text,
)
from rnntui.session.setup import Setup
from rnntui.session.state import Cursor, Session
from rnntui.session.walk import Home

A, B = Setup(text="a b"), Setup(text="b a", architecture="lstm", seed=3)
COMPARISON: dict[str, Any] = {
    "a": A,
    "b": B,
    "past": ((A, A), (B, A)),
    "future": ((B, B),),
    "column": 1,
    "micro": 2,
    "farthest": 3,
    "variable": "c",
    "unit": 4,
    "chosen": "b",
    "marks": (0, 2),
    "tale": "order",
}
EXAMPLES: dict[str, Any] = {
    "setup": B,
    "cursor": Cursor(step=2, micro=1, variable="c", unit=5, clock="u"),
    "farthest": 7,
    "past": (A, B, A),
    "future": (B,),
    "breakpoints": ("f[t][0] < 0.2", 'token == "not"'),
    "disabled": ("f[t][0] < 0.2",),
    "watches": ("max(h[t])",),
    "marks": (1, 3),
    "comparison": KeptComparison(**COMPARISON),
    "view": {"mode": "memory", "by_change": True},
    "walk": KeptWalk(Source("c", (2, 0), "variable"), ((0, 1), (3, 0)), Home(3, -1, "h", 1, 4, (1, 2)), chosen=(2, 0)),
    "draft": KeptDraft("[sizes]\nx = ", line=1, column=4),
    "file": "/somewhere/session.json",
}
"""For each thing that is kept a value that is not its default. Whoever adds a field adds one here."""
NOT_KEPT = {"realised"}
"""The fields of a session that are worked out anew."""
HERE = Path("/nowhere/at/all")


def through(kept: Kept) -> Kept:
    return session_from(json.loads(session_text(kept, HERE)), "x", HERE)


def test_every_field_has_an_example() -> None:
    assert {each.name for each in fields(Kept)} == EXAMPLES.keys()
    assert {each.name for each in fields(KeptComparison)} == COMPARISON.keys()
    new = {each.name: getattr(Kept(Setup()), each.name) for each in fields(Kept)}
    assert [name for name in EXAMPLES if EXAMPLES[name] == new[name]] == []
    beside = KeptComparison(Setup(), Setup())
    assert [name for name in COMPARISON if COMPARISON[name] == getattr(beside, name)] == []


def test_all_of_a_session_is_kept_but_what_is_worked_out_anew() -> None:
    assert {each.name for each in fields(Session)} - NOT_KEPT <= {each.name for each in fields(Kept)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_field_is_read_again(name: str) -> None:
    kept = replace(Kept(A), **{name: EXAMPLES[name]})
    assert through(kept) == kept


@pytest.mark.parametrize("name", COMPARISON)
def test_a_field_of_a_comparison_is_read_again(name: str) -> None:
    kept = Kept(A, comparison=replace(KeptComparison(A, Setup()), **{name: COMPARISON[name]}))
    assert through(kept) == kept


def test_all_of_it_is_small_and_one_line_for_each_thing() -> None:
    kept = Kept(**EXAMPLES)
    text = session_text(kept, HERE)
    assert through(kept) == kept
    assert len(text) < 2_000
    assert text.splitlines()[1:3] == [
        ' "format": "rnntui-session/1",',
        ' "setup": {"text": "b a", "architecture": "lstm", "seed": 3},',
    ]


def test_of_a_long_history_the_latest_is_kept() -> None:
    past = tuple(Setup(text=f"{number} " + "x" * (MOST_HISTORY // 10)) for number in range(40))
    kept = through(Kept(A, past=past)).past
    assert 5 < len(kept) < 11
    assert kept == past[-len(kept) :]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "mine.toml").write_text("x")
    (folder / "data" / "table.csv").write_text("a,1\n")
    (tmp_path / "beside.csv").write_text("a,1\n")
    return folder


def test_a_folder_with_all_that_it_names_can_be_moved(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "data")
    setup = Setup(
        text="a", architecture="../mine.toml", embedding="table.csv", inputs=str(project.parent / "beside.csv")
    )
    path = project / "session.json"
    path.write_text(session_text(Kept(setup), project))
    assert '"architecture": "mine.toml"' in path.read_text()
    assert '"embedding": "data/table.csv"' in path.read_text()
    moved = project.rename(project.with_name("moved"))
    monkeypatch.chdir(moved)
    found = read_session(moved / "session.json").setup
    assert (found.architecture, found.embedding) == ("mine.toml", "data/table.csv")
    monkeypatch.chdir("/")
    found = read_session(moved / "session.json").setup
    assert found.architecture == str(moved / "mine.toml")[1:]
    assert Path(found.architecture).read_text() == "x"
    assert found.inputs is not None
    assert Path(found.inputs).is_file()


def test_names_and_samples_are_no_paths(tmp_path: Path) -> None:
    setup = Setup(
        text="a",
        architecture="lstm",
        embedding="kinship",
        corpus="english",
        model="samples/models/sentiment.safetensors",
        notes="kinship",
    )
    text = session_text(Kept(setup), tmp_path)
    assert str(tmp_path) not in text
    assert session_from(json.loads(text), "x", tmp_path).setup == setup


@pytest.mark.parametrize("field", ["model", "inputs", "notes", "embedding", "corpus", "weights"])
def test_devices_and_pipes_are_not_opened(field: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("/dev/zero", "pipe"):
        with pytest.raises(RnntuiError, match="is a device or a pipe"):
            session_from({"format": "rnntui-session/1", "setup": {field: name}}, "x", tmp_path)


GOOD = {"format": "rnntui-session/1", "setup": {}}


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (None, "this is no session of rnntui"),
        ([], "this is no session of rnntui"),
        ({"setup": {}}, "this is no session of rnntui"),
        ({"format": "rnntui-session/2", "setup": {}}, "format rnntui-session/2; this version of rnntui reads"),
        ({"format": "rnntui-trace/1"}, "this is no session but 'rnntui-trace/1'"),
        ({"format": 1}, "this is no session of rnntui"),
        ({"format": "rnntui-session/1"}, "there is no setup"),
        ({**GOOD, "more": 1}, "'more' means nothing"),
        ({**GOOD, "setup": []}, "setup is .* it must be a table"),
        ({**GOOD, "setup": {"text": 1}}, "setup: text is '1'; it must be a text"),
        ({**GOOD, "cursor": {"step": -1}}, "cursor: step is '-1'; it must be a whole number from 0 up"),
        ({**GOOD, "cursor": {"step": True}}, "cursor: step is 'True'"),
        ({**GOOD, "cursor": {"micro": -2}}, "cursor: micro is '-2'"),
        ({**GOOD, "cursor": {"clock": "v"}}, "it must be t or u"),
        ({**GOOD, "cursor": {"place": 1}}, "'place' means nothing"),
        ({**GOOD, "cursor": []}, "it must be a table"),
        ({**GOOD, "farthest": 1.5}, "farthest is '1.5'"),
        ({**GOOD, "farthest": 1 << 60}, "farthest is"),
        ({**GOOD, "past": {}}, "it must be a list of setups"),
        ({**GOOD, "past": [3]}, "past is '3'; it must be a table"),
        ({**GOOD, "past": [{}] * 10_001}, "it must be a list of setups"),
        ({**GOOD, "breakpoints": "f"}, "it must be a list of texts"),
        ({**GOOD, "marks": ["1"]}, "it must be a list of whole numbers"),
        ({**GOOD, "view": 3}, "view is '3'; it must be a table"),
        ({**GOOD, "draft": "h"}, "draft is 'h'; it must be a table"),
        ({**GOOD, "draft": {"text": 1}}, "draft: text is '1'; it must be a text"),
        ({**GOOD, "draft": {"line": -1}}, "draft: line is '-1'"),
        ({**GOOD, "comparison": {"a": {}}}, "it must be a table with the setups a and b"),
        ({**GOOD, "comparison": {"a": {}, "b": {}, "chosen": "c"}}, "it must be a or b"),
        ({**GOOD, "comparison": {"a": {}, "b": {}, "past": [{"c": 1}]}}, "'c' means nothing"),
    ],
)
def test_what_does_not_fit_is_named(table: object, found: str, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps(table))
    with pytest.raises(RnntuiError, match=found) as caught:
        read_session(path)
    assert caught.value.message.startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["absent.json", ".", "pipe", "a\0b", "x" * 300])
def test_what_is_no_file_is_named(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RnntuiError):
        read_session(tmp_path / name)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b"{",
        b"\xff\xfe{",
        b'{"format": NaN}',
        b"nan",
        b"\x00" * 50,
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_json_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    with pytest.raises(RnntuiError, match=r"no JSON|no session"):
        read_session(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted(each.name for each in fields(Kept)))


@given(st.dictionaries(KEYS, JSON, max_size=4))
@example({"file": ""})
def test_any_table_is_a_session_or_an_error_of_ours(table: dict[str, Any]) -> None:
    try:
        kept = session_from({**GOOD, **table}, "x", HERE)
    except RnntuiError:
        return
    assert through(replace(kept, view={})) == replace(kept, view={})


@given(st.binary(max_size=60))
def test_any_bytes_are_a_session_or_an_error_of_ours(data: bytes) -> None:
    path = Path(os.environ["HOME"]) / "s.json"
    path.write_bytes(data)
    with pytest.raises(RnntuiError):
        read_session(path)
