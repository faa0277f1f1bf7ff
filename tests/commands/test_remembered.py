"""`rnntui trace --memory`: how much each token still weighs in a value, headless."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from rnntui.cli import main
from rnntui.render.memory_table import memory_table
from rnntui.session.memory import Place, memory
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup

KINSHIP = ["trace", "你祖我孫", "--sample", "kinship", "--memory", "y[-1]"]


def printed(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 0
    return capfd.readouterr().out


def test_table(capfd: pytest.CaptureFixture[str]) -> None:
    lines = printed(KINSHIP, capfd).splitlines()
    assert lines[0].split() == ["step", "token", "weighs", "in", "y[3]"]
    assert [line.split()[:3] for line in lines[2:6]] == [
        ["0", "你", "162"], ["1", "祖", "54"], ["2", "我", "18"], ["3", "孫", "6"],
    ]  # fmt: skip
    assert lines[2].count("█") == 24
    assert lines[3].count("█") == 8
    assert lines[-1].endswith("most step 0 162, least step 3 6")
    assert "all 2 units" in lines[-1]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("y[-1]", "，全部 2 個單元（Frobenius）；最大第 0 步 162，最小第 3 步 6"),
        ("y[-1][0]", "；最大第 0 步 "),
    ],
)
def test_what_stands_below_is_said_in_chinese(place: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    chinese = printed([*KINSHIP[:-1], place, "--lang", "zh-TW"], capfd).splitlines()[-1]
    assert chinese.startswith(f"對每個輸入向量的導數的範數 norm{said}")
    assert re.search("step|least", chinese) is None


@pytest.mark.parametrize(
    ("unit", "english", "chinese"), [(None, ", all 2 units (Frobenius)", "，全部 2 個單元（Frobenius）"), (0, "", "")]
)
def test_where_nothing_was_read_the_norm_alone_is_said(unit: int | None, english: str, chinese: str) -> None:
    done = realise(sample_setup("kinship"))
    found = replace(memory(done, Place("y", 3, unit)), read=0)
    assert found.largest < 0
    last = "the norm of the derivative by each input vector"
    assert memory_table(done.trace, found).splitlines()[-1] == f"{last}{english}"
    said = memory_table(done.trace, found, "zh_TW").splitlines()[-1]
    assert said == f"對每個輸入向量的導數的範數 norm{chinese}"


def test_a_trace_says_its_notes_in_the_language_chosen(capfd: pytest.CaptureFixture[str]) -> None:
    command = ["trace", "I saw", "--arch", "attention_dot", "--lang"]
    assert "\n答案：" in printed([*command, "zh-TW"], capfd)
    assert "\nanswer: " in printed([*command, "en"], capfd)


def test_json_and_csv_have_every_digit(capfd: pytest.CaptureFixture[str]) -> None:
    norms = memory(realise(Setup(text="I saw a saw", architecture="lstm")), Place("h", 2, 1)).norms.tolist()
    command = ["trace", "I saw a saw", "--arch", "lstm", "--memory", "h[2][1]", "--format"]
    found = json.loads(printed([*command, "json"], capfd))
    assert found == {
        "format": "rnntui-memory/1",
        "architecture": "lstm",
        "of": {"variable": "h", "step": 2, "unit": 1},
        "norm": "euclidean",
        "tokens": ["I", "saw", "a", "saw"],
        "norms": norms,
        "read": 3,
    }
    rows = list(csv.DictReader(io.StringIO(printed([*command, "csv"], capfd))))
    assert [row["token"] for row in rows] == ["I", "saw", "a", "saw"]
    assert [float(row["norm"]) for row in rows] == norms
    whole = json.loads(printed([*KINSHIP, "--format", "json"], capfd))
    assert (whole["norms"], whole["norm"], whole["of"]["unit"]) == ([162, 54, 18, 6], "frobenius", None)


def test_t_is_the_step_computed_last(capfd: pytest.CaptureFixture[str]) -> None:
    command = ["trace", "a b c", "--arch", "attention_dot", "--memory"]
    assert printed([*command, "h[T]"], capfd) == printed([*command, "h[2]"], capfd)
    once = ["trace", "--sample", "many-to-one", "--memory"]
    assert printed([*once, "y[T][0]"], capfd) == printed([*once, "y[0][0]"], capfd)


def test_markdown_and_what_was_not_read(capfd: pytest.CaptureFixture[str]) -> None:
    command = ["trace", "a|\x1b[31mc", "--tokens", "characters", "--memory", "h[0]", "--format"]
    rows = printed([*command, "markdown"], capfd).splitlines()
    assert rows[2].startswith("| 0 | a | ")
    assert rows[3:6] == ["| 1 | \\| | not read yet |", "| 2 | ␛ | not read yet |", "| 3 | \\[ | not read yet |"]
    assert "\x1b" not in printed([*command, "table"], capfd)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--memory", "h"], "--memory is 'h'; write a variable with its step, as in h[3]"),
        (["--memory", "h[0][0][0]"], "--memory is"),
        (["--memory", "h[9]"], "'h' has no step 9"),
        (["--memory", "h[0]", "--format", "npz"], "--memory has no format npz"),
        (["--memory", "h[0]", "--format", "latex"], "--memory has no format latex"),
        (["--memory", "h[0]", "--explain", "h[0][0]"], "--explain and --memory are both given"),
    ],
)
def test_mistakes_are_one_line(more: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "I saw", *more]) in (1, 2)
    error = capfd.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert main(["trace", "I saw", *more, "--lang", "zh-TW"]) in (1, 2)
    assert message not in capfd.readouterr().err
