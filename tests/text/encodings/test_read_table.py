"""Embedding tables from files, whole and broken."""

from __future__ import annotations

import gzip
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import RnntuiError
from rnntui.session.realise import realise
from rnntui.session.setup import Setup
from rnntui.text.encodings import make_encoding
from rnntui.text.encodings.read_table import looks_like_table, read_table
from rnntui.text.samples import sample_tables

FORMS = {
    "csv": ("t.csv", "word,0.5,-1\nother,2,3e-1\n"),
    "csv with a header": ("t.csv", "token,first,second\nword,0.5,-1\nother,2,3e-1\n"),
    "csv with a header of pandas": ("t.csv", ",0,1\nword,0.5,-1\nother,2,3e-1\n"),
    "csv with a byte-order mark": ("t.csv", "\ufeffword,0.5,-1\nother,2,3e-1\n"),
    "glove": ("t.txt", "word 0.5 -1\nother 2 3e-1\n"),
    "word2vec": ("t.vec", "2 2\nword 0.5 -1 \nother 2 3e-1 \n"),
}


def write(folder: Path, name: str, content: str | bytes, packed: bool = False) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path = folder / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    return path


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(form: str, packed: bool, tmp_path: Path) -> None:
    table = read_table(write(tmp_path, *FORMS[form], packed=packed))
    assert table.tokens == ("word", "other")
    np.testing.assert_array_equal(table.vectors, [[0.5, -1], [2, 0.3]])


@pytest.mark.parametrize("form", FORMS)
def test_only_wanted_words_are_kept(form: str, tmp_path: Path) -> None:
    assert read_table(write(tmp_path, *FORMS[form]), {"other", "absent"}).tokens == ("other",)


def test_tokens_of_glove_may_hold_blanks(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "t.txt", "the 1 2\n. . . 3 4\n"))
    assert table.tokens == ("the", ". . .")


@pytest.mark.parametrize("name", ["t.csv", "t.txt"])
def test_a_decomposed_token_is_found_by_the_composed_one(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, "cafe\u0301,1\n".replace(",", "," if name == "t.csv" else " "))
    assert read_table(path, {"caf\u00e9"}).tokens == ("caf\u00e9",)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "x" * 300])
def test_what_can_not_be_the_name_of_a_file_is_an_error_too(name: str) -> None:
    with pytest.raises(RnntuiError):
        read_table(Path(name))
    with pytest.raises(RnntuiError, match="no embedding table"):
        make_encoding("embedding", tokens=("a",), table=name)


def test_of_a_token_that_occurs_twice_the_first_is_taken(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "t.csv", "a,1\nb,2\na,3\n"))
    assert table.vectors.tolist() == [[1], [2]]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("t.csv", "a,1,2\nb,1\n", "line 2: 1 numbers, where the first line has 2"),
        ("t.txt", "a 1 2\nb 1\n", "line 2: 1 numbers, where there should be 2"),
        ("t.vec", "2 3\na 1 2\n", "line 2: 2 numbers, where there should be 3"),
        ("t.csv", "token,x,y\na,1\n", "line 2: 1 numbers, where the first line has 2"),
        ("t.csv", "a,1\n,2\n", "line 2: no token before the numbers"),
        ("t.txt", "a 1\n 2\n", "line 2: no token before the numbers"),
        ("t.txt", "a 1 2\nb 1 2 3\n", "line 2: more than 2 numbers"),
        ("t.vec", "2 2\na 1 2 3\nb 1 2\n", "line 2: more than 2 numbers"),
        ("t.vec", "3 2\na 1 2\nb 1 2\n", "promises 3 tokens in its first line and holds 2"),
        ("t.csv", "a,1\nb,x\n", "line 2: 'x' is not a number"),
        ("t.csv", "a,1\nb,nan\n", "line 2: 'nan' is not finite"),
        ("t.txt", "a 1\nb 1e999\n", "line 2: '1e999' is not finite"),
        ("t.csv", "", "is empty"),
        ("t.csv", "a,b\n", "holds no vectors"),
        ("t.txt", "word\n", "line 1: a token without numbers"),
        ("t.csv", b"a,1\n\xc4\xe3,2\n", "line 2: the byte 0xc4 at position 1 is not UTF-8"),
        ("t.txt", b"\x1f\x8bbroken", "damaged gzip"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(name: str, content: str | bytes, found: str, tmp_path: Path) -> None:
    with pytest.raises(RnntuiError) as caught:
        read_table(write(tmp_path, name, content))
    assert found in caught.value.message
    assert name in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match="is a folder"):
        read_table(tmp_path)
    with pytest.raises(RnntuiError, match=r"no embedding table .*kinship"):
        make_encoding("embedding", tokens=("a",), table=tmp_path / "absent.csv")


def test_a_brace_as_the_ninth_character_of_a_text_is_no_matter(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, "t.txt", "braces00{ 1 2\n")).tokens == ("braces00{",)


def test_tables_of_two_widths_one_after_another(tmp_path: Path) -> None:
    narrow, wide = write(tmp_path, "narrow.csv", "a,1,2\nb,3,4\n"), write(tmp_path, "wide.txt", "a 1 2 3\nb 4 5 6\n")
    before = realise(Setup(text="a b", embedding=str(narrow)))
    after = realise(replace(before.setup, embedding=str(wide)), before)
    assert (before.model.units["input"], after.model.units["input"]) == (2, 3)
    # Weights that were made for the one do not fit the other, and this is said.
    before.model.save(tmp_path / "m.safetensors")
    with pytest.raises(RnntuiError, match=r"reads vectors of 2, the encoding embedding makes 3; .*of that size"):
        realise(Setup(text="a b", model=str(tmp_path / "m.safetensors"), encoding="embedding", embedding=str(wide)))
    # Two tables in one file are a broken line, which is named.
    both = write(tmp_path, "both.txt", "a 1 2\nb 3 4\nc 1 2 3\n")
    with pytest.raises(RnntuiError, match=r"both\.txt, line 3: more than 2 numbers, where there should be 2"):
        realise(Setup(text="a b", embedding=str(both)))


def test_a_table_of_another_width_than_asked_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match="vectors of 1 numbers, not 3"):
        make_encoding("embedding", tokens=("a",), table=write(tmp_path, "t.csv", "a,1\n"), size=3)


def test_kinship_is_the_worked_example() -> None:
    encoding = make_encoding("embedding", tokens=(), table="kinship")
    assert [encoding.vector(token).tolist() for token in "你祖我孫"] == [[0, 0], [1, 0], [0, 1], [1, 1]]


def test_analogies_hold_in_the_sample_of_relations() -> None:
    table = read_table(sample_tables()["relations"])
    vector = dict(zip(table.tokens, table.vectors, strict=True))
    for a, b, c, expected in (("king", "man", "woman", "queen"), ("colt", "boy", "girl", "filly")):
        wanted = vector[a] - vector[b] + vector[c]
        assert [t for t, v in vector.items() if (v == wanted).all()] == [expected]


LINES = 20_000


@pytest.mark.parametrize(
    ("name", "head", "count"),
    [("t.txt", "", LINES), ("t.vec", f"{LINES} 300\n", LINES), ("t.txt.gz", "", 4 * LINES)],
    ids=["GloVe", "word2vec", "GloVe, packed"],
)
def test_a_large_file_is_read_in_little_memory(name: str, head: str, count: int, tmp_path: Path) -> None:
    path, numbers = tmp_path / name, " 0.1" * 299 + " 1\n"
    lines = (f"w{number}{numbers}".encode() for number in range(count))
    with gzip.open(path, "wb", 1) if name.endswith(".gz") else path.open("wb") as file:
        file.write(head.encode())
        file.writelines(lines)
    tracemalloc.start()
    try:
        table = read_table(path, {"w7", f"w{count - 1}", "absent"})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert table.tokens == ("w7", f"w{count - 1}")
    assert table.vectors.shape == (2, 300)
    # Unpacked these are 24 MB, and 96 MB.
    assert peak < 1_000_000 < count * len(numbers) / 20


@pytest.mark.parametrize(
    ("name", "content", "is_table"),
    [
        ("a.csv", "token,x,y\nking,1,2\n", True),
        ("a.vec", "2 3\nking 1 2 3\nqueen 4 5 6\n", True),
        ("a.txt", "king 0.1 -2e-3 4\n", True),
        ("a.txt", "the cat sat\nthe dog ran\n", False),
        ("a.txt", "1984\n", False),
        ("a.txt", "", False),
    ],
)
def test_a_table_is_told_from_a_text(tmp_path: Path, name: str, content: str, is_table: bool) -> None:
    (tmp_path / name).write_text(content)
    assert looks_like_table(tmp_path / name) is is_table
    assert not looks_like_table(tmp_path / "nothing")
