"""The language of texts where none is chosen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from rnntui.commands.parsing import python_lang

UNSET = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_HK"}, "zh_TW"),
        ({"LANG": "zh_Hant_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh-Hant-HK"}, "zh_TW"),
        ({"LANG": "zh_CN.GB18030"}, "zh_TW"),
        ({"LANG": "zh"}, "zh_TW"),
        ({"LANG": "ZH_TW"}, "zh_TW"),
        ({"LANG": "zha_CN"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "zh_TW", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_TW"}, "zh_TW"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "zh_TW"}, "zh_TW"),
        ({"LC_ALL": "C", "LANG": "zh_TW"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW"}, "zh_TW"),
        ({"LANGUAGE": "zh_TW:en"}, "zh_TW"),
        ({"LANGUAGE": "zh_TW:en", "LANG": "de_DE"}, "en"),
        ({"LC_CTYPE": "zh_TW.UTF-8"}, "en"),
    ],
)
def test_the_first_variable_that_is_set_says_it(environment: dict[str, str], expected: str) -> None:
    assert python_lang(None, environment) == expected
    assert python_lang("en", environment) == "en"
    assert python_lang("zh-TW", environment) == "zh_TW"


def printed(arguments: tuple[str, ...], **environment: str) -> str:
    plain = {name: value for name, value in os.environ.items() if name not in UNSET}
    command = [sys.executable, "-m", "rnntui", *arguments]
    return subprocess.run(command, env=plain | environment, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "arguments", [("list",), ("check", "lstm"), ("trace", "a", "--explain", "h[0][0]")], ids=lambda words: words[0]
)
def test_every_command_with_texts_speaks_it(arguments: tuple[str, ...]) -> None:
    chinese = printed(arguments, LANG="zh_TW.UTF-8")
    assert chinese == printed((*arguments, "--lang", "zh-TW"), LANG="en_US.UTF-8")
    english = printed(arguments, LANG="en_US.UTF-8")
    assert english == printed((*arguments, "--lang", "en"), LANG="zh_TW.UTF-8")
    assert chinese != english


def test_a_picture_is_the_same_whatever_the_locale() -> None:
    arguments = ("snapshot", "--size", "80x24")
    assert printed(arguments, LANG="zh_TW.UTF-8") == printed(arguments, LANG="C")
