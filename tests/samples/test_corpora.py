"""The sample corpora are what their scripts write, and small."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from rnntui.text.corpus import find_corpus
from rnntui.text.samples import sample_corpora


@pytest.mark.parametrize("name", sample_corpora())
def test_a_corpus_is_what_its_script_writes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample_corpora()[name]
    written = tmp_path / path.name
    monkeypatch.setattr("sys.argv", ["make", "-o", str(written)])
    runpy.run_path(str(path.with_name(f"make_{name}.py")), run_name="__main__")
    assert written.read_bytes() == path.read_bytes()
    assert path.stat().st_size < 200_000


def test_what_the_read_me_says_of_them_is_so() -> None:
    table = next(iter(sample_corpora().values())).with_name("README.md").read_text("utf-8")
    for name, unit in (("english", "words"), ("chinese", "characters")):
        corpus = find_corpus(name)
        assert f"| {name}.txt | {len(corpus.documents):,} | {len(corpus.counts)} {unit} |" in table


def test_the_worked_example_is_in_the_chinese_one() -> None:
    assert set("你祖我孫") <= set(find_corpus("chinese").counts)
