"""`--set` and `--ablate`: the same from the command line as in the app."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from rnntui.cli import main
from rnntui.session.ablation import ablation
from rnntui.session.edits import parse_edit
from rnntui.session.realise import realise
from rnntui.session.session import edit, start
from rnntui.session.setup import Setup, sample_setup

EDITS = ("f[2][0]=0", "W_i[0][1]=3", 'embedding["saw"][0]=2', "b_f[:]=1", "initial.c[1]=-1", "x[0][2]=7")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_all_kinds_of_edits_are_those_of_the_app(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [part for text in EDITS for part in ("--set", text)]
    found = json.loads(printed(capsys, "trace", "I saw a saw", "--arch", "lstm", "--format", "json", *arguments))
    session = edit(start(Setup(text="I saw a saw", architecture="lstm")), *map(parse_edit, EDITS))
    for name in session.trace.names:
        np.testing.assert_array_equal(found["values"][name], session.trace[name])


@pytest.mark.parametrize("command", ["trace", "snapshot"])
def test_an_edit_without_a_place_is_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "a b", "--set", "W_h[0][7]=1"]) == 1
    assert capsys.readouterr().err == "rnntui: 'W_h' has no column 7; its columns are 0 to 1\n"
    assert main([command, "a b", "--set", "W_h[0][7]=1", "--lang", "zh-TW"]) == 1
    assert "「W_h」沒有這個行：7" in capsys.readouterr().err


def test_a_picture_shows_what_was_edited(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys, "snapshot", "a b", "--set", "W_h[0][0]=1", "--size", "80x24")
    assert "✎ W_h[0][0]=1" in shown
    assert "≠" in shown


def test_the_ranking_in_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    found = ablation(realise(sample_setup("sentiment")), "h")
    units = [str(effect.unit) for effect in found.effects]
    data = json.loads(printed(capsys, "trace", "--sample", "sentiment", "--ablate", "h", "--format", "json"))
    assert data["format"] == "rnntui-ablation/1"
    assert (data["variable"], data["output"], data["answer"]) == ("h", "y", "negative")
    assert [(each["unit"], each["change"], each["step"], each["answer"]) for each in data["effects"]] == [
        (effect.unit, effect.change, effect.step, effect.answer) for effect in found.effects
    ]
    assert data["together"]["answer"] == "neutral"
    assert [each["values"] for each in data["effects"]] == [list(effect.output) for effect in found.effects]
    rows = list(
        csv.reader(io.StringIO(printed(capsys, "trace", "--sample", "sentiment", "--ablate", "h", "--format", "csv")))
    )
    assert rows[0] == ["unit", "change", "step", "answer"]
    assert [row[0] for row in rows[1:]] == units
    assert [float(row[1]) for row in rows[1:]] == [effect.change for effect in found.effects]
    table = printed(capsys, "trace", "--sample", "sentiment", "--ablate", "h").splitlines()
    assert "with all of them the answer is negative" in table[0]
    assert found.together is not None
    assert table[1] == f"without all of h at once the answer is neutral, |Δy| {found.together.change:.3f}"
    assert table[2] == "|Δy| is how far y moves, a Euclidean distance over all steps and units"
    assert [line.split()[0] for line in table[5:]] == units
    markdown = printed(capsys, "trace", "--sample", "sentiment", "--ablate", "h", "--format", "markdown").splitlines()
    assert [line.split()[1] for line in markdown[2:]] == units
    chinese = printed(capsys, "trace", "--sample", "sentiment", "--ablate", "h", "--lang", "zh-TW").splitlines()
    assert "輪流關掉 h 的各個單元" in chinese[0]
    assert "全部一起關掉" in chinese[1]
    assert "歐氏距離" in chinese[2]


@pytest.mark.parametrize(("place", "units"), [("h[1]", [1]), ("h[1:3]", [1, 2]), ("h[2:]", [2, 3]), ("h[:1]", [0])])
def test_some_units_alone(place: str, units: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "trace", "--sample", "sentiment", "--ablate", place, "--format", "json")
    assert sorted(each["unit"] for each in json.loads(text)["effects"]) == units


@pytest.mark.parametrize(
    ("arguments", "status", "found"),
    [
        (["--ablate", "q"], 1, "there is no variable 'q'"),
        (["--ablate", "h", "--format", "npz"], 2, "--ablate has no format npz; valid are table, json, csv, markdown"),
        (["--ablate", "h", "--memory", "h[0]"], 2, "--memory and --ablate are both given; choose one of them"),
        (["--explain", "h[0][0]", "--ablate", "h"], 2, "--explain and --ablate are both given"),
        (["--ablate", "h", "--only", "y"], 2, "--only and --ablate are both given; --only chooses what a whole run"),
        (["--only", "y", "--explain", "h[0][0]"], 2, "--only and --explain are both given"),
        (["--ablate", "h[x]"], 2, "--ablate is 'h[x]'; write h for all units of h, h[3] for one of them"),
        (["--ablate", "h[]"], 2, "--ablate is 'h[]'"),
        (["--ablate", "h[9]"], 1, "'h' has no unit 9; its units are 0 to"),
        (["--ablate", "h[3:2]"], 2, "has no units; the units are 0 to"),
    ],
)
def test_what_can_not_be_ranked(
    arguments: list[str], status: int, found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "a b", *arguments]) == status
    assert found in capsys.readouterr().err
