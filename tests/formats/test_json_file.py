"""Small JSON files: read whole or refused, and written a line for each thing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.errors import RnntuiError
from rnntui.formats import json_file
from rnntui.formats.json_file import read_json, readable

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=4))
def test_what_is_written_is_read_again(table: dict[str, object]) -> None:
    text = readable(table)
    assert json.loads(text) == table
    text.encode()


def test_a_line_for_each_entry_and_for_each_of_a_list_of_objects() -> None:
    text = readable({"a": 1, "list": [{"x": 1}, {"x": 2}], "row": [1, 2]})
    assert text == '{\n "a": 1,\n "list": [\n  {"x": 1},\n  {"x": 2}\n ],\n "row": [1, 2]\n}\n'


def test_what_is_no_number_of_json_is_not_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        readable({"a": float("nan")})


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "[" * 200_000, "{", ""])
def test_what_is_no_json_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(RnntuiError, match="no JSON") as caught:
        read_json(tmp_path / "a.json", "expected is x")
    assert caught.value.hint == "expected is x"


def test_devices_pipes_folders_and_huge_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "big.json").write_text("[" + "1," * 100 + "1]")
    monkeypatch.setattr(json_file, "LARGEST", 100)
    for path, found in (
        (tmp_path / "pipe", "device or a pipe"),
        (Path("/dev/zero"), "device or a pipe"),
        (tmp_path, "is a folder"),
        (tmp_path / "big.json", "203 bytes are too many; 100 are the limit"),
        (tmp_path / "absent", "No such file"),
    ):
        with pytest.raises(RnntuiError, match=found):
            read_json(path, "")


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf[1]")
    assert read_json(tmp_path / "a.json", "") == [1]
