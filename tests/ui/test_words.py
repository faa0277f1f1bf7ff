"""Both languages say everything."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.program import program_of
from rnntui.ui import words
from rnntui.ui.keys import BY_NAME, CHOICES, GROUPS, KEYS, bindings
from rnntui.ui.words import LANGUAGES, Words, all_words, language

WORDS = all_words()
FOLDER = Path(words.__file__).parent
NAMES = {path.stem: f"{path.stem.removeprefix('words_of_').upper()}_WORDS" for path in FOLDER.glob("words_of_*.py")}
NAMES["words_of_keys"] = "KEY_WORDS"


def test_nothing_is_missing_in_either_language() -> None:
    for key, texts in WORDS.items():
        assert len(texts) == len(LANGUAGES), key
        assert all(texts), key
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts]
        assert fields[0] == fields[1], key


def test_no_word_stands_in_two_files() -> None:
    files = [
        getattr(import_module(f"rnntui.ui.{path.stem}"), NAMES[path.stem]) for path in FOLDER.glob("words_of_*.py")
    ]
    assert sum(map(len, files)) == len(WORDS)


def test_english_is_not_left_in_the_chinese() -> None:
    same = {key for key, (english, chinese) in WORDS.items() if english == chinese}
    # The names of two encodings are the same in both.
    assert same <= {"loading", "one-hot", "lsa", "skip-gram"}
    for key, (_, chinese) in WORDS.items():
        latin = re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", chinese))
        assert key in same or not latin or re.search(r"[\u4e00-\u9fff]", chinese), key


def test_every_key_has_its_words() -> None:
    for key in KEYS:
        assert f"key.{key.name}" in WORDS
        assert f"tip.{key.name}" in WORDS
        assert f"help.{key.group}" in WORDS
    assert {key.group for key in KEYS} == set(GROUPS)
    for name in CHOICES:
        assert f"choice.{name}" in WORDS
        assert f"choose.{name}" in WORDS
        assert name in BY_NAME


def test_no_key_does_two_things() -> None:
    keys = [each for binding in bindings() for each in binding.key.split(",")]
    assert len(keys) == len(set(keys))


def test_every_shown_key_has_a_description_and_a_tooltip() -> None:
    for binding in bindings():
        assert not binding.show or (binding.description and binding.tooltip), binding


def test_every_architecture_speaks_both_languages() -> None:
    for name in architecture_names():
        program = program_of(find_architecture(name))
        texts = [program.architecture.title, program.architecture.summary]
        texts += [equation.says for equation in program.equations.values()]
        for text in texts:
            assert {"en", "zh_TW"} <= set(text), (name, text)


def test_the_language_of_a_name() -> None:
    assert [language(name) for name in ("en", "zh-TW", "zh_TW", "zh_Hant", "fr", "")] == [
        "en", "zh_TW", "zh_TW", "zh_TW", "en", "en",
    ]  # fmt: skip
    assert Words("zh_TW").of({"en": "only"}) == "only"
    assert Words("zh_TW").of({}) == ""
