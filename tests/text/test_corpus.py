"""Corpora: what a document is, and clear words on files that are none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rnntui.errors import RnntuiError
from rnntui.text.corpus import LARGEST, corpus_of, find_corpus, read_corpus
from rnntui.text.samples import sample_corpora


def test_each_line_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("the king saw\r\n\r\nthe queen\n" + "and so on\n" * 40)
    corpus = read_corpus(path)
    assert corpus.documents[:3] == (("the", "king", "saw"), ("the", "queen"), ("and", "so", "on"))
    assert corpus.source == "t.txt"
    assert corpus.split == "words"
    assert corpus.counts["so"] == 40


def test_blank_lines_part_documents_where_there_are_many(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("\n\nthe king\nsaw\n\n \nthe queen\n\n")
    assert read_corpus(path).documents == (("the", "king", "saw"), ("the", "queen"))


def test_a_blank_line_at_the_end_parts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("the king\nthe queen\n\n")
    assert len(read_corpus(path).documents) == 2


def test_it_is_split_as_its_language_is_or_as_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "t.txt.gz"
    path.write_bytes(gzip.compress("你祖我孫\n我祖\n".encode()))
    assert read_corpus(path).documents == (("你", "祖", "我", "孫"), ("我", "祖"))
    assert read_corpus(path, "words").documents == (("你祖我孫",), ("我祖",))


def test_the_vocabulary_is_that_of_the_most_frequent() -> None:
    corpus = corpus_of([["b", "a", "c", "b"], [], ["d", "a", "b"]], "a test")
    assert corpus.vocabulary(10) == ("a", "b", "c", "d")
    assert corpus.vocabulary(3) == ("a", "b", "c")
    assert corpus.vocabulary(10, rarest=2) == ("a", "b")
    assert len(corpus.documents) == 2


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        (b" \n\n", "has no words"),
        (b"a\n\xc4\xe3\n", "line 2: the byte 0xc4 at position 1 is not UTF-8"),
        (b"\x1f\x8bbroken", "damaged gzip"),
        (gzip.compress(b"a b\n" * (LARGEST // 4 + 1)), "more than 8,000,000 bytes of text"),
    ],
)
def test_what_is_wrong_is_named(content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(content)
    with pytest.raises(RnntuiError) as caught:
        find_corpus(path)
    assert found in caught.value.message
    assert "t.txt" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["absent", "a\0b", "x" * 300])
def test_a_corpus_that_there_is_not_is_named_with_the_samples(name: str) -> None:
    with pytest.raises(RnntuiError, match=r"there is no corpus .*chinese, english"):
        find_corpus(name)


def test_a_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match="is a folder"):
        find_corpus(tmp_path)


def test_where_nobody_chooses_the_sample_is_in_the_language_of_the_sentence() -> None:
    assert find_corpus(None, ("the", "king")).source == sample_corpora()["english"].name
    assert find_corpus(None, tuple("你祖我孫")).source == sample_corpora()["chinese"].name
    assert find_corpus(None).split == "words"
