"""The types of arguments, and what stands after `--`."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from rnntui import cli
from rnntui.cli import COMMANDS, main
from rnntui.commands.options import LEARNED, add_options, chosen_setup
from rnntui.commands.parsing import Parser, named_count, names, pair, python_lang, whole
from rnntui.commands.sentence import without_surrogates
from rnntui.errors import UsageError
from rnntui.session.setup import Setup
from rnntui.text import encodings
from rnntui.translation import table_of


def parser() -> Parser:
    made = Parser("rnntui", "", "")
    made.add_argument("sentence", nargs="?")
    add_options(made)
    return made


def setup(*arguments: str, base: Setup | None = None) -> Setup:
    options = parser().read(arguments)
    return chosen_setup(options, options.sentence, base)


@pytest.mark.parametrize("text", ["", "１２", "1e9", "-1", "nan", "0", "11", "1_0", " 1", "1.0", "9" * 30])
def test_a_whole_number_has_ascii_digits_and_bounds(text: str) -> None:
    assert whole(1, 10)("7") == 7
    with pytest.raises(argparse.ArgumentTypeError, match="no whole number from 1 to 10"):
        whole(1, 10)(text)


def test_pairs_and_lists() -> None:
    assert pair("phi = tanh") == ("phi", "tanh")
    assert named_count(9)("attention=4") == ("attention", 4)
    assert names("a, b,名") == ("a", "b", "名")
    for read, text in (
        (pair, "phi"),
        (pair, "=x"),
        (pair, "x="),
        (named_count(9), "a=10"),
        (names, "a,,b"),
        (names, ""),
    ):
        with pytest.raises(argparse.ArgumentTypeError):
            read(text)


def test_after_two_dashes_there_is_nothing_but_a_sentence() -> None:
    read = parser().read
    assert (read(["--", "--arch"]).sentence, read(["--", "--arch"]).literal) == ("--arch", True)
    assert (read(["a", "--hidden", "3"]).sentence, read(["a"]).literal) == ("a", False)
    assert read(["--hidden", "3", "--", "-"]).literal
    assert read(["--"]).sentence is None
    with pytest.raises(UsageError, match="2 sentences"):
        read(["a", "--", "b"])


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["-x"], "before a sentence that begins with - write --"),
        (["--hid", "3"], "--help"),
        (["a", "b"], "quotation marks"),
        (["--seed", "9223372036854775808"], "--help"),
    ],
)
def test_a_mistake_says_how_it_is_meant(arguments: list[str], hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parser().read(arguments)
    assert hint in caught.value.hint
    assert caught.value.status == 2


def test_without_anything_the_worked_example_opens() -> None:
    assert setup().text == "你祖我孫"
    assert setup("a").encoding is None
    assert setup("--seed", "0") == Setup()


def test_a_sentence_beside_a_sample_replaces_its_text_alone() -> None:
    sample = setup("--sample", "kinship")
    changed = setup("我", "--sample", "kinship", "--hidden", "5")
    assert (changed.text, changed.weights, changed.size("hidden"), changed.size("output")) == ("我", "ones", 5, 2)
    assert changed.activations == sample.activations
    other = setup("--sample", "kinship", "--arch", "lstm")
    assert (other.activations, other.embedding) == ((), "kinship")
    assert setup("--sample", "kinship", "--encoding", "one-hot").embedding is None


def test_options_stand_on_top_of_a_setup() -> None:
    base = Setup(text="a", inputs="x.npy", sizes=(("hidden", 9), ("attention", 2)))
    assert setup("--layers", "2", base=base).layers == 2
    assert setup("b", base=base).inputs is None
    assert setup("--arch", "gru", base=base).sizes == (("hidden", 9),)
    assert setup("--units", "attention=7", "--hidden", "3", base=base).sizes == (("hidden", 3), ("attention", 7))


def test_an_embedding_is_an_encoding() -> None:
    assert setup("a", "--embedding", "kinship").encoding == "embedding"


def test_a_corpus_belongs_to_an_encoding_that_learns() -> None:
    assert setup("a", "--corpus", "english") == Setup(text="a", encoding="skip-gram", corpus="english")
    assert setup("a", "--corpus", "x.txt", "--encoding", "lsa").encoding == "lsa"
    base = Setup(text="a", encoding="lsa", corpus="english")
    assert setup("--corpus", "chinese", base=base) == Setup(text="a", encoding="lsa", corpus="chinese")
    assert setup("--encoding", "one-hot", base=base) == Setup(text="a", encoding="one-hot")
    assert setup("--corpus", "english", "--sample", "kinship").embedding is None
    assert set(LEARNED) == {name for name in encodings.names() if encodings.learns(name)}


def test_bytes_that_are_no_utf8_become_replacement_characters() -> None:
    assert without_surrogates("a\udcc4\udce3") == "a��"
    assert without_surrogates("你👨‍👩‍👧") == "你👨‍👩‍👧"
    assert without_surrogates("\ufeffa") == "\ufeffa"


def test_languages() -> None:
    assert [python_lang(lang, {}) for lang in (None, "en", "zh-TW")] == ["en", "en", "zh_TW"]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_line_of_help_is_there_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = cli.parser() if not name else import_module(f"rnntui.commands.{name}").parser()
    said = [
        made.description,
        *(action.help for action in made._actions),
        *(group.title for group in made._action_groups),
    ]
    table = table_of("zh_TW")
    assert [text for text in said if text and table.found(text) is None] == []
    with pytest.raises(SystemExit):
        main([*([name] if name else []), "--lang", "zh-TW", "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("用法：rnntui")
    assert "顯示這份說明後結束" in shown
    assert "範例：" in shown
