"""Errors in Traditional Chinese: nothing is missing, and nothing from outside gets in the way."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from raised_texts import VALUE, texts

from rnntui.commands.parsing import Parser
from rnntui.errors import NotationError, RnntuiError, UsageError
from rnntui.translation import FOLDER, LONGEST, SLOT, Template, splits, table_of, told, translated

CHINESE = "zh_TW"
TEMPLATES = table_of(CHINESE).templates
IDEOGRAPH = r"[\u3400-\u9fff]"


def test_every_text_of_the_code_has_a_template() -> None:
    missing = {text: place for place, text in texts() if text != VALUE and not is_covered(text)}
    assert missing == {}


def test_a_text_that_has_none_is_noticed() -> None:
    assert not is_covered(f"there is no fish '{VALUE}'")
    assert not is_covered(f"{VALUE} is wet and {VALUE}")


@cache
def is_covered(text: str) -> bool:
    """Whether a template has exactly this text, with VALUE or a name where a value stands."""
    return any(_by(template, text) for template in TEMPLATES.values())


def _by(template: Template, text: str) -> bool:
    return any(
        all(_fits(kind, value) for (_, kind), value in zip(template.slots, values, strict=True))
        for values in islice(splits(text, template.literals), 50)
    )


def _fits(kind: str, value: str) -> bool:
    # What has no blanks but those of a list is a name, unless it is an English word.
    is_name = value not in ("empty", "none", "missing") and not any(
        re.search(r"\s", each) for each in value.split(", ")
    )
    return value == VALUE or (is_name and kind != "ours") or (kind in ("known", "ours") and is_covered(value))


def test_templates_have_the_same_names_on_both_sides() -> None:
    for english, template in TEMPLATES.items():
        names = [name for name, _ in template.slots]
        assert sorted(template.translation[1::2]) == sorted(names), english
        assert len(set(names)) == len(names), english
        # Two values side by side could not be told apart.
        assert all(template.literals[1:-1]), english


def test_chinese_has_full_width_punctuation_and_blanks_beside_latin_letters() -> None:
    wrong = rf"{IDEOGRAPH}[,;:!?(A-Za-z0-9]|[,;:!?)A-Za-z0-9]{IDEOGRAPH}"
    shown = ["\0".join(template.translation[::2]) for template in TEMPLATES.values()]
    assert [each for each in shown if re.search(wrong, each)] == []


def test_no_text_is_translated_twice() -> None:
    files = [tomllib.loads(path.read_text("utf-8")) for path in (FOLDER / CHINESE).glob("*.toml")]
    assert sum(map(len, files)) == len(TEMPLATES)


@pytest.mark.parametrize("value", ["a", "{name}", "{0.__class__}", "%s \\1", "{{", ""])
def test_values_stand_in_the_translation_as_they_are(value: str) -> None:
    for english, template in TEMPLATES.items():
        begins = {"number": "", "word": "".join(value.split())}
        values = {name: f"{begins.get(kind, value)}{place}" for place, (name, kind) in enumerate(template.slots)}
        expected = SLOT.sub(lambda match: values[match[1]], "".join(_marked(template)))  # noqa: B023
        if not template.nests:
            assert translated(SLOT.sub(lambda match: values[match[1]], english), CHINESE) == expected  # noqa: B023


def _marked(template: Template) -> Iterator[str]:
    """A translation as it stands in the table."""
    for place, piece in enumerate(template.translation):
        yield f"{{{piece}}}" if place % 2 else piece


@given(st.text())
def test_any_text_is_either_translated_or_left_alone(text: str) -> None:
    assert translated(text, "en") == text
    assert isinstance(translated(text, CHINESE), str)
    assert translated(f"there is no sample '{text}'", CHINESE) == f"沒有名為「{text}」的範例"


@pytest.mark.parametrize("piece", ["x: ", "'x' needs 'x', ", "did you mean x? ", "x, line 1: "])
@pytest.mark.parametrize("length", [LONGEST, 1_000_000])
def test_texts_within_texts_come_to_an_end(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    translated(text, CHINESE)
    assert translated(f"'{text}' sets nothing", CHINESE) == f"「{text}」沒有設定任何值"


@pytest.mark.parametrize("language", ["en", "de", "..", "../translations/zh_TW", ""])
def test_another_language_is_english(language: str) -> None:
    error = NotationError("this is no equation", "choose another name", file="a.toml", equation="1", column=1)
    assert told(error, language) == str(error)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (RnntuiError("there is no sample 'x'", "the samples are a, b"), "沒有名為「x」的範例；範例有：a, b"),
        (UsageError("no such thing", "type a sentence"), "no such thing；輸入一個句子"),
        (RnntuiError("there is no file a.npy"), "沒有檔案 a.npy"),
        (RnntuiError("a.csv, line 3: 'x' is not a number"), "a.csv 第 3 行：'x' 不是數字"),
        (RnntuiError("C: d/a.pt is empty"), "C: d/a.pt 是空的"),
        (RnntuiError("C: d/a.st: the file holds no tensors"), "C: d/a.st：檔案裡沒有張量 tensor"),
        (RnntuiError("a.st: b.st: a damaged model file: it has no 'text'"), "a.st: b.st：模型檔已損壞：它沒有「text」"),
        (
            RnntuiError("the tensor 'W' has the shape (2,)", "expected is (4,), as x is 1 in 'U' and y is 3 in 'V'"),
            "張量 tensor「W」的形狀 shape 是 (2,)；應為 (4,)，因為 x 在「U」裡是 1、y 在「V」裡是 3",
        ),
        (
            UsageError("there is no encoding 'onehot'", "did you mean one-hot? valid: one-hot, embedding"),
            "沒有編碼 'onehot'；是不是 one-hot？應為：one-hot, embedding",
        ),
        (
            NotationError("this is no TOML: x", "a line is key = value or [table]", file="a.toml"),
            "a.toml：這不是 TOML：x；每一行是 key = value 或 [table]",
        ),
        (
            NotationError("'a: b' is never closed", file="a: b.toml", equation="h[t] = x: y", column=3),
            "a: b.toml：「h[t] = x: y」第 3 欄：「a: b」沒有對應的結尾",
        ),
        (NotationError("the equation is empty", equation=" "), "「 」：方程式是空的"),
        (NotationError("the equation is empty"), "方程式是空的"),
        (
            NotationError("the steps can't come in this order: step 2 follows step 1, step 1 needs 'h'"),
            "各步無法照這個順序：第 2 步在第 1 步之後，第 1 步需要「h」",
        ),
        (
            NotationError("a cycle within one step: h needs c needs i needs h"),
            "同一步之內有循環：h 需要 c 需要 i 需要 h",
        ),
        (RnntuiError("m: x.toml: 1,000,001 bytes are too many"), "m: x.toml：1,000,001 個位元組太大"),
        (
            RnntuiError("the weight 'W' has the shape (3,)", "it must be (0, 2), hidden x input"),
            "權重「W」的形狀 shape 是 (3,)；必須是 (0, 2)，也就是 hidden x input",
        ),
        (
            RnntuiError("m.st: 'name' in the description of the encoding holds 3", "valid: a string"),
            "m.st：編碼的描述裡，'name' 是 3；應為：字串",
        ),
        (RnntuiError("a.json: note 3: unit is 'True'"), "a.json：第 3 則說明 note：unit 是 'True'"),
        (NotationError("step is 0", file="a.toml"), "a.toml：step 是 0"),
        (
            NotationError("the shapes contradict each other: W has columns of T (one for each step), 'x[t]' has input"),
            "形狀 shape 互相矛盾：W 的欄數是 T（每步一個），「x[t]」是 input",
        ),
    ],
)  # fmt: skip
def test_errors_in_chinese(error: RnntuiError, shown: str) -> None:
    assert told(error, CHINESE) == shown


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--number"], "引數 --number：需要一個值"),
        (["--number", "x"], "引數 --number：'x' 不是有效的 int 值"),
        (["--flag=1"], "引數 --flag：這個選項不帶值，卻給了 '1'"),
        (["--other"], "不認得的引數：--other"),
        ([], "缺少必要的引數：file"),
    ],
)
def test_mistakes_in_a_command_in_chinese(arguments: list[str], shown: str) -> None:
    parser = Parser("rnntui test", "", "")
    parser.add_argument("--number", type=int)
    parser.add_argument("--flag", action="store_true")
    parser.add_argument("file", nargs="?" if arguments else None)
    with pytest.raises(UsageError) as caught:
        parser.parse_args(arguments)
    message, hint = told(caught.value, CHINESE).split("；", 1)
    assert message == shown
    assert hint.startswith("rnntui test --help 會列出可用的選項")


def test_titles_of_help_have_a_colon_of_their_language() -> None:
    parser = Parser("rnntui test", "", "")
    parser.lang = CHINESE
    assert "\n選項：\n" in parser.format_help()


def test_a_choice_that_there_is_not_in_chinese() -> None:
    parser = Parser("rnntui test", "", "")
    parser.add_argument("--format", choices=("table", "json"))
    with pytest.raises(UsageError) as caught:
        parser.parse_args(["--format", "x"])
    assert re.match(r"引數 --format：沒有 'x' 這個選擇（可選：'?table'?, '?json'?）；", told(caught.value, CHINESE))


def test_the_translations_lie_in_the_package() -> None:
    assert Path(__file__).parents[1] / "rnntui" in FOLDER.parents
