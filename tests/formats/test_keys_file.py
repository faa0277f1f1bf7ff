"""Records of keys: whatever can be done is written and read again, and mistakes are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.errors import RnntuiError
from rnntui.formats.keys_file import Act, act_text, options_line, read_keys

TEXT = """# a lesson
options: 'I saw a saw' --arch lstm
options: --size 80x24

n, n,  S
question_mark, ctrl+p
type a b
click 12 4
wheel 0 3 -1
paste "x\\ny"
wait 0.5
"""


def keys(*names: str) -> tuple[Act, ...]:
    return tuple(Act("key", name) for name in names)


def test_a_record_as_a_person_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_text(TEXT)
    found = read_keys(path)
    assert found.options == ("I saw a saw", "--arch", "lstm", "--size", "80x24")
    assert found.acts == (
        *keys("n", "n", "S", "question_mark", "ctrl+p", "a", " ", "b"),
        Act("click", x=12, y=4),
        Act("wheel", x=0, y=3, by=-1),
        Act("paste", "x\ny"),
        Act("wait", seconds=0.5),
    )


ACTS = st.one_of(
    st.sampled_from(keys("n", "S", "enter", "ctrl+s", "comma", "number_sign", "你")),
    st.builds(Act, st.just("click"), x=st.integers(0, 9999), y=st.integers(0, 9999)),
    st.builds(Act, st.just("wheel"), x=st.integers(0, 9999), y=st.integers(0, 9999), by=st.sampled_from((1, -1))),
    st.builds(Act, st.just("paste"), st.text()),
    st.builds(Act, st.just("wait"), seconds=st.sampled_from((0.0, 0.25, 60.0))),
)


@given(st.lists(ACTS, min_size=1), st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act], said: list[str]
) -> None:
    path = tmp_path_factory.mktemp("keys") / "a.keys"
    path.write_text("\n".join((options_line(said), *map(act_text, acts))), encoding="utf-8")
    found = read_keys(path)
    assert found.acts == tuple(acts)
    assert list(found.options) == said


@pytest.mark.parametrize(
    "line",
    ["click 1", "click a b", "click -1 2", "click １ 2", "wheel 1 2", "wheel 1 2 3", "wait", "wait x", "wait nan",
     "wait 61", "wait -1", "paste x", "paste 3", 'paste "', "click 1 2 3", "click 99999 1"],
)  # fmt: skip
def test_a_line_that_means_nothing_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_text(f"n\n{line}\n")
    with pytest.raises(RnntuiError, match=r"a\.keys, line 2: .* means nothing"):
        read_keys(path)


@pytest.mark.parametrize("data", [b"", b"\xff\n", b"options: 'x\n", b"n," * 200_000, b"\x1f\x8bxx"])
def test_what_is_no_record_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_bytes(data)
    with pytest.raises(RnntuiError, match=r"a\.keys"):
        read_keys(path)
